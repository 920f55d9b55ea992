import type { Ledger } from '../../src/server/ledger/ledger.js'
import { sqliteLedger } from '../../src/server/ledger/sqlite/index.js'
import type { PostgresCluster } from '../server/ledger/postgres-cluster.js'
import { DRIVERS } from '../server/ledger/postgres-drivers.js'

/** Where a server keeps its payments, as it can be told to another process. */
export type StoreSettings =
  | { readonly kind: 'SQLite'; readonly file: string }
  | {
      readonly kind: 'PostgreSQL'
      readonly connection: PostgresCluster['connection']
      readonly schema: string
      readonly patience?: number
    }

export function openStore(settings: StoreSettings): Ledger {
  if (settings.kind === 'SQLite') return sqliteLedger(settings.file)
  const { connection, schema, patience } = settings
  return DRIVERS.pg(connection, { schema, ...(patience !== undefined && { patience }) })
}
