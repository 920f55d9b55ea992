import { en } from '../../src/element/locales/en.js'
import { expect, test } from './fixtures.js'

test('REN-008, REN-009: the script tag sells, under a strict policy with Trusted Types, by its hash', async ({
  books,
  payer
}) => {
  const orderId = await payer.buy('linden-honey')
  await payer.page.goto(`/script-tag?order=${orderId}`)
  const script = payer.page.locator('script[src="/cdn/interkassa-checkout.js"]')
  await expect(script).toHaveAttribute('integrity', /^sha384-/)

  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await books.showPaid(orderId)
})

test.describe('a script that is not the one of the hash', () => {
  test.use({ expectedComplaints: [/integrity/] })

  test('does not run', async ({ payer }) => {
    await payer.page.route('**/cdn/interkassa-checkout.js', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${await response.text()}\n` })
    })
    const orderId = await payer.buy('linden-honey')

    await payer.page.goto(`/script-tag?order=${orderId}`)

    expect(await payer.page.evaluate(() => customElements.get('interkassa-checkout'))).toBeUndefined()
    await payer.isOfferedNothing()
  })
})
