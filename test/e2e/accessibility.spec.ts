import { AxeBuilder } from '@axe-core/playwright'
import { LANGUAGES } from '../../demo/languages.js'
import { en } from '../../src/element/locales/en.js'
import { uk } from '../../src/element/locales/uk.js'
import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

const MESSAGES = { en, uk }

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: language })

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`every page of the way is accessible, on ${colorScheme} screens too`, async ({ payer }) => {
        test.slow() // axe reads six pages
        await payer.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await payer.page.goto('/')
        await isAccessible(payer)
        await payer.buy('clay-mug')
        await expect(payer.payButton).toBeVisible()
        await isAccessible(payer)
        await payer.press(MESSAGES[language].hostedPage)
        const visa = payer.page.getByRole('button', { name: 'Visa' })
        await expect(visa).toBeVisible()
        await isAccessible(payer)
        await visa.click()
        await isAccessible(payer)
        await payer.payAtGateway('fail')
        await payer.isTold(MESSAGES[language].declined)
        await isAccessible(payer)
        await payer.press(MESSAGES[language].tryAgain)
        await payer.choose('Visa')
        await payer.goToGateway()
        await payer.payAtGateway('success')
        await payer.isTold(MESSAGES[language].paidTitle)
        await isAccessible(payer)
      })
    }
  })
}

async function isAccessible({ page }: Payer): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
  expect(found, `on ${page.url()}`).toEqual([])
}
