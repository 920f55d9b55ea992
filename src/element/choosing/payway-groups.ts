import {
  PAYWAY_KINDS,
  type CheckoutSession,
  type PaywayKind,
  type SessionPayway
} from '../../protocol/index.js'
import { currencyOf } from './price.js'

/** A method with its payways, one for each of its currencies. */
export interface PaywayRow {
  readonly name: string
  /** `others` where the session does not say. */
  readonly kind: PaywayKind | 'others'
  readonly payways: readonly [SessionPayway, ...SessionPayway[]]
}

/** Rows that stand together, and what they have in common. */
export interface PaywayGroup {
  readonly title: PaywayRow['kind'] | 'lastUsed'
  readonly rows: readonly PaywayRow[]
}

/** From so many rows on, kinds are a help. */
const MANY = 6

const TITLES = ['lastUsed', ...PAYWAY_KINDS, 'others'] as const

/** Methods in the order of their first payways. What could not be told apart within a row gets a row of its own. */
export function rowsOf({ payways, display }: CheckoutSession): PaywayRow[] {
  const rows: { name: string; kind: PaywayRow['kind']; payways: [SessionPayway, ...SessionPayway[]] }[] = []
  for (const payway of payways) {
    const { name, method, kind = 'others' } = payway
    const row = rows.find(
      (row) =>
        row.name === name &&
        row.kind === kind &&
        row.payways[0].method === method &&
        row.payways.every((other) => currencyOf(other, display) !== currencyOf(payway, display))
    )
    if (row) row.payways.push(payway)
    else rows.push({ name, kind, payways: [payway] })
  }
  return rows
}

/**
 * The row of `lastUsed`, then rows by kind, and within a kind in the shop's own order. Where there are few rows, or
 * hardly more of them than kinds, titles would be more to read than what they sort: there the shop's order stands.
 */
export function groupsOf(rows: readonly PaywayRow[], lastUsed: string | null): PaywayGroup[] {
  const kinds = new Set(rows.map(({ kind }) => kind))
  const isByKind = rows.length >= Math.max(MANY, 2 * kinds.size)
  const titleOf = ({ kind, payways }: PaywayRow) => {
    if (payways.some(({ id }) => id === lastUsed)) return 'lastUsed'
    return isByKind ? kind : 'others'
  }
  return TITLES.map((title) => ({ title, rows: rows.filter((row) => titleOf(row) === title) })).filter(
    (group) => group.rows.length > 0
  )
}
