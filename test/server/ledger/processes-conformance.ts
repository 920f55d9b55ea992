import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openLedger, type Place } from './place.js'
import { answerOf, kill, race, start } from './processes.js'
import { aFingerprint, anAttempt, anEvent, anOrder, CHECKOUT_ID, OWNER } from './records.js'

/** What every ledger has to do that several processes share. `createPlace` gives one that nobody has used yet. */
export function processesConform(name: string, createPlace: () => Place): void {
  describe(`${name} that several processes share`, () => {
    it('may be opened for the first time by all of them at once', async () => {
      const places = Array.from({ length: 51 }, createPlace)
      const task = { does: 'openAll', places } as const
      assert.deepEqual(await race<number>([task, task, task]), [50, 50, 50])
    })

    it('gives each of 200 orders to one of them', async () => {
      const place = createPlace()
      const racers = ['one', 'two', 'three'].map(
        (racer) => ({ does: 'raceForOrders', places: [place], name: racer }) as const
      )
      const wins = await race<number>(racers)
      assert.equal(
        wins.reduce((sum, count) => sum + count, 0),
        200
      )

      const ledger = openLedger(place)
      for (let index = 0; index < 200; index += 1) {
        assert.equal((await ledger.read(anOrder(`A-${index}`))).attempts.length, 1)
      }
      assert.equal((await ledger.claimEvents(OWNER, 1, 2, 1000)).length, 200)
      await ledger.close()
    })

    it('lets them change one order one after the other', async () => {
      const place = createPlace()
      const task = { does: 'countUp', places: [place] } as const
      await race<number>([task, task, task])
      const ledger = openLedger(place)
      const { attempts } = await ledger.read(anOrder('A-1'))
      assert.deepEqual(
        attempts.map(({ number }) => number),
        Array.from({ length: 150 }, (_, index) => index + 1)
      )
      await ledger.close()
    })

    it('gives each event to one of them', async () => {
      const place = createPlace()
      const ledger = openLedger(place)
      const ids = Array.from({ length: 200 }, (_, index) => `event-${index}`)
      await Promise.all(ids.map((id) => ledger.enqueue(anEvent(id))))
      await ledger.close()

      const task = { does: 'raceForEvents', places: [place] } as const
      const given = (await race<string[]>([task, task])).flat()
      assert.equal(given.length, 200)
      assert.deepEqual(new Set(given), new Set(ids))
    })

    it('loses what a killed one had not committed, and nothing else', async () => {
      const place = createPlace()
      const earlier = anOrder('A-0')
      const order = anOrder('A-1')
      const before = openLedger(place)
      await before.transaction(earlier, (transaction) => transaction.insertAttempt(anAttempt(earlier)))
      const child = await start({ does: 'stopInside', places: [place] })
      child.send('go')
      assert.equal(await answerOf(child), 'inside')
      const waiting = before.enqueue(anEvent('later'))
      await kill(child)
      await waiting
      await before.close()

      const ledger = openLedger(place)
      assert.deepEqual((await ledger.read(earlier)).attempts, [anAttempt(earlier)])
      assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
      assert.equal(await ledger.isIssued(CHECKOUT_ID, aFingerprint('a')), false)
      assert.deepEqual(
        (await ledger.claimEvents(OWNER, 1, 2, 10)).map(({ event }) => event.id),
        ['later']
      )
      await ledger.transaction(order, async (transaction) => {
        assert.equal(await transaction.rememberSeen(aFingerprint('b'), 'other meaning'), 'new')
        await transaction.insertAttempt(anAttempt(order))
      })
      await ledger.close()
    })
  })
}
