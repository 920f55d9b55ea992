import { appendFileSync, readFileSync } from 'node:fs'
import type { Flag, PaidPayment } from '../../src/server/ledger/outbox-event.js'

/** One call of a shop's handler. */
export type Entry =
  | ({ readonly called: 'onPaid' } & Pick<PaidPayment, 'id' | 'orderId'>)
  | ({ readonly called: 'onFlag' } & Pick<Flag, 'id' | 'kind'>)

/** What the shop's handlers were told, in a file that several processes write and none of them loses by its death. */
export function writeEntry(file: string, entry: Entry): void {
  appendFileSync(file, `${JSON.stringify(entry)}\n`)
}

export function readEntries(file: string): Entry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
}

/** The orders of which the shop was told that they are paid. */
export function toldOrders(file: string): ReadonlySet<string> {
  return new Set(readEntries(file).flatMap((entry) => (entry.called === 'onPaid' ? [entry.orderId] : [])))
}
