import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { describe, it } from 'node:test'
import { openSqlite, type OpenSqlite, type SqliteDatabase } from '../../../src/server/ledger/sqlite/driver.js'
import { sqliteLedger } from '../../../src/server/ledger/sqlite/index.js'
import { SCHEMA_STEPS } from '../../../src/server/ledger/sqlite/schema.js'
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
