import assert from 'node:assert/strict'
import { readEntries } from './books.js'
import { anAccount } from '../server/fixtures.js'
import type { Server } from './server.js'
import { openStore } from './store-settings.js'
import type { Site } from './stores.js'

/** What became of orders that were paid for. */
export interface Judgement {
  /** Orders whose success was acknowledged and of which the shop was never told. */
  readonly lost: number
  /** Orders of which the shop was told under more than one id, so that it would deliver twice. */
  readonly double: number
  /** How often the shop was told again what it had been told already, under the same id. */
  readonly repeated: number
  /** How many flags the shop was told of, each once, by their kinds. */
  readonly flags: Readonly<Record<string, number>>
}

/** How long the outbox may take once nothing fails any more, in milliseconds. */
const PATIENCE = 10_000

/** Beyond every lease of every clock, in milliseconds. */
const MUCH_LATER = 10 * 365 * 86_400_000

/**
 * Waits until the shop was told of all these orders and of so many flags, or should have been, and of nothing else that
 * is still to come. The servers end.
 */
export async function judge(
  { store, books }: Site,
  servers: readonly Server[],
  orderIds: readonly string[],
  flags = 0
): Promise<Judgement> {
  const giveUpAt = performance.now() + PATIENCE
  while (!isToldOf(judgementOf(books, orderIds), flags) && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await Promise.all(servers.map((server) => server.tell({ deliver: true })))
  await Promise.all(servers.map((server) => server.end()))
  const ledger = openStore(store)
  const now = Date.now() + MUCH_LATER
  const left = await ledger.claimEvents(anAccount(), now, now + 1, 1000)
  await ledger.close()
  assert.deepEqual(left, [], 'an event is left of which the shop was not told')
  return judgementOf(books, orderIds)
}

const isToldOf = ({ lost, flags }: Judgement, expected: number) =>
  lost === 0 && Object.values(flags).reduce((sum, count) => sum + count, 0) >= expected

/** What the shop was told so far. */
function judgementOf(books: string, orderIds: readonly string[]): Judgement {
  const told = new Map<string, string[]>(orderIds.map((orderId) => [orderId, []]))
  const flags = new Map<string, string>()
  for (const entry of readEntries(books)) {
    if (entry.called === 'onFlag') flags.set(entry.id, entry.kind)
    else if (told.has(entry.orderId)) told.get(entry.orderId)?.push(entry.id)
    else throw new Error(`the shop was told of ${entry.orderId}, for which nobody has paid`)
  }
  const all = [...told.values()]
  const kinds = [...flags.values()]
  return {
    lost: all.filter((ids) => ids.length === 0).length,
    double: all.filter((ids) => new Set(ids).size > 1).length,
    repeated: all.reduce((sum, ids) => sum + Math.max(0, ids.length - 1), 0),
    flags: Object.fromEntries(
      [...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length])
    )
  }
}
