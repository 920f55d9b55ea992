/** What the notification route costs beside the least that could do its work: `npm run bench:notify`. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { openSqlite } from '../src/server/ledger/sqlite/driver.js'
import { sqliteLedger } from '../src/server/ledger/sqlite/index.js'
import { compare, median } from './compare.js'
import { checkoutOver, notificationOf, openAttempts, paymentOf, toNotify } from './shop.js'

const ROUNDS = 21
const BATCH = 400
const CONNECTIONS = 16
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

await compareServers('notifications that are recorded, CPU of the server', 200, ['bare', 'route'], (index) =>
  notificationOf(paymentOf(index))
)
await compareServers('forged notifications, CPU of the server', 400, ['hash', 'route'], (index) =>
  notificationOf(paymentOf(index), { ik_sign: 'A'.repeat(43) + '=' })
)
await compareDurable()

/** Batch after batch to each server in turn; prints the share of the first one's rate that the second reaches. */
async function compareServers(
  title: string,
  status: number,
  kinds: readonly [string, string],
  bodyOf: (index: number) => string
): Promise<void> {
  const servers = await Promise.all(kinds.map(startServer))
  const ratios: number[] = []
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const bodies = Array.from({ length: BATCH }, (_, index) => bodyOf(round * BATCH + index))
    const costs: number[] = []
    for (const { port, cpu } of servers) {
      const before = await cpu()
      await postAll(port, bodies, status)
      costs.push((await cpu()) - before)
    }
    const [bare = NaN, ours = NaN] = costs
    // the first rounds only warm up
    if (round > 5) {
      ratios.push(bare / ours)
      rates.push((BATCH * 1_000_000) / ours)
    }
  }
  for (const { process } of servers) process.disconnect()
  const rate = `${median(rates).toFixed(0)} in a second of the processor`
  console.log(`\n${title}\n  ${median(ratios).toFixed(2).padStart(7)}  of the rate of "${kinds[0]}"; ${rate}`)
}

interface Server {
  readonly process: ChildProcess
  readonly port: number
  /** Microseconds of the processor so far. */
  readonly cpu: () => Promise<number>
}

async function startServer(kind: string): Promise<Server> {
  const script = fileURLToPath(new URL('notify-server.js', import.meta.url))
  const child = fork(script, [kind, String(ROUNDS * BATCH)])
  const [{ port }] = (await once(child, 'message')) as [AddressInfo]
  return {
    process: child,
    port,
    async cpu() {
      child.send('cpu')
      const [time] = (await once(child, 'message')) as [number]
      return time
    }
  }
}

async function postAll(port: number, bodies: readonly string[], status: number): Promise<void> {
  const waiting = [...bodies]
  const connection = async () => {
    for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
      const found = await post(port, body)
      if (found !== status) throw new Error(`expected ${status}, found ${found}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
}

function post(port: number, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body)
    }
    const path = '/interkassa/notify'
    request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
      .on('error', reject)
      .end(body)
  })
}

/** Each on the disk before it is answered, beside inserts that are; as many at once as there are connections. */
async function compareDurable(): Promise<void> {
  mkdirSync('.cache', { recursive: true })
  const folder = mkdtempSync('.cache/bench-notify-')
  const count = 30_000
  const ledger = sqliteLedger(`${folder}/payments.db`)
  await Promise.all(
    Array.from({ length: 100 }, (_, part) => openAttempts(ledger, count / 100, (part * count) / 100))
  )
  const { fetch } = checkoutOver(ledger)

  const bare = openSqlite(`${folder}/bare.db`)
  bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE messages (body TEXT) STRICT')
  const insert = bare.prepare('INSERT INTO messages VALUES (?)')
  const body = notificationOf(paymentOf(1))

  const bodies = Array.from({ length: count }, (_, index) => notificationOf(paymentOf(index)))
  let index = 0
  const notify = async () => {
    const { status } = await fetch(toNotify(bodies[index++ % count] ?? ''))
    if (status !== 200) throw new Error(`expected 200, found ${status}`)
  }
  const each = Array.from({ length: CONNECTIONS }, (_, connection) => connection)
  await compare(`${CONNECTIONS} durable notifications on SQLite`, {
    'inserts, each with its sync': () => each.forEach(() => insert.run(body)),
    'POST /notify, at once': () => Promise.all(each.map(notify)),
    'POST /notify, one after the other': async () => {
      for (let left = CONNECTIONS; left > 0; left--) await notify()
    }
  })
  bare.close()
  await ledger.close()
  rmSync(folder, { recursive: true })
}
