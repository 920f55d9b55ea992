import assert from 'node:assert/strict'
import type { ClaimedEvent } from '../../../../src/server/ledger/ledger.js'
import type { OutboxEvent, PaidPayment } from '../../../../src/server/ledger/outbox-event.js'
import type { LedgerTest } from '../conformance.js'
import { anEvent, anOrder, OWNER } from '../records.js'

const order = anOrder('A-1')

const idsOf = (claimed: readonly ClaimedEvent[]) => claimed.map(({ event }) => event.id)

/** Every event once, until it is delivered. */
export function outboxConforms(ledgerTest: LedgerTest): void {
  ledgerTest('queues an event once, in a transaction or outside', async (ledger) => {
    const inside = (id: string) =>
      ledger.transaction(order, (transaction) => transaction.enqueue(anEvent(id)))
    assert.equal(await inside('paid'), true)
    assert.equal(await inside('paid'), false)
    assert.equal(await ledger.enqueue(anEvent('paid')), false)
    assert.equal(await ledger.enqueue(anEvent('flag')), true)
    assert.equal(await inside('flag'), false)
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 1, 2, 10)), ['paid', 'flag'])
  })

  ledgerTest('gives nobody the events of another checkout, or of the other mode', async (ledger) => {
    await ledger.enqueue(anEvent('live'))
    await ledger.enqueue(anEvent('test', { ...OWNER, mode: 'test' }))
    await ledger.enqueue(anEvent('other', { ...OWNER, checkoutId: 'another' }))
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 1, 2, 10)), ['live'])
    assert.deepEqual(idsOf(await ledger.claimEvents({ ...OWNER, mode: 'test' }, 1, 2, 10)), ['test'])
  })

  ledgerTest(
    'gives an event out as it was queued, and says how often it was taken before',
    async (ledger) => {
      const payment: PaidPayment = {
        ...{ id: 'paid', orderId: 'A-1', paymentNo: 'A-1-1', invoiceId: '77700001' },
        ...{ amount: '100.00', currency: 'UAH', payway: null, mode: 'live' }
      }
      const event: OutboxEvent = { ...OWNER, id: 'paid', kind: 'paid', payment }
      await ledger.enqueue(event)
      assert.deepEqual(await ledger.claimEvents(OWNER, 0, 10, 1), [{ event, tries: 0 }])
      assert.deepEqual(await ledger.claimEvents(OWNER, 10, 20, 1), [{ event, tries: 1 }])
      assert.deepEqual(await ledger.claimEvents(OWNER, 20, 30, 1), [{ event, tries: 2 }])
    }
  )

  ledgerTest('holds a claimed event until its lease ends', async (ledger) => {
    await ledger.enqueue(anEvent('paid'))
    await ledger.claimEvents(OWNER, 0, 100, 1)
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 99, 200, 1)), [])
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 100, 200, 1)), ['paid'])
  })

  ledgerTest('gives out no more than was asked for, and the rest next', async (ledger) => {
    for (const id of ['c', 'a', 'b']) await ledger.enqueue(anEvent(id))
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 0, 100, 2)), ['c', 'a'])
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 0, 100, 2)), ['b'])
  })

  ledgerTest('gives out first what has been due the longest', async (ledger) => {
    for (const id of ['a', 'b', 'c']) await ledger.enqueue(anEvent(id))
    await ledger.claimEvents(OWNER, 0, 100, 3)
    await ledger.postponeEvent('a', 100, 30)
    await ledger.postponeEvent('b', 100, 20)
    await ledger.enqueue(anEvent('new'))
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 19, 200, 10)), ['new'])
    assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 100, 200, 10)), ['b', 'a', 'c'])
  })

  ledgerTest('lets be what it does not have', async (ledger) => {
    await ledger.settleEvent('nobody’s')
    await ledger.postponeEvent('nobody’s', 1, 2)
    assert.deepEqual(await ledger.claimEvents(OWNER, 1000, 2000, 10), [])
  })

  ledgerTest('never gives out a settled event again, nor queues its id', async (ledger) => {
    await ledger.enqueue(anEvent('paid'))
    await ledger.claimEvents(OWNER, 0, 10, 1)
    await ledger.settleEvent('paid')
    assert.equal(await ledger.enqueue(anEvent('paid')), false)
    await ledger.postponeEvent('paid', 10, 20)
    assert.deepEqual(await ledger.claimEvents(OWNER, 1000, 2000, 10), [])
  })

  ledgerTest(
    'leaves an event to whoever holds it, though the one before postpones it late',
    async (ledger) => {
      await ledger.enqueue(anEvent('paid'))
      await ledger.claimEvents(OWNER, 0, 100, 1)
      await ledger.claimEvents(OWNER, 100, 200, 1)
      await ledger.postponeEvent('paid', 100, 110)
      assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 199, 300, 1)), [])
      await ledger.postponeEvent('paid', 200, 110)
      assert.deepEqual(idsOf(await ledger.claimEvents(OWNER, 110, 300, 1)), ['paid'])
    }
  )

  ledgerTest('never gives one event to two claimers', async (ledger) => {
    const ids = Array.from({ length: 40 }, (_, index) => `event-${index}`)
    for (const id of ids) await ledger.enqueue(anEvent(id))
    const claims = await Promise.all(Array.from({ length: 8 }, () => ledger.claimEvents(OWNER, 0, 100, 7)))
    const given = claims.flatMap(idsOf)
    assert.equal(given.length, 40)
    assert.deepEqual(new Set(given), new Set(ids))
  })
}
