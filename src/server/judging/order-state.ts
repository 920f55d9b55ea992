import {
  deriveState,
  paywayDefaults,
  strongerState,
  strongestReason,
  type FailureReason
} from '../../protocol/index.js'
import type { PaymentStatus } from '../../protocol/schemas.js'
import type { AttemptRecord, InvoiceRecord, OrderRecords } from '../ledger/ledger.js'
import type { FlagKind } from '../ledger/outbox-event.js'
import type { RaisedFlag } from '../ledger/raised-flag.js'
import type { Heard, Message } from './message.js'

/** What a message does to an order: the invoice as it is afterwards, whether it is newly paid, what is odd. */
export interface Effect {
  readonly invoice: InvoiceRecord
  /**
   * `stale` where the invoice's state is no stronger than it was, `quarantined` where the message is held back, `awaiting`
   * where it counts as soon as the gateway's API has said so, too.
   */
  readonly result: 'applied' | 'stale' | 'quarantined' | 'awaiting'
  readonly newlyPaid: boolean
  /** Those that are raised by this very message. */
  readonly flags: readonly RaisedFlag[]
}

/**
 * The one place where a message changes a payment. States only rise, so any order, repetition and interleaving of the
 * same notifications ends alike; what does not fit is a flag, never a step back.
 */
export function effectOf({ attempts, invoices }: OrderRecords, message: Message, now: number): Effect {
  const { heard } = message
  const attempt = attempts.find(({ paymentNo }) => paymentNo === heard.paymentNo) ?? message.attempt
  const before = invoices.find(isSameInvoice(heard)) ?? newInvoice(heard, now)
  const state = heard.state ?? 'created'
  const why = message.why ?? (state === 'paid' ? heldBack(message, attempt, before) : null)
  if (why) {
    // A payment in the wrong mode is none that anybody could accept.
    const holds = state === 'paid' && why !== 'mode-mismatch'
    const flags = newFlags(before, [why], holds)
    const invoice = { ...before, awaiting: before.awaiting && !holds, flags: [...before.flags, ...flags] }
    return { invoice, result: 'quarantined', newlyPaid: false, flags }
  }
  if (state === 'paid' && hasToWait(message, before)) {
    return { invoice: { ...before, awaiting: true }, result: 'awaiting', newlyPaid: false, flags: [] }
  }
  const after = strongerState(before.state, state)
  const newlyPaid = after === 'paid' && before.state !== 'paid'
  const othersPaid = invoices.some((other) => other.state === 'paid' && !isSameInvoice(heard)(other))
  const isLate = now >= Date.parse(attempt.expiresAt)
  const isDenied = state === 'failed' && before.awaiting && message.source === 'look-up'
  const odd: [FlagKind, boolean][] = [
    ['late', newlyPaid && isLate],
    ['late-success', newlyPaid && before.state === 'failed'],
    ['double-payment', newlyPaid && othersPaid],
    ['fail-after-success', state === 'failed' && before.state === 'paid']
  ]
  const kinds = odd.flatMap(([kind, applies]) => (applies ? [kind] : []))
  const flags = [...newFlags(before, kinds, false), ...(isDenied ? unconfirmed(before) : [])]
  const risen = after !== before.state
  return {
    invoice: {
      ...before,
      state: after,
      reason: after !== 'failed' ? null : strongestReason([before.reason, reasonOf(heard, isLate)]),
      awaiting: before.awaiting && !newlyPaid && !isDenied,
      flags: [...before.flags, ...flags],
      payway: risen ? (heard.payway ?? before.payway) : before.payway,
      heardAt: risen ? now : before.heardAt
    },
    result: risen ? 'applied' : 'stale',
    newlyPaid,
    flags
  }
}

/** A signed success that the gateway's API was never found to say, too: a person has to decide. */
export function giveUpWaiting(before: InvoiceRecord): Pick<Effect, 'invoice' | 'flags'> {
  const flags = unconfirmed(before)
  return { invoice: { ...before, awaiting: false, flags: [...before.flags, ...flags] }, flags }
}

/** The ledger's word for the payer who holds this attempt's token. */
export function statusOf(records: OrderRecords, attempt: AttemptRecord): PaymentStatus {
  const paid = paidAttempt(records)
  if (paid) {
    const { invoice } = paid
    const { amount, currency, paymentNo, offered } = paid.attempt
    const receipt = {
      amount,
      currency,
      ...(invoice.payway !== null && { payway: nameOf(invoice.payway, offered) }),
      time: new Date(invoice.heardAt).toISOString()
    }
    return { state: 'paid', reference: paymentNo, receipt }
  }
  const reference = attempt.paymentNo
  const state = attemptState(records, attempt)
  if (state !== 'failed') return { state, reference }
  const own = records.invoices.filter(({ paymentNo }) => paymentNo === reference)
  const reason = strongestReason(own.map((invoice) => invoice.reason))
  return { state, reference, ...(reason && { reason }) }
}

/** The name under which the payer chose the payway, or what its alias tells of one chosen at the gateway. */
function nameOf(alias: string, offered: AttemptRecord['offered']): string {
  return offered.find(({ id }) => id === alias)?.name ?? paywayDefaults(alias).name
}

/** The attempt and the invoice with which the order was paid, the first one where it was paid twice. */
export function paidAttempt({ attempts, invoices }: OrderRecords) {
  const paid = invoices.filter(({ state }) => state === 'paid')
  const [invoice] = paid.sort((a, b) => a.heardAt - b.heardAt)
  const attempt = attempts.find(({ paymentNo }) => paymentNo === invoice?.paymentNo)
  return invoice && attempt ? { invoice, attempt } : null
}

/** An attempt's state for its payer. A success that is held back is pending until the merchant has decided. */
export function attemptState(
  { invoices }: OrderRecords,
  { paymentNo }: AttemptRecord
): 'created' | 'pending' | 'failed' {
  const own = invoices.filter((invoice) => invoice.paymentNo === paymentNo)
  const state = own.some(isHeld) ? 'pending' : deriveState(own.map((invoice) => invoice.state))
  return state === 'paid' ? 'pending' : state
}

/** Whether a success of this invoice waits, for the merchant's word or the gateway's. */
export function isHeld({ state, awaiting, flags }: InvoiceRecord): boolean {
  return state !== 'paid' && (awaiting || flags.some(({ holds, resolution }) => holds && !resolution))
}

/**
 * Why even a success that is right in what it says pays nothing here. A look-up pays only if it proves all of it, or if a
 * notification did before; and never where an authentic message of the attempt did not fit.
 */
function heldBack(message: Message, attempt: AttemptRecord, before: InvoiceRecord): FlagKind | null {
  if (attempt.superseded) return 'superseded-payment'
  if (before.state === 'paid') return null
  if (before.flags.some(({ resolution }) => resolution?.decision === 'refunded'))
    return 'success-after-refund'
  if (message.source === 'notification') return null
  const isEnough = !attempt.distrusted && (message.isProven || before.awaiting)
  return isEnough ? null : 'needs-confirmation'
}

/** Whether a signed success has to be confirmed, and no look-up has said so yet. */
function hasToWait(message: Message, { state, flags }: InvoiceRecord): boolean {
  if (message.source !== 'notification' || !message.mustConfirm || state === 'paid') return false
  const isSaid = flags.some(({ kind, holds }) => kind === 'needs-confirmation' && holds)
  return !isSaid || state === 'failed'
}

const unconfirmed = (before: InvoiceRecord) => newFlags(before, ['needs-confirmation'], true)

/** Those that were not raised before: what a merchant has settled does not come back with a repetition. */
function newFlags({ flags }: InvoiceRecord, kinds: readonly FlagKind[], holds: boolean): RaisedFlag[] {
  return kinds
    .filter((kind) => !flags.some((known) => known.kind === kind && known.holds === holds))
    .map((kind) => ({ kind, holds, resolution: null }))
}

const isSameInvoice = (heard: Heard) => (invoice: InvoiceRecord) =>
  invoice.paymentNo === heard.paymentNo && invoice.invoiceId === heard.invoiceId

function newInvoice({ paymentNo, invoiceId, payway }: Heard, now: number): InvoiceRecord {
  return {
    paymentNo,
    invoiceId,
    state: 'created',
    reason: null,
    awaiting: false,
    flags: [],
    payway,
    heardAt: now
  }
}

function reasonOf({ invoiceState, state }: Heard, isLate: boolean): FailureReason | null {
  if (state !== 'failed') return null
  if (invoiceState !== 'canceled') return 'declined'
  return isLate ? 'expired' : 'canceled'
}
