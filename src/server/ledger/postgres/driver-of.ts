import { InterkassaError } from '../../../protocol/index.js'
import { isPostgresJs, postgresJsDriver, type PostgresJs } from './driver-js.js'
import { isPgPool, pgDriver, type PgPool } from './driver-pg.js'
import type { PostgresDriver } from './driver.js'

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
