import { en } from '../../src/element/locales/en.js'
import { test as base, expect } from './fixtures.js'
import { Payer } from './payer.js'
import { openSmallShop, type SmallShop } from './small-shop.js'

/* The demo freezes an order when it is placed, so this is a shop that does not. */
const test = base.extend<{ shop: SmallShop }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
  shop: async ({}, use) => {
    const shop = await openSmallShop()
    await use(shop)
    await shop.close()
  },
  baseURL: ({ shop }, use) => use(shop.url)
})

test('an order that became dearer is not paid by the form of before', async ({ shop, payer, context }) => {
  await payer.page.goto('/')
  await expect(payer.payButton).toContainText('100.00')
  shop.price = '250.00'
  const otherTab = new Payer(await context.newPage())
  await otherTab.page.goto('/')
  await expect(otherTab.payButton).toContainText('250.00')

  await payer.goToGateway()
  await payer.payAtGateway('success')

  // the money has moved, and a person has to decide what becomes of it
  await payer.isTold(en.pendingTitle)
  await expect(payer.checkout).toContainText(en.doNotPayAgain)
  await expect.poll(() => shop.flags).toMatchObject([{ kind: 'superseded-payment', paymentNo: 'A-1001-1' }])
  expect(shop.emulator.invoices()).toMatchObject([{ amount: '100.00', state: 'success' }])
  expect(shop.paid).toEqual([])
})

test('an order that became dearer is paid at its new price', async ({ shop, payer }) => {
  await payer.page.goto('/')
  await expect(payer.payButton).toContainText('100.00')
  shop.price = '250.00'

  await payer.page.reload()
  await expect(payer.payButton).toContainText('250.00')
  await payer.goToGateway()
  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await expect(payer.fact(en.paidAmount)).toContainText('250.00')
  await expect.poll(() => shop.paid).toMatchObject([{ paymentNo: 'A-1001-2', amount: '250.00' }])
  expect(shop.flags).toEqual([])
})
