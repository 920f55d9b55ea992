import type { Notification } from '../../protocol/schemas.js'
import type { AttemptRecord } from '../ledger/ledger.js'
import type { FlagKind } from '../ledger/outbox-event.js'
import type { Terms } from './mismatch.js'

/** What was said of one of the gateway's invoices. A look-up may say less than a notification. */
export type Heard = Pick<Notification, 'paymentNo' | 'invoiceId' | 'invoiceState' | 'state'> & Terms

/** Something that was heard of an attempt, and what it is worth. */
export type Message = {
  readonly heard: Heard
  readonly attempt: AttemptRecord
  /** Why it is recorded and not believed. */
  readonly why?: FlagKind
} & Source

/**
 * A notification is signed; a success may still have to be confirmed by the gateway's API before it counts. A look-up is
 * the API's answer; it proves a payment if amount, currency and payway stand in it.
 */
type Source =
  | { readonly source: 'notification'; readonly mustConfirm: boolean }
  | { readonly source: 'look-up'; readonly isProven: boolean }
