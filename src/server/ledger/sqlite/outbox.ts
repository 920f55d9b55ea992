import type { ClaimedEvent } from '../ledger.js'
import type { EventOwner, OutboxEvent } from '../outbox-event.js'
import { claimedOf, type EventRow } from '../rows.js'
import type { Queries } from './queries.js'

/** Queues the event as due at once, unless its id is there already. */
export function enqueue(queries: Queries, event: OutboxEvent): boolean {
  return queries.enqueue.run(event.id, event.checkoutId, event.mode, JSON.stringify(event)).changes > 0
}

/** Gives the events out that are due, and makes them due again when their lease ends. */
export function claimEvents(
  queries: Queries,
  { checkoutId, mode }: EventOwner,
  now: number,
  leaseUntil: number,
  limit: number
): ClaimedEvent[] {
  const due = queries.dueEvents.all(checkoutId, mode, now, limit) as (EventRow & { sequence: number })[]
  return due.map((row) => {
    queries.leaseEvent.run(leaseUntil, row.sequence)
    return claimedOf(row)
  })
}
