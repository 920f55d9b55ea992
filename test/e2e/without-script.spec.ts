import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

test.use({ javaScriptEnabled: false })

test('a payer without JavaScript pays by plain forms', async ({ demo, books, payer }) => {
  const orderId = await placeOrder(payer, demo.url)
  await payer.page.goto(`/checkout?order=${orderId}`)

  await payer.page.getByRole('button', { name: 'Continue to payment' }).click()
  await payer.page.getByRole('button', { name: 'Continue' }).click()
  await payer.page.getByRole('button', { name: 'Visa' }).click()
  await payer.payAtGateway('success')

  await expect(payer.page.getByRole('heading', { name: 'Your order' })).toBeVisible()
  await books.showPaid(orderId)
})

test('a form on somebody else’s page is confirmed by the payer first', async ({ demo, books, payer }) => {
  const orderId = await placeOrder(payer, demo.url)
  // another origin than the shop's, but the same site, so that the payer's cookie comes along
  const elsewhere = 'http://localhost:9/'
  await payer.page.route(elsewhere, (route) =>
    route.fulfill({ contentType: 'text/html', body: plainForm(demo.url, orderId) })
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

/** Places an order as the shop's page does with a script. */
async function placeOrder({ page }: Payer, shopUrl: string): Promise<string> {
  const answer = await page.request.post('/orders', {
    headers: { origin: shopUrl },
    data: { items: { 'clay-mug': 1 } }
  })
  const { id } = (await answer.json()) as { id: string }
  return id
}

const plainForm = (shopUrl: string, orderId: string) => `<!doctype html>
<html lang="en">
  <title>Elsewhere</title>
  <link rel="icon" href="data:," />
  <form method="post" action="${shopUrl}/interkassa/pay">
    <input type="hidden" name="orderId" value="${orderId}" />
    <input type="hidden" name="payway" value="visa_cpaytrz_merchant_uah" />
    <button>Buy</button>
  </form>
</html>`
