import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CheckoutSession } from '../../src/protocol/index.js'
import type { Ledger, LedgerTransaction } from '../../src/server/ledger/ledger.js'
import type { Decision } from '../../src/server/ledger/raised-flag.js'
import type { Attempt } from '../../src/server/signing/attempt.js'
import {
  anAccount,
  anOrder,
  attemptOf,
  notification,
  openShop,
  PRIVAT24,
  type Fields,
  type Shop
} from './fixtures.js'

/** A store of payments; `open` connects to the same one again, as another process would. */
export interface Store {
  open(): Ledger
  remove(): Promise<void>
}

const PENDING = { state: 'pending', reference: 'A-1001-1' }
const CANCELED = { state: 'failed', reason: 'canceled', reference: 'A-1001-1' }

/** How a success comes to be held back: the order, and what the gateway says of its first attempt. */
const HELD: readonly { kind: string; says: Fields; order?: Parameters<typeof anOrder>[0] }[] = [
  { kind: 'amount-mismatch', says: { ik_am: '1.00' } },
  { kind: 'currency-mismatch', says: { ik_cur: 'USD' } },
  { kind: 'payway-mismatch', says: {}, order: { payways: [PRIVAT24] } },
  { kind: 'superseded-payment', says: {} }
]

/** A shop whose order's first attempt holds back a success of this kind, which it was told of. */
async function holding(ledger: Ledger, kind: string) {
  const { says, order } = HELD.find((one) => one.kind === kind) ?? { says: {} }
  const shop = openShop({ ledger })
  shop.orders.set('A-1001', anOrder(order))
  const session = await shop.session()
  await leave(shop, session)
  if (kind === 'superseded-payment') {
    shop.orders.set('A-1001', anOrder({ amount: '150.00' }))
    await leave(shop, await shop.session())
  }
  const attempt = attemptOf(session)
  await shop.notify(notification(attempt, says))
  await shop.checkout.deliver()
  const [flag] = shop.flags
  assert.ok(flag)
  return { shop, session, attempt, says, flag }
}

const leave = (shop: Shop, { statusToken }: CheckoutSession) =>
  shop.ask(`/leave?t=${statusToken ?? ''}`, { method: 'POST' })

/** A second shop server over another connection to the same store. */
const again = (store: Store) => openShop({ ledger: store.open() })

/** The order is paid by another attempt than this one. */
async function payOtherwise(shop: Shop): Promise<Attempt> {
  const attempt = attemptOf(await shop.session())
  await shop.notify(notification(attempt, { ik_inv_id: '88800001' }))
  return attempt
}

const kindsOf = ({ flags }: Shop) => flags.map(({ kind }) => kind)

/** What a merchant's decision does, whatever the payments are kept in. */
export function resolvingConforms(name: string, createStore: () => Store | Promise<Store>): void {
  const storeTest = (sentence: string, test: (store: Store) => Promise<void>) => {
    it(sentence, async () => {
      const store = await createStore()
      try {
        await test(store)
      } finally {
        await store.remove()
      }
    })
  }

  describe(`What was flagged, in ${name}`, () => {
    for (const { kind } of HELD) {
      storeTest(`is told as ${kind} with the success that it holds back; its payer waits`, async (store) => {
        const { shop, session, flag } = await holding(store.open(), kind)
        assert.deepEqual([flag.kind, flag.held, flag.paymentNo], [kind, true, 'A-1001-1'])
        assert.deepEqual(await shop.status(session.statusToken), PENDING)
        assert.equal((await shop.session()).earlier?.statusToken, session.statusToken)
        assert.deepEqual(shop.paid, [])
      })

      storeTest(`is paid by accepting a ${kind}: one event, under the order's one id`, async (store) => {
        const { shop, session, attempt, flag } = await holding(store.open(), kind)
        const { outcome, flags } = await shop.checkout.resolve(flag, 'accept', 'Olena, ticket 42')
        assert.equal(outcome, 'settled')
        assert.deepEqual(
          flags.map(({ at, ...settled }) => [settled, typeof at]),
          [[{ invoiceId: '77700001', kind, decision: 'accept', note: 'Olena, ticket 42' }, 'number']]
        )
        await shop.checkout.deliver()
        const { checkoutId } = anAccount()
        const { amount, currency, paymentNo } = attempt
        assert.deepEqual(
          shop.paid.map(({ payway, ...payment }) => [payment, typeof payway]),
          [
            [
              {
                ...{ id: `paid:${checkoutId}:live:A-1001`, orderId: 'A-1001', invoiceId: '77700001' },
                ...{ paymentNo, amount, currency, mode: 'live' },
                accepted: { why: kind, note: 'Olena, ticket 42' }
              },
              'string'
            ]
          ]
        )
        const { state, reference } = (await shop.status(session.statusToken)) as Fields
        assert.deepEqual([state, reference], ['paid', 'A-1001-1'])
        assert.equal((await shop.askSession()).status, 409)
      })

      for (const decision of ['refunded', 'ignore'] as const) {
        storeTest(`lets the payer of a ${kind} go when it is settled by ${decision}`, async (store) => {
          const { shop, session, flag } = await holding(store.open(), kind)
          assert.equal((await shop.checkout.resolve(flag, decision, '')).outcome, 'settled')
          assert.deepEqual(await shop.status(session.statusToken), CANCELED)
          const next = await shop.session()
          assert.notEqual(next.earlier?.statusToken, session.statusToken)
          await shop.notify(notification(attemptOf(next), { ik_inv_id: '88800001', ik_pw_via: PRIVAT24 }))
          await shop.checkout.deliver()
          assert.deepEqual(
            shop.paid.map(({ paymentNo, accepted }) => [paymentNo, accepted]),
            [[next.fields.ik_pm_no, undefined]]
          )
        })
      }

      for (const decision of ['accept', 'refunded', 'ignore'] as const) {
        storeTest(
          `stays as ${decision} has settled a ${kind}, though the gateway says it anew`,
          async (store) => {
            const { shop, session, attempt, says, flag } = await holding(store.open(), kind)
            await shop.checkout.resolve(flag, decision, '')
            const before = await shop.status(session.statusToken)
            const anew = { ...says, ik_inv_prc: '2026-11-22 10:11:12' }
            assert.equal((await shop.notify(notification(attempt, anew))).status, 200)
            assert.deepEqual(await shop.status(session.statusToken), before)
            await shop.checkout.deliver()
            assert.equal(shop.paid.length, decision === 'accept' ? 1 : 0)
            assert.deepEqual(kindsOf(shop), [kind])
          }
        )
      }
    }

    storeTest('is settled once: whoever decides later is told what was decided', async (store) => {
      const { shop, session, flag } = await holding(store.open(), 'amount-mismatch')
      const first = await shop.checkout.resolve(flag, 'refunded', 'sent back')
      const other = again(store)
      for (const decision of ['refunded', 'accept', 'ignore'] as const) {
        const second = await other.checkout.resolve(flag.paymentNo, decision, 'another note')
        assert.deepEqual(second, { ...first, outcome: 'settled-before' })
      }
      await other.checkout.deliver()
      assert.deepEqual([...shop.paid, ...other.paid], [])
      assert.deepEqual(await other.status(session.statusToken), CANCELED)
      await other.ledger.close()
    })

    storeTest('is settled by one of ten who decide at once, over two connections', async (store) => {
      const { shop, session, flag } = await holding(store.open(), 'amount-mismatch')
      const other = again(store)
      const decisions = Array.from({ length: 10 }, (_, index): Decision =>
        index % 2 ? 'accept' : 'refunded'
      )
      const answers = await Promise.all(
        decisions.map((decision, index) =>
          (index % 3 ? shop : other).checkout.resolve(flag, decision, `note ${index}`)
        )
      )
      assert.equal(answers.filter(({ outcome }) => outcome === 'settled').length, 1)
      assert.equal(new Set(answers.map(({ flags }) => JSON.stringify(flags))).size, 1)
      const [settled] = answers[0]?.flags ?? []
      await Promise.all([shop.checkout.deliver(), other.checkout.deliver()])
      const isAccepted = settled?.decision === 'accept'
      assert.equal(shop.paid.length + other.paid.length, isAccepted ? 1 : 0)
      const { state } = (await other.status(session.statusToken)) as Fields
      assert.equal(state, isAccepted ? 'paid' : 'failed')
      await other.ledger.close()
    })

    storeTest('is no second effect when it is accepted for an order that is paid', async (store) => {
      const { shop, flag } = await holding(store.open(), 'amount-mismatch')
      const { paymentNo } = await payOtherwise(shop)
      assert.equal((await shop.checkout.resolve(flag, 'accept', 'kept')).outcome, 'settled')
      await shop.checkout.deliver()
      assert.deepEqual(
        shop.paid.map((payment) => payment.paymentNo),
        [paymentNo]
      )
      assert.deepEqual(kindsOf(shop), ['amount-mismatch', 'double-payment'])
      const again = await shop.checkout.resolve(flag, 'accept', 'kept')
      assert.equal(again.outcome, 'settled-before')
      const [, double] = shop.flags
      assert.ok(double)
      const refunded = await shop.checkout.resolve(double, 'refunded', 'sent back')
      assert.deepEqual(
        refunded.flags.map(({ kind, decision }) => [kind, decision]),
        [['double-payment', 'refunded']]
      )
    })

    storeTest('pays once when it is accepted while the order is paid otherwise', async (store) => {
      const { shop, session, flag } = await holding(store.open(), 'amount-mismatch')
      const other = again(store)
      const second = attemptOf(await shop.session())
      await Promise.all([
        shop.checkout.resolve(flag, 'accept', ''),
        other.notify(notification(second, { ik_inv_id: '88800001' }))
      ])
      await Promise.all([shop.checkout.deliver(), other.checkout.deliver()])
      assert.equal(shop.paid.length + other.paid.length, 1)
      assert.deepEqual(
        [...kindsOf(shop), ...kindsOf(other)].filter((kind) => kind === 'double-payment').length,
        1
      )
      assert.equal(((await shop.status(session.statusToken)) as Fields)['state'], 'paid')
      await other.ledger.close()
    })

    storeTest('leaves a payment open that no money has come for', async (store) => {
      const shop = openShop({ ledger: store.open() })
      const session = await shop.session()
      await shop.notify(notification(attemptOf(session), { ik_inv_st: 'waitAccept' }))
      await shop.notify(notification(attemptOf(session), { ik_inv_st: 'waitAccept', ik_am: '1.00' }))
      for (const decision of ['ignore', 'accept'] as const) {
        await shop.checkout.resolve('A-1001-1', decision, '')
        assert.deepEqual(await shop.status(session.statusToken), PENDING)
      }
      await shop.notify(notification(attemptOf(session), { ik_am: '1.00' }))
      await shop.checkout.deliver()
      assert.deepEqual(
        shop.flags.map(({ kind, held }) => [kind, held]),
        [
          ['amount-mismatch', false],
          ['amount-mismatch', true]
        ]
      )
    })

    storeTest('takes nothing back of a payment that was delivered', async (store) => {
      const shop = openShop({ ledger: store.open() })
      const session = await shop.session()
      await shop.notify(notification(attemptOf(session), { ik_inv_st: 'fail' }))
      await shop.notify(notification(attemptOf(session)))
      await shop.checkout.deliver()
      assert.deepEqual(kindsOf(shop), ['late-success'])
      assert.equal((await shop.checkout.resolve('A-1001-1', 'refunded', 'sold out')).outcome, 'settled')
      assert.equal(((await shop.status(session.statusToken)) as Fields)['state'], 'paid')
      assert.equal((await shop.askSession()).status, 409)
    })

    storeTest('is held anew when it was refunded and the gateway then calls it paid', async (store) => {
      const { shop, session, attempt, flag } = await holding(store.open(), 'amount-mismatch')
      await shop.checkout.resolve(flag, 'refunded', 'sent back')
      await shop.notify(notification(attempt))
      await shop.checkout.deliver()
      assert.deepEqual([kindsOf(shop), shop.paid], [['amount-mismatch', 'success-after-refund'], []])
      assert.deepEqual(await shop.status(session.statusToken), PENDING)
      await shop.checkout.resolve('A-1001-1', 'refunded', 'it is the same money')
      assert.deepEqual(await shop.status(session.statusToken), CANCELED)
    })

    storeTest(
      'was no payment where it is ignored, and is one when the gateway calls it paid',
      async (store) => {
        const { shop, attempt, flag } = await holding(store.open(), 'amount-mismatch')
        await shop.checkout.resolve(flag, 'ignore', 'a test of theirs')
        await shop.notify(notification(attempt))
        await shop.checkout.deliver()
        assert.equal(shop.paid.length, 1)
      }
    )

    storeTest('is settled for one invoice where that one is named, else for the attempt', async (store) => {
      const shop = openShop({ ledger: store.open() })
      const session = await shop.session()
      for (const ik_inv_id of ['1', '2', '3']) {
        await shop.notify(notification(attemptOf(session), { ik_inv_id, ik_am: '1.00' }))
      }
      const one = await shop.checkout.resolve({ paymentNo: 'A-1001-1', invoiceId: '2' }, 'refunded', '')
      assert.deepEqual(
        one.flags.map(({ invoiceId }) => invoiceId),
        ['2']
      )
      assert.deepEqual(await shop.status(session.statusToken), PENDING)
      const rest = await shop.checkout.resolve('A-1001-1', 'accept', '')
      assert.deepEqual(
        rest.flags.map(({ invoiceId }) => invoiceId),
        ['1', '3']
      )
      await shop.checkout.deliver()
      assert.deepEqual(
        shop.paid.map(({ invoiceId }) => invoiceId),
        ['1']
      )
      assert.deepEqual(
        shop.flags.filter(({ kind }) => kind === 'double-payment').map(({ invoiceId }) => invoiceId),
        ['3']
      )
    })

    storeTest('is settled as a whole or not at all', async (store) => {
      const { shop, session, flag } = await holding(store.open(), 'amount-mismatch')
      const whole = shop.ledger
      const failing: Ledger = {
        ...whole,
        transaction: (order, work) => whole.transaction(order, (steps) => work(withoutOutbox(steps)))
      }
      const broken = openShop({ ledger: failing })
      await assert.rejects(broken.checkout.resolve(flag, 'accept', ''), /disk full/)
      assert.deepEqual(await shop.status(session.statusToken), PENDING)
      assert.equal((await shop.checkout.resolve(flag, 'accept', '')).outcome, 'settled')
      await shop.checkout.deliver()
      assert.equal(shop.paid.length, 1)
    })

    storeTest('is nothing where nothing was flagged, or only in the other mode', async (store) => {
      const { shop } = await holding(store.open(), 'amount-mismatch')
      const none = { outcome: 'nothing-flagged', flags: [] }
      await payOtherwise(shop)
      assert.deepEqual(await shop.checkout.resolve('A-1001-2', 'accept', ''), none)
      const testing = openShop({ ledger: shop.ledger, account: anAccount({ mode: 'test' }) })
      assert.deepEqual(await testing.checkout.resolve('A-1001-1', 'accept', ''), none)
      await testing.checkout.deliver()
      assert.deepEqual(testing.paid, [])
    })

    storeTest('is refused to be settled by what makes no sense', async (store) => {
      const { shop, session, flag } = await holding(store.open(), 'amount-mismatch')
      const { checkout } = shop
      const refused = (code: string) => (error: { code?: unknown }) => error.code === code
      await assert.rejects(checkout.resolve('A-1001-9', 'accept', ''), refused('unknown-invoice'))
      await assert.rejects(checkout.resolve(flag, 'Accept' as Decision, ''), refused('bad-request'))
      await assert.rejects(checkout.resolve(flag, 'accept', 'x'.repeat(1001)), refused('bad-request'))
      await assert.rejects(
        checkout.resolve(flag, 'accept', undefined as unknown as string),
        refused('bad-request')
      )
      assert.deepEqual(await shop.status(session.statusToken), PENDING)
    })
  })
}

const withoutOutbox = (steps: LedgerTransaction): LedgerTransaction => ({
  ...steps,
  enqueue: () => Promise.reject(new Error('disk full'))
})
