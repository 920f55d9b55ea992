import { createHash } from 'node:crypto'

/** What one transaction at a time may hold, over all processes that share the schema. */
export type Lock = readonly string[]

export type Access = 'READ ONLY' | 'READ WRITE'

/**
 * How every transaction begins. Until it ends, names without a schema are found in the ledger's and nowhere else. A
 * server whose client is gone lets go by itself: it waits no longer than the client would, neither for a lock nor for
 * the next statement. `patience` is in milliseconds.
 */
export function settingsFor(access: Access, schema: string, patience: number): readonly string[] {
  return [
    `SET TRANSACTION ISOLATION LEVEL READ COMMITTED, ${access}`,
    `SET LOCAL search_path = "${schema}", pg_temp`,
    `SET LOCAL statement_timeout = ${patience}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${patience}`
  ]
}

/** What is acknowledged is on the disk, however the database is set up. */
export const DURABLE = `SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`

/** Waits until nobody has the lock, and holds it until all that the transaction did can be seen. */
export function lockOn(schema: string, lock: Lock): string {
  const name = ['interkassa-checkout', schema, ...lock].join(' ')
  // 64 bits of a hash: should two locks ever share them, one waits for the other and nothing else happens.
  return `SELECT pg_advisory_xact_lock(${createHash('sha256').update(name).digest().readBigInt64BE()})`
}
