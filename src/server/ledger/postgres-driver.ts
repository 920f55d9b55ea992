import { InterkassaError } from '../../protocol/index.js'
import { isPgPool, pgDriver, type PgPool } from './postgres-driver-pg.js'
import { isPostgresJs, postgresJsDriver, type PostgresJs } from './postgres-driver-js.js'

/** What is bound to a statement. Neither driver needs to be told its type: every statement says it itself. */
export type PostgresValue = string | number | boolean | null

/**
 * Asks the database one question inside of a transaction. Every question of the ledger has answers of one column of
 * text, which is the same for all drivers, whatever types and names their owner has them translate.
 */
export type Ask = (sql: string, ...values: readonly PostgresValue[]) => Promise<readonly string[]>

/** How a transaction begins. */
export interface Beginning {
  readonly access: 'read only' | 'read write'
  /** Statements without values that come before all others. */
  readonly settings: string
}

/** All that the ledger wants of a driver. */
export interface PostgresDriver {
  /**
   * Runs `work` in one transaction on a connection that nobody else uses meanwhile. Resolves when the commit was
   * acknowledged and else rejects, also where nobody can know whether it was done. When `deadline` is over it takes no
   * further question and begins nothing; it may come to its end later, by itself.
   */
  transaction<T>(beginning: Beginning, work: (ask: Ask) => Promise<T>, deadline: AbortSignal): Promise<T>
}

/**
 * The driver of this pool or client.
 *
 * @throws InterkassaError `bad-options` where it is neither.
 */
export function driverOf(database: PgPool | PostgresJs): PostgresDriver {
  if (isPgPool(database)) return pgDriver(database)
  if (isPostgresJs(database)) return postgresJsDriver(database)
  throw new InterkassaError('bad-options', 'expected a Pool of `pg` or a client of `postgres` for the ledger')
}
