import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { INVOICE_STATES } from '../../src/protocol/index.js'
import type { Heard, Message } from '../../src/server/judging/message.js'
import {
  attemptState,
  effectOf,
  giveUpWaiting,
  isHeld,
  paidAttempt,
  statusOf
} from '../../src/server/judging/order-state.js'
import type { AttemptRecord, InvoiceRecord } from '../../src/server/ledger/ledger.js'
import type { FlagKind } from '../../src/server/ledger/outbox-event.js'
import type { RaisedFlag, Resolution } from '../../src/server/ledger/raised-flag.js'
import { PRIVAT24, VISA } from './fixtures.js'
import { anAttempt, anInvoice, anOrder } from './ledger/records.js'

const ATTEMPT = anAttempt(anOrder('A-1'))
const END = Date.parse(ATTEMPT.expiresAt)
const NOW = END - 60_000

const heard = (invoiceState: string, changes: Partial<Heard> = {}): Heard => ({
  ...{ paymentNo: ATTEMPT.paymentNo, invoiceId: '77700001', invoiceState },
  ...{ state: INVOICE_STATES.get(invoiceState) ?? null, amount: '100.00', currency: 'UAH', payway: VISA },
  ...changes
})

interface Said {
  readonly source?: 'notification' | 'look-up'
  readonly mustConfirm?: boolean
  readonly isProven?: boolean
  readonly why?: FlagKind
  readonly attempt?: AttemptRecord
}

/** That an invoice is in this state, as the gateway says by itself unless said otherwise. */
function said(invoiceState: string, how: Said = {}, changes: Partial<Heard> = {}): Message {
  const { source = 'notification', mustConfirm = false, isProven = true, why, attempt = ATTEMPT } = how
  const common = { heard: heard(invoiceState, changes), attempt, ...(why && { why }) }
  return source === 'look-up' ? { ...common, source, isProven } : { ...common, source, mustConfirm }
}

const known = (invoices: readonly InvoiceRecord[] = [], attempts: readonly AttemptRecord[] = [ATTEMPT]) => ({
  attempts,
  invoices
})

const before = (changes: Partial<InvoiceRecord> = {}) => anInvoice(ATTEMPT.paymentNo, changes)

const flag = (
  kind: FlagKind,
  holds: boolean,
  decision: Resolution['decision'] | null = null
): RaisedFlag => ({ kind, holds, resolution: decision && { decision, note: 'ticket 42', at: NOW } })

const brief = ({ result, newlyPaid, flags }: ReturnType<typeof effectOf>) => ({
  result,
  newlyPaid,
  flags: flags.map(({ kind, holds }) => [kind, holds])
})

suite('What is heard of an order', () => {
  test('makes the invoice that it is the first word of', () => {
    const effect = effectOf(known(), said('success'), NOW)
    const invoice = {
      ...{ paymentNo: 'A-1-1', invoiceId: '77700001', state: 'paid', reason: null, awaiting: false },
      ...{ flags: [], payway: VISA, heardAt: NOW }
    }
    assert.deepEqual(effect, { invoice, result: 'applied', newlyPaid: true, flags: [] })
  })

  test('is judged by the attempt as the ledger has it by now', () => {
    const superseded = { ...ATTEMPT, superseded: true }
    const other = anAttempt(anOrder('A-1'), 2)
    const effect = effectOf(known([], [other, superseded]), said('success'), NOW)
    assert.deepEqual(brief(effect).flags, [['superseded-payment', true]])
    assert.equal(effectOf(known([], [superseded, other]), said('success'), NOW).newlyPaid, false)
    const unknown = effectOf(known([], [other]), said('success', { attempt: superseded }), NOW)
    assert.deepEqual(brief(unknown).flags, [['superseded-payment', true]])
  })

  test('of no known state leaves the invoice as it is', () => {
    assert.equal(effectOf(known(), said('new', {}, { state: null }), NOW).invoice.state, 'created')
    assert.equal(effectOf(known([before()]), said('new', {}, { state: null }), NOW).invoice.state, 'pending')
  })

  test('changes no other invoice: not of another attempt, not of another number', () => {
    const others = [before({ invoiceId: '2' }), anInvoice('A-1-2', { flags: [flag('late', false)] })]
    for (const one of others) {
      const { invoice, result } = effectOf(known([one]), said('new'), NOW)
      assert.deepEqual(
        [invoice.paymentNo, invoice.invoiceId, invoice.flags, result],
        ['A-1-1', '77700001', [], 'applied']
      )
    }
  })

  test('moves the time and the payway only with the state', () => {
    const one = before({ payway: PRIVAT24, heardAt: 1 })
    const same = effectOf(known([one]), said('process'), NOW)
    assert.deepEqual([same.result, same.invoice.payway, same.invoice.heardAt], ['stale', PRIVAT24, 1])
    const more = effectOf(known([one]), said('success'), NOW).invoice
    assert.deepEqual([more.payway, more.heardAt], [VISA, NOW])
    const silent = effectOf(known([one]), said('success', { source: 'look-up' }, { payway: null }), NOW)
    assert.equal(silent.invoice.payway, PRIVAT24)
  })

  test('keeps the flags that were raised before', () => {
    const one = before({ state: 'failed', flags: [flag('refund', false)] })
    const { invoice, flags } = effectOf(known([one]), said('success'), NOW)
    assert.deepEqual(flags, [flag('late-success', false)])
    assert.deepEqual(invoice.flags, [flag('refund', false), flag('late-success', false)])
  })
})

suite('What is odd', () => {
  test('is a payment at the end of the attempt’s time, and no earlier', () => {
    assert.deepEqual(brief(effectOf(known(), said('success'), END)).flags, [['late', false]])
    assert.deepEqual(brief(effectOf(known(), said('success'), END - 1)).flags, [])
  })

  test('is a second invoice that was paid, and not the same one again', () => {
    const other = before({ invoiceId: '2', state: 'paid' })
    assert.deepEqual(brief(effectOf(known([other]), said('success'), NOW)), {
      result: 'applied',
      newlyPaid: true,
      flags: [['double-payment', false]]
    })
    assert.deepEqual(brief(effectOf(known([{ ...other, state: 'pending' }]), said('success'), NOW)).flags, [])
    const again = effectOf(known([other, before({ state: 'paid' })]), said('success'), END)
    assert.deepEqual(brief(again), { result: 'stale', newlyPaid: false, flags: [] })
  })

  test('is a failure after a success, which it does not take back', () => {
    const { invoice, ...rest } = effectOf(known([before({ state: 'paid' })]), said('fail'), NOW)
    assert.deepEqual([invoice.state, invoice.reason], ['paid', null])
    assert.deepEqual(rest.flags, [flag('fail-after-success', false)])
    assert.deepEqual(brief(effectOf(known([before()]), said('fail'), NOW)).flags, [])
    assert.deepEqual(brief(effectOf(known([before({ state: 'paid' })]), said('new'), NOW)).flags, [])
  })

  test('is raised once, though it is said again', () => {
    for (const resolved of [null, 'ignore'] as const) {
      const one = before({ state: 'paid', flags: [flag('fail-after-success', false, resolved)] })
      const { invoice, flags } = effectOf(known([one]), said('fail'), NOW)
      assert.deepEqual([flags, invoice.flags], [[], one.flags])
    }
  })

  test('is raised once more where a success is held back by it', () => {
    const one = before({ flags: [flag('amount-mismatch', false)] })
    const effect = effectOf(known([one]), said('success', { why: 'amount-mismatch' }), NOW)
    assert.deepEqual(effect.flags, [flag('amount-mismatch', true)])
  })
})

suite('A failure', () => {
  const reasonAfter = (state: string, now: number, one?: InvoiceRecord) =>
    effectOf(known(one ? [one] : []), said(state), now).invoice.reason

  test('has a reason, which depends on the attempt’s time', () => {
    assert.equal(reasonAfter('fail', NOW), 'declined')
    assert.equal(reasonAfter('fail', END), 'declined')
    assert.equal(reasonAfter('canceled', NOW), 'canceled')
    assert.equal(reasonAfter('canceled', END), 'expired')
  })

  test('keeps the strongest reason, whatever comes later', () => {
    const declined = before({ state: 'failed', reason: 'declined' })
    assert.equal(reasonAfter('canceled', NOW, declined), 'declined')
    assert.equal(reasonAfter('new', NOW, { ...declined, reason: 'canceled' }), 'canceled')
    assert.equal(reasonAfter('fail', NOW, { ...declined, reason: 'expired' }), 'declined')
  })

  test('leaves no reason on what is paid in the end, nor on what is pending', () => {
    assert.equal(reasonAfter('success', NOW, before({ state: 'failed', reason: 'declined' })), null)
    assert.equal(reasonAfter('process', NOW), null)
  })
})

suite('A message that does not fit', () => {
  test('holds a success back, which its invoice’s state does not show', () => {
    const effect = effectOf(known(), said('success', { why: 'amount-mismatch' }), NOW)
    assert.deepEqual(brief(effect), {
      result: 'quarantined',
      newlyPaid: false,
      flags: [['amount-mismatch', true]]
    })
    assert.deepEqual(effect.invoice.flags, [flag('amount-mismatch', true)])
    assert.equal(effect.invoice.state, 'created')
    assert.equal(isHeld(effect.invoice), true)
  })

  test('holds nothing where it is no success, or of the wrong mode', () => {
    const failed = effectOf(known(), said('fail', { why: 'amount-mismatch' }), NOW)
    assert.deepEqual(failed.flags, [flag('amount-mismatch', false)])
    const inTest = effectOf(known(), said('success', { why: 'mode-mismatch' }), NOW)
    assert.deepEqual(inTest.flags, [flag('mode-mismatch', false)])
  })

  test('ends the wait for the gateway’s word only where it holds a success', () => {
    const waiting = before({ awaiting: true })
    const awaits = (message: Message) => effectOf(known([waiting]), message, NOW).invoice.awaiting
    assert.equal(awaits(said('success', { why: 'amount-mismatch' })), false)
    assert.equal(awaits(said('fail', { why: 'amount-mismatch' })), true)
    assert.equal(awaits(said('success', { why: 'mode-mismatch' })), true)
    const one = effectOf(known([before()]), said('fail', { why: 'amount-mismatch' }), NOW)
    assert.equal(one.invoice.awaiting, false)
  })

  test('adds to the flags that are there', () => {
    const one = before({ flags: [flag('refund', false)] })
    const { invoice } = effectOf(known([one]), said('success', { why: 'amount-mismatch' }), NOW)
    assert.deepEqual(invoice.flags, [flag('refund', false), flag('amount-mismatch', true)])
  })
})

suite('A success of an attempt', () => {
  const flagsOf = (message: Message, one: Partial<InvoiceRecord> = {}, attempt = ATTEMPT) =>
    brief(effectOf(known([before(one)], [attempt]), message, NOW)).flags

  test('that is superseded is held back, though it was paid before', () => {
    const attempt = { ...ATTEMPT, superseded: true }
    assert.deepEqual(flagsOf(said('success'), {}, attempt), [['superseded-payment', true]])
    assert.deepEqual(flagsOf(said('success'), { state: 'paid' }, attempt), [['superseded-payment', true]])
    assert.deepEqual(flagsOf(said('process'), {}, attempt), [])
  })

  test('is held back after a refund, and after no other decision', () => {
    const after = (decision: Resolution['decision'] | null) =>
      flagsOf(said('success'), { flags: [flag('amount-mismatch', true, decision)] })
    assert.deepEqual(after('refunded'), [['success-after-refund', true]])
    assert.deepEqual([after('ignore'), after('accept'), after(null)], [[], [], []])
    const refunded = [flag('amount-mismatch', true, 'refunded')]
    assert.deepEqual(flagsOf(said('success'), { state: 'paid', flags: refunded }), [])
    const two = [flag('late', false), ...refunded]
    assert.deepEqual(flagsOf(said('success'), { flags: two }), [['success-after-refund', true]])
  })

  test('that was looked up pays if it is proven, or was signed before; never where something did not fit', () => {
    const found = (isProven: boolean) => said('success', { source: 'look-up', isProven })
    const doubt = [['needs-confirmation', true]]
    const distrusted = { ...ATTEMPT, distrusted: true }
    assert.deepEqual(flagsOf(found(true)), [])
    assert.deepEqual(flagsOf(found(false)), doubt)
    assert.deepEqual(flagsOf(found(false), { awaiting: true }), [])
    assert.deepEqual(flagsOf(found(true), {}, distrusted), doubt)
    assert.deepEqual(flagsOf(found(false), { awaiting: true }, distrusted), doubt)
    assert.deepEqual(flagsOf(found(false), { state: 'paid' }), [])
    assert.deepEqual(flagsOf(said('success'), {}, distrusted), [])
  })
})

suite('A success that has to be confirmed', () => {
  const signed = said('success', { mustConfirm: true })
  const effectOn = (one: Partial<InvoiceRecord>, message = signed) =>
    effectOf(known([before(one)]), message, NOW)

  test('waits, and shows in nothing else', () => {
    const { invoice, ...rest } = effectOn({ flags: [flag('refund', false)] })
    assert.deepEqual(rest, { result: 'awaiting', newlyPaid: false, flags: [] })
    assert.deepEqual(invoice, before({ awaiting: true, flags: [flag('refund', false)] }))
    assert.equal(isHeld(invoice), true)
  })

  test('is the only message that waits', () => {
    for (const state of ['new', 'fail'])
      assert.notEqual(effectOn({}, said(state, { mustConfirm: true })).result, 'awaiting')
    assert.equal(effectOn({}, said('success', { source: 'look-up' })).result, 'applied')
    assert.equal(effectOn({}, said('success')).result, 'applied')
    assert.equal(effectOn({ state: 'paid' }).result, 'stale')
  })

  test('waits no more where a look-up has said so, unless it has said that it failed since', () => {
    const found = [flag('needs-confirmation', true)]
    assert.equal(effectOn({ flags: found }).result, 'applied')
    assert.equal(effectOn({ flags: found, state: 'failed' }).result, 'awaiting')
    assert.equal(effectOn({ flags: [flag('needs-confirmation', false)] }).result, 'awaiting')
    assert.equal(effectOn({ flags: [flag('amount-mismatch', true)] }).result, 'awaiting')
    assert.equal(effectOn({ flags: [flag('late', false), ...found] }).result, 'applied')
  })

  test('is paid by the look-up, and waits no more', () => {
    const { invoice, newlyPaid } = effectOn({ awaiting: true }, said('success', { source: 'look-up' }))
    assert.deepEqual([invoice.state, invoice.awaiting, newlyPaid], ['paid', false, true])
  })

  test('is for a person to decide where the look-up denies it, and not where a notification does', () => {
    const denied = effectOn({ awaiting: true }, said('fail', { source: 'look-up' }))
    assert.deepEqual(denied.flags, [flag('needs-confirmation', true)])
    assert.deepEqual([denied.invoice.awaiting, denied.invoice.flags], [false, denied.flags])
    const heardOf = effectOn({ awaiting: true }, said('fail'))
    assert.deepEqual([heardOf.invoice.awaiting, heardOf.flags], [true, []])
    const pending = effectOn({ awaiting: true }, said('process', { source: 'look-up' }))
    assert.deepEqual([pending.invoice.awaiting, pending.flags], [true, []])
    const never = effectOn({}, said('fail', { source: 'look-up' }))
    assert.deepEqual([never.invoice.awaiting, never.flags], [false, []])
  })

  test('is for a person to decide, too, where the gateway was asked in vain', () => {
    const one = before({ awaiting: true, flags: [flag('late', false)] })
    const flags = [flag('needs-confirmation', true)]
    const invoice = { ...one, awaiting: false, flags: [...one.flags, ...flags] }
    assert.deepEqual(giveUpWaiting(one), { invoice, flags })
    assert.deepEqual(giveUpWaiting(invoice), { invoice, flags: [] })
  })
})

suite('What a payer is told', () => {
  const second = anAttempt(anOrder('A-1'), 2)
  const statusAfter = (...invoices: InvoiceRecord[]) => statusOf(known(invoices, [ATTEMPT, second]), ATTEMPT)

  test('is how their own attempt stands', () => {
    const own = { reference: 'A-1-1' }
    assert.deepEqual(statusAfter(), { state: 'created', ...own })
    assert.deepEqual(statusAfter(anInvoice('A-1-2')), { state: 'created', ...own })
    assert.deepEqual(statusAfter(before()), { state: 'pending', ...own })
    assert.deepEqual(statusAfter(before({ state: 'failed' })), { state: 'failed', ...own })
  })

  test('is the strongest reason of their own attempt’s invoices', () => {
    const canceled = before({ state: 'failed', reason: 'canceled' })
    const declined = { state: 'failed', reason: 'declined' } as const
    assert.deepEqual(statusAfter(canceled), { state: 'failed', reference: 'A-1-1', reason: 'canceled' })
    assert.deepEqual(statusAfter(canceled, before({ invoiceId: '2', ...declined })), {
      ...{ state: 'failed', reference: 'A-1-1', reason: 'declined' }
    })
    assert.deepEqual(statusAfter(canceled, anInvoice('A-1-2', declined)), {
      ...{ state: 'failed', reference: 'A-1-1', reason: 'canceled' }
    })
  })

  test('is the order’s first payment, whichever attempt it was', () => {
    const late = before({ state: 'paid', heardAt: NOW + 1, payway: PRIVAT24 })
    const first = anInvoice('A-1-2', { state: 'paid', heardAt: NOW, payway: VISA })
    const receipt = { amount: '100.00', currency: 'UAH', payway: 'Visa', time: new Date(NOW).toISOString() }
    const expected = { state: 'paid', reference: 'A-1-2', receipt }
    assert.deepEqual(statusAfter(late, first), expected)
    assert.deepEqual(statusAfter(first, late), expected)
    assert.deepEqual(statusAfter(before({ state: 'failed' }), first), expected)
  })

  test('is the payway’s name as it was offered, else by its alias, else none', () => {
    const named = (payway: string | null, offered: AttemptRecord['offered']) =>
      statusOf(known([before({ state: 'paid', payway })], [{ ...ATTEMPT, offered }]), ATTEMPT).receipt
    const offered = [
      { id: PRIVAT24, name: 'Our card' },
      { id: VISA, name: 'Visa, Mastercard' }
    ]
    assert.equal(named(VISA, offered)?.payway, 'Visa, Mastercard')
    assert.equal(named(VISA, [])?.payway, 'Visa')
    assert.equal('payway' in (named(null, offered) ?? {}), false)
  })

  test('is pending while a success is held back, and nothing of it after the decision', () => {
    const state = (one: Partial<InvoiceRecord>) => attemptState(known([before(one)]), ATTEMPT)
    assert.equal(state({ state: 'failed', awaiting: true }), 'pending')
    assert.equal(state({ state: 'failed', flags: [flag('amount-mismatch', true)] }), 'pending')
    assert.equal(state({ state: 'failed', flags: [flag('amount-mismatch', false)] }), 'failed')
    assert.equal(state({ state: 'failed', flags: [flag('amount-mismatch', true, 'ignore')] }), 'failed')
    const two = [flag('late', false), flag('amount-mismatch', true)]
    assert.equal(state({ state: 'failed', flags: two }), 'pending')
    assert.equal(state({ state: 'paid' }), 'pending')
    const both = [before({ state: 'failed' }), before({ invoiceId: '2', state: 'created', awaiting: true })]
    assert.equal(attemptState(known(both), ATTEMPT), 'pending')
  })

  test('knows of no payment whose attempt is not there', () => {
    assert.equal(paidAttempt(known([before({ state: 'paid' })], [second])), null)
    assert.equal(paidAttempt(known([], [ATTEMPT])), null)
    assert.equal(isHeld(before({ state: 'paid', awaiting: true })), false)
  })
})
