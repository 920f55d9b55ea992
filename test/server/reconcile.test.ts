import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sqliteLedger } from '../../src/server/ledger/sqlite.js'
import { anOrder, TEST_PAYWAY, VISA } from './fixtures.js'
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
})
