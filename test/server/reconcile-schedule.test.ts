import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { anOrder } from './fixtures.js'
import { HOUR, MINUTE, openReconcileStage, SECOND, START } from './reconcile-stage.js'

const DAY = 24 * HOUR

/** The list of a day, as it is asked for. */
const day = (offset: number) => new Date(START + offset * DAY).toISOString().slice(0, 10)
const listOf = (offset: number) =>
  `co-invoice?fromDate=${day(offset)}&toDate=${day(offset + 1)}&checkoutId=64b0c1d2e3f4a5b6c7d8e9f0`

/** Something that the payer’s page still waits for. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}

suite('An attempt is looked up', () => {
  test('after 15 minutes, then after twice as long each time, until a day after its end', async (t) => {
    const { shop, pass, reconcile } = await openReconcileStage(t)
    const { statusToken } = await shop.session()
    await shop.ask(`/leave?t=${statusToken ?? ''}`, { method: 'POST' })
    const times: number[] = []
    for (let minute = 0; minute <= 3 * 24 * 60; minute += 5) {
      if ((await reconcile()) === 1) times.push(minute)
      pass(5 * MINUTE)
    }
    // one hour of life, and a day: 1500 minutes
    assert.deepEqual(times, [15, 30, 60, 120, 240, 480, 960, 1500])
  })

  test('with a quarter more or less, so that many do not ask at once', async (t) => {
    const { shop, pass, reconcile, attempt } = await openReconcileStage(t)
    const { statusToken } = await shop.session()
    await shop.ask(`/leave?t=${statusToken ?? ''}`, { method: 'POST' })
    pass(15 * MINUTE)
    const dues: number[] = []
    for (const random of [0, 0.999_999]) {
      t.mock.method(Math, 'random', () => random)
      await shop.checkout.reconcile()
      const { lookUp } = await attempt()
      dues.push(Number((((lookUp.dueAt ?? 0) - Date.now()) / MINUTE).toFixed(2)))
      pass((lookUp.dueAt ?? 0) - Date.now())
    }
    assert.deepEqual(dues, [11.25, 37.5])
    assert.equal(await reconcile(), 1)
  })

  test('in the list of the days since it was opened, page by page', async (t) => {
    const { pay, pass, reconcile, asked } = await openReconcileStage(t)
    await pay('cancel')
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(asked(), [listOf(-1), listOf(0), listOf(1)])
  })

  test('by its invoice where that is known', async (t) => {
    const { pay, pass, reconcile, asked, emulator, shop, told } = await openReconcileStage(t, {
      pendingDelay: 3_600_000
    })
    await pay('pending-success')
    await shop.notify(told())
    pass(15 * MINUTE)
    await reconcile()
    assert.deepEqual(asked(), [`co-invoice/${emulator.invoices()[0]?.id ?? ''}`])
  })

  test('in the list, too, when it is the last time: there may be an invoice that we never heard of', async (t) => {
    const { pay, pass, reconcile, asked, shop, told } = await openReconcileStage(t, {
      pendingDelay: 3_600_000
    })
    await pay('pending-success')
    await shop.notify(told())
    pass(25 * HOUR)
    await reconcile()
    assert.equal(asked().length, 5)
    pass(DAY)
    assert.equal(await reconcile(), 0)
  })

  test('together with all others that are due, in one list', async (t) => {
    const { shop, pay, pass, reconcile, asked } = await openReconcileStage(t)
    for (const number of [1, 2, 3, 4, 5]) {
      shop.orders.set(`B-${number}`, anOrder())
      await pay('success', `B-${number}`)
    }
    pass(15 * MINUTE)
    assert.equal(await reconcile(), 5)
    assert.equal(asked().length, 3)
    assert.equal(shop.paid.length, 5)
  })

  test('once, at the next full hour after its end, where nobody is known to have left with it', async (t) => {
    const { shop, pass, reconcile } = await openReconcileStage(t)
    await shop.session()
    const times: number[] = []
    for (let minute = 0; minute <= 2 * 24 * 60; minute += 5) {
      if ((await reconcile()) === 1) times.push(minute)
      pass(5 * MINUTE)
    }
    // opened at ten past, it ends at ten past
    assert.deepEqual(times, [110])
  })

  test('and found paid, though nobody is known to have left with it', async (t) => {
    const { shop, pass, reconcile } = await openReconcileStage(t)
    const { payways, fields, action } = await shop.session()
    const form = { ...fields, ...payways[0]?.fields, ik_sign: payways[0]?.sign ?? '' }
    const page = await fetch(action, { method: 'POST', body: new URLSearchParams(form) })
    await fetch(page.url, { method: 'POST', body: new URLSearchParams({ outcome: 'success' }) })
    pass(2 * HOUR)
    await reconcile()
    assert.equal(shop.paid.length, 1)
  })
})

suite('At most one look-up in half a minute', () => {
  test('is made of an attempt, whoever asks, in whichever process', async (t) => {
    const { shop, pay, pass, openAnother, asked, attempt } = await openReconcileStage(t)
    const other = openAnother()
    await pay('fail')
    pass(15 * MINUTE)
    const counts = await Promise.all([
      shop.checkout.reconcile(),
      shop.checkout.reconcile(),
      other.checkout.reconcile(),
      other.checkout.reconcile()
    ])
    assert.deepEqual(counts.sort(), [0, 0, 0, 1])
    assert.equal(asked().length, 3)
    assert.equal((await attempt()).lookUp.lastAt, START + 15 * MINUTE)
  })

  test('is made for payers who come back again and again', async (t) => {
    const { shop, pay, pass, asked, attempt } = await openReconcileStage(t, {
      checkout: { background: true }
    })
    const { statusToken = '' } = await pay('fail')
    const comeBack = async () => {
      const back = await shop.ask(`/return/success/${statusToken}`)
      assert.equal(back.status, 303)
    }
    await comeBack()
    await until(async () => (await attempt()).lookUp.answers === 1)
    assert.equal(asked().length, 3)
    pass(29 * SECOND)
    for (let time = 0; time < 5; time++) await comeBack()
    await shop.checkout.reconcile()
    assert.deepEqual(asked(), [])
    pass(SECOND)
    await comeBack()
    await until(async () => (await attempt()).lookUp.answers === 2)
    assert.equal(asked().length, 3)
  })
})

suite('A payer who comes back', () => {
  test('has the attempt looked up at once, and is told the truth soon', async (t) => {
    const { shop, pay } = await openReconcileStage(t, { checkout: { background: true } })
    const { statusToken = '' } = await pay()
    await shop.ask(`/return/pending/${statusToken}`)
    await until(() => shop.paid.length === 1)
    assert.equal(((await shop.status(statusToken)) as { state: string }).state, 'paid')
  })

  test('has it looked up by the next call of a scheduler, where nothing runs in the background', async (t) => {
    const { shop, pay, reconcile } = await openReconcileStage(t)
    const { statusToken = '' } = await pay()
    await shop.ask(`/return/fail/${statusToken}`)
    assert.deepEqual(shop.paid, [])
    assert.equal(await reconcile(), 1)
    assert.equal(shop.paid.length, 1)
  })

  test('by an address without a token has it looked up when the page asks', async (t) => {
    const { shop, pay, pass, asked } = await openReconcileStage(t, { checkout: { background: true } })
    const { statusToken = '' } = await pay()
    await shop.status(statusToken)
    assert.deepEqual(asked(), [], 'nobody pays in no time')
    pass(15 * SECOND)
    for (let time = 0; time < 5; time++) await shop.status(statusToken)
    await until(() => shop.paid.length === 1)
    assert.equal(asked().length, 3)
  })

  test('with a payment that is known has nothing looked up', async (t) => {
    const { shop, pay, told, asked, attempt } = await openReconcileStage(t, {
      checkout: { background: true }
    })
    const { statusToken = '' } = await pay()
    await shop.notify(told())
    await shop.ask(`/return/success/${statusToken}`)
    await shop.status(statusToken)
    await shop.checkout.close()
    assert.deepEqual(asked(), [])
    assert.equal((await attempt()).lookUp.dueAt, null)
  })
})

suite('In the background', () => {
  test('a timer looks up what is due, until the checkout is closed', async (t) => {
    const { shop, pay, pass, asked } = await openReconcileStage(t, {
      checkout: { background: true },
      clocks: ['setInterval']
    })
    await pay()
    pass(15 * MINUTE - SECOND)
    assert.deepEqual(asked(), [])
    pass(30 * SECOND)
    await until(() => shop.paid.length === 1)

    shop.orders.set('B-1', anOrder())
    await pay('success', 'B-1')
    await shop.checkout.close()
    asked()
    pass(HOUR)
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(asked(), [])
  })

  test('nothing is looked up where a scheduler is to do it', async (t) => {
    const { pay, pass, asked, shop } = await openReconcileStage(t, { clocks: ['setInterval'] })
    await pay()
    pass(HOUR)
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(asked(), [])
    assert.equal(await shop.checkout.reconcile(), 1)
  })
})

suite('A look-up that fails', () => {
  test('is told once, and then left alone for a while that grows', async (t) => {
    const log = t.mock.method(console, 'error', () => undefined)
    const { shop, pay, pass, asked, emulator } = await openReconcileStage(t, {
      checkout: { background: true },
      faults: ['api-html']
    })
    const { statusToken = '' } = await pay()
    const comeBack = () => shop.ask(`/return/success/${statusToken}`)
    await comeBack()
    await until(() => log.mock.callCount() === 1)
    assert.match(String(log.mock.calls[0]?.arguments[0]), /could not be asked/)
    asked()
    pass(29 * SECOND)
    await comeBack()
    assert.deepEqual(asked(), [], 'the gateway is left alone')
    emulator.faults = []
    pass(SECOND)
    await comeBack()
    await until(() => shop.paid.length === 1)
    assert.equal(log.mock.callCount(), 1)
  })

  test('counts for nothing in the plan', async (t) => {
    const { shop, pay, pass, attempt } = await openReconcileStage(t, { faults: ['api-500'] })
    await pay()
    pass(15 * MINUTE)
    await assert.rejects(shop.checkout.reconcile())
    assert.deepEqual((await attempt()).lookUp, {
      dueAt: START + 16 * MINUTE,
      lastAt: START + 15 * MINUTE,
      answers: 0
    })
  })

  test('because the ledger is away changes nothing, and does not end the next', async (t) => {
    const whole = memoryLedger()
    let isAway = false
    const ledger: Ledger = {
      ...whole,
      dueLookUps: (...due) => (isAway ? Promise.reject(new Error('locked')) : whole.dueLookUps(...due))
    }
    const { shop, pay, pass, reconcile } = await openReconcileStage(t, { checkout: { ledger } })
    await pay()
    pass(15 * MINUTE)
    isAway = true
    await assert.rejects(shop.checkout.reconcile(), /locked/)
    isAway = false
    assert.equal(await reconcile(), 1)
  })

  test('because the process dies is made by another one, ten minutes later', async (t) => {
    const { shop, pay, pass, reconcile, attempt, ledger } = await openReconcileStage(t)
    await pay()
    pass(15 * MINUTE)
    const { checkoutId, mode, orderId, paymentNo, lookUp } = await attempt()
    // as it stands in the ledger while somebody asks
    await ledger.transaction({ checkoutId, mode, orderId }, (transaction) =>
      transaction.planLookUp(paymentNo, { ...lookUp, dueAt: Date.now() + 10 * MINUTE, lastAt: Date.now() })
    )
    pass(10 * MINUTE - 1)
    assert.equal(await reconcile(), 0)
    pass(1)
    assert.equal(await reconcile(), 1)
    assert.equal(shop.paid.length, 1)
  })

  test('is called off when the checkout is closed', async (t) => {
    const { shop, pay, pass, attempt } = await openReconcileStage(t, {
      faults: ['api-slow'],
      faultOptions: { delay: 60_000 }
    })
    await pay()
    pass(15 * MINUTE)
    const asking = shop.checkout.reconcile()
    await until(async () => (await attempt()).lookUp.lastAt !== null)
    const closed = shop.checkout.close()
    await assert.rejects(asking, { code: 'api-aborted' })
    await closed
  })
})
