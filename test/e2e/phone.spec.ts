import { TEXTS } from '../../demo/server/texts.js'
import { uk } from '../../src/element/locales/uk.js'
import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

test.use({ isMobile: true, hasTouch: true, viewport: { width: 360, height: 740 }, locale: 'uk-UA' })

test('a payer with a small phone pays in Ukrainian, and never scrolls sideways', async ({ books, payer }) => {
  const orderId = await payer.buy('linden-honey')
  await expect(payer.page.getByRole('heading', { level: 1 })).toHaveText(TEXTS.uk.checkoutHeading)
  await expect(payer.checkout).toContainText(uk.choose)
  await expect(payer.payButton).toContainText('Сплатити 285,00')
  await fitsTheScreen(payer)

  await payer.choose('Visa')
  await payer.goToGateway()
  await expect(payer.page.getByRole('button', { name: 'Успіх', exact: true })).toBeVisible()
  await fitsTheScreen(payer)
  await payer.payAtGateway('success')

  await payer.isTold(uk.paidTitle)
  await expect(payer.fact(uk.paidAmount)).toContainText('285,00')
  await expect(payer.page.getByRole('heading', { name: TEXTS.uk.nextHeading })).toBeVisible()
  await fitsTheScreen(payer)
  await books.showPaid(orderId)
})

async function fitsTheScreen({ page }: Payer): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
}
