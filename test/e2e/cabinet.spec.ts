import { en } from '../../src/element/locales/en.js'
import { expect, test } from './fixtures.js'

/* With the addresses in the gateway's cabinet no return says whose it is: only this browser knows who has left. */
test.use({ demoOptions: { urls: 'cabinet' } })

test('a payer whose return names no payment is told of the one they left for', async ({ books, payer }) => {
  const orderId = await payer.buy('clay-mug')
  await payer.choose('Visa')
  await payer.goToGateway()

  await payer.payAtGateway('success')

  expect(payer.page.url()).not.toContain(orderId)
  await payer.isTold(en.paidTitle)
  await expect(payer.fact(en.reference)).toHaveText(`${orderId}-1`)
  await books.showPaid(orderId)
})

test('a payer whose return names no payment can try again', async ({ books, payer }) => {
  const orderId = await payer.buy('clay-mug')
  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('fail')
  await payer.isTold(en.declined)

  await payer.press(en.tryAgain)
  await payer.choose('Visa')
  await payer.goToGateway()
  await payer.payAtGateway('success')

  await payer.isTold(en.paidTitle)
  await books.showPaid(orderId)
})

test('a payer who comes back in another browser is told nothing, and not asked to pay', async ({
  demo,
  payer,
  stranger
}) => {
  await payer.buy('clay-mug')
  await payer.choose('Visa')
  await payer.goToGateway()
  const returning = payer.page.waitForRequest(`${demo.url}/interkassa/return/success?*`)
  await payer.payAtGateway('success')

  await stranger.page.goto((await returning).url())

  await stranger.isTold(en.unverifiedTitle)
  await expect(stranger.checkout).toContainText(en.noToken)
  await expect(stranger.checkout).toContainText(en.doNotPayAgain)
  await expect(stranger.fact(en.reference)).toHaveCount(0)
  await stranger.isOfferedNothing()
})

test('a payer whose browser keeps nothing is told nothing, and not asked to pay', async ({
  books,
  payer
}) => {
  await payer.page.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', {
      get() {
        throw new DOMException('storage is blocked', 'SecurityError')
      }
    })
  })
  const orderId = await payer.buy('clay-mug')
  await payer.choose('Visa')
  await payer.goToGateway()

  await payer.payAtGateway('success')

  await payer.isTold(en.unverifiedTitle)
  await expect(payer.checkout).toContainText(en.doNotPayAgain)
  await expect(payer.fact(en.reference)).toHaveCount(0)
  await payer.isOfferedNothing()
  await books.showPaid(orderId)
})
