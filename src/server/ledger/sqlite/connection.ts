import { InterkassaError } from '../../../protocol/index.js'
import { isBusy, type OpenSqlite, type SqliteDatabase } from './driver.js'
import { SCHEMA_STEPS } from './schema.js'

/** Written into the file's header, so that no other program's database is taken for a ledger. */
const APPLICATION_ID = 0x696b636f

/** How long opening waits for other processes, in milliseconds. */
const PATIENCE = 10_000

/**
 * Opens a connection to the ledger's file: every commit reaches the disk before it is acknowledged, readers see the
 * last commit without waiting, and the schema is the newest. Several processes may open a fresh file at once.
 *
 * @throws InterkassaError `bad-options` where the file cannot be a ledger. Another program's file stays as it was.
 */
export function connect(file: string, open: OpenSqlite): SqliteDatabase {
  const database = tryToOpen(file, open)
  try {
    database.exec(`PRAGMA busy_timeout = ${PATIENCE}`)
    const version = versionOf(database, file)
    useWriteAheadLog(database, file)
    database.exec('PRAGMA synchronous = FULL')
    database.exec('PRAGMA foreign_keys = ON')
    if (version < SCHEMA_STEPS.length) migrate(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Asks several questions of one and the same commit. */
export function snapshot<T>(database: SqliteDatabase, questions: () => T): T {
  database.exec('BEGIN')
  try {
    return questions()
  } finally {
    database.exec('COMMIT')
  }
}

function tryToOpen(file: string, open: OpenSqlite): SqliteDatabase {
  try {
    return open(file)
  } catch (cause) {
    if (cause instanceof InterkassaError) throw cause
    throw new InterkassaError('bad-options', `cannot open ${file} for the ledger`, { cause })
  }
}

/** How many steps the file's schema has behind it. */
function versionOf(database: SqliteDatabase, file: string): number {
  if (isEmpty(database)) return 0
  if (pragma(database, 'application_id') !== APPLICATION_ID) {
    throw new InterkassaError(
      'bad-options',
      `${file} is another program’s database: give the ledger its own file`
    )
  }
  const version = Number(pragma(database, 'user_version'))
  if (version > SCHEMA_STEPS.length) {
    throw new InterkassaError(
      'bad-options',
      `${file} has version ${version} of the ledger, this package knows ${SCHEMA_STEPS.length}`
    )
  }
  return version
}

function useWriteAheadLog(database: SqliteDatabase, file: string): void {
  // Where two connections change a fresh file's mode at once, SQLite refuses one of them without waiting.
  const journal = patiently(() => pragma(database, 'journal_mode = WAL', 'journal_mode'))
  if (journal !== 'wal') {
    throw new InterkassaError(
      'bad-options',
      `expected a file on a local disk for the ledger, found ${JSON.stringify(file)} (journal ${String(journal)})`
    )
  }
}

function migrate(database: SqliteDatabase, file: string): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been quicker, and newer.
    for (const step of SCHEMA_STEPS.slice(versionOf(database, file))) database.exec(step)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    database.exec(`PRAGMA user_version = ${SCHEMA_STEPS.length}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function isEmpty(database: SqliteDatabase): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').all().length === 0
}

function pragma(database: SqliteDatabase, text: string, name = text): unknown {
  const [row] = database.prepare(`PRAGMA ${text}`).all() as Record<string, unknown>[]
  return row?.[name]
}

function patiently<T>(work: () => T): T {
  const giveUpAt = performance.now() + PATIENCE
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error
      pause(5)
    }
  }
}

/** Opening answers at once, as `fs.openSync` does, so it has to wait at once as well. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
