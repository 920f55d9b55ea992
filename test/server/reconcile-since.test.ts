import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { anAccount, anOrder } from './fixtures.js'
import { HOUR, openReconcileStage, START } from './reconcile-stage.js'

suite('A ledger that was restored from a backup', () => {
  test('learns of everything since, whatever was due', async (t) => {
    const { shop, pay, emulator } = await openReconcileStage(t)
    for (const number of [1, 2, 3]) {
      shop.orders.set(`B-${number}`, anOrder())
      await pay(number === 2 ? 'fail' : 'success', `B-${number}`)
    }
    assert.equal(emulator.invoices().length, 3)
    assert.equal(await shop.checkout.reconcile({ since: new Date(START - HOUR) }), 3)
    await shop.checkout.deliver()
    assert.deepEqual(
      shop.paid.map(({ orderId }) => orderId),
      ['B-1', 'B-3']
    )
    assert.equal(await shop.checkout.reconcile({ since: new Date(START - HOUR) }), 3)
    assert.equal(await shop.checkout.deliver(), 0, 'as often as it is asked')
  })

  test('has a person look at money for which it has no attempt, once', async (t) => {
    const { pay, openAnother, emulator } = await openReconcileStage(t)
    await pay()
    const restored = openAnother({ ledger: memoryLedger() })
    for (let time = 0; time < 2; time++) {
      await restored.checkout.reconcile({ since: new Date(START) })
      await restored.checkout.deliver()
    }
    assert.deepEqual(
      restored.flags.map(({ kind, paymentNo, invoiceId, orderId }) => [kind, paymentNo, invoiceId, orderId]),
      [['unknown-invoice', 'A-1001-1', emulator.invoices()[0]?.id, undefined]]
    )
    assert.deepEqual(restored.paid, [])
  })

  test('says so where the gateway cannot be asked', async (t) => {
    const { shop, pay } = await openReconcileStage(t, { faults: ['api-html'] })
    await pay()
    await assert.rejects(shop.checkout.reconcile({ since: new Date(START) }), { code: 'api-bad-answer' })
    assert.deepEqual(shop.paid, [])
  })

  test('of a live shop says nothing of test payments', async (t) => {
    const { pay, openAnother } = await openReconcileStage(t, { mode: 'test' })
    await pay()
    const account = anAccount({ apiUser: '5b0f1c2d3e4f506172839405', apiKey: 'ApiKeyMadeUp0123456789' })
    const live = openAnother({ account, ledger: memoryLedger() })
    await live.checkout.reconcile({ since: new Date(START) })
    await live.checkout.deliver()
    assert.deepEqual([live.paid, live.flags], [[], []])
  })
})
