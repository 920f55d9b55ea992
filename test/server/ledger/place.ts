import type { Ledger } from '../../../src/server/ledger/ledger.js'
import { sqliteLedger } from '../../../src/server/ledger/sqlite/index.js'
import type { PostgresCluster } from './postgres-cluster.js'
import { DRIVERS } from './postgres-drivers.js'

/** Where a ledger is, in words that another process understands. */
export type Place =
  | { readonly store: 'sqlite'; readonly file: string }
  | {
      readonly store: keyof typeof DRIVERS
      readonly connection: PostgresCluster['connection']
      readonly schema: string
      readonly patience?: number
    }

export function openLedger(place: Place): Ledger {
  if (place.store === 'sqlite') return sqliteLedger(place.file)
  const { store, connection, ...options } = place
  return DRIVERS[store](connection, options)
}
