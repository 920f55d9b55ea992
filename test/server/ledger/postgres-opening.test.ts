import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { Client, Pool, type types } from 'pg'
import postgres from 'postgres'
import type { Ledger } from '../../../src/server/ledger/ledger.js'
import type { PgPool } from '../../../src/server/ledger/postgres/index.js'
import { postgresLedger } from '../../../src/server/ledger/postgres/index.js'
import { SCHEMA_STEPS } from '../../../src/server/ledger/postgres/schema.js'
import { lockOn } from '../../../src/server/ledger/postgres/settings.js'
import { createCluster } from './postgres-cluster.js'
import { anAttempt, anEvent, anInvoice, anOrder, CHECKOUT_ID, OWNER } from './records.js'

const cluster = await createCluster()
const shop = new Pool(cluster.connection)
after(async () => {
  await shop.end()
  await cluster.remove()
})

const inUse: { end(): Promise<unknown> }[] = []
afterEach(() => Promise.all(inUse.splice(0).map((one) => one.end())))
const used = <One extends { end(): Promise<unknown> }>(one: One): One => {
  inUse.push(one)
  return one
}

const order = anOrder('A-1')
/** What PostgreSQL calls the type of a text. */
const TEXT = 25

const nothing = { attempts: [], invoices: [] }
const socket = { path: `${cluster.connection.host}/.s.PGSQL.${cluster.connection.port}` }

describe('opening a ledger in PostgreSQL', () => {
  const refused = {
    'a lone client, which does not come back when it is lost': new Client(cluster.connection),
    'the address of a database': 'postgres://localhost/shop',
    'nothing at all': undefined,
    'no database': null
  }
  for (const [what, database] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => postgresLedger(database as unknown as PgPool), {
        code: 'bad-options',
        message: /expected a Pool of `pg` or a client of `postgres`/
      })
    })
  }

  it('refuses a client of postgres whose lost connections may end the process', () => {
    const client = used(postgres({ ...cluster.connection, ...socket }))
    assert.throws(() => postgresLedger(client), { code: 'bad-options', message: /`fetch_types: false`/ })
  })

  it('refuses a schema that would have to be quoted, and a patience that is none', () => {
    for (const schema of ['Ledger', 'a"b', 'a b', '', 'x'.repeat(64)]) {
      assert.throws(() => postgresLedger(shop, { schema }), { code: 'bad-options', message: /^schema/ })
    }
    for (const patience of [0, -1, 0.5, Infinity]) {
      assert.throws(() => postgresLedger(shop, { patience }), { code: 'bad-options', message: /^patience/ })
    }
  })

  it('makes its own schema and leaves all others alone', async () => {
    await postgresLedger(shop).read(order)
    const { rows } = await shop.query<{ schema: string }>(
      `SELECT DISTINCT schemaname AS schema FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'`
    )
    assert.deepEqual(rows, [{ schema: 'interkassa' }])
  })

  it('keeps everything when it is opened again', async () => {
    const schema = 'again'
    const attempt = anAttempt(order, 1, { sentAt: 5, superseded: true })
    const first = postgresLedger(shop, { schema })
    await first.transaction(order, async (transaction) => {
      await transaction.insertAttempt(attempt)
      await transaction.putInvoice(anInvoice('A-1-1'))
    })
    await first.enqueue(anEvent('settled'))
    await first.settleEvent('settled')
    await first.close()

    const again = postgresLedger(shop, { schema })
    assert.deepEqual(await again.read(order), { attempts: [attempt], invoices: [anInvoice('A-1-1')] })
    assert.equal(await again.enqueue(anEvent('settled')), false)
  })

  it('finishes what it was asked for before it closes, and takes nothing after', async () => {
    const ledger = postgresLedger(shop, { schema: 'closing' })
    const queued = [ledger.enqueue(anEvent('a')), ledger.enqueue(anEvent('b'))]
    await ledger.close()
    assert.deepEqual(await Promise.all(queued), [true, true])
    await assert.rejects(ledger.enqueue(anEvent('c')), /closed/)
    await assert.rejects(ledger.read(order), /closed/)
  })

  it('takes an empty schema from whoever may make one', async () => {
    await shop.query('CREATE ROLE modest LOGIN; CREATE SCHEMA given AUTHORIZATION modest')
    const modest = used(new Pool({ ...cluster.connection, user: 'modest' }))
    assert.deepEqual(await postgresLedger(modest, { schema: 'given' }).read(order), nothing)
    await assert.rejects(postgresLedger(modest, { schema: 'not_given' }).read(order), /permission denied/)
  })

  it('asks for no right but to read and write where the tables are there', async () => {
    const schema = 'made_by_another'
    await postgresLedger(shop, { schema }).read(order)
    await shop.query(`CREATE ROLE writer LOGIN;
      GRANT USAGE ON SCHEMA ${schema} TO writer;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO writer`)
    const writer = used(new Pool({ ...cluster.connection, user: 'writer' }))
    await conformBriefly(postgresLedger(writer, { schema }))
  })

  it('does not wait for whoever changes the schema where it is the newest', async () => {
    const schema = 'newest'
    await postgresLedger(shop, { schema }).read(order)
    const held = await shop.connect()
    await held.query(`BEGIN; ${lockOn(schema, ['schema'])}`)
    assert.deepEqual(await postgresLedger(shop, { schema }).read(order), nothing)
    await held.query('ROLLBACK')
    held.release()
  })

  it('brings a schema of an older version to the newest, and keeps what is in it', async () => {
    const schema = 'older'
    const [first = ''] = SCHEMA_STEPS
    const attempt = anAttempt(order, 1, { sentAt: 5 })
    await shop.query(`BEGIN; CREATE SCHEMA ${schema}; SET LOCAL search_path = ${schema}; ${first}
      CREATE TABLE ledger_version (version INTEGER PRIMARY KEY, reached_at TIMESTAMPTZ NOT NULL DEFAULT now());
      INSERT INTO ledger_version (version) VALUES (1); COMMIT`)
    await shop.query(
      `INSERT INTO ${schema}.attempts
        (checkout_id, mode, order_id, number, payment_no, status_token, record, sent_at, superseded)
        VALUES ($1, 'live', $2, 1, $3, $4, $5, 5, false)`,
      [CHECKOUT_ID, order.orderId, attempt.paymentNo, attempt.statusToken, JSON.stringify(attempt)]
    )
    const ledger = postgresLedger(shop, { schema })
    const { attempts } = await ledger.read(order)
    assert.deepEqual(attempts, [{ ...attempt, lookUp: { dueAt: 5, lastAt: null, answers: 0 } }])
    const { rows } = await shop.query(`SELECT version FROM ${schema}.ledger_version ORDER BY version`)
    assert.deepEqual(rows, [{ version: 1 }, { version: 2 }])
  })

  it('refuses a schema of a newer version of this package, until it is gone', async () => {
    const schema = 'newer'
    await postgresLedger(shop, { schema }).read(order)
    await shop.query(`INSERT INTO ${schema}.ledger_version (version) VALUES (99)`)
    const ledger = postgresLedger(shop, { schema })
    // Not "bad-options": of a notification that cannot be recorded yet, nobody may be told that it never will be.
    const refusal = {
      code: 'unavailable',
      message: /schema newer has version 99 of the ledger, this package knows/
    }
    await assert.rejects(ledger.read(order), refusal)
    await assert.rejects(ledger.enqueue(anEvent('a')), refusal)
    await shop.query(`DELETE FROM ${schema}.ledger_version WHERE version = 99`)
    assert.deepEqual(await ledger.read(order), nothing)
  })

  it('refuses a schema with another program’s tables, and leaves it as it was', async () => {
    await shop.query('CREATE SCHEMA others; CREATE TABLE others.attempts (name TEXT)')
    await assert.rejects(postgresLedger(shop, { schema: 'others' }).read(order), {
      code: 'unavailable',
      message: /schema others holds another program’s tables/
    })
    const { rowCount } = await shop.query(`SELECT FROM pg_tables WHERE schemaname = 'others'`)
    assert.equal(rowCount, 1)
  })

  it('refuses a database that cannot hold every text', async () => {
    await shop.query(`CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`)
    const latin = used(new Pool({ ...cluster.connection, database: 'latin' }))
    await assert.rejects(postgresLedger(latin).read(order), {
      code: 'unavailable',
      message: /expected a database in UTF8 for the ledger, found LATIN1/
    })
  })
})

describe('a ledger in PostgreSQL on a shop’s own connections', () => {
  it('does not mind what a pool of pg translates', async () => {
    const translating = (oid: number) => (oid === TEXT ? String : () => 'translated')
    const pool = used(
      new Pool({ ...cluster.connection, types: { getTypeParser: translating as typeof types.getTypeParser } })
    )
    await conformBriefly(postgresLedger(pool, { schema: 'translated_pg' }))
  })

  it('does not mind what a client of postgres translates, nor that it prepares nothing', async () => {
    const client = used(
      postgres({
        ...cluster.connection,
        ...socket,
        prepare: false,
        fetch_types: false,
        transform: postgres.pascal,
        types: { bigint: postgres.BigInt }
      })
    )
    await conformBriefly(postgresLedger(client, { schema: 'translated_postgres' }))
  })

  it('finds its own tables where a connection has temporary ones of the same names', async () => {
    const pool = used(new Pool({ ...cluster.connection, max: 1 }))
    await pool.query('CREATE TEMPORARY TABLE outbox (a INT); CREATE TEMPORARY TABLE events (a INT)')
    await conformBriefly(postgresLedger(pool, { schema: 'shadowed' }))
  })

  it('leaves a connection as it was', async () => {
    const pool = used(new Pool({ ...cluster.connection, max: 1 }))
    const settings = async () => {
      const { rows } = await pool.query<object>('SELECT name, setting FROM pg_settings ORDER BY name')
      return rows
    }
    const before = await settings()
    const ledger = postgresLedger(pool, { schema: 'tidy' })
    await conformBriefly(ledger)
    await assert.rejects(ledger.transaction(order, () => Promise.reject(new Error('no'))))
    assert.deepEqual(await settings(), before)
  })

  it('commits to the disk and sees the last commit, however the database is set up', async () => {
    await shop.query(`CREATE DATABASE hasty`)
    await shop.query(`ALTER DATABASE hasty SET synchronous_commit = off`)
    await shop.query(`ALTER DATABASE hasty SET default_transaction_isolation = serializable`)
    await shop.query(`ALTER DATABASE hasty SET default_transaction_read_only = on`)
    const hasty = used(new Pool({ ...cluster.connection, database: 'hasty' }))
    const ledger = postgresLedger(hasty)
    await ledger.read(order)
    await hasty.query(`BEGIN READ WRITE;
      CREATE TABLE interkassa.noted (setting TEXT);
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO interkassa.noted SELECT current_setting(name) FROM unnest(ARRAY[
          'synchronous_commit', 'transaction_isolation']) AS name;
        RETURN NULL;
      END $$;
      CREATE TRIGGER note AFTER INSERT ON interkassa.events EXECUTE FUNCTION note();
      COMMIT`)
    await ledger.enqueue(anEvent('alone'))
    await ledger.transaction(order, (transaction) => transaction.enqueue(anEvent('inside')))
    const { rows } = await hasty.query<{ setting: string }>('SELECT setting FROM interkassa.noted')
    assert.deepEqual(
      rows.map(({ setting }) => setting),
      ['on', 'read committed', 'on', 'read committed']
    )
  })
})

/** Writes something of everything, and reads it back. */
async function conformBriefly(ledger: Ledger): Promise<void> {
  const invoice = anInvoice('A-1-1', { flags: [{ kind: 'late', holds: false, resolution: null }] })
  const attempt = anAttempt(order, 1, { description: `'; DROP TABLE "attempts" -- \\' $1 ’ґ` })
  await ledger.transaction(order, async (transaction) => {
    await transaction.insertAttempt(attempt)
    await transaction.markSent('A-1-1', 7)
    await transaction.putInvoice(invoice)
    await transaction.rememberIssued(['a', 'b'])
    assert.equal(await transaction.rememberSeen('a', 'digest'), 'new')
  })
  assert.deepEqual(await ledger.read(order), {
    attempts: [{ ...attempt, sentAt: 7 }],
    invoices: [invoice]
  })
  assert.equal((await ledger.findAttemptByToken(attempt.statusToken))?.paymentNo, 'A-1-1')
  assert.equal(await ledger.isIssued(CHECKOUT_ID, 'b'), true)
  assert.equal(await ledger.findSeen(CHECKOUT_ID, 'a'), 'digest')
  const event = anEvent(`'; DROP TABLE "events" -- \\' $1 ’ґ`)
  assert.equal(await ledger.enqueue(event), true)
  assert.deepEqual(await ledger.claimEvents(OWNER, 1, 2, 3), [{ event, tries: 0 }])
  await ledger.settleEvent(event.id)
  assert.deepEqual(await ledger.claimEvents(OWNER, 3, 4, 3), [])
}
