import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { parseSession, type CheckoutSession, type InterkassaError } from '../../../src/protocol/index.js'
import { fingerprintOf, signedText } from '../../../src/server/signing/signature.js'
import {
  anAccount,
  anOrder,
  attemptOf,
  FORM,
  notification,
  openShop,
  PRIVAT24,
  SHOP,
  TEST_PAYWAY,
  useUpAttempts,
  VISA,
  type Shop
} from '../fixtures.js'

const WIDGETS = 'https://widgets.example'

const quietly = (test: TestContext) => test.mock.method(console, 'error', () => undefined)

suite('POST /session takes', () => {
  const post = async (type: string, body = '{"orderId":"A-1001"}') =>
    (
      await openShop().ask('/session', {
        method: 'POST',
        headers: { 'content-type': type, origin: SHOP },
        body
      })
    ).status

  test('JSON in UTF-8, of which a browser asks first, and nothing that a form can send', async () => {
    const json = 'application/json'
    for (const type of [json, 'Application/JSON', `${json};charset=utf-8`, `${json} ; charset=UTF-8`])
      assert.equal(await post(type), 200, type)
    const others = [
      `text/plain;${json}`,
      `x${json}`,
      `${json}x`,
      `${json}; charset=utf-16`,
      `${json};  charset=utf-8`
    ]
    for (const type of [...others, 'text/plain', FORM]) assert.equal(await post(type), 415, type)
  })

  test('the id of an order, and nothing else', async () => {
    const bodies = [
      '',
      '{',
      'null',
      '[]',
      '"A-1001"',
      '7',
      '{}',
      '["A-1001"]',
      '{"id":"A-1001"}',
      '{"OrderId":"A-1001"}',
      '{"orderId":7}'
    ]
    for (const body of [...bodies, '{"orderId":"A-1001","amount":"1.00"}', '{"orderId":""}'])
      assert.equal(await post('application/json', body), 400, body)
  })
})

suite('POST /session answers', () => {
  test('a session that the page accepts', async () => {
    const answer = await openShop().askSession()
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'application/json')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    const read = parseSession(await answer.text(), { now: Date.now() })
    assert.ok(read.ok, 'error' in read ? read.error : '')
    assert.equal(read.session.fields.ik_pm_no, 'A-1001-1')
    assert.deepEqual(
      read.session.payways.map(({ name }) => name),
      ['Visa', 'Privat24']
    )
  })

  test('only the payways that the order allows', async () => {
    const shop = openShop()
    shop.orders.set('A-1001', anOrder({ payways: [PRIVAT24] }))
    const { fields, payways } = await shop.session()
    assert.equal(fields.ik_pw_on, PRIVAT24)
    assert.deepEqual(
      payways.map(({ id }) => id),
      [PRIVAT24]
    )
  })

  test('the payways that the shop finds for the order', async () => {
    const shop = openShop({
      payways: ({ amount }) => Promise.resolve(amount === '100.00' ? [{ id: VISA }] : [])
    })
    assert.equal((await shop.session()).payways.length, 1)
  })

  test('the test payway alone in test mode, whatever the order allows', async () => {
    const shop = openShop({ account: anAccount({ mode: 'test' }) })
    shop.orders.set('A-1001', anOrder({ payways: [PRIVAT24] }))
    const { fields, payways, mode } = await shop.session()
    assert.equal(mode, 'test')
    assert.equal(fields.ik_sign, undefined)
    assert.deepEqual(
      payways.map(({ id }) => id),
      [TEST_PAYWAY]
    )
  })

  test('complete addresses, with the token in the path, where the cabinet leaves them to the request', async () => {
    const urls = { interaction: 'request', success: 'request', pending: 'request', fail: 'request' } as const
    const { fields, statusToken } = await openShop({ urls }).session()
    assert.equal(fields.ik_ia_u, `${SHOP}/interkassa/notify`)
    assert.equal(fields.ik_ia_m, 'post')
    assert.equal(fields.ik_suc_u, `${SHOP}/interkassa/return/success/${statusToken ?? ''}`)
    assert.equal(fields.ik_pnd_u, `${SHOP}/interkassa/return/pending/${statusToken ?? ''}`)
    assert.equal(fields.ik_fal_u, `${SHOP}/interkassa/return/fail/${statusToken ?? ''}`)
  })

  test('the same 404 for an order that is unknown and for one that is somebody else’s', async () => {
    const shop = openShop({
      loadOrder: (orderId, request) =>
        orderId === 'A-1001' && request.headers.get('cookie') === 'customer=7' ? anOrder() : null
    })
    const answers = [await shop.askSession('A-1001'), await shop.askSession('A-9999')]
    const [notYours, unknown] = await Promise.all(
      answers.map(async (answer) => [answer.status, [...answer.headers], await answer.text()])
    )
    assert.deepEqual(notYours, unknown)
    assert.equal(answers[0]?.status, 404)
    assert.equal((await shop.askSession('A-1001', { cookie: 'customer=7' })).status, 200)
  })

  test('409 with a token that opens the receipt where the order is paid', async () => {
    const shop = openShop()
    await shop.notify(notification(attemptOf(await shop.session())))
    const answer = await shop.askSession()
    assert.equal(answer.status, 409)
    const { error, statusToken } = (await answer.json()) as Record<string, string>
    assert.equal(error, 'order-paid')
    assert.equal(((await shop.status(statusToken)) as { state: string }).state, 'paid')
  })

  test('413 to more than an order’s name needs', async () => {
    const answer = await openShop().ask('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: SHOP },
      body: JSON.stringify({ orderId: 'A-1001', padding: 'x'.repeat(1_024) })
    })
    assert.equal(answer.status, 413)
  })

  test('503, and tells the operator why, where the shop’s order is none', async (context) => {
    const log = quietly(context)
    const shop = openShop()
    shop.orders.set('A-1001', anOrder({ amount: '100.005' }))
    const answer = await shop.askSession()
    assert.equal(answer.status, 503)
    assert.equal(answer.headers.get('retry-after'), '5')
    assert.deepEqual(await answer.json(), { error: 'unavailable' })
    assert.match(String(log.mock.calls[0]?.arguments[0]), /POST \/session failed/)
    const { code, message } = log.mock.calls[0]?.arguments[1] as InterkassaError
    assert.equal(code, 'bad-order')
    assert.match(message, /order A-1001/)
  })

  test('no form whose fingerprint is not in the ledger', async (context) => {
    quietly(context)
    const shop = openShop()
    const session = await shop.session()
    const forms = [session.fields, ...session.payways.map(({ fields }) => ({ ...session.fields, ...fields }))]
    const { checkoutId } = anAccount()
    for (const form of forms) {
      assert.ok(await shop.ledger.isIssued(checkoutId, fingerprintOf(signedText(form))))
    }
    const failing = openShop({
      ledger: {
        ...shop.ledger,
        async transaction(order, work) {
          await shop.ledger.transaction(order, work)
          throw new Error('the disk is full')
        }
      }
    })
    assert.equal((await failing.askSession()).status, 503)
  })
})

suite('POST /session from other origins', () => {
  const shop = openShop({ origins: [WIDGETS] })
  const post = (headers: Readonly<Record<string, string>>) =>
    shop.ask('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"orderId":"A-1001"}'
    })

  test('needs an Origin', async () => {
    assert.equal((await post({})).status, 403)
  })

  for (const origin of ['null', 'https://evil.example', `${SHOP}:8443`, 'http://shop.example', `${SHOP}/`]) {
    test(`refuses ${origin} and lets it read nothing`, async () => {
      const answer = await post({ origin })
      assert.equal(answer.status, 403)
      assert.equal(answer.headers.get('access-control-allow-origin'), null)
    })
  }

  test('refuses what claims our origin and comes across sites', async () => {
    assert.equal((await post({ origin: SHOP, 'sec-fetch-site': 'cross-site' })).status, 403)
  })

  test('serves a listed one, with its cookies, whatever the answer is', async () => {
    const answers = [
      await post({ origin: WIDGETS, 'sec-fetch-site': 'cross-site' }),
      await shop.askSession('A-9999', { origin: WIDGETS }),
      await post({ origin: WIDGETS, 'content-type': 'text/plain' })
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 404, 415]
    )
    for (const { headers } of answers) {
      assert.equal(headers.get('access-control-allow-origin'), WIDGETS)
      assert.equal(headers.get('access-control-allow-credentials'), 'true')
      assert.equal(headers.get('vary'), 'Origin')
    }
  })

  test('answers our own without CORS, but not from a cache for another', async () => {
    const { headers } = await post({ origin: SHOP })
    assert.equal(headers.get('access-control-allow-origin'), null)
    assert.equal(headers.get('vary'), 'Origin')
  })

  for (const route of ['/session', '/status', '/leave']) {
    test(`answers the preflight of a listed one to ${route}, and of nobody else`, async () => {
      const preflight = (origin: string) => shop.ask(route, { method: 'OPTIONS', headers: { origin } })
      const allowed = await preflight(WIDGETS)
      assert.equal(allowed.status, 204)
      assert.equal(allowed.headers.get('cache-control'), 'no-store')
      assert.equal(allowed.headers.get('access-control-allow-origin'), WIDGETS)
      assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true')
      assert.equal(allowed.headers.get('access-control-allow-headers'), 'content-type')
      for (const origin of [SHOP, 'https://evil.example']) {
        const refused = await preflight(origin)
        assert.equal(refused.status, 405)
        assert.equal(refused.headers.get('access-control-allow-origin'), null)
      }
    })
  }
})

const numberOf = ({ fields }: CheckoutSession) => fields.ik_pm_no
const leave = (shop: Shop, { statusToken }: CheckoutSession) =>
  shop.ask(`/leave?t=${statusToken ?? ''}`, { method: 'POST' })

suite('The sessions of an order', () => {
  test('share one attempt, with the same forms, until the payer has left', async () => {
    const shop = openShop()
    const [first, second] = [await shop.session(), await shop.session()]
    assert.equal(second.statusToken, first.statusToken)
    assert.deepEqual(second.fields, first.fields)
    assert.deepEqual(second.payways, first.payways)
    assert.equal(second.earlier, undefined)
  })

  test('share one attempt when two are asked for at once', async () => {
    const shop = openShop()
    const sessions = await Promise.all(Array.from({ length: 8 }, () => shop.session()))
    assert.deepEqual([...new Set(sessions.map(numberOf))], ['A-1001-1'])
  })

  const departures: [string, (shop: Shop, session: CheckoutSession) => Promise<Response>][] = [
    ['/leave', leave],
    [
      '/pay',
      (shop) => {
        const headers = { 'content-type': FORM, origin: SHOP }
        return shop.ask('/pay', { method: 'POST', headers, body: 'orderId=A-1001' })
      }
    ],
    ['a return with the token', (shop, { statusToken = '' }) => shop.ask(`/return/pending/${statusToken}`)],
    [
      'a notification',
      (shop, session) => shop.notify(notification(attemptOf(session), { ik_inv_st: 'waitAccept' }))
    ]
  ]
  for (const [way, depart] of departures) {
    test(`open the next attempt after ${way}, and name the earlier one`, async () => {
      const shop = openShop()
      const first = await shop.session()
      await depart(shop, first)
      const second = await shop.session()
      assert.equal(numberOf(second), 'A-1001-2')
      assert.equal(second.earlier?.statusToken, first.statusToken)
      assert.notEqual(second.statusToken, first.statusToken)
    })
  }

  test('stay with the attempt after a return without a token', async () => {
    const shop = openShop()
    await shop.session()
    await shop.ask('/return/pending')
    assert.equal(numberOf(await shop.session()), 'A-1001-1')
  })

  test('name no earlier attempt once that has failed', async () => {
    const shop = openShop()
    await shop.notify(notification(attemptOf(await shop.session()), { ik_inv_st: 'canceled' }))
    const next = await shop.session()
    assert.equal(numberOf(next), 'A-1001-2')
    assert.equal(next.earlier, undefined)
  })

  test('open the next attempt when less than a minute is left', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    await shop.session()
    context.mock.timers.setTime(Date.parse('2026-11-23T00:59:00Z'))
    assert.equal(numberOf(await shop.session()), 'A-1001-1')
    context.mock.timers.setTime(Date.parse('2026-11-23T00:59:00.001Z'))
    assert.equal(numberOf(await shop.session()), 'A-1001-2')
  })

  test('are refused after twenty attempts within an hour, until the oldest is an hour old', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop({ origins: [WIDGETS] })
    shop.orders.set('B-1', anOrder())
    for (let opened = 0; opened < 20; opened += 1) {
      await leave(shop, await shop.session())
      context.mock.timers.tick(1_000)
    }
    const refused = await shop.askSession('A-1001', { origin: WIDGETS })
    assert.equal(refused.status, 429)
    assert.deepEqual(await refused.json(), { error: 'too-many-attempts' })
    assert.equal(refused.headers.get('retry-after'), '3580')
    assert.equal(refused.headers.get('access-control-allow-origin'), WIDGETS)
    assert.equal(numberOf(await shop.session('B-1')), 'B-1-1', 'another order is not concerned')

    context.mock.timers.tick(3_579_000)
    assert.equal((await shop.askSession()).status, 429)
    context.mock.timers.tick(1_000)
    assert.equal(numberOf(await shop.session()), 'A-1001-21')
  })

  test('end with the 999th attempt', async () => {
    const shop = openShop()
    await useUpAttempts(shop, 998)
    const last = await shop.session()
    assert.equal(numberOf(last), 'A-1001-999')
    await leave(shop, last)
    const answer = await shop.askSession()
    assert.equal(answer.status, 409)
    assert.deepEqual(await answer.json(), { error: 'attempts-exhausted' })
  })
})

suite('An order that changes', () => {
  const changes = [
    anOrder({ amount: '99.99' }),
    anOrder({ currency: 'USD' }),
    anOrder({ payways: [VISA] })
  ] as const
  for (const changed of changes) {
    test(`to ${JSON.stringify(changed)} gets a new attempt`, async () => {
      const shop = openShop()
      const first = await shop.session()
      shop.orders.set('A-1001', changed)
      const second = await shop.session()
      assert.equal(numberOf(second), 'A-1001-2')
      assert.equal((await shop.ledger.findAttemptByToken(first.statusToken ?? ''))?.superseded, true)
      assert.equal(second.earlier, undefined, 'nobody has left with the first')
    })
  }

  test('to other payways of the same number gets a new attempt', async () => {
    const shop = openShop()
    shop.orders.set('A-1001', anOrder({ payways: [VISA] }))
    await shop.session()
    shop.orders.set('A-1001', anOrder({ payways: [PRIVAT24] }))
    assert.equal(numberOf(await shop.session()), 'A-1001-2')
  })

  test('back to what it was gets a third, not the first again', async () => {
    const shop = openShop()
    await shop.session()
    shop.orders.set('A-1001', anOrder({ amount: '99.99' }))
    await shop.session()
    shop.orders.set('A-1001', anOrder())
    assert.equal(numberOf(await shop.session()), 'A-1001-3')
  })

  const harmless = [
    anOrder({ amount: '100' }),
    anOrder({ description: 'Order A-1001, wrapped as a gift' })
  ] as const
  for (const changed of harmless) {
    test(`to ${JSON.stringify(changed)} keeps its attempt and its forms`, async () => {
      const shop = openShop()
      const first = await shop.session()
      shop.orders.set('A-1001', changed)
      assert.deepEqual((await shop.session()).fields, first.fields)
    })
  }

  test('in the order of the payways it allows keeps its attempt', async () => {
    const shop = openShop()
    shop.orders.set('A-1001', anOrder({ payways: [VISA, PRIVAT24] }))
    await shop.session()
    shop.orders.set('A-1001', anOrder({ payways: [PRIVAT24, VISA] }))
    assert.equal(numberOf(await shop.session()), 'A-1001-1')
  })

  test('keeps what was offered with the attempt, though the shop’s list has changed', async () => {
    let offered = [{ id: VISA }]
    const shop = openShop({ payways: () => offered })
    const first = await shop.session()
    offered = [{ id: PRIVAT24 }]
    assert.deepEqual((await shop.session()).payways, first.payways)
  })

  test('is not paid by money at the old price, which a person is told of', async () => {
    const shop = openShop()
    const old = await shop.session()
    await leave(shop, old)
    shop.orders.set('A-1001', anOrder({ amount: '250.00' }))
    await shop.session()
    assert.equal((await shop.notify(notification(attemptOf(old)))).status, 200)
    await shop.checkout.deliver()
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind, paymentNo }) => [kind, paymentNo]),
      [['superseded-payment', 'A-1001-1']]
    )
    assert.deepEqual(await shop.status(old.statusToken), { state: 'pending', reference: 'A-1001-1' })
    const next = await shop.session()
    assert.equal(next.earlier?.statusToken, old.statusToken, 'the payer has paid already')
  })
})

test('an order in test mode and the same one in live mode never meet', async () => {
  const live = openShop()
  const testing = openShop({ ledger: live.ledger, account: anAccount({ mode: 'test' }) })
  await live.notify(notification(attemptOf(await live.session())))
  assert.equal((await live.askSession()).status, 409)
  assert.equal(numberOf(await testing.session()), 'A-1001-1')
})
