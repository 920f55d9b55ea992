import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { describe, it } from 'node:test'
import { openSqlite, type OpenSqlite, type SqliteDatabase } from '../../../src/server/ledger/sqlite/driver.js'
import { sqliteLedger } from '../../../src/server/ledger/sqlite/index.js'
import { SCHEMA_STEPS } from '../../../src/server/ledger/sqlite/schema.js'
import { anOrder } from './records.js'
import { temporaryFile } from './temporary-file.js'

describe('opening a ledger in SQLite', () => {
  it('refuses a file of a newer version of this package', async () => {
    const file = temporaryFile()
    await sqliteLedger(file).close()
    change(file, 'PRAGMA user_version = 99')
    assert.throws(() => sqliteLedger(file), {
      code: 'bad-options',
      message: `${file} has version 99 of the ledger, this package knows ${SCHEMA_STEPS.length}`
    })
  })

  it('refuses another program’s database and leaves it as it was', () => {
    const file = temporaryFile()
    change(file, 'CREATE TABLE customers (name TEXT)')
    assert.throws(() => sqliteLedger(file), { code: 'bad-options', message: /another program’s database/ })
    const database = openSqlite(file)
    const [tables] = database.prepare('SELECT count(*) AS count FROM sqlite_schema').all() as {
      count: number
    }[]
    const [journal] = database.prepare('PRAGMA journal_mode').all() as { journal_mode: string }[]
    assert.equal(tables?.count, 1)
    assert.equal(journal?.journal_mode, 'delete')
    database.close()
  })

  it('refuses to keep payments in memory only', () => {
    assert.throws(() => sqliteLedger(':memory:'), {
      code: 'bad-options',
      message: /expected a file on a local disk/
    })
  })

  it('names the file that cannot be opened', () => {
    const file = `${dirname(temporaryFile())}/no-such-folder/payments.db`
    assert.throws(() => sqliteLedger(file), {
      code: 'bad-options',
      message: `cannot open ${file} for the ledger`
    })
    const refused = new Error('permission denied')
    const open = () => {
      throw refused
    }
    assert.throws(() => sqliteLedger(file, open), { code: 'bad-options', cause: refused })
  })

  it('tries again where another process has just changed the fresh file', async () => {
    let refusals = 2
    const open: OpenSqlite = (path) => {
      const database = openSqlite(path)
      const prepare: SqliteDatabase['prepare'] = (sql) => {
        if (sql.includes('journal_mode') && refusals-- > 0) throw new Error('database is locked')
        return database.prepare(sql)
      }
      return { exec: (sql) => database.exec(sql), prepare, close: () => database.close() }
    }
    await sqliteLedger(temporaryFile(), open).close()
    assert.ok(refusals <= 0)
  })

  it('waits for another process only so long, and for no other fault', ({ mock }) => {
    let asked = 0
    const failing =
      (message: string): OpenSqlite =>
      (path) => {
        const database = openSqlite(path)
        const prepare: SqliteDatabase['prepare'] = (sql) => {
          if (!sql.includes('journal_mode')) return database.prepare(sql)
          asked += 1
          throw new Error(message)
        }
        return { exec: (sql) => database.exec(sql), prepare, close: () => database.close() }
      }
    assert.throws(() => sqliteLedger(temporaryFile(), failing('disk I/O error')), {
      message: 'disk I/O error'
    })
    assert.equal(asked, 1)
    let clock = 0
    mock.method(performance, 'now', () => (clock += 4_000))
    assert.throws(() => sqliteLedger(temporaryFile(), failing('database is locked')), {
      message: 'database is locked'
    })
    assert.equal(asked, 4)
  })

  it('finds done what a quicker process has done to the fresh file', async () => {
    const file = temporaryFile()
    let quicker: Promise<void> | undefined
    const open: OpenSqlite = (path) => {
      const database = openSqlite(path)
      const exec = (sql: string) => {
        if (sql === 'BEGIN IMMEDIATE') quicker ??= sqliteLedger(file).close()
        return database.exec(sql)
      }
      return { exec, prepare: (sql) => database.prepare(sql), close: () => database.close() }
    }
    const ledger = sqliteLedger(file, open)
    assert.ok(quicker)
    assert.deepEqual(await ledger.read(anOrder('A-1')), { attempts: [], invoices: [] })
    await Promise.all([ledger.close(), quicker])
  })

  it('waits for nobody who is writing, once the file is there', async () => {
    const file = temporaryFile()
    await sqliteLedger(file).close()
    const other = openSqlite(file)
    other.exec('BEGIN IMMEDIATE')
    const began: string[] = []
    const open: OpenSqlite = (path) => {
      const database = openSqlite(path)
      const exec = (sql: string) => {
        began.push(...(sql.match(/BEGIN.*/g) ?? []))
        return database.exec(sql)
      }
      return { exec, prepare: (sql) => database.prepare(sql), close: () => database.close() }
    }
    const ledger = sqliteLedger(file, open)
    assert.deepEqual(began, [])
    other.exec('COMMIT')
    other.close()
    await ledger.close()
  })

  it('has every commit on the disk before it is told, checks what refers to what, and waits as a reader', async () => {
    const opened: SqliteDatabase[] = []
    const open: OpenSqlite = (path) => {
      const database = openSqlite(path)
      // as some drivers have it
      database.exec('PRAGMA synchronous = NORMAL')
      database.exec('PRAGMA foreign_keys = OFF')
      opened.push(database)
      return database
    }
    const ledger = sqliteLedger(temporaryFile(), open)
    const settings = (name: string) =>
      opened.map(
        (database) => Object.values(database.prepare(`PRAGMA ${name}`).all()[0] as object)[0] as number
      )
    assert.deepEqual(settings('synchronous'), [2, 2])
    assert.deepEqual(settings('foreign_keys'), [1, 1])
    assert.deepEqual(settings('busy_timeout'), [0, 10_000])
    assert.deepEqual(settings('application_id'), [0x696b636f, 0x696b636f])
    await ledger.close()
  })

  it('undoes a schema that it cannot finish', async () => {
    const file = temporaryFile()
    const said: string[] = []
    const open: OpenSqlite = (path) => {
      const database = openSqlite(path)
      const exec = (sql: string) => {
        said.push(sql)
        if (sql.startsWith('PRAGMA user_version')) throw new Error('disk is full')
        return database.exec(sql)
      }
      return { exec, prepare: (sql) => database.prepare(sql), close: () => database.close() }
    }
    assert.throws(() => sqliteLedger(file, open), { message: 'disk is full' })
    assert.equal(said.at(-1), 'ROLLBACK')
    await sqliteLedger(file).close()
  })

  it('closes the connection that it refuses', () => {
    const file = temporaryFile()
    change(file, 'CREATE TABLE customers (name TEXT)')
    const opened: SqliteDatabase[] = []
    const open: OpenSqlite = (path) => {
      const database = openSqlite(path)
      opened.push(database)
      return database
    }
    assert.throws(() => sqliteLedger(file, open))
    assert.equal(opened.length, 1)
    assert.throws(() => opened[0]?.exec('SELECT 1'))
  })

  it('says what to install where there is no SQLite', ({ mock }) => {
    const modules = createRequire(import.meta.url)('node:module') as { _load: (name: string) => unknown }
    const missing = Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' })
    mock.method(process, 'getBuiltinModule', () => undefined)
    mock.method(modules, '_load', () => {
      throw missing
    })
    assert.throws(() => sqliteLedger(temporaryFile()), {
      code: 'bad-options',
      message: /Node 22 or newer, or run `npm install libsql`/,
      cause: missing
    })
  })
})

function change(file: string, sql: string): void {
  const database = openSqlite(file)
  database.exec(sql)
  database.close()
}
