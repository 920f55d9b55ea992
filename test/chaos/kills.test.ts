import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { note } from './figures.js'
import { judge } from './judgement.js'
import { openPayments, orderIdsOf, report, type Payment } from './payments.js'
import type { Place } from './places.js'
import { SCALE } from './scale.js'
import { startServer, type Server } from './server.js'
import { stateOf } from './shop.js'
import { startStores, type Store } from './stores.js'

/** New orders that are paid all at once to the server that is about to be killed. */
const ORDERS = 4

/** The longest that a server runs on before it is killed from outside, in milliseconds. */
const MOMENT = 25

/** What a dead process held is given out again after a minute. In milliseconds. */
const AFTER_LEASES = 61_000

for (const store of await startStores()) {
  describe(
    `a server over ${store.name}, killed again and again, loses nothing and pays nothing twice`,
    { concurrency: 3 },
    () => {
      it('RAC-008: before the transaction', async () => {
        const { recorded } = await killAgainAndAgain(store, 'RAC-008', 'before the transaction')
        assert.equal(recorded, 0)
      })

      it('RAC-008: inside the transaction', async () => {
        const { recorded } = await killAgainAndAgain(store, 'RAC-008', 'inside the transaction')
        assert.equal(recorded, 0)
      })

      it('RAC-007: between commit and answer', async () => {
        const { recorded } = await killAgainAndAgain(store, 'RAC-007', 'after the commit')
        assert.ok(recorded >= SCALE.kills)
      })

      it('RAC-009: between commit and hook', async () => {
        await killAgainAndAgain(store, 'RAC-009', 'before the hook')
      })

      it('RAC-009: between the hook and the note that it was called', async () => {
        const { repeated } = await killAgainAndAgain(store, 'RAC-009', 'after the hook')
        assert.ok(repeated >= SCALE.kills)
      })

      it('RAC-007, RAC-008, RAC-009: at any moment', async () => {
        await killAgainAndAgain(store, 'RAC-007, 008, 009', 'any moment')
      })
    }
  )
}

/**
 * Has payments reported to one server after the other, each of which is killed over it. The gateway reports again what was
 * not acknowledged. Gives how many messages were recorded by a server that was not there to say so any more.
 */
async function killAgainAndAgain(store: Store, scenario: string, place: Place | 'any moment') {
  const site = store.fresh()
  const desk = await startServer({ ...site, background: false })
  const orderIds: string[] = []
  let unheard: Payment[] = []
  let recorded = 0
  let kills = 0

  const pay = async (victim: Server): Promise<Payment[]> => {
    const payments = await openPayments(desk, ORDERS, `A-${orderIds.length}`)
    orderIds.push(...orderIdsOf(payments))
    if (place === 'any moment') setTimeout(() => void victim.kill(), Math.random() * MOMENT)
    return report(victim, payments)
  }

  let next = startServer({ ...site })
  while (kills < SCALE.kills) {
    const victim = await next
    next = startServer({ ...site })
    assert.deepEqual(await report(victim, unheard), [])
    const alive = new Set([victim])
    void victim.ended.then(() => alive.clear())
    if (place !== 'any moment') await victim.tell({ dieAt: place })
    unheard = []
    // Another server may be quicker with the hooks, so one round may not be enough.
    while (alive.size > 0) {
      const unanswered = await pay(victim)
      unheard.push(...unanswered)
      if (unanswered.length > 0) await victim.ended
    }
    kills += 1
    const states = await Promise.all(unheard.map(({ opened }) => stateOf(desk, opened)))
    recorded += states.filter((state) => state === 'paid').length
  }
  const last = await next
  assert.deepEqual(await report(last, unheard), [])
  await last.tell({ ahead: AFTER_LEASES, deliver: true })

  const { lost, double, repeated } = await judge(site, [desk, last], orderIds)
  const done = `${kills} × kill -9 ${place}, ${orderIds.length} orders`
  const more = `${recorded} recorded and not acknowledged, ${repeated} told again under the same id`
  note({ scenario, store, done, lost, double, more })
  assert.deepEqual({ lost, double }, { lost: 0, double: 0 })
  return { recorded, repeated }
}
