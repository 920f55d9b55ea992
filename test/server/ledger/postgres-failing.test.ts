import assert from 'node:assert/strict'
import { after, afterEach, beforeEach, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { Client } from 'pg'
import { openLedger } from './place.js'
import { createCluster } from './postgres-cluster.js'
import { layWire, type PostgresWire } from './postgres-wire.js'
import { answerOf, kill, start } from './processes.js'
import { aFingerprint, anAttempt, anEvent, anOrder, OWNER } from './records.js'

const cluster = await createCluster()
after(() => cluster.remove())

const inUse: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of inUse.splice(0).reverse()) await one.close()
})

const order = anOrder('A-1')
const other = anOrder('A-2')
let schemas = 0

for (const store of ['pg', 'postgres'] as const) {
  describe(`a ledger in a failing PostgreSQL over ${store}`, () => {
    let schema = ''
    beforeEach(() => {
      schema = `ledger_${++schemas}`
    })
    const open = (options: { patience?: number; max?: number; over?: typeof cluster.connection } = {}) => {
      const { patience = 60_000, max = 5, over = cluster.connection } = options
      const ledger = openLedger({ store, connection: { ...over, max }, schema, patience })
      inUse.push(ledger)
      return ledger
    }

    it('counts a commit whose answer is lost as failed, and finds it done when it is repeated', async () => {
      const wire = await wireToCluster()
      const ledger = open({ over: wire.connection })
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
      const ledger = open()
      await ledger.read(order)
      const waiting = Array.from({ length: 200 }, (_, index) => `${index}`)
      const queued: string[] = []
      let acknowledged = 0
      let restarted: Promise<void> | undefined
      const restart = async () => {
        await cluster.kill()
        await cluster.start()
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

    it('lets nothing of a transaction whose connection is lost get into the next one', async () => {
      const ledger = open({ max: 1 })
      await ledger.read(order)
      const lost = signal()
      const replaced = signal()
      const tried = signal()
      const first = ledger.transaction(order, async (transaction) => {
        await transaction.insertAttempt(anAttempt(order))
        lost.resolve()
        await replaced.promise
        try {
          await transaction.enqueue(anEvent('stray'))
        } finally {
          tried.resolve()
        }
      })
      const rejected = assert.rejects(first)
      await lost.promise
      await administer(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'`
      )
      const second = untilItAnswers(() =>
        ledger.transaction(other, async (transaction) => {
          await transaction.insertAttempt(anAttempt(other))
          replaced.resolve()
          await tried.promise
          // What a driver does at the end of a work has its time before this one goes on.
          for (let turn = 0; turn < 10; turn += 1) await transaction.read()
          return transaction.enqueue(anEvent('paid'))
        })
      )
      await rejected
      assert.equal(await second, true)
      assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
      assert.deepEqual((await ledger.read(other)).attempts, [anAttempt(other)])
      const events = await ledger.claimEvents(OWNER, 1, 2, 10)
      assert.deepEqual(
        events.map(({ event }) => event.id),
        ['paid']
      )
    })

    it('rejects in time while the database is silent, and goes on when it is back', async () => {
      const wire = await wireToCluster()
      const ledger = open({ over: wire.connection, patience: 400 })
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
      const [holder, waiter] = [open(), open({ patience: 400 })]
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
      assert.deepEqual(await untilItAnswers(() => waiter.read(order)), { attempts: [], invoices: [] })
      rejected.resolve()
      await held
      const { attempts } = await untilItAnswers(() =>
        waiter.transaction(order, (transaction) => transaction.read())
      )
      assert.equal(attempts.length, 1)
    })

    it('gives up a work that never ends, and its connection is there for others', async () => {
      const ledger = open({ max: 1, patience: 400 })
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
      const ledger = open()
      await ledger.read(order)
      const place = { store, connection: cluster.connection, schema, patience: 1_000 } as const
      const child = await start({ does: 'stopInside', places: [place] })
      child.send('go')
      assert.equal(await answerOf(child), 'inside')
      child.kill('SIGSTOP')
      const records = await ledger.transaction(order, (transaction) => transaction.read())
      assert.deepEqual(records, { attempts: [], invoices: [] })
      await kill(child)
    })

    it('does again what PostgreSQL has undone because of a deadlock', async () => {
      const ledger = open()
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

    it('acknowledges nothing that a standby has to have and does not', async () => {
      const ledger = open({ patience: 400 })
      await untilItAnswers(() => ledger.read(order))
      await administer(`ALTER SYSTEM SET synchronous_standby_names = 'nobody'`)
      await administer('SELECT pg_reload_conf()')
      await untilItAnswers(async () => {
        await assert.rejects(ledger.enqueue(anEvent(`event-${Math.random()}`)), { code: 'unavailable' })
      })
      await assert.rejects(
        ledger.transaction(order, (transaction) => transaction.insertAttempt(anAttempt(order))),
        { code: 'unavailable' }
      )
      await administer('ALTER SYSTEM RESET synchronous_standby_names')
      await administer('SELECT pg_reload_conf()')
      await untilItAnswers(() => ledger.transaction(order, (transaction) => transaction.read()))
    })

    it('begins when the database is there', async () => {
      const ledger = open()
      await cluster.kill()
      await assert.rejects(ledger.read(order))
      await cluster.start()
      assert.deepEqual(await untilItAnswers(() => ledger.read(order)), { attempts: [], invoices: [] })
    })
  })
}

/** Asks until there is an answer, as the gateway does. */
async function untilItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > giveUpAt) throw error
      await setImmediate()
    }
  }
}

async function wireToCluster(): Promise<PostgresWire> {
  const wire = await layWire(cluster)
  inUse.push(wire)
  return wire
}

async function administer(sql: string): Promise<void> {
  const client = new Client(cluster.connection)
  await client.connect()
  await client.query(sql)
  await client.end()
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
