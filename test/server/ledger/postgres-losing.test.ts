import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { LedgerTransaction } from '../../../src/server/ledger/ledger.js'
import { setStage, signal, untilItAnswers } from './postgres-stage.js'
import { aFingerprint, anAttempt, anEvent, anInvoice, anOrder, OWNER } from './records.js'

const stage = await setStage()
beforeEach(() => stage.changeSchema())

const order = anOrder('A-1')
const other = anOrder('A-2')
const REFUSAL = new Error('not this one')
const IN_TRANSACTION = `SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction'`
const TERMINATE = `SELECT pg_terminate_backend(pid) FROM (${IN_TRANSACTION}) AS lost`

for (const store of ['pg', 'postgres'] as const) {
  describe(`a ledger in PostgreSQL, with connections that are lost, over ${store}`, () => {
    it('counts a commit whose answer is lost as failed, and finds it done when it is repeated', async () => {
      const wire = await stage.wire()
      const ledger = stage.open(store, { over: wire })
      await ledger.read(order)
      const record = () =>
        ledger.transaction(order, async (transaction) => {
          const seen = await transaction.rememberSeen(aFingerprint('a'), 'meaning')
          return { seen, queued: await transaction.enqueue(anEvent('paid')) }
        })
      wire.cutBefore('COMMIT')
      await assert.rejects(record())
      assert.deepEqual(await untilItAnswers(record), { seen: 'same', queued: false })
    })

    it('loses nothing that it acknowledged, and halves nothing, when the database is killed', async () => {
      const ledger = stage.open(store)
      await ledger.read(order)
      const waiting = Array.from({ length: 200 }, (_, index) => `${index}`)
      const queued: string[] = []
      let acknowledged = 0
      let restarted: Promise<void> | undefined
      const restart = async () => {
        await stage.cluster.kill()
        await stage.cluster.start()
      }
      const worker = async () => {
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          const [event, fingerprint] = [anEvent(id), `${aFingerprint('a')}${id}`]
          const isNew = await untilItAnswers(() =>
            ledger.transaction(anOrder(`A-${event.id}`), async (transaction) => {
              const seen = await transaction.rememberSeen(fingerprint, 'meaning')
              const isQueued = await transaction.enqueue(event)
              assert.equal(isQueued, seen === 'new')
              return isQueued
            })
          )
          if (isNew) queued.push(id)
          acknowledged += 1
          if (acknowledged === 50) restarted = restart()
        }
      }
      await Promise.all(Array.from({ length: 8 }, worker))
      await restarted
      const events = await untilItAnswers(() => ledger.claimEvents(OWNER, 1, 2, 1000))
      assert.equal(acknowledged, 200)
      assert.equal(events.length, 200)
      assert.equal(new Set(queued).size, queued.length)
    })

    it('connects again at once after a connection that dies with a question unread', async () => {
      const ledger = stage.open(store, { max: 1, patience: 5_000 })
      await ledger.read(order)
      await assert.rejects(
        ledger.transaction(order, async (transaction) => {
          // Only a question that a connection knows already is sent in one piece.
          await transaction.read()
          const [pid] = await stage.administer(IN_TRANSACTION)
          process.kill(Number(pid), 'SIGSTOP')
          const asked = transaction.read()
          // It is on its way two turns later.
          for (let turn = 0; turn < 3; turn += 1) await setImmediate()
          process.kill(Number(pid), 'SIGKILL')
          return asked
        })
      )
      assert.deepEqual(await untilItAnswers(() => ledger.read(order)), { attempts: [], invoices: [] })
    })

    const late = {
      'asks on': (transaction: LedgerTransaction) => transaction.enqueue(anEvent('stray')),
      ends: () => Promise.resolve(true),
      fails: () => Promise.reject(new Error('the shop changed its mind'))
    }
    for (const [goesOn, go] of Object.entries(late)) {
      it(`lets nothing into the next transaction from one that ${goesOn} without its connection`, async () => {
        const ledger = stage.open(store, { max: 1 })
        await ledger.read(order)
        for (const end of ['commits', 'rejects'] as const) {
          const [lost, replaced, gone] = [signal(), signal(), signal()]
          const first = ledger.transaction(order, async (transaction) => {
            await transaction.enqueue(anEvent('first'))
            lost.resolve()
            await replaced.promise
            return go(transaction).finally(gone.resolve)
          })
          const rejected = assert.rejects(first)
          await lost.promise
          await stage.administer(TERMINATE)
          const next = anOrder(`A-${end}`)
          const second = untilItAnswers(() =>
            ledger
              .transaction(next, async (transaction) => {
                await transaction.insertAttempt(anAttempt(next))
                replaced.resolve()
                await gone.promise
                // What a driver does at the end of a work has its time before this one goes on.
                for (let turn = 0; turn < 10; turn += 1) await setImmediate()
                for (let turn = 0; turn < 10; turn += 1) await transaction.read()
                await transaction.putInvoice(anInvoice(`${next.orderId}-1`))
                return end === 'rejects' && Promise.reject(REFUSAL)
              })
              .catch((error: unknown) => assert.equal(error, REFUSAL))
          )
          await Promise.all([rejected, second])
          const { attempts, invoices } = await ledger.read(next)
          const done = end === 'commits' ? 1 : 0
          assert.deepEqual([attempts.length, invoices.length], [done, done])
        }
        assert.deepEqual(await ledger.claimEvents(OWNER, 1, 2, 10), [])
      })
    }

    const failures: [string, number, boolean][] = [
      ['does again what PostgreSQL could not serialize, four times', 4, true],
      ['gives up what PostgreSQL cannot serialize after five times', 5, false]
    ]
    for (const [what, nrOfFailures, isQueued] of failures) {
      it(what, async () => {
        const ledger = stage.open(store)
        await ledger.read(order)
        const { schema } = stage.place(store)
        // A sequence is not undone with its transaction.
        await stage.administer(`CREATE SEQUENCE ${schema}.tries;
          CREATE FUNCTION ${schema}.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('${schema}.tries') <= ${nrOfFailures} THEN
              RAISE EXCEPTION 'not yet' USING ERRCODE = 'serialization_failure';
            END IF;
            RETURN NULL;
          END $$;
          CREATE TRIGGER fail AFTER INSERT ON ${schema}.events EXECUTE FUNCTION ${schema}.fail()`)
        const queued = ledger.enqueue(anEvent('again'))
        if (isQueued) assert.equal(await queued, true)
        else await assert.rejects(queued, { code: '40001' })
        assert.deepEqual(await stage.administer(`SELECT last_value::int FROM ${schema}.tries`), [5])
        assert.equal((await ledger.claimEvents(OWNER, 1, 2, 10)).length, isQueued ? 1 : 0)
      })
    }

    it('does again what PostgreSQL has undone because of a deadlock', async () => {
      const ledger = stage.open(store)
      const [a, b] = [aFingerprint('a'), aFingerprint('b')]
      const both = [signal(), signal()] as const
      let runs = 0
      const insertBoth = (key: typeof order, mine: 0 | 1, [first, second]: readonly [string, string]) =>
        ledger.transaction(key, async (transaction) => {
          runs += 1
          await transaction.rememberSeen(first, 'meaning')
          both[mine].resolve()
          await both[mine === 0 ? 1 : 0].promise
          await transaction.rememberSeen(second, 'meaning')
        })
      await Promise.all([insertBoth(order, 0, [a, b]), insertBoth(other, 1, [b, a])])
      assert.ok(runs > 2)
    })
  })
}
