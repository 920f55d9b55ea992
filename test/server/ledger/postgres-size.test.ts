import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import type { PostgresValue } from '../../../src/server/ledger/postgres/driver.js'
import { QUERIES } from '../../../src/server/ledger/postgres/queries.js'
import { withValues } from '../../../src/server/ledger/postgres/values.js'
import { createCluster } from './postgres-cluster.js'
import { DRIVERS } from './postgres-drivers.js'
import { anAttempt, anEvent, anInvoice, anOrder, CHECKOUT_ID } from './records.js'

const ORDERS = 30_000

/** What a question may look at, whatever it finds: the rows that it is about, once for each table. */
const FEW = 12

const key = [CHECKOUT_ID, 'live', 'A-15000']
const attempt = [...key, 'A-15000-1']
const lookUp = [CHECKOUT_ID, 'live', 5]

/** Every question about something that is there. */
const VALUES: Readonly<Record<keyof typeof QUERIES, readonly PostgresValue[]>> = {
  recordsOfOrder: key,
  attemptByPaymentNo: [CHECKOUT_ID, 'A-15000-1', 'live'],
  attemptByToken: ['token-15000'],
  insertAttempt: [...key, 2, 'A-15000-2', 'new-token', '{}', null, false, false, null, null, 0],
  markSent: [...attempt, 5],
  markSuperseded: attempt,
  markDistrusted: attempt,
  planLookUp: [...attempt, 5, 5, 1],
  dueLookUps: [...lookUp, 1],
  putInvoice: [...attempt, '15000', 'paid', null, false, '[]', null, 5],
  issued: [CHECKOUT_ID, 'form-15000'],
  rememberIssued: [CHECKOUT_ID, '["form-15000", "new"]'],
  rememberSeen: [CHECKOUT_ID, 'new', 'digest'],
  digestOfSeen: [CHECKOUT_ID, 'message-15000'],
  enqueue: ['new', CHECKOUT_ID, 'live', '{}'],
  claimEvents: [CHECKOUT_ID, 'live', 5, 10, 1],
  settleEvent: ['event-15000'],
  postponeEvent: ['event-15000', 0, 5]
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

describe(`a ledger in PostgreSQL with ${ORDERS} orders`, () => {
  let client: Client
  const cluster = createCluster()
  before(async () => {
    const { connection } = await cluster
    client = new Client(connection)
    await client.connect()
    const ledger = DRIVERS.pg(connection, { schema: 'large' })
    const order = anOrder('A-0')
    await ledger.transaction(order, async (transaction) => {
      await transaction.insertAttempt(anAttempt(order))
      await transaction.putInvoice(anInvoice('A-0-1'))
      await transaction.rememberIssued(['form'])
      await transaction.rememberSeen('message', 'digest')
      await transaction.enqueue(anEvent('event'))
    })
    await ledger.close()
    await client.query(`SET search_path = large; ${FILL}; ANALYZE`)
  })
  after(async () => {
    await client.end()
    await (await cluster).remove()
  })

  const names = Object.keys(QUERIES) as (keyof typeof QUERIES)[]
  const questions = {
    force_custom_plan: names,
    // This one is only asked with its values written in, so there is always a plan for its very limit.
    force_generic_plan: names.filter((name) => name !== 'claimEvents')
  }
  for (const [mode, asked] of Object.entries(questions)) {
    for (const name of asked) {
      it(`looks at few rows for ${name} (${mode})`, async () => {
        const plan = await planOf(name, mode)
        const looked = rowsLookedAt(plan)
        assert.ok(looked <= FEW, `${looked} rows: ${JSON.stringify(plan, null, 1)}`)
      })
    }
  }

  /** How it was done, and then undone. */
  async function planOf(name: keyof typeof QUERIES, mode: string): Promise<Plan> {
    const values = VALUES[name]
    const given = values.map((_, index) => `$${index + 1}`).join()
    await client.query(`BEGIN; SET LOCAL plan_cache_mode = ${mode}; PREPARE question AS ${QUERIES[name]}`)
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${withValues(`EXECUTE question (${given})`, values)}`
    )
    await client.query('ROLLBACK; DEALLOCATE question')
    const [row] = rows
    assert.ok(row)
    return row['QUERY PLAN'][0].Plan
  }
})

/** The rows that came out of tables and indexes, and those that were dropped right there. */
function rowsLookedAt(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, one) => sum + rowsLookedAt(one), 0)
  if (!plan['Node Type'].includes('Scan')) return below
  return below + plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0))
}

/** As many of everything as of orders, made from the one that is there. No event is settled. */
const FILL = `
  INSERT INTO attempts (checkout_id, mode, order_id, number, payment_no, status_token, record, superseded,
      look_up_due_at)
    SELECT checkout_id, mode, 'A-' || n, number, 'A-' || n || '-1', 'token-' || n, record, false, n
    FROM attempts, generate_series(1, ${ORDERS}) AS n;
  INSERT INTO invoices (attempt, invoice_id, state, flags, heard_at)
    SELECT id, substr(order_id, 3), 'pending', '[]', 5 FROM attempts WHERE order_id <> 'A-0';
  INSERT INTO issued SELECT checkout_id, 'form-' || n FROM issued, generate_series(1, ${ORDERS}) AS n;
  INSERT INTO seen SELECT checkout_id, 'message-' || n, digest FROM seen, generate_series(1, ${ORDERS}) AS n;
  INSERT INTO events (id, checkout_id, mode, event)
    SELECT 'event-' || n, checkout_id, mode, event FROM events, generate_series(1, ${ORDERS}) AS n;
  DELETE FROM outbox;
  INSERT INTO outbox (sequence, checkout_id, mode)
    SELECT sequence, checkout_id, mode FROM events`
