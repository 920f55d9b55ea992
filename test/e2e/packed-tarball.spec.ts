import { en } from '../../src/element/locales/en.js'
import { uk } from '../../src/element/locales/uk.js'
import { test as base, expect } from './fixtures.js'
import { openPackedApp, type PackedApp } from './packed-app.js'

const test = base.extend<{ app: PackedApp }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
  app: async ({}, use) => {
    const app = await openPackedApp()
    await use(app)
    await app.close()
  },
  baseURL: ({ app }, use) => use(app.url)
})

// npm packs and installs
test.slow()

test('the packed tarball sells in a bundled single-page app', async ({ app, payer }) => {
  await payer.page.goto('/')
  await payer.page.getByRole('button', { name: 'Buy' }).click()
  await payer.choose('Privat24')
  await payer.goToGateway()

  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await expect(payer.fact(en.paidAmount)).toContainText('165.00')
  await expect(payer.fact(en.paidWith)).toHaveText('Privat24')
  await expect.poll(() => app.said).toEqual([{ paid: 'A-1001-1', amount: '165.00' }])
})

test('the packed tarball brings languages, each as an import of its own', async ({ app, payer }) => {
  await payer.page.goto('/')
  await payer.page.evaluate(() => (document.documentElement.lang = 'uk'))
  await payer.page.getByRole('button', { name: 'Buy' }).click()

  await expect(payer.checkout.locator('legend')).toHaveText(uk.choose)
  expect(await app.typecheck()).toBe('')
})
