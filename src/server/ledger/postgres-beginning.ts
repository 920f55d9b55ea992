import { createHash } from 'node:crypto'
import type { Beginning } from './postgres-driver.js'

/** What one transaction at a time may hold, over all processes that share the schema. */
export type Lock = readonly string[]

/** A transaction in the ledger's schema that only asks. `patience` is in milliseconds. */
export function reading(schema: string, patience: number): Beginning {
  return { access: 'read only', settings: settingsFor(schema, patience).join('; ') }
}

/**
 * A transaction in the ledger's schema that waits until it has the lock, if one is named, and holds it until all that
 * it did can be seen. What it commits is on the disk, however the database is set up otherwise.
 */
export function writing(schema: string, patience: number, lock?: Lock): Beginning {
  const settings = [
    ...settingsFor(schema, patience),
    `SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`,
    ...(lock ? [`SELECT pg_advisory_xact_lock(${keyOf(schema, lock)})`] : [])
  ]
  return { access: 'read write', settings: settings.join('; ') }
}

/**
 * Until the transaction ends, names without a schema are found in the ledger's and nowhere else. A server whose client
 * is gone lets go by itself: it waits no longer than the client would, neither for a lock nor for the next question.
 */
function settingsFor(schema: string, patience: number): string[] {
  return [
    `SET LOCAL search_path = "${schema}", pg_temp`,
    `SET LOCAL statement_timeout = ${patience}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${patience}`
  ]
}

/** 64 bits of a hash. Should two locks ever share them, one waits for the other and nothing else happens. */
function keyOf(schema: string, lock: Lock): bigint {
  const name = ['interkassa-checkout', schema, ...lock].join(' ')
  return createHash('sha256').update(name).digest().readBigInt64BE()
}
