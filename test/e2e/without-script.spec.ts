import { AxeBuilder } from '@axe-core/playwright'
import { TEST_PAYWAY } from '../../src/protocol/index.js'
import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

const PRIVAT24 = 'privat24_merchant_uah'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('FRO-020: a payer who chooses a payway arrives at its page directly', async ({
    demo,
    books,
    payer
  }) => {
    const orderId = await placeOrder(payer, demo.url)
    await payer.page.goto(`/checkout?order=${orderId}`)

    await payer.page.getByRole('radio', { name: 'Privat24' }).check()
    await payer.page.getByRole('button', { name: 'Continue to payment' }).click()
    await payer.page.getByRole('button', { name: 'Continue' }).click()
    await payer.payAtGateway('success')

    await expect(payer.page.getByRole('heading', { name: 'Your order' })).toBeVisible()
    await books.showPaid(orderId)
    expect(demo.emulator.invoices()).toMatchObject([{ payway: PRIVAT24, state: 'success' }])
  })

  test('FRO-020: a payer who chooses none, or none after all, sees every payway', async ({
    demo,
    books,
    payer
  }) => {
    const orderId = await placeOrder(payer, demo.url)
    await payer.page.goto(`/checkout?order=${orderId}`)
    const other = payer.page.getByRole('radio', { name: 'Any other way' })
    await expect(other).toBeChecked()

    await payer.page.getByRole('radio', { name: 'Visa' }).check()
    await other.check()
    await payer.page.getByRole('button', { name: 'Continue to payment' }).click()
    await payer.page.getByRole('button', { name: 'Continue' }).click()
    expect(demo.emulator.invoices()).toEqual([])
    await payer.page.getByRole('button', { name: 'Privat24' }).click()
    await payer.payAtGateway('success')

    await books.showPaid(orderId)
  })

  test('a form on somebody else’s page is confirmed by the payer first', async ({ demo, books, payer }) => {
    const orderId = await placeOrder(payer, demo.url)
    // another origin than the shop's, but the same site, so that the payer's cookie comes along
    const elsewhere = 'http://localhost:9/'
    await payer.page.route(elsewhere, (route) =>
      route.fulfill({ contentType: 'text/html', body: foreignPage(demo.url, orderId) })
    )
    await payer.page.goto(elsewhere)

    await payer.page.getByRole('button', { name: 'Buy' }).click()
    await expect(payer.page.getByText(`Pay for order ${orderId}?`)).toBeVisible()
    expect(demo.emulator.invoices()).toEqual([])
    await payer.page.getByRole('button', { name: 'Pay' }).click()
    await payer.page.getByRole('button', { name: 'Continue' }).click()
    await payer.payAtGateway('success')

    await books.showPaid(orderId)
  })

  test.describe('in test mode', () => {
    test.use({ demoOptions: { mode: 'test' } })

    for (const choice of ['Any other way', 'Visa']) {
      test(`FRO-020: the test payway stands for ${choice}`, async ({ demo, books, payer }) => {
        const orderId = await placeOrder(payer, demo.url)
        await payer.page.goto(`/checkout?order=${orderId}`)

        await payer.page.getByRole('radio', { name: choice }).check()
        await payer.page.getByRole('button', { name: 'Continue to payment' }).click()
        await payer.page.getByRole('button', { name: 'Continue' }).click()
        await payer.payAtGateway('success')

        await books.showPaid(orderId)
        expect(demo.emulator.invoices()).toMatchObject([{ payway: TEST_PAYWAY, state: 'success' }])
      })
    }
  })
})

test.describe('where the script is blocked', () => {
  test.use({ expectedComplaints: [/ERR_FAILED/] })

  test('FRO-021: the plain form is seen, is accessible and pays', async ({ books, payer }) => {
    const orderId = await payer.buy('clay-mug')
    await payer.page.route('**/*.js', (route) => route.abort())
    await payer.page.reload()

    const button = payer.checkout.getByRole('button', { name: 'Continue to payment' })
    await expect(button).toBeVisible()
    const { violations } = await new AxeBuilder({ page: payer.page }).analyze()
    expect(violations).toEqual([])
    await button.click()
    await payer.page.getByRole('button', { name: 'Visa' }).click()
    await payer.payAtGateway('success')

    await books.showPaid(orderId)
  })
})

test('FRO-019: the plain form pays where the tag’s name is taken', async ({ books, payer }) => {
  await payer.page.addInitScript(() => {
    customElements.define('interkassa-checkout', class extends HTMLElement {})
  })
  const orderId = await payer.buy('clay-mug')

  await payer.checkout.getByRole('button', { name: 'Continue to payment' }).click()
  await payer.page.getByRole('button', { name: 'Visa' }).click()
  await payer.payAtGateway('success')

  await books.showPaid(orderId)
})

/** Places an order as the shop's page does with a script. */
async function placeOrder({ page }: Payer, shopUrl: string): Promise<string> {
  const answer = await page.request.post('/orders', {
    headers: { origin: shopUrl },
    data: { items: { 'clay-mug': 1 } }
  })
  const { id } = (await answer.json()) as { id: string }
  return id
}

const foreignPage = (shopUrl: string, orderId: string) => `<!doctype html>
<html lang="en">
  <title>Elsewhere</title>
  <link rel="icon" href="data:," />
  <form method="post" action="${shopUrl}/interkassa/pay">
    <input type="hidden" name="orderId" value="${orderId}" />
    <input type="hidden" name="payway" value="visa_cpaytrz_merchant_uah" />
    <button>Buy</button>
  </form>
</html>`
