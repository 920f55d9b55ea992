import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { setStage, signal, untilItAnswers } from './postgres-stage.js'
import { answerOf, kill, start } from './processes.js'
import { anAttempt, anEvent, anOrder } from './records.js'

const stage = await setStage()
beforeEach(() => stage.changeSchema())

const order = anOrder('A-1')
const nothing = { attempts: [], invoices: [] }

/** Whoever waits for an order. */
const WAITING = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`

for (const store of ['pg', 'postgres'] as const) {
  describe(`a ledger in a PostgreSQL that does not answer over ${store}`, () => {
    it('rejects in time while the database is silent, and goes on when it is back', async () => {
      const wire = await stage.wire()
      const ledger = stage.open(store, { over: wire, patience: 400 })
      await untilItAnswers(() => ledger.read(order))
      wire.fallSilent()
      const outcomes = await Promise.allSettled([
        ...Array.from({ length: 10 }, () => ledger.read(order)),
        ...Array.from({ length: 10 }, (_, index) => ledger.enqueue(anEvent(`${index}`))),
        ...Array.from({ length: 10 }, () => ledger.transaction(order, (transaction) => transaction.read()))
      ])
      for (const outcome of outcomes) {
        assert.equal(outcome.status, 'rejected')
        assert.equal((outcome.reason as { code?: string }).code, 'unavailable')
      }
      wire.recover()
      await untilItAnswers(() => ledger.read(order))
      assert.equal(await untilItAnswers(() => ledger.enqueue(anEvent('later'))), true)
    })

    it('rejects in time where somebody else holds the order, who keeps it', async () => {
      const [holder, waiter] = [stage.open(store), stage.open(store, { patience: 400 })]
      await untilItAnswers(() => waiter.read(order))
      const inside = signal()
      const rejected = signal()
      const held = holder.transaction(order, async (transaction) => {
        await transaction.insertAttempt(anAttempt(order))
        inside.resolve()
        await rejected.promise
      })
      await inside.promise
      await assert.rejects(waiter.transaction(order, (transaction) => transaction.read()))
      await untilItAnswers(async () => assert.deepEqual(await stage.administer(WAITING), []))
      assert.deepEqual(await untilItAnswers(() => waiter.read(order)), nothing)
      rejected.resolve()
      await held
      const { attempts } = await untilItAnswers(() =>
        waiter.transaction(order, (transaction) => transaction.read())
      )
      assert.equal(attempts.length, 1)
    })

    it('gives up a work that never ends, and its connection is there for others', async () => {
      const ledger = stage.open(store, { max: 1, patience: 400 })
      await untilItAnswers(() => ledger.read(order))
      const endless = ledger.transaction(order, async (transaction) => {
        await transaction.insertAttempt(anAttempt(order))
        return new Promise<never>(() => undefined)
      })
      await assert.rejects(endless)
      const { attempts } = await untilItAnswers(() =>
        ledger.transaction(order, (transaction) => transaction.read())
      )
      assert.deepEqual(attempts, [])
    })

    it('takes an order back from a process that stands still', async () => {
      const ledger = stage.open(store)
      await ledger.read(order)
      const place = stage.place(store, { patience: 1_000 })
      const child = await start({ does: 'stopInside', places: [place] })
      child.send('go')
      assert.equal(await answerOf(child), 'inside')
      child.kill('SIGSTOP')
      const records = await ledger.transaction(order, (transaction) => transaction.read())
      assert.deepEqual(records, nothing)
      await kill(child)
    })

    it('acknowledges nothing that a standby has to have and does not', async () => {
      const ledger = stage.open(store, { patience: 400 })
      await untilItAnswers(() => ledger.read(order))
      await stage.administer(`ALTER SYSTEM SET synchronous_standby_names = 'nobody'`)
      await stage.administer('SELECT pg_reload_conf()')
      await untilItAnswers(async () => {
        await assert.rejects(ledger.enqueue(anEvent(`event-${Math.random()}`)), { code: 'unavailable' })
      })
      await assert.rejects(
        ledger.transaction(order, (transaction) => transaction.insertAttempt(anAttempt(order))),
        { code: 'unavailable' }
      )
      await stage.administer('ALTER SYSTEM RESET synchronous_standby_names')
      await stage.administer('SELECT pg_reload_conf()')
      await untilItAnswers(() => ledger.transaction(order, (transaction) => transaction.read()))
    })

    it('begins when the database is there', async () => {
      const ledger = stage.open(store)
      await stage.cluster.kill()
      await assert.rejects(ledger.read(order))
      await stage.cluster.start()
      assert.deepEqual(await untilItAnswers(() => ledger.read(order)), nothing)
    })
  })
}

describe('a ledger in PostgreSQL over pg', () => {
  it('replaces connections that never answer again', async () => {
    const wire = await stage.wire()
    const ledger = stage.open('pg', { over: wire, patience: 400, max: 2 })
    await untilItAnswers(() => Promise.all([ledger.read(order), ledger.enqueue(anEvent('first'))]))
    wire.forget()
    assert.equal(await untilItAnswers(() => ledger.enqueue(anEvent('second'))), true)
  })
})
