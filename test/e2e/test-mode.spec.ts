import { en } from '../../src/element/locales/en.js'
import { TEST_PAYWAY } from '../../src/protocol/index.js'
import { expect, test } from './fixtures.js'

test.use({ demoOptions: { mode: 'test' } })

test('test mode says so, offers the test payway alone, and can be paid with it', async ({
  demo,
  books,
  payer
}) => {
  const orderId = await payer.buy('linden-honey')
  await expect(payer.checkout.getByText(en.testMode)).toBeVisible()
  // the only payway needs no choosing
  await expect(payer.checkout.getByText('Test payment')).toBeVisible()
  await expect(payer.checkout.getByRole('radio')).toHaveCount(0)
  await expect(payer.checkout.getByRole('button')).toHaveCount(1)

  await payer.goToGateway()
  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await books.showPaid(orderId)
  expect(demo.emulator.invoices()).toMatchObject([{ payway: TEST_PAYWAY, state: 'success' }])
})
