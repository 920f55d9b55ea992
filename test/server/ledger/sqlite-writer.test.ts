import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { openSqlite, type SqliteDatabase } from '../../../src/server/ledger/sqlite/driver.js'
import { createWriter } from '../../../src/server/ledger/sqlite/writer.js'
import { temporaryFile } from './temporary-file.js'

/** A writer on a file with one table, what it says to SQLite, and what is in the table. */
function openWriter(refuse: (sql: string) => Error | undefined = () => undefined) {
  const database = openSqlite(temporaryFile())
  database.exec('CREATE TABLE words (word TEXT)')
  const said: string[] = []
  const heard: SqliteDatabase = {
    exec: (sql) => {
      said.push(sql)
      const error = refuse(sql)
      if (error) throw error
      return database.exec(sql)
    },
    prepare: (sql) => database.prepare(sql),
    close: () => database.close()
  }
  const writer = createWriter(heard)
  const insert = (word: string) => () => {
    database.prepare('INSERT INTO words VALUES (?)').run(word)
    return word
  }
  const words = () =>
    database
      .prepare('SELECT word FROM words')
      .all()
      .map((row) => (row as { word: string }).word)
  return { writer, insert, words, said: () => said.splice(0) }
}

const fail = () => {
  throw new Error('on purpose')
}

/** Long enough for whatever would still be done. */
const aWhile = async () => {
  for (let turn = 0; turn < 20; turn++) await setImmediate()
}

describe('a writer on SQLite', () => {
  it('never waits inside SQLite, commits together what came together, and rests', async () => {
    const { writer, insert, words, said } = openWriter()
    const given = [writer.write(insert('a')), writer.write(insert('b'))]
    assert.deepEqual(await Promise.all(given), ['a', 'b'])
    await aWhile()
    const job = ['SAVEPOINT job', 'RELEASE job']
    const batch = ['BEGIN IMMEDIATE', ...job, ...job, 'COMMIT']
    assert.deepEqual(said(), ['PRAGMA busy_timeout = 0', ...batch])
    assert.equal(await writer.write(insert('c')), 'c')
    assert.deepEqual(said(), ['BEGIN IMMEDIATE', ...job, 'COMMIT'])
    assert.deepEqual(words(), ['a', 'b', 'c'])
    await writer.close()
  })

  it('commits sixty-four at once, and the rest after that', async () => {
    const { writer, insert, words, said } = openWriter()
    await Promise.all(Array.from({ length: 65 }, (_, index) => writer.write(insert(`${index}`))))
    const all = said()
    assert.equal(all.filter((sql) => sql === 'COMMIT').length, 2)
    assert.equal(all.indexOf('COMMIT'), 2 + 2 * 64)
    assert.equal(words().length, 65)
    await writer.close()
  })

  it('takes what is asked for while it writes into the next batch', async () => {
    const { writer, insert, said } = openWriter()
    const later: Promise<unknown>[] = []
    await writer.write(() => {
      later.push(writer.write(insert('b')))
      return insert('a')()
    })
    await Promise.all(later)
    assert.equal(said().filter((sql) => sql === 'BEGIN IMMEDIATE').length, 2)
    await writer.close()
  })

  it('undoes one job alone', async () => {
    const { writer, insert, words, said } = openWriter()
    const outcomes = await Promise.allSettled([
      writer.write(insert('a')),
      writer.write(() => {
        insert('b')()
        fail()
      }),
      writer.write(insert('c'))
    ])
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled']
    )
    assert.deepEqual(words(), ['a', 'c'])
    assert.deepEqual(
      said().filter((sql) => sql.endsWith('job')),
      [
        ...['SAVEPOINT job', 'RELEASE job', 'SAVEPOINT job', 'ROLLBACK TO job', 'RELEASE job'],
        ...['SAVEPOINT job', 'RELEASE job']
      ]
    )
    await writer.close()
  })

  it('undoes the batch of a commit that fails, and tells everybody in it', async () => {
    let isFull = true
    const { writer, insert, words } = openWriter((sql) => {
      return isFull && sql === 'COMMIT' ? new Error('disk is full') : undefined
    })
    const given = [writer.write(insert('a')), writer.write(insert('b')), writer.write(fail)]
    for (const one of given.slice(0, 2)) await assert.rejects(one, { message: 'disk is full' })
    await assert.rejects(given[2] ?? fail)
    isFull = false
    assert.equal(await writer.write(insert('c')), 'c')
    assert.deepEqual(words(), ['c'])
    await writer.close()
  })

  it('tells everybody in a batch that SQLite has undone by itself', async () => {
    let isUndone = true
    const { writer, insert, words } = openWriter((sql) => {
      return isUndone && sql === 'ROLLBACK TO job' ? new Error('no such savepoint: job') : undefined
    })
    const given = [writer.write(insert('a')), writer.write(fail)]
    for (const one of given) await assert.rejects(one, { message: 'on purpose' })
    isUndone = false
    assert.equal(await writer.write(insert('b')), 'b')
    assert.deepEqual(words(), ['b'])
    await writer.close()
  })

  it('begins nothing where it may not, and the next time again', async () => {
    let isBroken = true
    const { writer, insert, said } = openWriter((sql) => {
      return isBroken && sql === 'BEGIN IMMEDIATE' ? new Error('disk I/O error') : undefined
    })
    said()
    const given = [writer.write(insert('a')), writer.write(insert('b'))]
    for (const one of given) await assert.rejects(one, { message: 'disk I/O error' })
    assert.deepEqual(said(), ['BEGIN IMMEDIATE'])
    isBroken = false
    assert.equal(await writer.write(insert('c')), 'c')
    await writer.close()
  })

  it('waits for another process, for five seconds', async ({ mock }) => {
    let clock = 0
    mock.method(performance, 'now', () => (clock += 2_000))
    let refusals = 2
    const { writer, insert, said } = openWriter((sql) => {
      return sql === 'BEGIN IMMEDIATE' && refusals-- > 0 ? new Error('database is locked') : undefined
    })
    assert.equal(await writer.write(insert('a')), 'a')
    assert.equal(said().filter((sql) => sql === 'BEGIN IMMEDIATE').length, 3)
    refusals = 100
    await assert.rejects(writer.write(insert('b')), { message: 'database is locked' })
    assert.equal(said().length, 3)
    refusals = 0
    await writer.close()
  })

  it('leaves the file complete by itself when it is closed', async () => {
    const { writer, insert, said } = openWriter()
    const last = writer.write(insert('a'))
    await writer.close()
    assert.equal(await last, 'a')
    assert.equal(said().at(-1), 'PRAGMA wal_checkpoint(TRUNCATE)')
    await assert.rejects(writer.write(insert('b')))
  })
})

describe('a driver of SQLite', () => {
  it('is the runtime’s own where there is one', ({ mock }) => {
    class DatabaseSync {
      readonly file: string
      constructor(file: string) {
        this.file = file
      }
    }
    mock.method(process, 'getBuiltinModule', (name: string) =>
      name === 'node:sqlite' ? { DatabaseSync } : undefined
    )
    const opened: unknown = openSqlite('payments.db')
    assert.ok(opened instanceof DatabaseSync)
    assert.equal(opened.file, 'payments.db')
  })
})
