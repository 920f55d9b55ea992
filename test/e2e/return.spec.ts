import { en } from '../../src/element/locales/en.js'
import { expect, test } from './fixtures.js'

test('a payer who is back before the notification is told to wait, and then that it is paid', async ({
  demo,
  books,
  payer
}) => {
  demo.emulator.notifications = 'hold'
  const orderId = await payer.buy('linden-honey')
  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('success')
  await payer.isTold(en.verifyingTitle)
  await expect(payer.fact(en.reference)).toHaveText(`${orderId}-1`)
  await payer.isOfferedNothing()

  demo.emulator.notifications = 'send'

  await payer.isTold(en.paidTitle)
  await books.showPaid(orderId)
})

test.describe('where the gateway brings payers back by POST', () => {
  const byPost = { method: 'post', override: true } as const
  test.use({ demoOptions: { gatewaySettings: { success: byPost, pending: byPost, fail: byPost } } })

  test('a payer finds the order and the outcome', async ({ demo, payer }) => {
    await payer.buy('linden-honey')
    await payer.choose('Visa')
    await payer.goToGateway()
    const returning = payer.page.waitForRequest(`${demo.url}/interkassa/return/success/*`)

    await payer.payAtGateway('success')

    await payer.isTold(en.paidTitle)
    await expect(payer.page.getByRole('heading', { name: 'Your order' })).toBeVisible()
    expect((await returning).method()).toBe('POST')
  })
})

test('a shop that is restarted while the payer is away tells the same', async ({ demo, books, payer }) => {
  const orderId = await payer.buy('linden-honey')
  await payer.choose('Visa')
  await payer.goToGateway()

  await demo.restartShop()
  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await expect(payer.fact(en.reference)).toHaveText(`${orderId}-1`)
  await books.showPaid(orderId)
})

for (const [outcome, title] of [
  ['success', en.paidTitle],
  ['cancel', en.canceled]
] as const) {
  test(`after ${outcome}, a reload, Back and Forward change nothing and post nothing`, async ({
    demo,
    payer
  }) => {
    await payer.buy('linden-honey')
    await payer.choose('Visa')
    await payer.goToGateway()
    await payer.payAtGateway(outcome)
    await payer.isTold(title)
    const posted: string[] = []
    payer.page.on('request', (request) => {
      if (request.method() === 'POST') posted.push(request.url())
    })

    await payer.page.reload()
    await payer.isTold(title)
    await payer.page.goBack()
    expect(payer.page.url()).toContain(demo.gatewayUrl)
    await payer.page.goForward()
    await payer.isTold(title)

    expect(posted).toEqual([])
    expect(demo.emulator.invoices()).toHaveLength(1)
  })
}
