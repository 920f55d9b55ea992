import { Pool } from 'pg'
import postgres from 'postgres'
import type { Ledger } from '../../../src/server/ledger/ledger.js'
import { postgresLedger, type PostgresLedgerOptions } from '../../../src/server/ledger/postgres/index.js'
import type { PostgresCluster } from './postgres-cluster.js'

/** A ledger over connections of its own, which end with it. */
type Connect = (connection: PostgresCluster['connection'], options?: PostgresLedgerOptions) => Ledger

/** Both drivers that a ledger takes, by the names of their packages. */
export const DRIVERS: Readonly<Record<'pg' | 'postgres', Connect>> = {
  pg: (connection, options) => {
    const pool = new Pool({ max: 5, ...connection })
    return endingWith(postgresLedger(pool, options), () => pool.end())
  },
  postgres: ({ host, ...connection }, options) => {
    const path = `${host}/.s.PGSQL.${connection.port}`
    // Unless told otherwise it waits up to twenty seconds before it connects again.
    const patience = { fetch_types: false, backoff: () => 0.05 }
    const client = postgres({ max: 5, ...connection, path, ...patience })
    // Without a time it waits for ever for a connection that was lost in the middle of a question.
    return endingWith(postgresLedger(client, options), () => client.end({ timeout: 1 }))
  }
}

function endingWith(ledger: Ledger, end: () => Promise<void>): Ledger {
  return {
    ...ledger,
    close: async () => {
      await ledger.close()
      await end()
    }
  }
}
