import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { attemptOf, notificationFields, signedBody } from '../server/fixtures.js'
import { note } from './figures.js'
import { judge } from './judgement.js'
import { rounds, atRate } from './rounds.js'
import { SCALE } from './scale.js'
import { startServer } from './server.js'
import { invoiceId, notify, open, word, type Opened } from './shop.js'
import { startStores } from './stores.js'

const OTHER_KEY = 'Zq8sWv3nYm5Kb2Jd'

/** Orders a second, of which most are spoken of twice: two hundred messages. */
const RATE = 85

const stores = await startStores()

describe('a server under forged notifications', () => {
  for (const store of stores) {
    it(`refuses all of them without a question to its ledger in ${store.name}`, async () => {
      const site = store.fresh()
      const server = await startServer({ ...site })
      const opened = await open(server, 'A-1')
      const bodies = Array.from({ length: 100 }, () => forged(opened))
      const { ledgerCalls: before } = await server.tell({})
      const begun = performance.now()
      const statuses = await rounds(SCALE.forged, 32, (index) => notify(server, bodies[index % 100] ?? ''))
      const seconds = (performance.now() - begun) / 1000
      const { ledgerCalls: after } = await server.tell({})
      assert.deepEqual(new Set(statuses), new Set([400]))
      assert.equal(after - before, 0)
      const { lost, double } = await judge(site, [server], [])
      const more = `0 questions to the ledger, ${Math.round(SCALE.forged / seconds)} refused a second`
      note({ scenario: 'Flood', store, done: `${SCALE.forged} × forged`, lost, double, more })
    })
  }
})

describe('two servers that work for a while', { concurrency: true }, () => {
  for (const store of stores) {
    it(`lose nothing and pay nothing twice over one ledger in ${store.name}`, async () => {
      const site = store.fresh()
      const servers = [await startServer({ ...site }), await startServer({ ...site })] as const
      const [a, b] = servers
      const count = (SCALE.soak / 1000) * RATE
      const first = Math.round(count / 4)
      const paid: string[] = []
      const work: Promise<void>[] = []
      let messages = 0
      let unavailable = 0

      // What is answered with 503, as by a machine that cannot keep up, the gateway says again.
      const say = async (to: number, body: string, expected = 200, tries = 20): Promise<void> => {
        messages += 1
        const status = await notify(to % 2 ? b : a, body)
        if (status === 503 && tries > 1) {
          unavailable += 1
          await setTimeout(1000)
          return say(to, body, expected, tries - 1)
        }
        assert.equal(status, expected)
      }
      const live = async (index: number) => {
        const opened = await open(index % 2 ? a : b, `A-${index}`)
        if (index % 20 === 7) return say(index, forged(opened), 400)
        paid.push(opened.orderId)
        const invoice = invoiceId()
        const words = [word(opened, 'waitAccept', invoice), word(opened, 'success', invoice)]
        if (index % 10 === 3) words.reverse()
        for (const [step, one] of words.entries()) await say(index + step, one)
        if (index % 5 === 1) await Promise.all([say(index, words[1] ?? ''), say(index + 1, words[1] ?? '')])
      }

      await atRate(RATE, first, (index) => void work.push(live(index)))
      const warm = await a.tell({ collect: true })
      await atRate(RATE, count - first, (index) => void work.push(live(first + index)))
      await Promise.all(work)
      const { memory, inUse, delay } = await a.tell({ collect: true })
      const { lost, double, repeated } = await judge(site, servers, paid)
      const done = `${SCALE.soak / 1000} s, ${messages} messages: duplicates, out of order, forged`
      const memories = `memory grew by ${growth(warm.memory, memory)}, what is in use of it by ${growth(warm.inUse, inUse)}`
      const more = `after the warm-up ${memories}; event loop p99 ${delay.toFixed(1)} ms; ${unavailable} answered 503`
      note({ scenario: 'Soak', store, done, lost, double, more })
      assert.deepEqual({ lost, double, repeated }, { lost: 0, double: 0, repeated: 0 })
      assert.ok(
        inUse < 1.5 * warm.inUse,
        `${warm.inUse} bytes were in use after the warm-up, ${inUse} at the end`
      )
    })
  }
})

const growth = (then: number, now: number) => `${Math.round((now / then - 1) * 100)} %`

/** What a stranger would say who has seen all but the key. */
function forged({ session }: Opened): string {
  return signedBody(notificationFields(attemptOf(session), { ik_inv_id: invoiceId() }), OTHER_KEY)
}
