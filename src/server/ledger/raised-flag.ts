import type { FlagKind } from './outbox-event.js'

/** What a merchant can decide about something that was flagged. */
export const DECISIONS = ['accept', 'refunded', 'ignore'] as const
export type Decision = (typeof DECISIONS)[number]

/** How a flag was settled. */
export interface Resolution {
  readonly decision: Decision
  /** Why, in the merchant's words. */
  readonly note: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/**
 * Something odd about an invoice. Of one invoice each kind is raised once, apart from this: a success that is held back is
 * another thing than a message of the same kind that spoke of no money.
 */
export interface RaisedFlag {
  readonly kind: FlagKind
  /** Whether it holds back a success. */
  readonly holds: boolean
  /** Null while the merchant has decided nothing. */
  readonly resolution: Resolution | null
}
