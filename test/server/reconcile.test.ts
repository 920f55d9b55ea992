import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import type { Fault } from '../../src/emulator/index.js'
import { sqliteLedger } from '../../src/server/ledger/sqlite/index.js'
import {
  anAccount,
  anOrder,
  attemptOf,
  notification,
  notificationFields,
  openShop,
  signedBody,
  TEST_PAYWAY,
  VISA
} from './fixtures.js'
import { temporaryFile } from './ledger/temporary-file.js'
import { HOUR, MINUTE, openReconcileStage } from './reconcile-stage.js'

const DAY = 24 * HOUR

suite('A notification that is lost', () => {
  test('RAC-013: is found a quarter of an hour after the payer left, and pays once', async (t) => {
    const { shop, pay, pass, reconcile, asked, emulator, told } = await openReconcileStage(t)
    const session = await pay()
    pass(15 * MINUTE - 1)
    assert.equal(await reconcile(), 0)
    assert.deepEqual(asked(), [])
    pass(1)
    assert.equal(await reconcile(), 1)
    const [invoice] = emulator.invoices()
    assert.deepEqual(shop.paid, [
      {
        id: 'paid:64b0c1d2e3f4a5b6c7d8e9f0:live:A-1001',
        orderId: 'A-1001',
        paymentNo: 'A-1001-1',
        invoiceId: invoice?.id,
        amount: '100.00',
        currency: 'UAH',
        payway: VISA,
        mode: 'live'
      }
    ])
    const status = (await shop.status(session.statusToken)) as { state: string; receipt: { payway: string } }
    assert.deepEqual([status.state, status.receipt.payway], ['paid', 'Visa'])

    pass(DAY)
    assert.equal(await reconcile(), 0, 'a paid attempt is not looked up again')
    assert.equal((await shop.notify(told())).status, 200)
    await shop.checkout.deliver()
    assert.equal(shop.paid.length, 1, 'the notification came after all')
    assert.deepEqual(shop.flags, [])
  })

  test('RAC-014: that comes at the moment of the look-up pays once, whoever is first', async (t) => {
    const stage = await openReconcileStage(t, { checkout: { ledger: sqliteLedger(temporaryFile()) } })
    t.after(() => stage.ledger.close())
    const { shop, pay, pass, told, openAnother } = stage
    const other = openAnother()
    for (let number = 0; number < 50; number++) {
      const orderId = `B-${number}`
      shop.orders.set(orderId, anOrder())
      await pay('success', orderId)
      pass(15 * MINUTE)
      const body = told(number)
      const [one, two] = await Promise.all([shop.notify(body), other.notify(body), shop.checkout.reconcile()])
      assert.deepEqual([one.status, two.status], [200, 200])
    }
    await Promise.all([shop.checkout.deliver(), other.checkout.deliver()])
    const paid = [...shop.paid, ...other.paid].map(({ orderId }) => orderId)
    assert.equal(paid.length, 50)
    assert.equal(new Set(paid).size, 50)
    assert.deepEqual([...shop.flags, ...other.flags], [])
  })

  test('of a test payment is found by the test server', async (t) => {
    const { shop, pay, pass, reconcile } = await openReconcileStage(t, { mode: 'test' })
    await pay()
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(
      shop.paid.map(({ payway, mode }) => [payway, mode]),
      [[TEST_PAYWAY, 'test']]
    )
  })

  const outcomes = { fail: ['failed', 'declined'], cancel: ['failed', 'canceled'] } as const
  for (const [outcome, [state, reason]] of Object.entries(outcomes)) {
    test(`of a payment that ended with ${outcome} is found, too`, async (t) => {
      const { shop, pay, pass, reconcile } = await openReconcileStage(t)
      const { statusToken } = await pay(outcome as keyof typeof outcomes)
      pass(15 * MINUTE)
      await reconcile()
      assert.deepEqual(await shop.status(statusToken), { state, reason, reference: 'A-1001-1' })
      assert.deepEqual(shop.paid, [])
    })
  }

  test('of a second invoice is found, though the first has failed and was heard of', async (t) => {
    const { shop, pay, pass, reconcile, told } = await openReconcileStage(t)
    const session = await pay('fail')
    await shop.notify(told())
    // the form is still open in the payer's other window
    const [payway] = session.payways
    const form = { ...session.fields, ...payway?.fields, ik_sign: payway?.sign ?? '' }
    const page = await fetch(session.action, { method: 'POST', body: new URLSearchParams(form) })
    await fetch(page.url, { method: 'POST', body: new URLSearchParams({ outcome: 'success' }) })
    pass(15 * MINUTE)
    await reconcile()
    assert.equal(shop.paid.length, 1)
  })

  test('of a payment at the end of its time is found, and flagged as late', async (t) => {
    const { shop, pay, pass, reconcile } = await openReconcileStage(t)
    await pay()
    pass(HOUR)
    await reconcile()
    assert.equal(shop.paid.length, 1)
    assert.deepEqual(
      shop.flags.map(({ kind }) => kind),
      ['late']
    )
  })

  test('of a payment at an older price is held back', async (t) => {
    const { shop, pay, pass, reconcile } = await openReconcileStage(t)
    await pay()
    shop.orders.set('A-1001', anOrder({ amount: '250.00' }))
    await shop.session()
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind, held }) => [kind, held]),
      [['superseded-payment', true]]
    )
  })
})

suite('RAC-015: a gateway that cannot be understood changes nothing', () => {
  const failing: [Fault, string][] = [
    ['api-500', 'api-failed'],
    ['api-html', 'api-bad-answer'],
    ['api-odd', 'api-bad-answer'],
    ['api-busy', 'api-busy']
  ]
  for (const [fault, code] of failing) {
    test(`${fault}: the look-up fails with ${code}, and is made again after a minute`, async (t) => {
      const stage = await openReconcileStage(t, { faults: [fault] })
      const { shop, pay, pass, emulator } = stage
      const { statusToken } = await pay()
      pass(15 * MINUTE)
      await assert.rejects(shop.checkout.reconcile(), { name: 'InterkassaError', code })
      await shop.checkout.deliver()
      assert.deepEqual([shop.paid, shop.flags, await stage.invoices()], [[], [], []])
      assert.deepEqual(await shop.status(statusToken), { state: 'created', reference: 'A-1001-1' })

      emulator.faults = []
      pass(MINUTE - 1)
      assert.equal(await stage.reconcile(), 0)
      pass(1)
      assert.equal(await stage.reconcile(), 1)
      assert.equal(shop.paid.length, 1)
    })
  }

  const mistaken: Fault[] = ['api-other-checkout', 'api-other-payment']
  for (const fault of mistaken) {
    test(`${fault}: nothing is believed of somebody else’s invoice`, async (t) => {
      const stage = await openReconcileStage(t, { faults: [fault] })
      const { shop, pay, pass, emulator } = stage
      await pay()
      pass(15 * MINUTE)
      await stage.reconcile()
      assert.deepEqual([shop.paid, shop.flags, await stage.invoices()], [[], [], []])
      emulator.faults = []
      pass(HOUR)
      await stage.reconcile()
      assert.equal(shop.paid.length, 1)
    })
  }

  test('api-other-amount: a success with another amount is held back, for good', async (t) => {
    const stage = await openReconcileStage(t, { faults: ['api-other-amount'] })
    const { shop, pay, pass, emulator, told } = stage
    await pay()
    pass(15 * MINUTE)
    await stage.reconcile()
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind, held, message }) => [kind, held, message.replace(/\d{10,}/, '…')]),
      [
        [
          'amount-mismatch',
          true,
          `invoice … of A-1001-1: found success, 0.01 UAH by ${VISA}; expected 100.00 UAH`
        ]
      ]
    )
    emulator.faults = []
    pass(HOUR)
    await stage.reconcile()
    assert.deepEqual(shop.paid, [], 'no look-up pays an attempt of which something else was said')
    await shop.notify(told())
    await shop.checkout.deliver()
    assert.equal(shop.paid.length, 1, 'a signed message does')
  })

  test('an invoice of the id that was asked for, and no other, is believed', async (t) => {
    const { shop, pay, pass, emulator, invoices, reconcile } = await openReconcileStage(t, {
      pendingDelay: 3_600_000
    })
    await pay('pending-success')
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(
      (await invoices()).map(({ state }) => state),
      ['pending']
    )
    emulator.faults = ['api-other-payment']
    pass(HOUR)
    await reconcile()
    assert.deepEqual(
      (await invoices()).map(({ state }) => state),
      ['pending']
    )
    assert.deepEqual(shop.flags, [])
  })
})

suite('An answer that leaves amount and payway out', () => {
  const settings = { api: { user: '5b0f1c2d3e4f506172839405', key: 'ApiKeyMadeUp0123456789' } }
  const seen = { settings: { api: { ...settings.api, invoiceFields: 'seen' as const } } }

  test('pays nothing and has a person look at it, once', async (t) => {
    const { shop, pay, pass, reconcile } = await openReconcileStage(t, seen)
    const { statusToken } = await pay()
    for (const time of [15 * MINUTE, HOUR, 5 * HOUR]) {
      pass(time)
      await reconcile()
    }
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind, held }) => [kind, held]),
      [['needs-confirmation', true]]
    )
    assert.deepEqual(await shop.status(statusToken), { state: 'pending', reference: 'A-1001-1' })
    assert.equal(
      (await shop.session()).earlier?.statusToken,
      statusToken,
      'its payer is not asked to pay again'
    )
  })

  test('is told to the operator once, by a server that begins where another has ended', async (t) => {
    const file = temporaryFile()
    const first = sqliteLedger(file)
    const { shop, pay, pass, openAnother } = await openReconcileStage(t, {
      ...seen,
      checkout: { ledger: first }
    })
    await pay()
    pass(15 * MINUTE)
    await shop.checkout.reconcile()
    await shop.checkout.close()
    await first.close()
    const ledger = sqliteLedger(file)
    t.after(() => ledger.close())
    const [next, last] = [openAnother({ ledger }), openAnother({ ledger })]
    for (const { checkout } of [next, next, last]) await checkout.deliver()
    assert.deepEqual(
      [shop, next, last].map(({ flags }) => flags.map(({ kind }) => kind)),
      [[], ['needs-confirmation'], []]
    )
  })

  test('is a payment once a person has accepted it', async (t) => {
    const { shop, pay, pass, reconcile } = await openReconcileStage(t, seen)
    await pay()
    pass(15 * MINUTE)
    await reconcile()
    const [flag] = shop.flags
    assert.ok(flag)
    await shop.checkout.resolve(flag, 'accept', 'seen in the cabinet')
    await shop.checkout.deliver()
    assert.deepEqual(
      shop.paid.map(({ accepted }) => accepted?.why),
      ['needs-confirmation']
    )
  })

  test('is a payment when its notification comes at last', async (t) => {
    const { shop, pay, pass, reconcile, told } = await openReconcileStage(t, seen)
    await pay()
    pass(15 * MINUTE)
    await reconcile()
    await shop.notify(told())
    await shop.checkout.deliver()
    assert.equal(shop.paid.length, 1)
  })

  test('is a payment for a shop that trusts the state', async (t) => {
    const { shop, pay, pass, reconcile } = await openReconcileStage(t, {
      ...seen,
      checkout: { reconcile: 'trust-state' }
    })
    await pay()
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(
      shop.paid.map(({ payway, amount }) => [payway, amount]),
      [[null, '100.00']]
    )
    assert.deepEqual(shop.flags, [])
  })

  test('says all the same that a payment has failed or waits', async (t) => {
    const { shop, pay, pass, reconcile } = await openReconcileStage(t, seen)
    const { statusToken } = await pay('fail')
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(await shop.status(statusToken), {
      state: 'failed',
      reason: 'declined',
      reference: 'A-1001-1'
    })
  })
})

suite('An attempt of which an authentic message did not fit', () => {
  const odd: [
    string,
    (t: TestContext) => Promise<Awaited<ReturnType<typeof openReconcileStage>>>,
    string[]
  ][] = [
    [
      'another amount',
      (t) => heardBefore(t, { ik_am: '1.00', ik_inv_st: 'waitAccept' }),
      ['amount-mismatch', 'needs-confirmation']
    ],
    [
      'an unknown state',
      (t) => heardBefore(t, { ik_inv_st: 'refunded' }),
      ['unknown-state', 'needs-confirmation']
    ],
    [
      'the test payway',
      (t) => heardBefore(t, { ik_pw_via: TEST_PAYWAY }),
      ['wrong-mode', 'needs-confirmation']
    ]
  ]
  for (const [what, open, kinds] of odd) {
    test(`${what}: is not paid by a look-up, and a person is told`, async (t) => {
      const { shop, pass, reconcile, told } = await open(t)
      pass(15 * MINUTE)
      await reconcile()
      assert.deepEqual(shop.paid, [])
      assert.deepEqual(
        shop.flags.map(({ kind }) => kind),
        kinds
      )
      await shop.notify(told())
      await shop.checkout.deliver()
      assert.equal(shop.paid.length, 1, 'its own notification pays it')
    })
  }

  async function heardBefore(t: TestContext, changes: Record<string, string>) {
    const warn = t.mock.method(console, 'warn', () => undefined)
    const stage = await openReconcileStage(t)
    const session = await stage.pay()
    const fields = notificationFields(attemptOf(session), { ik_inv_id: '1', ...changes })
    await stage.shop.notify(signedBody(fields))
    assert.ok(warn.mock.callCount() <= 1)
    return stage
  }

  test('of another mode: a message to the test server bars the live attempt', async (t) => {
    const stage = await openReconcileStage(t)
    const { shop, pay, pass, reconcile, openAnother } = stage
    const session = await pay()
    const testing = openAnother({ account: anAccount({ mode: 'test' }) })
    const body = signedBody(
      notificationFields(attemptOf(session), { ik_pw_via: TEST_PAYWAY }),
      'Tt5gNf0JzVb7xPe2'
    )
    assert.equal((await testing.notify(body)).status, 200)
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind }) => kind),
      ['needs-confirmation']
    )
  })
})

suite('What the gateway’s API says of', () => {
  test('money that went back: a person is told, and nothing is paid', async (t) => {
    const { shop, pay, pass, reconcile, emulator } = await openReconcileStage(t)
    await pay()
    const headers = {
      authorization: `Basic ${btoa('5b0f1c2d3e4f506172839405:ApiKeyMadeUp0123456789')}`,
      'ik-api-account-id': '5a1b2c3d4e5f60718293a4b5'
    }
    const body = new URLSearchParams({ id: emulator.invoices()[0]?.id ?? '', amount: '100.00' })
    const refund = new Request('http://127.0.0.1/v1/refund', { method: 'POST', headers, body })
    assert.equal((await emulator.fetch(refund)).status, 200)
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind, held }) => [kind, held]),
      [['refund', false]]
    )
  })
})

suite('A checkout', () => {
  test('asks nobody without access to the API', async (t) => {
    const fetched = t.mock.method(globalThis, 'fetch', () => Promise.reject(new Error('asked')))
    const shop = openShop()
    await shop.notify(notification(attemptOf(await shop.session()), { ik_inv_st: 'waitAccept' }))
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + HOUR })
    assert.equal(await shop.checkout.reconcile(), 0)
    assert.equal(await shop.checkout.reconcile({ since: new Date(0) }), 0)
    assert.equal(fetched.mock.callCount(), 0)
  })
})
