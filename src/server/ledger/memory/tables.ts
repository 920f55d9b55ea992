import type { AttemptRecord, OrderRecords } from '../ledger.js'
import type { OutboxEvent } from '../outbox-event.js'

/** An event and when it is due, in milliseconds since 1970; null once it is settled. */
export interface QueuedEvent {
  readonly event: OutboxEvent
  readonly tries: number
  readonly dueAt: number | null
}

/** What is asked of a table, be it the committed one or a draft of it. */
export interface Table<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): unknown
}

/** All tables. Their keys are made by {@link keyOf}. */
export interface Tables {
  /** By checkout, mode and order. */
  readonly orders: Table<OrderRecords>
  /** The order's key, by checkout, mode and payment number, and by status token. */
  readonly owners: Table<string>
  /** By checkout and fingerprint. */
  readonly issued: Table<true>
  /** The digest, by checkout and fingerprint. */
  readonly seen: Table<string>
  /** By the event's id, in the order in which they were queued. */
  readonly outbox: Table<QueuedEvent>
}

/** One key of several parts. None of them can hold a space. */
export const keyOf = (...parts: readonly string[]): string => parts.join(' ')

/** The attempt of the order with the key `owner` that `isMeant`, or null. */
export function findIn(
  tables: Tables,
  owner: string | undefined,
  isMeant: (attempt: AttemptRecord) => boolean
): AttemptRecord | null {
  const order = owner === undefined ? undefined : tables.orders.get(owner)
  return order?.attempts.find(isMeant) ?? null
}

/** A table whose changes are kept apart until they are merged into the one below it. */
export class Draft<Value> implements Table<Value> {
  readonly #below: Map<string, Value>
  readonly #changes = new Map<string, Value>()

  constructor(below: Map<string, Value>) {
    this.#below = below
  }

  get(key: string): Value | undefined {
    return this.#changes.get(key) ?? this.#below.get(key)
  }

  set(key: string, value: Value): void {
    this.#changes.set(key, value)
  }

  merge(): void {
    for (const [key, value] of this.#changes) this.#below.set(key, value)
  }
}
