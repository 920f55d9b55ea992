import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { flagsOf, settlementOf } from '../../src/server/judging/resolve-flags.js'
import { resolveFlagged } from '../../src/server/judging/resolve.js'
import type { InvoiceRecord } from '../../src/server/ledger/ledger.js'
import type { FlagKind } from '../../src/server/ledger/outbox-event.js'
import type { Decision, RaisedFlag, Resolution } from '../../src/server/ledger/raised-flag.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { anAccount } from './fixtures.js'
import { anAttempt, anInvoice, anOrder } from './ledger/records.js'

const ATTEMPT = anAttempt(anOrder('A-1'))
const NUMBER = { paymentNo: ATTEMPT.paymentNo }

const resolution = (decision: Decision): Resolution => ({ decision, note: 'ticket 42', at: 7 })
const flag = (kind: FlagKind, holds: boolean, settled: Resolution | null = null): RaisedFlag => ({
  ...{ kind, holds, resolution: settled }
})
const invoice = (changes: Partial<InvoiceRecord>) => anInvoice(ATTEMPT.paymentNo, changes)

const settled = (invoices: readonly InvoiceRecord[], decision: Decision, flagged = NUMBER) =>
  settlementOf({ attempts: [ATTEMPT], invoices }, ATTEMPT, flagged, resolution(decision))

suite('A decision', () => {
  const held = invoice({ flags: [flag('late', false), flag('amount-mismatch', true)] })

  test('settles what is open, and leaves alone what is settled or not meant', () => {
    const before = resolution('ignore')
    const done = invoice({ invoiceId: '2', flags: [flag('amount-mismatch', true, before)] })
    const plain = invoice({ invoiceId: '3' })
    const other = anInvoice('A-1-2', { flags: [flag('amount-mismatch', true)] })
    assert.deepEqual(settled([done, plain, other], 'accept'), { invoices: [], events: [] })
    const { invoices } = settled([done, held, other], 'refunded')
    assert.deepEqual(
      invoices.map(({ invoiceId, flags }) => [invoiceId, flags.map((one) => one.resolution?.decision)]),
      [['77700001', ['refunded', 'refunded']]]
    )
  })

  test('makes a success that was held back a payment, and says why it was held', () => {
    const { invoices, events } = settled([held], 'accept')
    const flags = held.flags.map((one) => ({ ...one, resolution: resolution('accept') }))
    assert.deepEqual(invoices, [{ ...held, flags, state: 'paid', reason: null, heardAt: 7 }])
    const [event] = events
    assert.ok(events.length === 1 && event?.kind === 'paid')
    assert.deepEqual(event.payment.accepted, { why: 'amount-mismatch', note: 'ticket 42' })
  })

  test('makes it a second payment where the order is paid, by another or by this very decision', () => {
    const paid = anInvoice('A-1-2', { state: 'paid' })
    const first = settled([paid, held], 'accept')
    assert.deepEqual(first.invoices.at(-1)?.flags.at(-1), flag('double-payment', false))
    const [event] = first.events
    assert.ok(first.events.length === 1 && event?.kind === 'flag')
    assert.equal(event.flag.kind, 'double-payment')
    assert.match(event.flag.message, /accepted, though the order is paid already$/)
    const both = settled([held, { ...held, invoiceId: '2' }], 'accept')
    assert.deepEqual(
      both.events.map(({ kind }) => kind),
      ['paid', 'flag']
    )
  })

  test('to refund or to ignore makes it failed; where no money was spoken of, only the refund does', () => {
    const open = invoice({ flags: [flag('amount-mismatch', false)] })
    const outcome = (one: InvoiceRecord, decision: Decision) => {
      const { invoices, events } = settled([one], decision)
      assert.deepEqual(events, [])
      return invoices.map(({ state, reason, heardAt }) => [state, reason, heardAt])
    }
    for (const decision of ['refunded', 'ignore'] as const)
      assert.deepEqual(outcome(held, decision), [['failed', 'canceled', 7]])
    assert.deepEqual(outcome(open, 'refunded'), [['failed', 'canceled', 7]])
    for (const decision of ['accept', 'ignore'] as const)
      assert.deepEqual(outcome(open, decision), [['pending', null, open.heardAt]])
  })

  test('takes no payment back', () => {
    const paid = { ...held, state: 'paid' } as const
    for (const decision of ['refunded', 'ignore', 'accept'] as const) {
      const { invoices, events } = settled([paid], decision)
      assert.deepEqual([invoices[0]?.state, invoices[0]?.heardAt, events], ['paid', paid.heardAt, []])
    }
  })

  test('is about the flags of a payment, of one invoice, or of one kind', () => {
    const both = held.flags
    assert.deepEqual(flagsOf(held, NUMBER), both)
    assert.deepEqual(flagsOf(held, { ...NUMBER, invoiceId: held.invoiceId }), both)
    assert.deepEqual(flagsOf(held, { ...NUMBER, kind: 'late' }), [both[0]])
    assert.deepEqual(flagsOf(held, { ...NUMBER, invoiceId: '2' }), [])
    assert.deepEqual(flagsOf(held, { paymentNo: 'A-1-2' }), [])
  })

  test('has a note of a thousand characters at most', async () => {
    const ledger = memoryLedger()
    await ledger.transaction(anOrder('A-1'), (transaction) => transaction.insertAttempt(ATTEMPT))
    const resolve = (note: string) =>
      resolveFlagged(ledger, anAccount(), NUMBER, { ...resolution('accept'), note })
    assert.deepEqual(await resolve('x'.repeat(1000)), { outcome: 'nothing-flagged', flags: [] })
    await assert.rejects(resolve('x'.repeat(1001)), { code: 'bad-request' })
  })
})
