import { en } from '../../src/element/locales/en.js'
import { expect, test } from './fixtures.js'

test('a payer who has paid is told so, with a receipt, and the shop knows it', async ({
  demo,
  books,
  payer
}) => {
  const orderId = await payer.buy('clay-mug', 2)
  await expect(payer.checkout.locator('[part=amount]')).toContainText('1,080.00')
  await payer.choose('Visa')
  await payer.goToGateway()
  await expect(payer.page.locator('.amount')).toHaveText('1080.00 UAH')

  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await expect(payer.fact(en.paidAmount)).toContainText('1,080.00')
  await expect(payer.fact(en.paidWith)).toHaveText('Visa')
  await expect(payer.fact(en.reference)).toHaveText(`${orderId}-1`)
  await expect(payer.page.getByRole('heading', { name: 'What happens next' })).toBeVisible()
  await books.showPaid(orderId)
  expect(books.amountOf(orderId)).toBe('1080.00')
  expect(demo.emulator.invoices()).toMatchObject([
    { paymentNo: `${orderId}-1`, amount: '1080.00', currency: 'UAH', state: 'success' }
  ])
})

test('a payer can choose on the gateway’s own page, too', async ({ books, payer }) => {
  const orderId = await payer.buy('linden-honey')
  await payer.press(en.hostedPage)
  await payer.page.getByRole('button', { name: /^LiqPay/ }).click()

  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await expect(payer.fact(en.paidWith)).toHaveText('LiqPay')
  await books.showPaid(orderId)
})

test('a payer who waits on the page is told when a pending payment is paid', async ({
  demo,
  books,
  payer
}) => {
  const orderId = await payer.buy('meadow-tea')
  await payer.choose('Privat24')
  await payer.goToGateway()
  await payer.payAtGateway('pending-success')
  // what the gateway says after "pending" waits until the page has been read
  demo.emulator.notifications = 'hold'
  await payer.isTold(en.pendingTitle)
  await expect(payer.checkout).toContainText(en.doNotPayAgain)
  await payer.isOfferedNothing()
  books.showUnpaid(orderId)

  demo.emulator.notifications = 'send'

  await payer.isTold(en.paidTitle)
  await books.showPaid(orderId)
})

test('a payer whose payment failed pays on a second try, under a new number', async ({
  demo,
  books,
  payer
}) => {
  const orderId = await payer.buy('meadow-tea')
  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('fail')
  await payer.isTold(en.declined)
  books.showUnpaid(orderId)

  await payer.press(en.tryAgain)
  await payer.choose('Mastercard')
  await payer.goToGateway()
  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await expect(payer.fact(en.reference)).toHaveText(`${orderId}-2`)
  await books.showPaid(orderId)
  expect(demo.emulator.invoices()).toMatchObject([
    { paymentNo: `${orderId}-1`, state: 'fail' },
    { paymentNo: `${orderId}-2`, state: 'success' }
  ])
})

test('a payer who canceled is told so, and can try again', async ({ books, payer }) => {
  const orderId = await payer.buy('meadow-tea')
  await payer.choose('Visa')
  await payer.goToGateway()

  await payer.payAtGateway('cancel')

  await payer.isTold(en.canceled)
  await expect(payer.page.getByRole('heading', { name: 'What happens next' })).toBeHidden()
  books.showUnpaid(orderId)
  await payer.press(en.tryAgain)
  await expect(payer.payButton).toBeVisible()
})

test.describe('a paid order', () => {
  // the session route answers 409 and names the payment instead
  test.use({ expectedComplaints: [/status of 409/] })

  test('that is opened again shows its outcome and no form', async ({ payer }) => {
    const orderId = await payer.buy('clay-mug')
    await payer.choose('Visa')
    await payer.goToGateway()
    await payer.payAtGateway('success')
    await payer.isTold(en.paidTitle)

    await payer.page.goto(`/checkout?order=${orderId}`)

    await payer.isTold(en.paidTitle)
    await expect(payer.fact(en.reference)).toHaveText(`${orderId}-1`)
    await payer.isOfferedNothing()
  })
})
