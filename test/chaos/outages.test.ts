import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { openSqlite } from '../../src/server/ledger/sqlite/driver.js'
import { toldOrders } from './books.js'
import { note } from './figures.js'
import { startGate } from './gate.js'
import { judge } from './judgement.js'
import { openPayments, orderIdsOf, report, type Payment } from './payments.js'
import { atRate } from './rounds.js'
import { SCALE } from './scale.js'
import { startServer, type Server } from './server.js'
import { notify, stateOf } from './shop.js'
import { inDatabase, sqlite, startPostgres, type Site, type Store } from './stores.js'

/** Notifications a second while the ledger is away. */
const RATE = 50

/** How long a server waits for a file that another process has locked, and then some, in milliseconds. */
const FILE_PATIENCE = 6_000

/** What a dead process held is given out again after a minute. In milliseconds. */
const AFTER_LEASES = 61_000

const MEGABYTE = 1 << 20
const BLOCK = 512

const postgres = await startPostgres()

describe('servers whose file in SQLite is not to be had', () => {
  it('RAC-010: acknowledge nothing while another process holds it, and all that is reported again', async () => {
    await survivesOutage(sqlite, sqlite.fresh(), ({ store }) => {
      if (store.kind !== 'SQLite') throw new Error('expected a site in SQLite')
      const holder = openSqlite(store.file)
      holder.exec('BEGIN IMMEDIATE')
      return Promise.resolve(async () => {
        // Until everybody who has asked in time was refused.
        await setTimeout(FILE_PATIENCE)
        holder.exec('COMMIT')
        holder.close()
      })
    })
  })

  it('RAC-012: answer 503 when it comes too late, and pay once for the next try', async () => {
    const site = sqlite.fresh()
    const server = await startServer({ ...site })
    const payments = await openPayments(server, SCALE.repeats)
    const holder = openSqlite(site.store.kind === 'SQLite' ? site.store.file : '')
    holder.exec('BEGIN IMMEDIATE')
    const refused = await report(server, payments, payments.length)
    holder.exec('COMMIT')
    holder.close()
    assert.equal(refused.length, payments.length)
    await expectAllPaid('RAC-012', sqlite, site, server, payments, `${refused.length} × too late`)
  })

  it('RAC-011: answer 503 when its disk is full, and pay once when there is room', async () => {
    const site = sqlite.fresh()
    const before = await startServer({ ...site })
    const payments = await openPayments(before, 300)
    await before.end()
    const file = site.store.kind === 'SQLite' ? site.store.file : ''
    const full = await startServer({ ...site }, Math.ceil(statSync(file).size / BLOCK) + 100)
    const refused = await report(full, payments)
    assert.ok(refused.length > 0 && refused.length < payments.length)
    expectNoneTold(site, refused)
    await full.kill()
    const roomy = await startServer({ ...site, ahead: AFTER_LEASES })
    await expectAllPaid('RAC-011', sqlite, site, roomy, payments, `${refused.length} × disk full`)
  })
})

if (postgres) {
  describe('servers whose PostgreSQL is not to be had', () => {
    it('RAC-010: acknowledge nothing while it is down, and all that is reported again', async () => {
      await survivesOutage(postgres, postgres.fresh(), async () => {
        await postgres.cluster.kill()
        return () => postgres.cluster.start()
      })
    })

    it('RAC-012: answer 503 when its answers come too late, and pay once for the next try', async () => {
      await survivesLateAnswers('hold', 'created', 'every answer too late')
    })

    it('RAC-012: answer 503 when only the word of a commit comes too late, and pay once', async () => {
      await survivesLateAnswers('holdCommits', 'paid', 'the answer to a commit too late')
    })

    it('RAC-011: answer 503 when its disk is full, and pay once when there is room', async () => {
      const small = await startPostgres({ fileLimit: (17 * MEGABYTE) / BLOCK })
      if (!small) throw new Error('expected PostgreSQL')
      const site = small.fresh()
      const server = await startServer({ ...site })
      const payments = await openPayments(server, SCALE.repeats)
      const { connection } = small.cluster
      const seen = `${site.store.kind === 'PostgreSQL' ? site.store.schema : ''}.seen`
      await inDatabase(connection, `ALTER TABLE ${seen} SET (autovacuum_enabled = off)`)
      // Rows smaller than ours, so that no gap between them takes one of ours.
      const fill = `INSERT INTO ${seen} SELECT 'other', n, repeat('x', 50) FROM generate_series(1, 400000) n`
      await assert.rejects(inDatabase(connection, fill), /could not extend file/)
      const refused = await report(server, payments)
      assert.ok(refused.length > 0)
      expectNoneTold(site, refused)
      await inDatabase(connection, `VACUUM ${seen}`)
      await expectAllPaid('RAC-011', small, site, server, payments, `${refused.length} × disk full`)
    })

    async function survivesLateAnswers(how: 'hold' | 'holdCommits', meanwhile: string, what: string) {
      if (!postgres) return
      const site = postgres.fresh()
      const { store } = site
      if (store.kind !== 'PostgreSQL') throw new Error('expected a site in PostgreSQL')
      const { host } = store.connection
      const gate = await startGate(join(host, '.s.PGSQL.6543'), join(host, '.s.PGSQL.5432'))
      const behind = { ...store, patience: 1_000, connection: { ...store.connection, port: 6543 } }
      const [server, witness] = await Promise.all([
        startServer({ ...site, store: behind }),
        startServer({ ...site, background: false })
      ])
      const payments = await openPayments(server, SCALE.repeats)
      after(() => gate.close())
      gate[how]()
      // No more at once than there are connections, so that each gets as far as its commit.
      const refused = await report(server, payments.slice(0, 5), 5)
      assert.equal(refused.length, 5)
      const states = await Promise.all(refused.map(({ opened }) => stateOf(witness, opened)))
      assert.deepEqual(new Set(states), new Set([meanwhile]))
      gate.release()
      await expectAllPaid('RAC-012', postgres, site, server, payments, `5 × ${what}`, [witness])
    }
  })
}

/** Reports payments while the ledger is away, and once more when it is back. `breakIt` gives what repairs it. */
async function survivesOutage(
  store: Store,
  site: Site,
  breakIt: (site: Site) => Promise<() => Promise<void>>
) {
  const [a, b] = await Promise.all([startServer({ ...site }), startServer({ ...site })])
  const payments = await openPayments(a, (SCALE.outage / 1000) * RATE)
  const repair = await breakIt(site)
  const asked: Promise<number>[] = []
  await atRate(RATE, payments.length, (index) => {
    asked.push(notify(index % 2 ? a : b, payments[index]?.success ?? ''))
  })
  await repair()
  const statuses = await Promise.all(asked)
  assert.deepEqual(new Set(statuses), new Set([503]))
  const done = `${statuses.length} × ledger away for ${SCALE.outage / 1000} s, at ${RATE} a second`
  await expectAllPaid('RAC-010', store, site, a, payments, done, [b])
}

function expectNoneTold({ books }: Site, refused: readonly Payment[]): void {
  const told = toldOrders(books)
  assert.deepEqual(
    orderIdsOf(refused).filter((orderId) => told.has(orderId)),
    []
  )
}

/** The gateway reports everything once more, and all of it is acknowledged and paid once. */
async function expectAllPaid(
  scenario: string,
  store: Store,
  site: Site,
  server: Server,
  payments: readonly Payment[],
  done: string,
  others: readonly Server[] = []
): Promise<void> {
  assert.deepEqual(await report(server, payments), [])
  const { lost, double } = await judge(site, [server, ...others], orderIdsOf(payments))
  note({ scenario, store, done, lost, double })
  assert.deepEqual({ lost, double }, { lost: 0, double: 0 })
}
