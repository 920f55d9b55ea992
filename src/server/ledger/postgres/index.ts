import { InterkassaError } from '../../../protocol/index.js'
import type { Ledger } from '../ledger.js'
import { runSteps } from '../transaction-steps.js'
import type { PostgresJs } from './driver-js.js'
import { driverOf } from './driver-of.js'
import type { PgPool } from './driver-pg.js'
import { migrate } from './migration.js'
import { claimEvents, enqueue, postponeEvent, settleEvent } from './outbox.js'
import { dueLookUps, findAttempt, findAttemptByToken, findSeen, isIssued, readOrder } from './records.js'
import { createSessions } from './sessions.js'
import { postgresSteps } from './steps.js'

export type { PgClient, PgPool } from './driver-pg.js'
export type { PostgresJs, PostgresJsQueries } from './driver-js.js'

export interface PostgresLedgerOptions {
  /** Where the ledger's tables are, and nothing else; `interkassa` unless said otherwise. */
  readonly schema?: string
  /** Milliseconds after which the database counts as unavailable, 5000 unless said otherwise. */
  readonly patience?: number
}

/**
 * Keeps payments in PostgreSQL, for shops on several machines: any number of processes may share a database. What was
 * acknowledged is on the database's disk. The tables are made, and brought to the newest version, by the first who asks.
 *
 * It takes a Pool of `pg`, or a client of `postgres`; best one of its own, since each transaction needs a connection. Whoever made it ends
 * it, after the ledger is closed.
 *
 * @throws InterkassaError `bad-options`, at once. What is wrong in the database comes as `unavailable`, with each question.
 *
 * @example
 * import { Pool } from 'pg'
 * const ledger = postgresLedger(new Pool({ connectionString, connectionTimeoutMillis: 5000 }))
 *
 * @example
 * import postgres from 'postgres'
 * const ledger = postgresLedger(postgres(url, { fetch_types: false, backoff: () => 1 }))
 */
export function postgresLedger(
  database: PgPool | PostgresJs,
  { schema = 'interkassa', patience = 5_000 }: PostgresLedgerOptions = {}
): Ledger {
  const driver = driverOf(database)
  check(/^[a-z_][a-z0-9_]{0,62}$/.test(schema), `schema: expected a plain lower-case name, found ${schema}`)
  check(Number.isInteger(patience) && patience > 0, 'patience: expected milliseconds')

  let migrated: Promise<void> | null = null
  const ready = () =>
    (migrated ??= migrate(driver, schema, patience).catch((error: unknown) => {
      migrated = null
      throw error
    }))
  const { ask, change, transaction, close } = createSessions(driver, { schema, patience, ready })

  return {
    transaction: (order, work) =>
      transaction(['order', order.checkoutId, order.mode, order.orderId], (inside) =>
        runSteps(postgresSteps(inside, order), work)
      ),

    read: (order) => readOrder(ask, order),
    findAttempt: (...key) => findAttempt(ask, ...key),
    findAttemptByToken: (token) => findAttemptByToken(ask, token),
    isIssued: (...key) => isIssued(ask, ...key),
    findSeen: (...key) => findSeen(ask, ...key),
    dueLookUps: (...due) => dueLookUps(ask, ...due),

    enqueue: (event) => enqueue(change, event),
    claimEvents: (...claim) => claimEvents(change, ...claim),
    settleEvent: (id) => settleEvent(change, id),
    postponeEvent: (...postponement) => postponeEvent(change, ...postponement),

    close
  }
}

function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new InterkassaError('bad-options', message)
}
