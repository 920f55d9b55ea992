import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { Pool, type PoolClient } from 'pg'
import postgres from 'postgres'
import { driverOf } from '../../../src/server/ledger/postgres/driver-of.js'
import { postgresLedger } from '../../../src/server/ledger/postgres/index.js'
import { createCluster } from './postgres-cluster.js'
import { untilItAnswers } from './postgres-stage.js'
import { anOrder } from './records.js'

const cluster = await createCluster()
const { connection } = cluster
const pool = new Pool({ ...connection, max: 1 })
const path = `${connection.host}/.s.PGSQL.${connection.port}`
const client = postgres({ ...connection, path, max: 1, fetch_types: false })
after(async () => {
  await pool.end()
  await client.end({ timeout: 1 })
  await cluster.remove()
})

const order = anOrder('A-1')
const { signal } = new AbortController()

for (const [name, database] of Object.entries({ pg: pool, postgres: client })) {
  describe(`a driver over ${name}`, () => {
    const driver = driverOf(database)

    it('acknowledges no transaction that PostgreSQL has undone, though its work went on', async () => {
      const work = driver.transaction(
        [],
        async (ask) => {
          await ask(`CREATE TABLE made_over_${name} (id INT)`)
          await ask('SELECT 1/0').catch(() => undefined)
        },
        signal
      )
      await assert.rejects(work, /division by zero|expected COMMIT, found ROLLBACK/)
      const [made] = await driver.send([`SELECT (to_regclass('made_over_${name}') IS NULL)::text`], signal)
      assert.equal(made, 'true')
    })

    it('says what went wrong, and not what came of it', async () => {
      const die = driver.send(['SELECT pg_terminate_backend(pg_backend_pid())::text'], signal)
      await assert.rejects(die, /terminating connection|CONNECTION_CLOSED|Connection terminated/)
      assert.deepEqual(await untilItAnswers(() => driver.send([`SELECT 'back'`], signal)), ['back'])
    })

    it('gives answers without holes after a question that has failed between them', async () => {
      const failing = 'SELECT (1 / (4 - i))::text FROM generate_series(1, 9) AS i'
      await assert.rejects(driver.send([failing], signal), /division by zero/)
      assert.deepEqual(await driver.send(['SELECT i::text FROM generate_series(1, 2) AS i'], signal), [
        '1',
        '2'
      ])
    })

    it('begins nothing after the deadline', async () => {
      const over = AbortSignal.abort(new Error('too late'))
      const late = `late_over_${name}`
      const make = `CREATE TABLE ${late} (id INT)`
      await assert.rejects(driver.send([make], over), /too late/)
      await assert.rejects(
        driver.transaction([], (ask) => ask(make), over),
        /too late/
      )
      const missing = `SELECT (to_regclass('${late}') IS NULL)::text`
      assert.deepEqual(await driver.send([missing], signal), ['true'])
    })
  })
}

describe('a ledger over a pool of pg', () => {
  /** Of how many losses somebody is told: of the pool's, and of the one connection's that it has. */
  const listeners = async () => {
    const lent: PoolClient = await pool.connect()
    const count = lent.listenerCount('error')
    lent.release()
    return [pool.listenerCount('error'), count]
  }

  it('listens once, however many there are and whatever they ask', async () => {
    const first = postgresLedger(pool, { schema: 'listening' })
    await first.read(order)
    const before = await listeners()
    for (let times = 0; times < 5; times += 1) {
      await postgresLedger(pool, { schema: 'listening' }).read(order)
      await assert.rejects(first.transaction(order, () => Promise.reject(new Error('no'))))
    }
    assert.deepEqual(await listeners(), before)
  })

  it('keeps the connection of a work that has failed', async () => {
    const ledger = postgresLedger(pool, { schema: 'failing' })
    await ledger.read(order)
    const backend = async () => (await pool.query<object>('SELECT pg_backend_pid()')).rows
    const before = await backend()
    await assert.rejects(ledger.transaction(order, () => Promise.reject(new Error('no'))))
    assert.deepEqual(await backend(), before)
  })

  it('outlives a connection that is lost while nobody uses it', async () => {
    const ledger = postgresLedger(pool, { schema: 'idle' })
    await ledger.read(order)
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await client.unsafe(`SELECT pg_terminate_backend(${rows[0]?.pid})`)
    while (pool.totalCount > 0) await setImmediate()
    assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
  })

  it('gives back a connection that comes too late', async () => {
    const ledger = postgresLedger(pool, { schema: 'late', patience: 1_000 })
    await untilItAnswers(() => ledger.read(order))
    const held = await pool.connect()
    await assert.rejects(ledger.read(order), { code: 'unavailable' })
    held.release()
    assert.deepEqual(await untilItAnswers(() => ledger.read(order)), { attempts: [], invoices: [] })
    assert.deepEqual([pool.totalCount, pool.idleCount], [1, 1])
  })
})

describe('a ledger over a client of postgres', () => {
  it('has its questions prepared', async () => {
    const ledger = postgresLedger(client, { schema: 'prepared' })
    for (let times = 0; times < 3; times += 1)
      await ledger.transaction(order, (transaction) => transaction.read())
    const [{ count } = { count: 0 }] = await client.unsafe<{ count: number }[]>(
      `SELECT count(*)::int FROM pg_prepared_statements WHERE statement LIKE '%attempts%'`
    )
    assert.equal(count, 1)
  })
})
