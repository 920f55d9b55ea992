import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { anOrder, notification, attemptOf } from './fixtures.js'
import { HOUR, MINUTE, openReconcileStage } from './reconcile-stage.js'

const API = { user: '5b0f1c2d3e4f506172839405', key: 'ApiKeyMadeUp0123456789' }

type Options = NonNullable<Parameters<typeof openReconcileStage>[1]>

/** A shop that has payments of 100 and more confirmed. The gateway says as little of them as public code reads. */
const open = (t: TestContext, { checkout, ...options }: Options = {}) =>
  openReconcileStage(t, {
    settings: { api: { ...API, invoiceFields: 'seen' } },
    checkout: { confirmAbove: '100', ...checkout },
    ...options
  })

suite('A payment that has to be confirmed', () => {
  test('counts when the gateway’s API says so, too, which it is asked at once', async (t) => {
    const { shop, pay, told, asked, emulator, reconcile, invoices } = await open(t)
    const { statusToken } = await pay()
    assert.equal((await shop.notify(told())).status, 200)
    await shop.checkout.deliver()
    assert.deepEqual([shop.paid, shop.flags], [[], []])
    assert.deepEqual(await shop.status(statusToken), { state: 'pending', reference: 'A-1001-1' })
    assert.equal((await shop.session()).earlier?.statusToken, statusToken)

    assert.equal(await reconcile(), 1)
    assert.deepEqual(asked(), [`co-invoice/${emulator.invoices()[0]?.id ?? ''}`])
    assert.equal(shop.paid.length, 1)
    assert.deepEqual(shop.flags, [])
    assert.equal((await invoices())[0]?.awaiting, false)
  })

  test('is paid within moments where the checkout works in the background', async (t) => {
    const { shop, pay, told } = await open(t, { checkout: { background: true } })
    await pay()
    await shop.notify(told())
    while (shop.paid.length === 0) await new Promise((resolve) => setImmediate(resolve))
    assert.equal(shop.paid.length, 1)
  })

  test('is any of the amount that was set, and none below it', async (t) => {
    const { shop, pay, told } = await open(t)
    shop.orders.set('B-1', anOrder({ amount: '99.99' }))
    shop.orders.set('B-2', anOrder({ amount: '100.01' }))
    await pay('success', 'B-1')
    await pay('success', 'B-2')
    await shop.notify(told(0))
    await shop.notify(told(1))
    await shop.checkout.deliver()
    assert.deepEqual(
      shop.paid.map(({ orderId }) => orderId),
      ['B-1']
    )
  })

  test('is confirmed beforehand where a look-up has seen it first', async (t) => {
    const { shop, pay, pass, told, reconcile } = await open(t)
    await pay()
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(
      shop.flags.map(({ kind }) => kind),
      ['needs-confirmation']
    )
    await shop.notify(told())
    await shop.checkout.deliver()
    assert.equal(shop.paid.length, 1)
  })

  test('waits while the gateway cannot be asked, for as long as it takes', async (t) => {
    const { shop, pay, pass, told, emulator, reconcile } = await open(t, { faults: ['api-500'] })
    await pay()
    await shop.notify(told())
    for (let minute = 0; minute < 5; minute++) {
      await assert.rejects(shop.checkout.reconcile(), { code: 'api-failed' })
      pass(MINUTE)
    }
    await shop.checkout.deliver()
    assert.deepEqual([shop.paid, shop.flags], [[], []])
    emulator.faults = []
    await reconcile()
    assert.equal(shop.paid.length, 1)
  })

  test('is for a person to decide where the gateway’s API says that it has failed', async (t) => {
    const { shop, pay, told, reconcile, emulator } = await open(t)
    const session = await pay('fail')
    // somebody who has the key says otherwise
    const id = emulator.invoices()[0]?.id ?? ''
    await shop.notify(notification(attemptOf(session), { ik_inv_id: id }))
    await reconcile()
    assert.deepEqual(shop.paid, [])
    assert.deepEqual(
      shop.flags.map(({ kind, held }) => [kind, held]),
      [['needs-confirmation', true]]
    )
    assert.deepEqual(await shop.status(session.statusToken), { state: 'pending', reference: 'A-1001-1' })
    assert.match(told(), /ik_inv_st=fail/)

    const [flag] = shop.flags
    assert.ok(flag)
    await shop.checkout.resolve(flag, 'ignore', 'forged')
    assert.deepEqual(((await shop.status(session.statusToken)) as { state: string }).state, 'failed')
  })

  test('is for a person to decide where the gateway never knew of it', async (t) => {
    const { shop, pass, reconcile } = await open(t)
    const session = await shop.session()
    await shop.notify(notification(attemptOf(session)))
    assert.equal(await reconcile(), 1)
    assert.deepEqual([shop.paid, shop.flags], [[], []])
    for (let hour = 0; hour < 30; hour++) {
      pass(HOUR)
      await reconcile()
    }
    assert.deepEqual(
      shop.flags.map(({ kind, held, message }) => [kind, held, message]),
      [
        [
          'needs-confirmation',
          true,
          'invoice 77700001 of A-1001-1: a signed success, which the gateway’s API was never found to confirm'
        ]
      ]
    )
    const [flag] = shop.flags
    assert.ok(flag)
    await shop.checkout.resolve(flag, 'accept', 'seen in the cabinet')
    await shop.checkout.deliver()
    assert.equal(shop.paid.length, 1)
  })

  test('is paid once, however often it is told and looked up', async (t) => {
    const { shop, pay, told, reconcile, pass } = await open(t)
    await pay()
    await Promise.all([shop.notify(told()), shop.notify(told())])
    await reconcile()
    await shop.notify(told())
    pass(HOUR)
    assert.equal(await reconcile(), 0)
    assert.equal(shop.paid.length, 1)
  })

  test('is never paid by a payment of another attempt’s invoice', async (t) => {
    const { shop, pay, told, reconcile, emulator } = await open(t, { faults: ['api-other-payment'] })
    await pay()
    await shop.notify(told())
    await reconcile()
    assert.deepEqual([shop.paid, shop.flags], [[], []])
    assert.equal(emulator.faults.length, 1)
  })
})
