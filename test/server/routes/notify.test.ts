import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import type { Ledger } from '../../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../../src/server/ledger/memory/index.js'
import {
  anAccount,
  anAttempt,
  attemptOf,
  FORM,
  HOUR,
  notification,
  notificationFields,
  openShop,
  signedBody,
  TEST_KEY,
  TEST_PAYWAY,
  testNotification,
  type Shop
} from '../fixtures.js'

const quietly = (test: TestContext) => test.mock.method(console, 'error', () => undefined)

const said = async (answer: Response) => [answer.status, [...answer.headers], await answer.text()]

/** A shop whose only attempt is out, and the gateway's word for it. */
async function awaiting(shop: Shop = openShop()) {
  const session = await shop.session()
  return { shop, session, attempt: attemptOf(session) }
}

suite('POST /notify', () => {
  test('answers 200 OK to a payment, and the shop is told once', async () => {
    const { shop, session, attempt } = await awaiting()
    const answer = await shop.notify(notification(attempt))
    assert.equal(answer.status, 200)
    assert.equal(await answer.text(), 'OK')
    assert.equal(await shop.checkout.deliver(), 1)
    assert.deepEqual(shop.paid, [
      {
        id: `paid:${anAccount().checkoutId}:live:A-1001`,
        orderId: 'A-1001',
        paymentNo: 'A-1001-1',
        invoiceId: '77700001',
        amount: '100.00',
        currency: 'UAH',
        payway: 'visa_cpaytrz_merchant_uah',
        mode: 'live'
      }
    ])
    assert.deepEqual(shop.flags, [])
    assert.equal(((await shop.status(session.statusToken)) as { state: string }).state, 'paid')
  })

  test('answers 200 OK to every repetition, and the shop hears of none', async () => {
    const { shop, attempt } = await awaiting()
    const body = notification(attempt)
    for (let time = 0; time < 5; time += 1) assert.equal((await shop.notify(body)).status, 200)
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.notify(body)))
    assert.ok(answers.every(({ status }) => status === 200))
    await shop.checkout.deliver()
    assert.equal(shop.paid.length, 1)
  })

  test('tells the shop of test payments that they are', async () => {
    const { shop, attempt } = await awaiting(openShop({ account: anAccount({ mode: 'test' }) }))
    assert.equal((await shop.notify(testNotification(attempt))).status, 200)
    await shop.checkout.deliver()
    assert.equal(shop.paid[0]?.mode, 'test')
  })

  test('records what is late, and says so', async (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
    const { shop, attempt } = await awaiting()
    context.mock.timers.tick(HOUR)
    await shop.notify(notification(attempt))
    await shop.checkout.deliver()
    assert.equal(shop.paid.length, 1)
    assert.deepEqual(
      shop.flags.map(({ kind }) => kind),
      ['late']
    )
  })

  test('pays an order once, and asks a person about the second payment', async () => {
    const shop = openShop()
    const first = await shop.session()
    await shop.ask(`/leave?t=${first.statusToken ?? ''}`, { method: 'POST' })
    const second = await shop.session()
    await shop.notify(notification(attemptOf(first)))
    await shop.notify(notification(attemptOf(second), { ik_inv_id: '77700002' }))
    await shop.checkout.deliver()
    assert.deepEqual(
      shop.paid.map(({ paymentNo }) => paymentNo),
      ['A-1001-1']
    )
    assert.deepEqual(
      shop.flags.map(({ kind, paymentNo }) => [kind, paymentNo]),
      [['double-payment', 'A-1001-2']]
    )
  })

  test('holds an underpayment back: 200, no effect, one flag, pending for its payer', async () => {
    const { shop, session, attempt } = await awaiting()
    const body = notification(attempt, { ik_am: '1.00' })
    assert.equal((await shop.notify(body)).status, 200)
    assert.equal((await shop.notify(body)).status, 200)
    await shop.checkout.deliver()
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind, message }) => [kind, message]),
      [
        [
          'amount-mismatch',
          'invoice 77700001 of A-1001-1: found success, 1.00 UAH by visa_cpaytrz_merchant_uah; expected 100.00 UAH'
        ]
      ]
    )
    assert.deepEqual(await shop.status(session.statusToken), { state: 'pending', reference: 'A-1001-1' })
  })
})

suite('POST /notify refuses for good', () => {
  test('all that is not authentic, with one and the same answer', async () => {
    const { shop, attempt } = await awaiting()
    const genuine = notification(attempt)
    const bodies = [
      '',
      'x=1',
      genuine.replace('ik_am=100.00', 'ik_am=1.00'),
      genuine.replace('A-1001-1', 'A-1001-2'),
      genuine.replace(/&ik_sign=.*/, ''),
      `${genuine}&ik_am=1.00`,
      `${genuine}&ik_x[]=1`,
      'ik_desc=%FF',
      signedBody(notificationFields(attempt), TEST_KEY),
      testNotification(attempt)
    ]
    const answers = await Promise.all(bodies.map(async (body) => said(await shop.notify(body))))
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.deepEqual([answers[0]?.at(0), answers[0]?.at(-1)], [400, '{"error":"rejected"}'])
  })

  test('what is authentic and wrong, with that very answer', async () => {
    const { shop, session, attempt } = await awaiting()
    const form = { ...session.fields }
    const bodies = [
      notification(attempt, { ik_co_id: '0'.repeat(24) }),
      notification(attempt, { ik_pw_via: TEST_PAYWAY }),
      notification(attempt, { ik_inv_id: 'seven' }),
      String(new URLSearchParams(form))
    ]
    const forged = await said(await shop.notify('ik_sign=AAAA'))
    for (const body of bodies) assert.deepEqual(await said(await shop.notify(body)), forged)
  })

  test('and leaves the ledger, the outbox and the attempt as they were', async () => {
    const { shop, session, attempt } = await awaiting()
    const genuine = notification(attempt)
    await shop.notify(genuine.replace('success', 'fail'))
    await shop.notify(genuine.replace(/ik_sign=.*/, `ik_sign=${'A'.repeat(43)}%3D`))
    await shop.notify(signedBody(notificationFields(attempt, { ik_inv_st: 'fail' }), 'N0tTheSecretKeyAtAll'))
    assert.equal(await shop.checkout.deliver(), 0)
    assert.deepEqual(await shop.status(session.statusToken), { state: 'created', reference: 'A-1001-1' })
    assert.equal((await shop.session()).statusToken, session.statusToken, 'the attempt is still open')
  })

  test('a re-keyed repetition of a message that it has recorded', async () => {
    const { shop, attempt } = await awaiting()
    const body = notification(attempt, { ik_x_user: '42' })
    assert.equal((await shop.notify(body)).status, 200)
    assert.equal((await shop.notify(body.replace('ik_x_user', 'ik_x_admin'))).status, 400)
    assert.equal((await shop.notify(body)).status, 200, 'the genuine one is a repetition still')
  })

  test('and notes an authentic message of the other mode once, for the operator', async () => {
    const { shop, attempt } = await awaiting()
    const body = notification(attempt, { ik_pw_via: TEST_PAYWAY })
    for (let time = 0; time < 3; time += 1) assert.equal((await shop.notify(body)).status, 400)
    await shop.checkout.deliver()
    assert.deepEqual(
      shop.flags.map(({ kind, paymentNo, invoiceId }) => [kind, paymentNo, invoiceId]),
      [['wrong-mode', 'A-1001-1', '77700001']]
    )
    assert.deepEqual(shop.paid, [])
  })

  test('with 404 an authentic message of a payment it does not know, and notes it once', async () => {
    const shop = openShop()
    const body = notification(anAttempt({ paymentNo: 'B-7-1' }))
    for (let time = 0; time < 2; time += 1) {
      const answer = await shop.notify(body)
      assert.equal(answer.status, 404)
      assert.deepEqual(await answer.json(), { error: 'unknown-invoice' })
    }
    await shop.checkout.deliver()
    assert.deepEqual(
      shop.flags.map(({ kind, paymentNo }) => [kind, paymentNo]),
      [['unknown-invoice', 'B-7-1']]
    )
  })

  test('a payment of the other mode’s attempt, which it holds back instead', async () => {
    const live = openShop()
    const testing = openShop({ ledger: live.ledger, account: anAccount({ mode: 'test' }) })
    const { attempt } = await awaiting(live)
    assert.equal((await testing.notify(testNotification(attempt))).status, 200)
    await testing.checkout.deliver()
    assert.deepEqual([testing.paid, live.paid], [[], []])
    assert.deepEqual(
      testing.flags.map(({ kind }) => kind),
      ['mode-mismatch']
    )
  })
})

suite('POST /notify refuses unread', () => {
  test('every method but POST', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await openShop().ask('/notify', { method, headers: { origin: 'https://shop.example' } })
      assert.equal(answer.status, 405, method)
      assert.equal(answer.headers.get('allow'), 'POST')
    }
  })

  test('other types and encodings', async () => {
    const { shop, attempt } = await awaiting()
    const body = notification(attempt)
    const headers = [
      { 'content-type': 'application/json' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': `${FORM}; charset=windows-1251` },
      { 'content-encoding': 'gzip' },
      { 'content-encoding': 'br' }
    ]
    for (const one of headers) assert.equal((await shop.notify(body, one)).status, 415, JSON.stringify(one))
    assert.equal((await shop.notify(body, { 'content-type': `${FORM}; charset=UTF-8` })).status, 200)
  })

  test('more than 16 KiB, without reading on', async () => {
    let chunks = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1
        controller.enqueue(new Uint8Array(4_096).fill(0x61))
      }
    })
    const shop = openShop()
    const init = { method: 'POST', headers: { 'content-type': FORM }, body: endless, duplex: 'half' }
    const answer = await shop.ask('/notify', init)
    assert.equal(answer.status, 413)
    assert.ok(chunks <= 7, `${chunks} chunks of 4 KiB were read`)
  })
})

suite('POST /notify asks for another try', () => {
  const failures: (keyof Ledger)[] = ['isIssued', 'findAttempt', 'transaction']
  for (const step of failures) {
    test(`while the ledger cannot ${step}, and loses nothing`, async (context) => {
      const log = quietly(context)
      const ledger = memoryLedger()
      const shaky: Ledger = { ...ledger }
      const { shop, attempt } = await awaiting(openShop({ ledger: shaky }))
      Object.assign(shaky, { [step]: () => Promise.reject(new Error('database is locked by hunter2')) })
      const refused = await shop.notify(notification(attempt))
      assert.equal(refused.status, 503)
      assert.equal(refused.headers.get('retry-after'), '5')
      assert.equal(await refused.text(), '{"error":"unavailable"}')
      assert.equal(log.mock.callCount(), 1)

      Object.assign(shaky, ledger)
      assert.equal((await shop.notify(notification(attempt))).status, 200)
      await shop.checkout.deliver()
      assert.equal(shop.paid.length, 1)
    })
  }

  test('when a note for the operator could not be kept', async (context) => {
    quietly(context)
    const ledger = memoryLedger()
    const shop = openShop({ ledger: { ...ledger, enqueue: () => Promise.reject(new Error('disk full')) } })
    assert.equal((await shop.notify(notification(anAttempt()))).status, 503)
  })

  test('when the commit fails, and then nothing of the message is kept', async (context) => {
    quietly(context)
    const ledger = memoryLedger()
    let full = false
    const shop = openShop({
      ledger: {
        ...ledger,
        transaction: (order, work) =>
          ledger.transaction(order, async (transaction) => {
            const result = await work(transaction)
            if (full) throw new Error('disk full')
            return result
          })
      }
    })
    const { session, attempt } = await awaiting(shop)
    full = true
    assert.equal((await shop.notify(notification(attempt))).status, 503)
    full = false
    assert.equal(await shop.checkout.deliver(), 0)
    assert.deepEqual(await shop.status(session.statusToken), { state: 'created', reference: 'A-1001-1' })
    assert.equal((await shop.notify(notification(attempt))).status, 200)
    assert.equal(await shop.checkout.deliver(), 1)
  })
})
