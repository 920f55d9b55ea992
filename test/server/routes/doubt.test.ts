import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { CheckoutSession } from '../../../src/protocol/index.js'
import {
  anAccount,
  anOrder,
  attemptOf,
  FORM,
  HOUR,
  notification,
  openShop,
  SHOP,
  testNotification,
  type Fields,
  type Shop
} from '../fixtures.js'

const leave = (shop: Shop, { statusToken }: CheckoutSession) =>
  shop.ask(`/leave?t=${statusToken ?? ''}`, { method: 'POST' })

const pay = (shop: Shop, fields: Fields) =>
  shop.ask('/pay', {
    method: 'POST',
    headers: { 'content-type': FORM, origin: SHOP },
    body: String(new URLSearchParams({ orderId: 'A-1001', ...fields }))
  })

const confirmationOf = (page: string) => /name="confirmation" value="([^"]*)"/.exec(page)?.[1] ?? ''

suite('An earlier payment', () => {
  test('that is pending is named before a later attempt that nobody has heard of', async () => {
    const shop = openShop()
    const pending = await shop.session()
    await shop.notify(notification(attemptOf(pending), { ik_inv_st: 'waitAccept' }))
    await leave(shop, await shop.session())
    assert.equal((await shop.session()).earlier?.statusToken, pending.statusToken)
  })

  test('whose success is held back is named, too', async () => {
    const shop = openShop()
    const held = await shop.session()
    await shop.notify(notification(attemptOf(held), { ik_am: '1.00' }))
    await leave(shop, await shop.session())
    assert.equal((await shop.session()).earlier?.statusToken, held.statusToken)
  })

  test('that is pending is asked about where there is no script, and paid beside only on a second word', async () => {
    const shop = openShop()
    await shop.notify(notification(attemptOf(await shop.session()), { ik_inv_st: 'waitAccept' }))
    const question = await (await pay(shop, {})).text()
    assert.match(question, /you may pay twice/)
    assert.match(question, /можна заплатити двічі/)
    assert.ok(!question.includes('ik_sign'))
    const answer = await (await pay(shop, { confirmation: confirmationOf(question) })).text()
    assert.match(answer, /name="ik_sign"/)
  })

  test('is not paid beside on the word of another page', async () => {
    const shop = openShop()
    const confirmation = confirmationOf(
      await (
        await shop.ask('/pay', { method: 'POST', headers: { 'content-type': FORM }, body: 'orderId=A-1001' })
      ).text()
    )
    await shop.notify(notification(attemptOf(await shop.session()), { ik_inv_st: 'waitAccept' }))
    assert.match(await (await pay(shop, { confirmation })).text(), /you may pay twice/)
  })

  test('is not paid beside on the word that was given for another order', async () => {
    const shop = openShop()
    shop.orders.set('B-1', anOrder())
    for (const [orderId, ik_inv_id] of Object.entries({ 'A-1001': '1', 'B-1': '2' })) {
      const attempt = attemptOf(await shop.session(orderId))
      await shop.notify(notification(attempt, { ik_inv_id, ik_inv_st: 'waitAccept' }))
    }
    const confirmation = confirmationOf(await (await pay(shop, {})).text())
    assert.match(await (await pay(shop, { orderId: 'B-1', confirmation })).text(), /you may pay twice/)
    assert.match(await (await pay(shop, { confirmation })).text(), /name="ik_sign"/)
  })
})

suite('An outdated word of the shop', () => {
  test('gives up no attempt that came after it', async () => {
    let answerLate: (order: ReturnType<typeof anOrder>) => void = () => undefined
    const late = new Promise<ReturnType<typeof anOrder>>((resolve) => (answerLate = resolve))
    let asked = 0
    const shop = openShop({ loadOrder: () => (++asked === 1 ? late : anOrder({ amount: '150.00' })) })
    const slow = shop.session()
    const quick = await shop.session()
    answerLate(anOrder({ amount: '100.00' }))
    assert.equal((await slow).display.amount, '150.00')
    assert.equal((await slow).statusToken, quick.statusToken)
  })

  test('that changes with every look ends with 503, and gives up nothing', async (context) => {
    context.mock.method(console, 'error', () => undefined)
    let price = 100
    const shop = openShop({ loadOrder: () => anOrder({ amount: `${price++}.00` }) })
    const other = openShop({ ledger: shop.ledger })
    let nrOfLooks = 0
    const meddling = openShop({
      ledger: shop.ledger,
      loadOrder: async () => {
        nrOfLooks += 1
        // somebody else opens a newer attempt at yet another price, each time
        other.orders.set('A-1001', anOrder({ amount: `${price++}.00` }))
        await leave(other, await other.session())
        return anOrder({ amount: '1.00' })
      }
    })
    assert.equal((await meddling.askSession()).status, 503)
    assert.equal(nrOfLooks, 5)
  })

  test('of no order at all says what null says', async () => {
    const shop = openShop({ loadOrder: () => undefined as unknown as null })
    const answer = await shop.askSession()
    assert.deepEqual([answer.status, await answer.json()], [404, { error: 'order-unknown' }])
  })
})

suite('Two servers on one ledger', () => {
  const both = () => {
    const live = openShop()
    return { live, testing: openShop({ ledger: live.ledger, account: anAccount({ mode: 'test' }) }) }
  }

  test('open no token of the other mode', async () => {
    const { live, testing } = both()
    const session = await testing.session()
    const path = `/status?t=${session.statusToken ?? ''}`
    assert.equal((await testing.ask(path)).status, 200)
    assert.equal((await live.ask(path)).status, 404)
    await leave(live, session)
    assert.equal((await testing.session()).statusToken, session.statusToken, 'nobody has left')
    const back = await live.ask(`/return/success/${session.statusToken ?? ''}`)
    assert.match(back.headers.get('location') ?? '', /#interkassa=return$/)
  })

  test('tell a live payer nothing of what was sent to the test server', async () => {
    const { live, testing } = both()
    const session = await live.session()
    await testing.notify(testNotification(attemptOf(session)))
    await testing.checkout.deliver()
    assert.deepEqual(
      testing.flags.map(({ kind }) => kind),
      ['mode-mismatch']
    )
    assert.deepEqual(await live.status(session.statusToken), { state: 'created', reference: 'A-1001-1' })
    assert.equal((await live.session()).earlier, undefined)
  })

  test('have nothing to settle of what was sent to the wrong one', async () => {
    const { live, testing } = both()
    const attempt = attemptOf(await live.session())
    await testing.notify(testNotification(attempt))
    await testing.checkout.deliver()
    const [flag] = testing.flags
    assert.ok(flag)
    assert.equal(flag.held, false)
    for (const { checkout } of [testing, live]) {
      const resolved = await checkout.resolve(flag, 'accept', 'by mistake')
      assert.deepEqual(resolved, { outcome: 'nothing-flagged', flags: [] })
    }
    await live.notify(notification(attempt))
    for (const { checkout } of [testing, live]) await checkout.deliver()
    assert.deepEqual([testing.paid.length, live.paid.length], [0, 1])
  })

  test('deliver each its own payments', async () => {
    const { live, testing } = both()
    await testing.notify(testNotification(attemptOf(await testing.session())))
    await live.checkout.deliver()
    assert.deepEqual(live.paid, [])
    await testing.checkout.deliver()
    assert.equal(testing.paid[0]?.mode, 'test')
  })
})

suite('A receipt', () => {
  test('stays with the payment that was delivered when a second one comes', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    const first = await shop.session()
    await shop.notify(notification(attemptOf(first), { ik_inv_id: '1', ik_inv_st: 'waitAccept' }))
    const second = await shop.session()
    await shop.notify(notification(attemptOf(second), { ik_inv_id: '2' }))
    context.mock.timers.tick(1000)
    await shop.notify(notification(attemptOf(first), { ik_inv_id: '1' }))
    await shop.checkout.deliver()
    assert.deepEqual([shop.paid[0]?.paymentNo, shop.flags[0]?.kind], ['A-1001-2', 'double-payment'])
    assert.equal(((await shop.status(first.statusToken)) as { reference: string }).reference, 'A-1001-2')
  })

  test('is behind no dead token: after thirty days the order is only called paid', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const shop = openShop()
    await shop.notify(notification(attemptOf(await shop.session())))
    context.mock.timers.tick(31 * 24 * HOUR)
    const answer = await shop.askSession()
    assert.deepEqual([answer.status, await answer.json()], [409, { error: 'order-paid' }])
    assert.match(await (await pay(shop, {})).text(), /This order is paid already/)
  })
})

suite('When the ledger cannot be reached', () => {
  const openBroken = () => {
    const shop = openShop()
    const fail = () => Promise.reject(new Error('disk I/O error'))
    Object.assign(shop.ledger, { findAttemptByToken: fail, transaction: fail })
    return shop
  }

  test('a payer who comes back is sent on to the shop all the same', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const answer = await openBroken().ask(`/return/success/${'x'.repeat(32)}`)
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), `${SHOP}/thanks?order=#interkassa=return`)
    assert.match(String(log.mock.calls[0]?.arguments[0]), /\/return failed/)
  })

  test('a payer without a script reads a page, not JSON', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const answer = await pay(openBroken(), {})
    assert.equal(answer.status, 503)
    assert.equal(answer.headers.get('retry-after'), '5')
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
    assert.match(String(log.mock.calls[0]?.arguments[0]), /POST \/pay failed/)
  })
})

test('A wrong key is told to the operator, once for all the messages that it refuses', async (context) => {
  const log = context.mock.method(console, 'warn', () => undefined)
  const shop = openShop({ account: anAccount({ secretKey: 'Wr0ngKeyWr0ngKey1' }) })
  const body = notification(attemptOf(await openShop().session()))
  await shop.notify(body)
  await shop.notify(body)
  assert.equal(log.mock.callCount(), 1)
  assert.match(String(log.mock.calls[0]?.arguments[0]), /bad-signature/)
})

test('A listed page may read when to ask again', async () => {
  const shop = openShop({ origins: ['https://m.shop.example'] })
  const answer = await shop.askSession('A-1001', { origin: 'https://m.shop.example' })
  assert.equal(answer.headers.get('access-control-expose-headers'), 'retry-after')
})
