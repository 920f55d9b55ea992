import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { connect } from '../../../src/server/ledger/sqlite/connection.js'
import { openSqlite } from '../../../src/server/ledger/sqlite/driver.js'
import { sqliteLedger } from '../../../src/server/ledger/sqlite/index.js'
import { QUERIES } from '../../../src/server/ledger/sqlite/queries.js'
import { ledgerConformance } from './conformance.js'
import { openWith } from './open-with.js'
import { aFingerprint, anAttempt, anEvent, anInvoice, anOrder, CHECKOUT_ID, OWNER } from './records.js'
import { temporaryFile } from './temporary-file.js'

ledgerConformance('a ledger in SQLite', () => sqliteLedger(temporaryFile()))

describe('a ledger in SQLite', () => {
  const order = anOrder('A-1')

  it('keeps everything when it is opened again', async () => {
    const file = temporaryFile()
    const first = sqliteLedger(file)
    const attempt = anAttempt(order, 1, { sentAt: 5, superseded: true })
    await first.transaction(order, async (transaction) => {
      await transaction.insertAttempt(attempt)
      await transaction.putInvoice(anInvoice('A-1-1'))
      await transaction.rememberIssued([aFingerprint('a')])
      await transaction.rememberSeen(aFingerprint('b'), 'meaning')
    })
    await first.enqueue(anEvent('settled'))
    await first.enqueue(anEvent('waiting'))
    await first.settleEvent('settled')
    await first.close()

    const again = sqliteLedger(file)
    assert.deepEqual(await again.read(order), { attempts: [attempt], invoices: [anInvoice('A-1-1')] })
    assert.deepEqual(await again.findAttemptByToken(attempt.statusToken), attempt)
    assert.equal(await again.isIssued(CHECKOUT_ID, aFingerprint('a')), true)
    assert.equal(
      await again.transaction(order, (transaction) => transaction.rememberSeen(aFingerprint('b'), 'meaning')),
      'same'
    )
    assert.equal(await again.enqueue(anEvent('settled')), false)
    assert.deepEqual(await again.claimEvents(OWNER, 1, 2, 10), [{ event: anEvent('waiting'), tries: 0 }])
    await again.close()
  })

  it('is complete in its one file once it is closed', async () => {
    const [file, copy] = [temporaryFile(), temporaryFile()]
    const ledger = sqliteLedger(file)
    await ledger.enqueue(anEvent('paid'))
    await ledger.close()
    copyFileSync(file, copy)

    const copied = sqliteLedger(copy)
    assert.equal(await copied.enqueue(anEvent('paid')), false)
    await copied.close()
  })

  it('commits at once what arrives in one turn of the event loop', async () => {
    let commits = 0
    const ledger = sqliteLedger(
      temporaryFile(),
      openWith((sql, run) => {
        if (sql === 'COMMIT') commits += 1
        run(sql)
      })
    )
    commits = 0
    const arriving = Array.from({ length: 8 }, async (_, index) => {
      for (let hop = 0; hop < index; hop += 1) await Promise.resolve()
      return ledger.enqueue(anEvent(`event-${index}`))
    })
    await Promise.all(arriving)
    assert.equal(commits, 1)
    await ledger.close()
  })

  it('finishes what it was asked for before it closes, and takes nothing after', async () => {
    const file = temporaryFile()
    const ledger = sqliteLedger(file)
    const queued = [ledger.enqueue(anEvent('a')), ledger.enqueue(anEvent('b'))]
    await ledger.close()
    assert.deepEqual(await Promise.all(queued), [true, true])
    await assert.rejects(ledger.enqueue(anEvent('c')))
    await assert.rejects(ledger.read(order))
  })

  it('waits for another connection without stopping the process', async () => {
    const file = temporaryFile()
    const [one, other] = [sqliteLedger(file), sqliteLedger(file)]
    const order1 = one.transaction(order, async (transaction) => {
      await transaction.enqueue(anEvent('a'))
      for (let turn = 0; turn < 100; turn += 1) await setImmediate()
      return transaction.enqueue(anEvent('b'))
    })
    assert.deepEqual(await Promise.all([order1, other.enqueue(anEvent('b'))]), [true, false])
    await one.close()
    await other.close()
  })

  it('finds everything by an index', () => {
    const database = connect(temporaryFile(), openSqlite)
    for (const [name, sql] of Object.entries(QUERIES)) {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]
      for (const { detail } of plan) assert.doesNotMatch(detail, /^SCAN/, name)
    }
    database.close()
  })

  it('takes due events from their index, in its order', () => {
    const database = connect(temporaryFile(), openSqlite)
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${QUERIES.dueEvents}`).all() as { detail: string }[]
    assert.deepEqual(
      plan.map(({ detail }) => detail),
      ['SEARCH outbox USING INDEX outbox_due (checkout_id=? AND mode=? AND due_at<?)']
    )
    database.close()
  })
})
