import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { AttemptRecord } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { noteReturned, noteSent } from '../../src/server/selling/note-sent.js'
import { anAttempt, anInvoice, anOrder } from './ledger/records.js'

const NOW = Date.parse('2026-11-23T00:10:00Z')
const MINUTE = 60_000
const order = anOrder('A-1')
const later = { dueAt: NOW + 60 * MINUTE, lastAt: null, answers: 0 }

/** An order with two attempts, of which the first is this, and what becomes of that. */
async function open(changes: Partial<AttemptRecord> = {}) {
  const ledger = memoryLedger()
  await ledger.transaction(order, async (transaction) => {
    await transaction.insertAttempt(anAttempt(order, 1, { lookUp: later, ...changes }))
    await transaction.insertAttempt(anAttempt(order, 2, { lookUp: later }))
  })
  const note = async (what: typeof noteSent, paymentNo = 'A-1-1', now = NOW) => {
    await ledger.transaction(order, (transaction) => what(transaction, paymentNo, now))
    const { attempts } = await ledger.read(order)
    return attempts.map(({ sentAt, lookUp: { dueAt } }) => [sentAt, dueAt])
  }
  const putInvoice = (...invoice: Parameters<typeof anInvoice>) =>
    ledger.transaction(order, (transaction) => transaction.putInvoice(anInvoice(...invoice)))
  return { note, putInvoice }
}

const untouched = [null, later.dueAt]

suite('A payer who leaves', () => {
  test('is noted, and looked after in a quarter of an hour', async () => {
    const { note } = await open()
    assert.deepEqual(await note(noteSent), [[NOW, NOW + 15 * MINUTE], untouched])
  })

  test('is noted once, and no look-up that was planned since is brought forward', async () => {
    const { note } = await open({ sentAt: 5 })
    assert.deepEqual(await note(noteSent), [[5, later.dueAt], untouched])
  })
})

suite('A payer who comes back', () => {
  test('has left before, and is looked after at once', async () => {
    const { note } = await open()
    assert.deepEqual(await note(noteReturned), [[NOW, NOW], untouched])
  })

  test('is looked after where a payment is on its way, or another attempt is paid', async () => {
    const { note, putInvoice } = await open()
    await putInvoice('A-1-1')
    await putInvoice('A-1-2', { state: 'paid' })
    assert.deepEqual(await note(noteReturned), [[NOW, NOW], untouched])
  })

  test('with a payment that is known is not', async () => {
    const { note, putInvoice } = await open()
    await putInvoice('A-1-1', { invoiceId: '1' })
    await putInvoice('A-1-1', { invoiceId: '2', state: 'paid' })
    assert.deepEqual(await note(noteReturned), [[NOW, later.dueAt], untouched])
  })
})

test('Of an attempt that is not there nothing is noted', async () => {
  const { note } = await open()
  for (const what of [noteSent, noteReturned])
    assert.deepEqual(await note(what, 'A-1-9'), [untouched, untouched])
})
