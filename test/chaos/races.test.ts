import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { note } from './figures.js'
import { judge } from './judgement.js'
import { rounds } from './rounds.js'
import { SCALE } from './scale.js'
import { startServer, type Server } from './server.js'
import { invoiceId, leave, notify, open, stateOf, word } from './shop.js'
import { startStores, type Site } from './stores.js'

const stores = await startStores()

const AT_ONCE = 4
const MINUTE = 60_000
const HOUR = 60 * MINUTE

for (const store of stores) {
  describe(`two servers over one ledger in ${store.name}`, () => {
    it('RAC-001: pay once for a success that reaches both at the same moment', async () => {
      const { site, a, b } = await twoServers()
      const orderIds = await rounds(SCALE.repeats, AT_ONCE, async (index) => {
        const opened = await open(a, `A-${index}`)
        const success = word(opened, 'success', invoiceId())
        assert.deepEqual(await Promise.all([notify(a, success), notify(b, success)]), [200, 200])
        return opened.orderId
      })
      await expectEachOnce('RAC-001', '2 identical messages at once', { site, a, b }, orderIds)
    })

    it('RAC-002: pay once for a success that comes over 64 connections at once', async () => {
      const { site, a, b } = await twoServers()
      const orderIds = await rounds(SCALE.crowds, 1, async (index) => {
        const opened = await open(a, `A-${index}`)
        const success = word(opened, 'success', invoiceId())
        const crowd = Array.from({ length: 64 }, (_, one) => notify(one % 2 ? a : b, success))
        assert.deepEqual(new Set(await Promise.all(crowd)), new Set([200]))
        return opened.orderId
      })
      await expectEachOnce('RAC-002', '64 identical messages at once', { site, a, b }, orderIds)
    })

    it('RAC-003: end as paid where success and fail of one payment come at the same moment', async () => {
      const { site, a, b } = await twoServers()
      const orderIds = await rounds(SCALE.repeats, AT_ONCE, async (index) => {
        const opened = await open(a, `A-${index}`)
        const invoice = invoiceId()
        const words = [word(opened, 'success', invoice), word(opened, 'fail', invoice)]
        const [first, second] = index % 2 ? [a, b] : [b, a]
        const statuses = await Promise.all([notify(first, words[0] ?? ''), notify(second, words[1] ?? '')])
        assert.deepEqual(statuses, [200, 200])
        assert.equal(await stateOf(b, opened), 'paid')
        return opened.orderId
      })
      await expectEachOnce('RAC-003', 'success and fail at once', { site, a, b }, orderIds, SCALE.repeats)
    })

    it('RAC-004: pay once and flag the other where two payments of one attempt succeed at once', async () => {
      const { site, a, b } = await twoServers()
      const orderIds = await rounds(SCALE.repeats, AT_ONCE, async (index) => {
        const opened = await open(a, `A-${index}`)
        const [one, other] = [invoiceId(), invoiceId()]
        await Promise.all([
          notify(a, word(opened, 'success', one)),
          notify(b, word(opened, 'success', other))
        ])
        return opened.orderId
      })
      const judgement = await expectEachOnce(
        'RAC-004',
        'two paid invoices of one attempt at once',
        { site, a, b },
        orderIds,
        SCALE.repeats
      )
      assert.deepEqual(judgement.flags, { 'double-payment': SCALE.repeats })
    })

    it('RAC-017: pay once and flag the other where two attempts of one order succeed at once', async () => {
      const { site, a, b } = await twoServers()
      const orderIds = await rounds(SCALE.repeats, AT_ONCE, async (index) => {
        const first = await open(a, `A-${index}`)
        await leave(a, first)
        const second = await open(b, `A-${index}`)
        assert.notEqual(first.session.statusToken, second.session.statusToken)
        await Promise.all([
          notify(a, word(first, 'success', invoiceId())),
          notify(b, word(second, 'success', invoiceId()))
        ])
        return first.orderId
      })
      const judgement = await expectEachOnce(
        'RAC-017',
        'two paid attempts of one order at once',
        { site, a, b },
        orderIds,
        SCALE.repeats
      )
      assert.deepEqual(judgement.flags, { 'double-payment': SCALE.repeats })
    })

    it('RAC-018: leave an order paid that hears of an earlier attempt’s end afterwards', async () => {
      const { site, a, b } = await twoServers()
      const orderIds = await rounds(SCALE.repeats, AT_ONCE, async (index) => {
        const first = await open(a, `A-${index}`)
        await leave(a, first)
        const second = await open(b, `A-${index}`)
        assert.equal(await notify(a, word(second, 'success', invoiceId())), 200)
        assert.equal(await notify(b, word(first, 'canceled', invoiceId())), 200)
        assert.deepEqual([await stateOf(a, first), await stateOf(b, second)], ['paid', 'paid'])
        return first.orderId
      })
      await expectEachOnce('RAC-018', 'canceled after another attempt’s success', { site, a, b }, orderIds)
    })

    it('RAC-005: pay for a success that comes at the moment at which its attempt expires', async () => {
      const { site, a, b } = await twoServers()
      const orderIds: string[] = []
      let ahead = 0
      for (let index = 0; index < SCALE.repeats; index += 1) {
        const opened = await open(a, `A-${index}`)
        const success = word(opened, 'success', invoiceId())
        // Over the rounds the messages come from a little before the end to a little after it, however long their way takes.
        ahead += HOUR - 40 + 3 * (index % 20)
        await Promise.all([a.tell({ ahead }), b.tell({ ahead })])
        const [heard] = await Promise.all([
          notify(a, success),
          b.get(`/status?t=${opened.session.statusToken}`)
        ])
        assert.equal(heard, 200)
        assert.equal(await stateOf(b, opened), 'paid')
        orderIds.push(opened.orderId)
      }
      const judgement = await judge(site, [a, b], orderIds)
      assert.deepEqual([judgement.lost, judgement.double], [0, 0])
      assert.deepEqual(Object.keys(judgement.flags), ['late'])
      const more = `${judgement.flags['late'] ?? 0} of them came late`
      note({
        scenario: 'RAC-005',
        store,
        done: `${orderIds.length} × success at expiry`,
        more,
        ...judgement
      })
    })

    it('RAC-006: open one attempt for two sessions that are asked for at the same moment', async () => {
      const { a, b } = await twoServers()
      await rounds(SCALE.repeats, AT_ONCE, async (index) => {
        const [one, other] = await Promise.all([open(a, `A-${index}`), open(b, `A-${index}`)])
        assert.equal(one.session.statusToken, other.session.statusToken)
        assert.deepEqual(one.session.fields, other.session.fields)
      })
      await Promise.all([a.end(), b.end()])
      const done = `${SCALE.repeats} × two sessions of one order at once`
      note({ scenario: 'RAC-006', store, done, lost: 0, double: 0 })
    })

    it('RAC-016: pay once while their clocks are ten minutes apart', async () => {
      const { site, a, b } = await twoServers(10 * MINUTE)
      const orderIds = await rounds(SCALE.repeats, AT_ONCE, async (index) => {
        const opened = await open(index % 2 ? a : b, `A-${index}`)
        const invoice = invoiceId()
        const words = ['waitAccept', 'process', 'fail', 'success', 'success'].map((state) =>
          word(opened, state, invoice)
        )
        const ways = words.map((one) => ({ one, to: Math.random() < 0.5 ? a : b, at: Math.random() }))
        ways.sort((one, other) => one.at - other.at)
        const statuses = await Promise.all(ways.map(({ one, to }) => notify(to, one)))
        assert.deepEqual(new Set(statuses), new Set([200]))
        assert.deepEqual([await stateOf(a, opened), await stateOf(b, opened)], ['paid', 'paid'])
        return opened.orderId
      })
      const { lost, double, repeated } = await judge(site, [a, b], orderIds)
      assert.deepEqual([lost, double], [0, 0])
      const done = `${orderIds.length} × 5 messages in any order, clocks 10 minutes apart`
      note({ scenario: 'RAC-016', store, done, lost, double, more: `${repeated} told again` })
    })

    async function expectEachOnce(
      scenario: string,
      what: string,
      { site, a, b }: Awaited<ReturnType<typeof twoServers>>,
      orderIds: readonly string[],
      flags = 0
    ) {
      const judgement = await judge(site, [a, b], orderIds, flags)
      const { lost, double, repeated } = judgement
      assert.deepEqual({ lost, double, repeated }, { lost: 0, double: 0, repeated: 0 })
      note({ scenario, store, done: `${orderIds.length} × ${what}`, lost, double })
      return judgement
    }
  })

  async function twoServers(ahead = 0): Promise<{ site: Site; a: Server; b: Server }> {
    const site = store.fresh()
    const [a, b] = await Promise.all([startServer({ ...site }), startServer({ ...site, ahead })])
    return { site, a, b }
  }
}
