/**
 * What grows with what: `npm run bench:scale`, and `npm run bench:scale -- 1000 1000000` for other sizes of the ledger.
 * Sessions with their payways, notifications with the ledger, throughput with the processes on one PostgreSQL.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Pool } from 'pg'
import { createSession } from '../src/server/index.js'
import { postgresLedger } from '../src/server/ledger/postgres/index.js'
import { openSqlite } from '../src/server/ledger/sqlite/driver.js'
import { sqliteLedger } from '../src/server/ledger/sqlite/index.js'
import { createCluster } from '../test/server/ledger/postgres-cluster.js'
import { compare } from './compare.js'
import {
  account,
  attemptOf,
  checkoutOver,
  notificationOf,
  openAttempts,
  paymentOf,
  toNotify
} from './shop.js'

const SIZES = process.argv.slice(2).map(Number)
/** Orders that are paid for in the process that measures. */
const PAID = 2_000

await compareSessions()
await compareLedgers(SIZES.length > 0 ? SIZES : [1_000, 100_000])
await compareProcesses()

async function compareSessions(): Promise<void> {
  const sessionOf = (count: number) => {
    const payways = Array.from({ length: count }, (_, index) => ({
      id: `visa_processor${index}_merchant_uah`
    }))
    return () => createSession(account, attemptOf(0), payways)
  }
  await compare('a session, by its payways', {
    '10 payways': sessionOf(10),
    '20 payways': sessionOf(20),
    '50 payways': sessionOf(50),
    '100 payways': sessionOf(100)
  })
}

async function compareLedgers(sizes: readonly number[]): Promise<void> {
  mkdirSync('.cache', { recursive: true })
  const folder = mkdtempSync('.cache/bench-scale-')
  const ledgers = []
  for (const size of sizes) {
    const file = `${folder}/${size}.db`
    const ledger = sqliteLedger(file)
    await openAttempts(ledger, PAID)
    await ledger.close()
    fill(file, size)
    ledgers.push({ size, ledger: sqliteLedger(file), paid: 0 })
  }
  const ways = ledgers.map((one) => {
    const { fetch } = checkoutOver(one.ledger)
    const notify = async () => {
      const { status } = await fetch(toNotify(notificationOf(paymentOf(one.paid++ % PAID))))
      if (status !== 200) throw new Error(`expected 200, found ${status}`)
    }
    return [`${one.size} orders`, notify] as const
  })
  await compare('a notification, by the orders in the ledger', Object.fromEntries(ways))
  for (const { ledger } of ledgers) await ledger.close()
  rmSync(folder, { recursive: true })
}

/** Copies one paid order, with all that belongs to it, so many times. */
function fill(file: string, size: number): void {
  const database = openSqlite(file)
  database.exec(`
    PRAGMA synchronous = OFF;
    CREATE TEMP TABLE copies AS
      WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${size})
      SELECT n, lower(hex(randomblob(32))) AS digest FROM counted;
    BEGIN;
    INSERT INTO attempts (checkout_id, mode, order_id, number, payment_no, status_token, record, sent_at)
      SELECT checkout_id, mode, 'C-' || n, 1, 'C-' || n || '-1', digest, record, 1
      FROM copies, (SELECT * FROM attempts LIMIT 1);
    INSERT INTO invoices (attempt, invoice_id, state, flags, heard_at)
      SELECT id, '77700001', 'paid', '[]', 1 FROM attempts WHERE payment_no LIKE 'C-%';
    INSERT INTO issued SELECT checkout_id, digest FROM copies, (SELECT checkout_id FROM attempts LIMIT 1);
    INSERT INTO seen SELECT checkout_id, digest, digest FROM copies, (SELECT checkout_id FROM attempts LIMIT 1);
    INSERT INTO outbox (id, checkout_id, mode, event, due_at)
      SELECT 'paid:C-' || n, checkout_id, mode, '{}', NULL FROM copies, (SELECT * FROM attempts LIMIT 1);
    COMMIT;
    PRAGMA wal_checkpoint(TRUNCATE);
  `)
  database.close()
}

async function compareProcesses(): Promise<void> {
  console.log('\nnotifications a second, by the processes on one PostgreSQL; each comes to two of them')
  const cluster = await createCluster()
  const pool = new Pool(cluster.connection)
  const ledger = postgresLedger(pool)
  let floor = NaN
  let from = 0
  for (const processes of [1, 2, 4]) {
    await openAttempts(ledger, PAID, from)
    const script = fileURLToPath(new URL('scale-process.js', import.meta.url))
    const { host, port } = cluster.connection
    const children = Array.from({ length: processes }, () => fork(script, [host, String(port)]))
    await Promise.all(children.map((child) => once(child, 'message')))
    const start = performance.now()
    const ends = children.map((child, index) => {
      // each payment is heard of by its own process and by the next one
      const own = Array.from({ length: PAID }, (_, order) => order).filter(
        (order) => processes === 1 || order % processes === index || (order + 1) % processes === index
      )
      child.send((processes === 1 ? [...own, ...own] : own).map((order) => paymentOf(from + order)))
      return once(child, 'message')
    })
    await Promise.all(ends)
    const rate = (2 * PAID * 1000) / (performance.now() - start)
    if (processes === 1) floor = rate
    from += PAID
    // no event was settled, so all that were ever queued are still there
    const { rows } = await pool.query<{ readonly count: string }>('SELECT count(*) FROM interkassa.outbox')
    const effects = Number(rows[0]?.count)
    const verdict = effects === from ? 'each order paid once' : `${effects} effects for ${from} orders`
    const columns = [(rate / floor).toFixed(2).padStart(7), `${rate.toFixed(0).padStart(9)} /s`]
    console.log(`  ${columns.join('  ')}  ${processes} processes, ${verdict}`)
    for (const child of children) child.disconnect()
  }
  await ledger.close()
  await pool.end()
  await cluster.remove()
}
