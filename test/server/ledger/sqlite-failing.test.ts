import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openSqlite } from '../../../src/server/ledger/sqlite/driver.js'
import { sqliteLedger } from '../../../src/server/ledger/sqlite/index.js'
import { openWith } from './open-with.js'
import { aFingerprint, anAttempt, anEvent, anOrder, OWNER } from './records.js'
import { temporaryFile } from './temporary-file.js'

const order = anOrder('A-1')

describe('a ledger in SQLite on a failing disk', () => {
  it('refuses what the disk has no room for, and goes on when there is room again', async () => {
    const limited = openWith((sql, run) => run(sql.replace('synchronous = FULL', 'max_page_count = 40')))
    const file = temporaryFile()
    const ledger = sqliteLedger(file, limited)
    await ledger.enqueue(anEvent('before'))
    const fingerprints = Array.from({ length: 5_000 }, (_, index) => `${aFingerprint('a')}${index}`)
    const outcomes = await Promise.allSettled([
      ledger.enqueue(anEvent('in the same batch')),
      ledger.transaction(order, async (transaction) => {
        await transaction.insertAttempt(anAttempt(order))
        await transaction.rememberIssued(fingerprints)
      })
    ])
    assert.match(String(outcomes[1].status === 'rejected' && outcomes[1].reason), /full/)
    assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
    await ledger.close()

    const roomy = sqliteLedger(file)
    await roomy.transaction(order, (transaction) => transaction.rememberIssued(fingerprints))
    const kept = outcomes[0].status === 'fulfilled' ? ['before', 'in the same batch'] : ['before']
    const events = await roomy.claimEvents(OWNER, 1, 2, 10)
    assert.deepEqual(
      events.map(({ event }) => event.id),
      kept
    )
    await roomy.close()
  })

  it('acknowledges nothing of a batch that cannot be committed', async () => {
    let isBroken = true
    const failing = openWith((sql, run) => {
      if (sql === 'COMMIT' && isBroken) throw new Error('disk I/O error')
      run(sql)
    })
    isBroken = false
    const ledger = sqliteLedger(temporaryFile(), failing)
    isBroken = true
    const ids = ['a', 'b', 'c']
    const outcomes = await Promise.allSettled(ids.map((id) => ledger.enqueue(anEvent(id))))
    isBroken = false
    for (const outcome of outcomes)
      assert.match(String(outcome.status === 'rejected' && outcome.reason), /I\/O/)
    assert.deepEqual(await Promise.all(ids.map((id) => ledger.enqueue(anEvent(id)))), [true, true, true])
    await ledger.close()
  })

  it('acknowledges nothing of a batch that SQLite has undone by itself, and says why', async () => {
    const failing = openWith((sql, run) => {
      if (sql.startsWith('ROLLBACK TO')) run('ROLLBACK')
      run(sql)
    })
    const ledger = sqliteLedger(temporaryFile(), failing)
    const reason = new Error('database or disk is full')
    const outcomes = await Promise.allSettled([
      ledger.enqueue(anEvent('a')),
      ledger.transaction(order, () => Promise.reject(reason)),
      ledger.enqueue(anEvent('b'))
    ])
    for (const outcome of outcomes) assert.deepEqual(outcome, { status: 'rejected', reason })
    assert.deepEqual(await ledger.claimEvents(OWNER, 1, 2, 10), [])
    await ledger.close()
  })

  it('gives up when another process never lets go of the file', async ({ mock }) => {
    const file = temporaryFile()
    const ledger = sqliteLedger(file)
    const holder = openSqlite(file)
    holder.exec('BEGIN IMMEDIATE')
    let now = 0
    mock.method(performance, 'now', () => (now += 1_000))
    await assert.rejects(ledger.enqueue(anEvent('a')), /database is locked/)
    holder.exec('COMMIT')
    assert.equal(await ledger.enqueue(anEvent('a')), true)
    await ledger.close()
    holder.close()
  })
})
