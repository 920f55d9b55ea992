import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { suite, test, type TestContext } from 'node:test'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import type { Flag, OutboxEvent, PaidPayment } from '../../src/server/ledger/outbox-event.js'
import { createOutbox } from '../../src/server/telling/outbox.js'
import { attemptOf, notification, openShop } from './fixtures.js'

const START = Date.parse('2026-11-23T00:00:00Z')

const ACCOUNT = { checkoutId: 'shop', mode: 'live' } as const

const paidEvent = (orderId: string): OutboxEvent => {
  const id = `paid:shop:live:${orderId}`
  const paymentNo = `${orderId}-1`
  const money = { amount: '1.00', currency: 'UAH', payway: null, mode: 'live' } as const
  return { ...ACCOUNT, id, kind: 'paid', payment: { id, orderId, paymentNo, invoiceId: '7', ...money } }
}

const flagEvent: OutboxEvent = {
  ...ACCOUNT,
  id: 'flag:late:1',
  kind: 'flag',
  flag: {
    id: 'flag:late:1',
    kind: 'late',
    mode: 'live',
    paymentNo: 'A-1',
    invoiceId: '7',
    held: false,
    message: 'late'
  }
}

interface Handlers {
  readonly onPaid?: (payment: PaidPayment) => unknown
  readonly onFlag?: (flag: Flag) => unknown
  readonly ledger?: Ledger
  readonly background?: boolean
}

/** An outbox whose clock stands still, and what came out of it. */
async function openOutbox(context: TestContext, events: readonly OutboxEvent[], handlers: Handlers = {}) {
  context.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: START })
  const log = context.mock.method(console, 'error', () => undefined)
  const delivered: string[] = []
  const { ledger = memoryLedger(), background = false, onPaid, onFlag } = handlers
  const note = (id: string) => delivered.push(id)
  const outbox = createOutbox(ledger, {
    account: ACCOUNT,
    onPaid: onPaid ?? (({ id }) => note(id)),
    onFlag: onFlag ?? (({ id }) => note(id)),
    background
  })
  context.after(() => outbox.close())
  for (const event of events) await ledger.enqueue(event)
  return { outbox, ledger, delivered, log }
}

suite('The outbox', () => {
  test('hands over each event once, oldest first, however often it is asked', async (context) => {
    const { outbox, delivered } = await openOutbox(context, [paidEvent('A'), flagEvent, paidEvent('B')])
    assert.equal(await outbox.deliver(), 3)
    assert.equal(await outbox.deliver(), 0)
    assert.deepEqual(delivered, ['paid:shop:live:A', 'flag:late:1', 'paid:shop:live:B'])
  })

  test('ends only when what it has taken at the last moment is handed over', async (context) => {
    const ledger = memoryLedger()
    let answer: (() => void) | undefined
    const isTaken = new Promise<void>((resolve) => (answer = resolve))
    const slow: Ledger = {
      ...ledger,
      claimEvents: async (...claim) => {
        await isTaken
        return ledger.claimEvents(...claim)
      }
    }
    const { outbox, delivered } = await openOutbox(context, [paidEvent('A')], { ledger: slow })
    const round = outbox.deliver()
    const closed = outbox.close().then(() => [...delivered])
    answer?.()
    assert.deepEqual(await closed, ['paid:shop:live:A'])
    assert.equal(await round, 1)
  })

  test('hands over however many there are', async (context) => {
    const events = Array.from({ length: 45 }, (_, index) => paidEvent(`A-${index}`))
    const { outbox, delivered } = await openOutbox(context, events)
    assert.equal(await outbox.deliver(), 45)
    assert.equal(new Set(delivered).size, 45)
  })

  test('hands over once, though two ask at the same time', async (context) => {
    const { outbox, delivered } = await openOutbox(context, [paidEvent('A'), paidEvent('B')])
    await Promise.all([outbox.deliver(), outbox.deliver()])
    assert.equal(delivered.length, 2)
  })

  test('hands over what is queued while it looks for the last time', async (context) => {
    const whole = memoryLedger()
    const looks = new EventEmitter()
    const ledger: Ledger = {
      ...whole,
      claimEvents: async (...claim) => {
        const claimed = await whole.claimEvents(...claim)
        looks.emit('look', claimed.length)
        await new Promise((resolve) => setImmediate(resolve))
        return claimed
      }
    }
    const { outbox, delivered } = await openOutbox(context, [], { ledger })
    const look = once(looks, 'look')
    const first = outbox.deliver()
    assert.deepEqual(await look, [0])
    await ledger.enqueue(paidEvent('A'))
    await outbox.deliver()
    await first
    assert.deepEqual(delivered, ['paid:shop:live:A'])
  })

  test('hands over once, though two processes share the ledger', async (context) => {
    const ledger = memoryLedger()
    const events = Array.from({ length: 30 }, (_, index) => paidEvent(`A-${index}`))
    const one = await openOutbox(context, events, { ledger })
    const other: string[] = []
    const second = createOutbox(ledger, {
      account: ACCOUNT,
      onPaid: ({ id }) => other.push(id),
      onFlag: () => undefined,
      background: false
    })
    await Promise.all([one.outbox.deliver(), second.deliver()])
    assert.equal(one.delivered.length + other.length, 30)
    assert.equal(new Set([...one.delivered, ...other]).size, 30)
  })

  test('waits for a handler that is slow', async (context) => {
    const steps: string[] = []
    const { outbox } = await openOutbox(context, [paidEvent('A')], {
      onPaid: async () => {
        steps.push('begun')
        await new Promise((resolve) => setImmediate(resolve))
        steps.push('done')
      }
    })
    await outbox.deliver()
    assert.deepEqual(steps, ['begun', 'done'])
  })
})

suite('A handler that throws', () => {
  test('is called again after 1, 2, 4 … seconds, with the same id, and never sooner', async (context) => {
    const calls: [number, string][] = []
    const { outbox, log } = await openOutbox(context, [paidEvent('A')], {
      onPaid: ({ id }) => {
        calls.push([Date.now() - START, id])
        if (calls.length < 5) throw new Error('the warehouse is closed')
      }
    })
    for (let second = 0; second <= 20; second += 0.5) {
      await outbox.deliver()
      context.mock.timers.tick(500)
    }
    const id = 'paid:shop:live:A'
    assert.deepEqual(calls, [
      [0, id],
      [1_000, id],
      [3_000, id],
      [7_000, id],
      [15_000, id]
    ])
    assert.equal(log.mock.callCount(), 4)
    assert.match(String(log.mock.calls[0]?.arguments[0]), /paid:shop:live:A/)
  })

  test('is called at least every ten minutes, for as long as it takes', async (context) => {
    let calls = 0
    const { outbox } = await openOutbox(context, [paidEvent('A')], {
      onPaid: () => {
        calls += 1
        return Promise.reject(new Error('still closed'))
      }
    })
    for (let time = 0; time < 30; time += 1) {
      await outbox.deliver()
      context.mock.timers.tick(600_000)
    }
    assert.equal(calls, 30)
  })

  test('keeps no other event waiting', async (context) => {
    const delivered: string[] = []
    const { outbox } = await openOutbox(context, [paidEvent('A'), paidEvent('B')], {
      onPaid: ({ orderId }) => {
        if (orderId === 'A') throw new Error('no')
        delivered.push(orderId)
      }
    })
    assert.equal(await outbox.deliver(), 1)
    assert.deepEqual(delivered, ['B'])
  })
})

/** A handler that does not return from order A before it is told to, and notes the others. */
function stuckAtA() {
  const told = new EventEmitter()
  const calls: string[] = []
  return {
    calls,
    begun: once(told, 'begun'),
    succeed: () => told.emit('end'),
    fail: () => told.emit('error', new Error('gave up at last')),
    onPaid: ({ orderId }: PaidPayment): unknown => {
      calls.push(orderId)
      if (orderId !== 'A') return
      told.emit('begun')
      return once(told, 'end')
    }
  }
}

suite('A handler that hangs', () => {
  const SLOW = 1_000
  const PATIENCE = 50_000

  /** Lets time pass, and all that follows from it. */
  const pass = async (context: TestContext, milliseconds: number) => {
    context.mock.timers.tick(milliseconds)
    await new Promise((resolve) => setImmediate(resolve))
  }

  test('holds up what is queued behind it for a second, and nothing for longer', async (context) => {
    const { calls, begun, succeed, onPaid } = stuckAtA()
    const events = ['A', 'B', 'C'].map(paidEvent)
    const { outbox, log } = await openOutbox(context, events, { onPaid })
    const delivery = outbox.deliver()
    await begun
    await pass(context, SLOW - 1)
    assert.deepEqual(calls, ['A'])
    await pass(context, 1)
    assert.deepEqual(calls, ['A', 'B', 'C'])
    succeed()
    assert.equal(await delivery, 3)
    assert.equal(log.mock.callCount(), 0)
  })

  test('holds up nothing that is queued later', async (context) => {
    const { calls, begun, succeed, onPaid } = stuckAtA()
    const { outbox, ledger } = await openOutbox(context, [paidEvent('A')], { onPaid })
    const delivery = outbox.deliver()
    await begun
    await pass(context, SLOW)
    await ledger.enqueue(paidEvent('B'))
    assert.equal(await outbox.deliver(), 1)
    assert.deepEqual(calls, ['A', 'B'])
    succeed()
    assert.equal(await delivery, 1)
  })

  test('is left behind after fifty seconds, said so, and called again after another', async (context) => {
    const { calls, begun, onPaid } = stuckAtA()
    const { outbox, log } = await openOutbox(context, [paidEvent('A')], { onPaid })
    const delivery = outbox.deliver()
    await begun
    await pass(context, PATIENCE - 1)
    assert.equal(log.mock.callCount(), 0)
    await pass(context, 1)
    assert.equal(await delivery, 0)
    assert.match(String(log.mock.calls[0]?.arguments[0]), /paid:shop:live:A/)
    assert.match(String(log.mock.calls[0]?.arguments[1]), /has not ended in 50 seconds/)
    await pass(context, 999)
    assert.equal(await outbox.deliver(), 0)
    await pass(context, 1)
    void outbox.deliver()
    await pass(context, 0)
    assert.deepEqual(calls, ['A', 'A'])
    context.mock.timers.tick(PATIENCE)
  })

  test('is one of ten at most: more are not begun before one of them ends', async (context) => {
    const begun: string[] = []
    const events = Array.from({ length: 12 }, (_, index) => paidEvent(`A-${index}`))
    const ends: (() => void)[] = []
    const { outbox } = await openOutbox(context, events, {
      onPaid: ({ orderId }) => {
        begun.push(orderId)
        return new Promise<void>((resolve) => ends.push(resolve))
      }
    })
    const delivery = outbox.deliver()
    for (let second = 0; second < 20; second += 1) await pass(context, SLOW)
    assert.equal(begun.length, 10)
    ends[3]?.()
    await pass(context, 0)
    assert.equal(begun.length, 11)
    for (const end of ends) end()
    await pass(context, 0)
    for (const end of ends) end()
    assert.equal(await delivery, 12)
  })

  test('leaves what is queued behind it to other servers', async (context) => {
    const { begun, succeed, onPaid } = stuckAtA()
    const { outbox, ledger } = await openOutbox(context, [paidEvent('A'), paidEvent('B')], { onPaid })
    const other: string[] = []
    const second = createOutbox(ledger, {
      account: ACCOUNT,
      onPaid: ({ orderId }) => other.push(orderId),
      onFlag: () => undefined,
      background: false
    })
    const delivery = outbox.deliver()
    await begun
    await second.deliver()
    assert.deepEqual(other, ['B'])
    succeed()
    assert.equal(await delivery, 1)
  })

  for (const outcome of ['succeed', 'fail'] as const) {
    test(`may ${outcome} at last: nobody listens any more`, async (context) => {
      const { begun, onPaid, ...hung } = stuckAtA()
      const { outbox, log } = await openOutbox(context, [paidEvent('A')], { onPaid })
      const delivery = outbox.deliver()
      await begun
      context.mock.timers.tick(PATIENCE)
      assert.equal(await delivery, 0)
      hung[outcome]()
      await pass(context, 0)
      assert.equal(log.mock.callCount(), 1)
    })
  }

  test('is given to another server after its lease, and is not given back by the first', async (context) => {
    const whole = memoryLedger()
    const { begun, onPaid } = stuckAtA()
    // the first server loses sight of the ledger for a while, and tells it late that the handler has not ended
    const ledger: Ledger = {
      ...whole,
      postponeEvent: async (...postponement) => {
        await pass(context, 10_000)
        const [claimed] = await whole.claimEvents(ACCOUNT, Date.now(), Date.now() + 60_000, 1)
        assert.equal(claimed?.event.id, 'paid:shop:live:A')
        return whole.postponeEvent(...postponement)
      }
    }
    const { outbox } = await openOutbox(context, [paidEvent('A')], { ledger, onPaid })
    const delivery = outbox.deliver()
    await begun
    await pass(context, PATIENCE)
    assert.equal(await delivery, 0)
    await pass(context, 59_000)
    assert.deepEqual(await whole.claimEvents(ACCOUNT, Date.now(), Date.now() + 1, 1), [])
  })

  test('holds close up, though the next event was not held up by it any more', async (context) => {
    const { begun, succeed, onPaid } = stuckAtA()
    const { outbox } = await openOutbox(context, [paidEvent('A'), paidEvent('B')], { onPaid })
    const delivery = outbox.deliver()
    await begun
    await pass(context, SLOW)
    let isClosed = false
    const closed = outbox.close().then(() => (isClosed = true))
    await pass(context, 0)
    assert.equal(isClosed, false)
    succeed()
    await closed
    assert.equal(await delivery, 2)
  })

  test('holds close up for no longer than its time, and nothing is begun after it', async (context) => {
    const { calls, begun, onPaid } = stuckAtA()
    const { outbox } = await openOutbox(context, [paidEvent('A'), paidEvent('B')], { onPaid })
    const delivery = outbox.deliver()
    await begun
    const closed = outbox.close()
    await pass(context, PATIENCE)
    await closed
    assert.equal(await delivery, 0)
    assert.equal(await outbox.deliver(), 0)
    assert.deepEqual(calls, ['A'])
  })
})

suite('Nothing is lost', () => {
  test('when a process dies with an event in its hands: another hands it over after the lease', async (context) => {
    const ledger = memoryLedger()
    const { outbox, delivered } = await openOutbox(context, [paidEvent('A')], { ledger })
    await ledger.claimEvents(ACCOUNT, START, START + 60_000, 20)
    assert.equal(await outbox.deliver(), 0)
    context.mock.timers.tick(60_000)
    assert.equal(await outbox.deliver(), 1)
    assert.deepEqual(delivered, ['paid:shop:live:A'])
  })

  test('when the ledger fails after the handler has run: the same id comes again', async (context) => {
    const whole = memoryLedger()
    const ledger: Ledger = { ...whole, settleEvent: () => Promise.reject(new Error('disk full')) }
    const { outbox, delivered } = await openOutbox(context, [paidEvent('A')], { ledger })
    await assert.rejects(outbox.deliver(), /disk full/)
    Object.assign(ledger, whole)
    context.mock.timers.tick(60_000)
    assert.equal(await outbox.deliver(), 1)
    assert.deepEqual(delivered, ['paid:shop:live:A', 'paid:shop:live:A'])
    context.mock.timers.tick(600_000)
    assert.equal(await outbox.deliver(), 0)
  })

  test('when the ledger cannot be read: the next call works', async (context) => {
    const whole = memoryLedger()
    const ledger: Ledger = { ...whole, claimEvents: () => Promise.reject(new Error('locked')) }
    const { outbox, delivered } = await openOutbox(context, [paidEvent('A')], { ledger })
    await assert.rejects(outbox.deliver(), /locked/)
    Object.assign(ledger, whole)
    await outbox.deliver()
    assert.deepEqual(delivered, ['paid:shop:live:A'])
  })
})

suite('In the background', () => {
  test('a payment is delivered right after its notification was answered', async (context) => {
    const told = new EventEmitter()
    const shop = openShop({ background: true, onPaid: (payment) => told.emit('paid', payment) })
    context.after(() => shop.checkout.close())
    const paid = once(told, 'paid')
    await shop.notify(notification(attemptOf(await shop.session())))
    const [payment] = (await paid) as [PaidPayment]
    assert.equal(payment.orderId, 'A-1001')
  })

  test('what an earlier process left behind is delivered at the start', async (context) => {
    const earlier = openShop()
    await earlier.notify(notification(attemptOf(await earlier.session())))
    const told = new EventEmitter()
    const paid = once(told, 'paid')
    const { checkout } = openShop({
      ledger: earlier.ledger,
      background: true,
      onPaid: (payment) => told.emit('paid', payment)
    })
    context.after(() => checkout.close())
    const [payment] = (await paid) as [PaidPayment]
    assert.equal(payment.orderId, 'A-1001')
  })

  test('the timer delivers what nobody has kicked, every two seconds, until it is closed', async (context) => {
    context.mock.timers.enable({ apis: ['Date', 'setInterval'], now: START })
    const ledger = memoryLedger()
    const told = new EventEmitter()
    const onPaid = ({ orderId }: PaidPayment) => told.emit('paid', orderId)
    const outbox = createOutbox(ledger, {
      account: ACCOUNT,
      onPaid,
      onFlag: () => undefined,
      background: true
    })
    for (const orderId of ['A', 'B']) {
      const paid = once(told, 'paid')
      await ledger.enqueue(paidEvent(orderId))
      context.mock.timers.tick(2_000)
      assert.deepEqual(await paid, [orderId])
    }
    await outbox.close()
    await ledger.enqueue(paidEvent('C'))
    context.mock.timers.tick(10_000)
    assert.equal(
      (await ledger.claimEvents(ACCOUNT, Date.now(), Date.now(), 20)).length,
      1,
      'C was left alone'
    )
  })

  test('a ledger that is away is logged, and ends nothing', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    const ledger = { ...memoryLedger(), claimEvents: () => Promise.reject(new Error('locked')) }
    const { checkout } = openShop({ ledger, background: true })
    await checkout.close()
    assert.match(String(log.mock.calls[0]?.arguments[0]), /outbox could not be read/)
  })

  test('nothing is delivered where a scheduler is to do it', async (context) => {
    context.mock.timers.enable({ apis: ['setInterval'] })
    const shop = openShop({ background: false })
    await shop.notify(notification(attemptOf(await shop.session())))
    context.mock.timers.tick(60_000)
    assert.deepEqual(shop.paid, [])
    assert.equal(await shop.checkout.deliver(), 1)
  })

  test('close waits for the handler that is at work', async () => {
    const steps: string[] = []
    const begun = new EventEmitter()
    const shop = openShop({
      onPaid: async () => {
        begun.emit('now')
        await new Promise((resolve) => setImmediate(resolve))
        steps.push('shipped')
      }
    })
    await shop.notify(notification(attemptOf(await shop.session())))
    const atWork = once(begun, 'now')
    const delivery = shop.checkout.deliver()
    await atWork
    await shop.checkout.close()
    assert.deepEqual(steps, ['shipped'])
    await delivery
  })
})
