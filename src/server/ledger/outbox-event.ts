import type { Mode } from '../../protocol/index.js'

/** What a merchant is told beside the paid payments. Each is told at least once. */
export type FlagKind =
  | 'late'
  | 'late-success'
  | 'fail-after-success'
  | 'double-payment'
  | 'superseded-payment'
  | 'amount-mismatch'
  | 'currency-mismatch'
  | 'payway-mismatch'
  | 'needs-confirmation'
  | 'success-after-refund'
  | 'mode-mismatch'
  | 'unknown-state'
  | 'refund'
  | 'unknown-invoice'
  | 'wrong-mode'

/** A payment that is made, as `onPaid` is told it. It comes at least once, always under the same `id`. */
export interface PaidPayment {
  /** The same for every delivery of the order's one payment; make fulfilment idempotent by it. */
  readonly id: string
  readonly orderId: string
  /** Our number of the attempt that was paid. */
  readonly paymentNo: string
  /** The gateway's invoice. */
  readonly invoiceId: string
  /** Decimal text in `currency`, as it was signed. */
  readonly amount: string
  readonly currency: string
  readonly payway: string | null
  readonly mode: Mode
  /** Where the payment was held back and `resolve()` has accepted it: why it was held, and the note of whoever did. */
  readonly accepted?: { readonly why: FlagKind; readonly note: string }
}

/** Something a person has to look at, as `onFlag` is told it. */
export interface Flag {
  readonly id: string
  readonly kind: FlagKind
  readonly mode: Mode
  /** Absent where the message named no attempt that we know. */
  readonly orderId?: string
  readonly paymentNo: string
  readonly invoiceId: string
  /** Whether money came that is held back, and its payer waits, until `resolve()` is called. */
  readonly held: boolean
  /** What was found and what was expected, in words, for the operator. */
  readonly message: string
}

/** Whose an event is. Servers may share a ledger, and a live shop is never to hear of a test payment. */
export interface EventOwner {
  readonly checkoutId: string
  readonly mode: Mode
}

export type OutboxEvent = EventOwner & { readonly id: string } & (
    { readonly kind: 'paid'; readonly payment: PaidPayment } | { readonly kind: 'flag'; readonly flag: Flag }
  )
