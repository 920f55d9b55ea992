import type { AttemptRecord, ClaimedEvent, InvoiceRecord, LookUpPlan } from './ledger.js'
import type { OutboxEvent } from './outbox-event.js'

/** A row of attempts, as a database tells it: what may change stands beside the text of all that never does. */
export interface AttemptRow extends LookUpPlan {
  /** The whole {@link AttemptRecord} in JSON, as it was inserted. */
  readonly record: string
  readonly sentAt: number | null
  readonly superseded: boolean | 0 | 1
  readonly distrusted: boolean | 0 | 1
}

/** A row of invoices. */
export type InvoiceRow = Omit<InvoiceRecord, 'flags' | 'awaiting'> & {
  readonly awaiting: boolean | 0 | 1
  /** Those of the {@link InvoiceRecord} in JSON. */
  readonly flags: string
}

/** A row of the outbox. */
export interface EventRow {
  /** The {@link OutboxEvent} in JSON. */
  readonly event: string
  readonly tries: number
}

/** The attempt of a row, as it is now. */
export function attemptOf(row: AttemptRow): AttemptRecord {
  const { record, sentAt, superseded, distrusted, dueAt, lastAt, answers } = row
  return {
    ...(JSON.parse(record) as AttemptRecord),
    sentAt,
    superseded: Boolean(superseded),
    distrusted: Boolean(distrusted),
    lookUp: { dueAt, lastAt, answers }
  }
}

/** Drivers add to their rows and leave out prototypes; a record is a plain object with its own members. */
export function invoiceOf(row: InvoiceRow): InvoiceRecord {
  const { paymentNo, invoiceId, state, reason, payway, heardAt } = row
  const awaiting = Boolean(row.awaiting)
  const flags = JSON.parse(row.flags) as InvoiceRecord['flags']
  return { paymentNo, invoiceId, state, reason, awaiting, flags, payway, heardAt }
}

/** The event of a row, which has just been taken. */
export function claimedOf({ event, tries }: EventRow): ClaimedEvent {
  return { event: JSON.parse(event) as OutboxEvent, tries }
}

/** An invoice was to be put under an attempt that its order does not have. */
export function noAttemptFor(orderId: string, { paymentNo, invoiceId }: InvoiceRecord): Error {
  return new Error(`order ${orderId} has no attempt ${paymentNo} for invoice ${invoiceId}`)
}
