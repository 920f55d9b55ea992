import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import { anAccount, anOrder, attemptOf, notification, openShop } from './fixtures.js'
import type { PostgresCluster } from './ledger/postgres-cluster.js'

/** Where a ledger is, for another process. */
export type Place =
  { readonly file: string } | { readonly connection: PostgresCluster['connection']; readonly schema: string }

/** What a process is to do. */
export interface Orders {
  readonly now: string
  /** The handler of this order's payment never ends. */
  readonly stuckAt?: string
  /** Delivers as a server does, on and on; otherwise once, as a scheduler does, and then the process ends. */
  readonly background: boolean
  /** Accepts what is held back of this payment, and does nothing else after that. */
  readonly accept?: string
}

export type Report =
  | { readonly kind: 'called'; readonly id: string }
  | { readonly kind: 'delivered'; readonly count: number }
  | { readonly kind: 'resolved' }

const program = fileURLToPath(new URL('outbox-process.ts', import.meta.url))

const START = '2026-11-23T00:00:00.000Z'
const after = (seconds: number) => new Date(Date.parse(START) + seconds * 1000).toISOString()

/** A process at work, and what it reports. */
function start(place: Place, orders: Orders) {
  const child: ChildProcess = fork(program, [JSON.stringify(place), JSON.stringify(orders)], {
    execArgv: ['--import', 'tsx']
  })
  const reports: Report[] = []
  child.on('message', (report: Report) => reports.push(report))
  const ended = once(child, 'exit')
  return {
    reports,
    /** Resolves when it has reported so much. */
    async until(isEnough: (reports: readonly Report[]) => boolean) {
      while (!isEnough(reports)) {
        const [message] = await Promise.race([once(child, 'message'), ended.then(() => [null])])
        if (message === null && !isEnough(reports)) assert.fail('the process ended before')
      }
    },
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    }
  }
}

const idOf = (orderId: string) => `paid:${anAccount().checkoutId}:live:${orderId}`
const calledFor = (reports: readonly Report[]) =>
  reports.flatMap((report) => (report.kind === 'called' ? [report.id] : []))

/** One payment for each of these orders is recorded, and nobody has delivered anything. */
async function pay(ledger: Ledger, orderIds: readonly string[]): Promise<void> {
  const shop = openShop({ ledger })
  for (const orderId of orderIds) {
    shop.orders.set(orderId, anOrder())
    const attempt = attemptOf(await shop.session(orderId))
    assert.equal((await shop.notify(notification(attempt, { ik_inv_id: orderId.slice(2) }))).status, 200)
  }
}

/** What other processes do with the outbox of one that was killed. */
export function processesConform(name: string, create: () => { place: Place; open: () => Ledger }): void {
  describe(`When a server is killed, with its payments in ${name}`, () => {
    const orderIds = ['A-1', 'A-2', 'A-3', 'A-4']

    it('the event in its hands goes to another, under the same id, when its lease has ended', async () => {
      const { place, open } = create()
      const ledger = open()
      await pay(ledger, ['A-1'])
      await ledger.close()

      const killed = start(place, { now: START, stuckAt: 'A-1', background: true })
      await killed.until((reports) => calledFor(reports).length === 1)
      await killed.kill()

      const soon = start(place, { now: after(59.999), background: false })
      await soon.ended
      assert.deepEqual(soon.reports, [{ kind: 'delivered', count: 0 }])

      const later = start(place, { now: after(60), background: false })
      await later.ended
      assert.deepEqual(later.reports, [
        { kind: 'called', id: idOf('A-1') },
        { kind: 'delivered', count: 1 }
      ])
      assert.deepEqual(calledFor(killed.reports), [idOf('A-1')])

      const last = start(place, { now: after(3600), background: false })
      await last.ended
      assert.deepEqual(last.reports, [{ kind: 'delivered', count: 0 }])
    })

    it('a restart drains the outbox: at once what nobody held, and the rest after its lease', async () => {
      const { place, open } = create()
      const ledger = open()
      await pay(ledger, orderIds)

      const killed = start(place, { now: START, stuckAt: 'A-2', background: true })
      await killed.until((reports) => calledFor(reports).length >= 2)
      await killed.kill()
      assert.deepEqual(calledFor(killed.reports).slice(0, 2), [idOf('A-1'), idOf('A-2')])

      const restarted = start(place, { now: after(1), background: false })
      await restarted.ended
      const again = start(place, { now: after(60), background: false })
      await again.ended
      const [others, rest] = [calledFor(restarted.reports), calledFor(again.reports)]
      // on a slow machine the killed one may have begun with more than it was stuck at
      const begun = calledFor(killed.reports)
      assert.ok(others.every((id) => !begun.includes(id)))
      assert.ok(rest.includes(idOf('A-2')) && !rest.includes(idOf('A-1')))
      assert.deepEqual(new Set([...begun, ...others, ...rest]), new Set(orderIds.map(idOf)))
      await ledger.close()
    })

    it('what it has resolved stays so, and is delivered by another', async () => {
      const { place, open } = create()
      const ledger = open()
      const shop = openShop({ ledger })
      const session = await shop.session()
      await shop.notify(notification(attemptOf(session), { ik_am: '1.00' }))

      const killed = start(place, { now: START, background: false, accept: 'A-1001-1' })
      await killed.until(([report]) => report?.kind === 'resolved')
      await killed.kill()

      assert.equal((await shop.checkout.resolve('A-1001-1', 'refunded', '')).outcome, 'settled-before')
      await shop.checkout.deliver()
      assert.deepEqual(
        shop.paid.map(({ id }) => id),
        [idOf('A-1001')]
      )
      await ledger.close()
    })
  })
}
