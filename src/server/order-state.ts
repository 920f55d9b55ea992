import {
  deriveState,
  paywayDefaults,
  strongerState,
  strongestReason,
  type FailureReason
} from '../protocol/index.js'
import type { Notification, PaymentStatus } from '../protocol/schemas.js'
import type { AttemptRecord, InvoiceRecord, OrderRecords } from './ledger/ledger.js'
import type { FlagKind } from './ledger/outbox-event.js'
import type { RaisedFlag } from './ledger/raised-flag.js'
import type { VerifiedNotification } from './verify-notification.js'

/** What a notification does to an order: the invoice as it is afterwards, whether it is newly paid, what is odd. */
export interface Effect {
  readonly invoice: InvoiceRecord
  /** `stale` where the invoice's state is no stronger than it was, `quarantined` where the message is held back. */
  readonly result: 'applied' | 'stale' | 'quarantined'
  readonly newlyPaid: boolean
  /** Those that are raised by this very message. */
  readonly flags: readonly RaisedFlag[]
}

/**
 * The one place where a message changes a payment. States only rise, so any order, repetition and interleaving of the
 * same messages ends alike; what does not fit is a flag, never a step back.
 */
export function effectOf(
  { attempts, invoices }: OrderRecords,
  verified: Pick<VerifiedNotification<AttemptRecord>, 'notification' | 'attempt'> & { why?: FlagKind },
  now: number
): Effect {
  const { notification } = verified
  const attempt = attempts.find(({ paymentNo }) => paymentNo === notification.paymentNo) ?? verified.attempt
  const before = invoices.find(isSameInvoice(notification)) ?? newInvoice(notification, now)
  const state = notification.state ?? 'created'
  const why = verified.why ?? (state === 'paid' ? heldBack(attempt, before) : null)
  if (why) {
    // A payment in the wrong mode is none that anybody could accept.
    const flags = newFlags(before, [why], state === 'paid' && why !== 'mode-mismatch')
    const invoice = { ...before, flags: [...before.flags, ...flags] }
    return { invoice, result: 'quarantined', newlyPaid: false, flags }
  }
  const after = strongerState(before.state, state)
  const newlyPaid = after === 'paid' && before.state !== 'paid'
  const othersPaid = invoices.some((other) => other.state === 'paid' && !isSameInvoice(notification)(other))
  const isLate = now >= Date.parse(attempt.expiresAt)
  const odd: [FlagKind, boolean][] = [
    ['late', newlyPaid && isLate],
    ['late-success', newlyPaid && before.state === 'failed'],
    ['double-payment', newlyPaid && othersPaid],
    ['fail-after-success', state === 'failed' && before.state === 'paid']
  ]
  const kinds = odd.flatMap(([kind, applies]) => (applies ? [kind] : []))
  const flags = newFlags(before, kinds, false)
  const risen = after !== before.state
  return {
    invoice: {
      ...before,
      state: after,
      reason: after !== 'failed' ? null : strongestReason([before.reason, reasonOf(notification, isLate)]),
      flags: [...before.flags, ...flags],
      payway: risen ? notification.payway : before.payway,
      heardAt: risen ? now : before.heardAt
    },
    result: risen ? 'applied' : 'stale',
    newlyPaid,
    flags
  }
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

/** Whether a success of this invoice waits for the merchant's word. */
export function isHeld({ state, flags }: InvoiceRecord): boolean {
  return state !== 'paid' && flags.some(({ holds, resolution }) => holds && !resolution)
}

/** Why even a success that is right in everything pays nothing here. */
function heldBack({ superseded }: AttemptRecord, { state, flags }: InvoiceRecord): FlagKind | null {
  if (superseded) return 'superseded-payment'
  const isRefunded = flags.some(({ resolution }) => resolution?.decision === 'refunded')
  return isRefunded && state !== 'paid' ? 'success-after-refund' : null
}

/** Those that were not raised before: what a merchant has settled does not come back with a repetition. */
function newFlags({ flags }: InvoiceRecord, kinds: readonly FlagKind[], holds: boolean): RaisedFlag[] {
  return kinds
    .filter((kind) => !flags.some((known) => known.kind === kind && known.holds === holds))
    .map((kind) => ({ kind, holds, resolution: null }))
}

const isSameInvoice = (notification: Notification) => (invoice: InvoiceRecord) =>
  invoice.paymentNo === notification.paymentNo && invoice.invoiceId === notification.invoiceId

function newInvoice({ paymentNo, invoiceId, payway }: Notification, now: number): InvoiceRecord {
  return { paymentNo, invoiceId, state: 'created', reason: null, flags: [], payway, heardAt: now }
}

function reasonOf({ invoiceState, state }: Notification, isLate: boolean): FailureReason | null {
  if (state !== 'failed') return null
  if (invoiceState !== 'canceled') return 'declined'
  return isLate ? 'expired' : 'canceled'
}
