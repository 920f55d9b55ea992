import type { Locator } from '@playwright/test'
import { en } from '../../src/element/locales/en.js'
import { FIELDS, type CheckoutSession } from '../../src/protocol/index.js'
import { expect, test } from './fixtures.js'
import type { Payer } from './payer.js'

type Change = (session: CheckoutSession) => CheckoutSession

const withField =
  (name: string, value: string): Change =>
  (session) => ({ ...session, fields: { ...session.fields, [name]: value } })

const withDisplay =
  (amount: string): Change =>
  (session) => ({ ...session, display: { ...session.display, amount } })

const withPayway =
  (change: Partial<CheckoutSession['payways'][number]>): Change =>
  (session) => ({ ...session, payways: session.payways.map((one) => ({ ...one, ...change })).slice(0, 1) })

const cheaper: Change = (session) => withField(FIELDS.amount.wire, '0.01')(withDisplay('0.01')(session))

/** Two payways with each other's signature. */
const exchanged: Change = (session) => {
  const [first, second] = session.payways
  if (!first || !second) throw new Error('the shop offers too few payways')
  return {
    ...session,
    payways: [
      { ...first, sign: second.sign },
      { ...second, sign: first.sign }
    ]
  }
}

test.describe('a session that was changed on the way is refused by the page:', () => {
  const refused: readonly (readonly [string, Change])[] = [
    ['another amount to show', withDisplay('0.01')],
    ['another amount to post', withField(FIELDS.amount.wire, '0.01')],
    ['another address', (session) => ({ ...session, action: 'https://sci.interkassa.com.evil.example/' })],
    ['another port', (session) => ({ ...session, action: 'http://127.0.0.1:9/' })],
    ['another payway behind a name', withPayway({ id: 'liqpay_merchant_uah' })],
    ['a further field of a payway', withPayway({ fields: { [FIELDS.amount.wire]: '0.01' } })],
    ['a field for a card’s number', withField('card_number', '')]
  ]
  for (const [what, change] of refused) {
    test(what, async ({ demo, books, payer }) => {
      const posted = formsPosted(payer, demo.gatewayUrl)
      await onTheWay(payer, change)

      const orderId = await payer.buy('clay-mug')

      await payer.isTold(en.failedTitle)
      await expect(payer.checkout).toContainText(en.failedFinal)
      await payer.isOfferedNothing()
      expect(posted).toEqual([])
      books.showUnpaid(orderId)
    })
  }
})

test.describe('a session that was changed on the way is refused by the gateway:', () => {
  test.use({ expectedComplaints: [/status of 400/] })

  const refused: readonly (readonly [string, Change])[] = [
    ['another amount everywhere', cheaper],
    ['another payment number', withField(FIELDS.paymentNo.wire, 'LV-0000000000-1')],
    ['another address for notifications', withField(FIELDS.interactionUrl.wire, 'http://127.0.0.1:9/')],
    ['another way back', withField(FIELDS.successUrl.wire, 'https://evil.example/')],
    ['another payway’s signature', exchanged]
  ]
  for (const [what, change] of refused) {
    test(what, async ({ demo, books, payer }) => {
      await onTheWay(payer, change)
      const orderId = await payer.buy('clay-mug')
      await payer.choose('Visa')

      await payer.payButton.click()

      await expect(payer.page.getByRole('heading', { level: 1 })).toHaveText('Refused: wrong-sign')
      expect(demo.emulator.invoices()).toEqual([])
      books.showUnpaid(orderId)
    })
  }
})

test.describe('somebody else’s order', () => {
  test('is answered with a calm 404', async ({ payer, stranger }) => {
    const orderId = await payer.buy('clay-mug')

    const answer = await stranger.page.goto(`/checkout?order=${orderId}`)

    expect(answer?.status()).toBe(404)
    await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here')
    await expect(stranger.page.locator('main')).not.toContainText(orderId)
    await expect(stranger.checkout).toHaveCount(0)
  })

  test('is unknown to the element, which says so calmly', async ({ payer, stranger }) => {
    const orderId = await payer.buy('clay-mug')
    await stranger.buy('meadow-tea')

    await stranger.checkout.evaluate((element, id) => {
      element.setAttribute('order-id', id)
    }, orderId)

    await stranger.isTold(en.failedTitle)
    await expect(stranger.checkout).toContainText(en.orderUnknown)
    await stranger.isOfferedNothing()
  })
})

test('four clicks while the gateway is slow are one form', async ({ demo, payer }) => {
  const { mouse } = payer.page
  const posted = formsPosted(payer, demo.gatewayUrl)
  let answer = () => {}
  const patience = new Promise<void>((resolve) => {
    answer = resolve
  })
  await payer.page.route(`${demo.gatewayUrl}**`, async (route) => {
    await patience
    await route.continue()
  })
  await payer.buy('clay-mug')
  await payer.choose('Visa')
  const leaving = payer.page.waitForRequest(demo.gatewayUrl)

  // two clicks at once, and two more while the form is on its way
  await payer.payButton.hover()
  const { x, y } = await middleOf(payer.payButton)
  await mouse.click(x, y, { clickCount: 2 })
  await leaving
  await mouse.click(x, y, { clickCount: 2 })
  answer()
  await payer.page.waitForURL('**/payment/**')

  expect(posted).toHaveLength(1)
  expect(demo.emulator.invoices()).toHaveLength(1)
})

async function middleOf(button: Locator) {
  const box = await button.boundingBox()
  if (!box) throw new Error('the button is not to be seen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Changes the sessions that the shop's server answers before they reach the page. */
async function onTheWay({ page }: Payer, change: Change): Promise<void> {
  await page.route('**/interkassa/session', async (route) => {
    const response = await route.fetch()
    const session = (await response.json()) as CheckoutSession
    await route.fulfill({ response, json: change(session) })
  })
}

/** The forms that the payer's page sends to the gateway, from now on. */
function formsPosted({ page }: Payer, gatewayUrl: string): string[] {
  const posted: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().startsWith(gatewayUrl)) posted.push(request.url())
  })
  return posted
}
