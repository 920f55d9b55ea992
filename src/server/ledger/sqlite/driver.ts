import { createRequire } from 'node:module'
import { InterkassaError } from '../../../protocol/index.js'

/** What is bound to a statement. */
export type SqliteValue = string | number | null

/** What `node:sqlite`, libsql, better-sqlite3 and `bun:sqlite` have in common, and all that is asked of them. */
export interface SqliteDatabase {
  exec(sql: string): unknown
  prepare(sql: string): SqliteStatement
  close(): unknown
}

export interface SqliteStatement {
  run(...values: SqliteValue[]): { readonly changes: number | bigint }
  all(...values: SqliteValue[]): unknown[]
}

/** Opens a connection to the file, which is made if there is none. */
export type OpenSqlite = (file: string) => SqliteDatabase

type Driver = new (file: string) => SqliteDatabase

/** Opens the file with the runtime's own SQLite (Node 22 and Deno have one), else with the package `libsql`. */
export const openSqlite: OpenSqlite = (file) => new (findDriver())(file)

/** Whether another connection held the file. All drivers pass SQLite's own words on; their codes differ. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && error.message.includes('database is locked')
}

function findDriver(): Driver {
  const builtIn = process.getBuiltinModule('node:sqlite') as { readonly DatabaseSync: Driver } | undefined
  if (builtIn) return builtIn.DatabaseSync
  try {
    return createRequire(import.meta.url)('libsql') as Driver
  } catch (cause) {
    throw new InterkassaError(
      'bad-options',
      'found no SQLite for the ledger: use Node 22 or newer, or run `npm install libsql`',
      { cause }
    )
  }
}
