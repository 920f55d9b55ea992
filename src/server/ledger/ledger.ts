import type { FailureReason, Mode, PaymentState } from '../../protocol/index.js'
import type { Payway } from '../../protocol/schemas.js'
import type { Attempt } from '../signing/attempt.js'
import type { EventOwner, OutboxEvent } from './outbox-event.js'
import type { RaisedFlag } from './raised-flag.js'

/** An order is the shop's, within one checkout and one mode: test money and live money never meet. */
export interface OrderKey {
  readonly checkoutId: string
  readonly mode: Mode
  readonly orderId: string
}

/** When an attempt is looked up at the gateway. Times in milliseconds since 1970. */
export interface LookUpPlan {
  /** When it is due; null: never. */
  readonly dueAt: number | null
  /** When somebody last set out to look it up. */
  readonly lastAt: number | null
  /** How often the gateway has answered. */
  readonly answers: number
}

/**
 * An attempt as the ledger keeps it. Only `sentAt`, `superseded` and `distrusted` ever change, each only once, and
 * `lookUp` at any time.
 */
export interface AttemptRecord extends OrderKey, Attempt {
  readonly mode: Mode
  readonly statusToken: string
  /** 1 for the order's first attempt. */
  readonly number: number
  /** Milliseconds since 1970. */
  readonly openedAt: number
  /** The payways that were offered, as they were offered, so that every session of the attempt signs the same forms. */
  readonly offered: readonly Payway[]
  /** When the payer was first known to have left for the gateway, in milliseconds since 1970. */
  readonly sentAt: number | null
  /** Whether the order has changed since: money that still comes is held back and flagged. */
  readonly superseded: boolean
  /** Whether an authentic message came that did not fit: no look-up makes it paid any more. */
  readonly distrusted: boolean
  readonly lookUp: LookUpPlan
}

/** What was heard of one of the gateway's invoices for an attempt. */
export interface InvoiceRecord {
  readonly paymentNo: string
  readonly invoiceId: string
  /** The strongest state of all messages that were applied. */
  readonly state: PaymentState
  readonly reason: FailureReason | null
  /** Whether a signed success is held back until the gateway's API has said so, too. It does not show in `state`. */
  readonly awaiting: boolean
  /** What was odd about it, in the order in which it was raised. */
  readonly flags: readonly RaisedFlag[]
  readonly payway: string | null
  /** When `state` was first heard, in milliseconds since 1970. */
  readonly heardAt: number
}

/** All that the ledger knows of one order. Attempts by number, invoices in the order in which they were first heard. */
export interface OrderRecords {
  readonly attempts: readonly AttemptRecord[]
  readonly invoices: readonly InvoiceRecord[]
}

/** The order's records inside its transaction: nobody else changes them until it ends. */
export interface LedgerTransaction {
  read(): Promise<OrderRecords>
  insertAttempt(attempt: AttemptRecord): Promise<void>
  /** The first time stays. */
  markSent(paymentNo: string, at: number): Promise<void>
  markSuperseded(paymentNo: string): Promise<void>
  markDistrusted(paymentNo: string): Promise<void>
  /** Replaces the attempt's plan. */
  planLookUp(paymentNo: string, plan: LookUpPlan): Promise<void>
  /** Inserts the invoice of an attempt of this order, or replaces the one of the same `paymentNo` and `invoiceId`. */
  putInvoice(invoice: InvoiceRecord): Promise<void>
  /** Remembers fingerprints of signed forms; those that are there already stay as they are. */
  rememberIssued(fingerprints: readonly string[]): Promise<void>
  /**
   * Remembers a notification by its fingerprint and by a digest of its names and values. `new` the first time, `same`
   * for a repetition, `different` where one signed text came with another meaning; the first one stays.
   * Fingerprints are unique in the checkout, not only in the order.
   */
  rememberSeen(fingerprint: string, digest: string): Promise<'new' | 'same' | 'different'>
  /** Queues an event, unless one with its id was ever queued. Tells whether it was. */
  enqueue(event: OutboxEvent): Promise<boolean>
}

/**
 * Where payments are kept. It stores and locks; what the records mean is decided by its callers, once for all stores.
 * Every promise that resolves after a write means that the write is durable. Errors of the store reject.
 */
export interface Ledger {
  /**
   * Runs `work` in one transaction that holds the order: two for one order run one after the other, over all
   * processes that share the store. Commits when `work` resolves; rolls everything back when it rejects.
   * A step that failed ends the transaction, even if `work` goes on. `work` may be run again where the store asks for
   * that, so it has no effects outside of the transaction, and waits for no other write of the ledger.
   */
  transaction<T>(order: OrderKey, work: (transaction: LedgerTransaction) => Promise<T>): Promise<T>
  /** The order's records as last committed, without waiting for anybody. */
  read(order: OrderKey): Promise<OrderRecords>
  /** The attempt with this number in `mode`, else one of the other mode, else null. */
  findAttempt(checkoutId: string, mode: Mode, paymentNo: string): Promise<AttemptRecord | null>
  findAttemptByToken(statusToken: string): Promise<AttemptRecord | null>
  /** Whether a form with this fingerprint was ever signed for the checkout, in either mode. */
  isIssued(checkoutId: string, fingerprint: string): Promise<boolean>
  /** The digest with which a notification of this fingerprint was first remembered as seen, or null. */
  findSeen(checkoutId: string, fingerprint: string): Promise<string | null>
  /**
   * Up to `limit` of the owner's attempts whose look-up is due at `now`, first those that have been due the longest. Nobody
   * is kept from being given them too: whoever looks one up says so in its plan before, inside its transaction.
   */
  dueLookUps(owner: EventOwner, now: number, limit: number): Promise<readonly AttemptRecord[]>
  /** Queues an event that belongs to no order's transaction, unless one with its id was ever queued. */
  enqueue(event: OutboxEvent): Promise<boolean>
  /**
   * Takes up to `limit` of the owner's events that are due at `now` and holds them until `leaseUntil`: nobody else is given them before
   * that, and after it they are due again, so a process that dies with them loses nothing. First come those that were
   * never taken, in the order in which they were queued, then those that have been due the longest.
   */
  claimEvents(
    owner: EventOwner,
    now: number,
    leaseUntil: number,
    limit: number
  ): Promise<readonly ClaimedEvent[]>
  /** The event is delivered and will not be given out again. */
  settleEvent(id: string): Promise<void>
  /**
   * The event that was held until `leaseUntil` was not delivered; it is due again at `dueAt`, unless it was settled
   * meanwhile, or somebody else was given it after that lease.
   */
  postponeEvent(id: string, leaseUntil: number, dueAt: number): Promise<void>
  /** Ends what the store holds open. Nothing may be asked of it afterwards. */
  close(): Promise<void>
}

export interface ClaimedEvent {
  readonly event: OutboxEvent
  /** How often it was taken before this time. */
  readonly tries: number
}
