import type { ClaimedEvent, Ledger } from '../ledger.js'
import type { OutboxEvent } from '../outbox-event.js'
import { claimedOf, type EventRow } from '../rows.js'
import type { Ask } from './driver.js'
import { QUERIES } from './queries.js'

/** Queues the event as due at once, unless its id was ever there. */
export async function enqueue(ask: Ask, event: OutboxEvent): Promise<boolean> {
  const { id, checkoutId, mode } = event
  return (await ask(QUERIES.enqueue, id, checkoutId, mode, JSON.stringify(event))).length > 0
}

/** {@link Ledger.claimEvents} */
export async function claimEvents(
  ask: Ask,
  ...[{ checkoutId, mode }, now, leaseUntil, limit]: Parameters<Ledger['claimEvents']>
): Promise<ClaimedEvent[]> {
  const rows = await ask(QUERIES.claimEvents, checkoutId, mode, now, leaseUntil, limit)
  return rows.map((row) => claimedOf(JSON.parse(row) as EventRow))
}

/** {@link Ledger.settleEvent} */
export async function settleEvent(ask: Ask, id: string): Promise<void> {
  await ask(QUERIES.settleEvent, id)
}

/** {@link Ledger.postponeEvent} */
export async function postponeEvent(
  ask: Ask,
  ...[id, leaseUntil, dueAt]: Parameters<Ledger['postponeEvent']>
): Promise<void> {
  await ask(QUERIES.postponeEvent, id, leaseUntil, dueAt)
}
