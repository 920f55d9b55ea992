import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { isHeld } from '../../src/server/judging/order-state.js'
import type { OrderRecords } from '../../src/server/ledger/ledger.js'
import type { Decision } from '../../src/server/ledger/raised-flag.js'
import { anAccount, anOrder, attemptOf, notification, openShop, type Fields, type Shop } from './fixtures.js'

/** What happens to an order: the gateway says something of one of its two attempts, or the merchant decides. */
type Step =
  { readonly attempt: 0 | 1; readonly says: Fields } | { readonly attempt: 0 | 1; readonly decides: Decision }

const attempt = fc.constantFrom<0 | 1>(0, 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    attempt,
    says: fc.record({
      ik_inv_id: fc.constantFrom('1', '2'),
      ik_inv_st: fc.constantFrom('waitAccept', 'fail', 'success', 'success', 'unheardOf'),
      ik_am: fc.constantFrom('100.00', '100.00', '1.00'),
      ik_inv_prc: fc.constantFrom('2026-11-22 10:00:09', '2026-11-22 10:11:12')
    })
  }),
  fc.record({ attempt, decides: fc.constantFrom<Decision>('accept', 'refunded', 'ignore') })
)

const steps = fc.record({ superseded: fc.boolean(), taken: fc.array(step, { maxLength: 9 }) })

/** A shop with two attempts of one order, the first of them superseded or not, and what takes a step of theirs. */
async function openOrder(superseded: boolean) {
  const shop = openShop()
  const first = await shop.session()
  await shop.ask(`/leave?t=${first.statusToken ?? ''}`, { method: 'POST' })
  if (superseded) shop.orders.set('A-1001', anOrder({ amount: '100.01' }))
  const second = await shop.session()
  const attempts = [first, second].map(attemptOf)
  const take = async (taken: Step): Promise<void> => {
    const { paymentNo } = attempts[taken.attempt] ?? assert.fail()
    if ('decides' in taken) await shop.checkout.resolve(paymentNo, taken.decides, '')
    else await shop.notify(notification(attempts[taken.attempt] ?? assert.fail(), taken.says))
  }
  return { shop, take, tokens: [first.statusToken, second.statusToken] }
}

async function recordsOf({ ledger }: Shop): Promise<OrderRecords> {
  const { checkoutId, mode } = anAccount()
  return ledger.read({ checkoutId, mode, orderId: 'A-1001' })
}

const RANKS = ['created', 'pending', 'failed', 'paid']

suite('Messages and decisions in any order', () => {
  test('pay an order at most once, exactly where its ledger says paid', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async ({ superseded, taken }) => {
        const { shop, take, tokens } = await openOrder(superseded)
        for (const one of taken) await take(one)
        await shop.checkout.deliver()
        const isPaid = (await recordsOf(shop)).invoices.some(({ state }) => state === 'paid')
        assert.equal(shop.paid.length, isPaid ? 1 : 0)
        for (const token of tokens) {
          assert.equal(((await shop.status(token)) as Fields)['state'] === 'paid', isPaid)
        }
      }),
      { numRuns: 300 }
    )
  })

  test('only raise states, and never change what is settled', async () => {
    await fc.assert(
      fc.asyncProperty(steps, step, async ({ superseded, taken }, last) => {
        const { shop, take } = await openOrder(superseded)
        for (const one of taken) await take(one)
        const before = (await recordsOf(shop)).invoices
        await take(last)
        const after = (await recordsOf(shop)).invoices
        for (const [index, { state, flags }] of before.entries()) {
          const now = after[index] ?? assert.fail()
          assert.ok(RANKS.indexOf(now.state) >= RANKS.indexOf(state))
          for (const [place, flag] of flags.entries()) {
            if (flag.resolution) assert.deepEqual(now.flags[place], flag)
          }
        }
      }),
      { numRuns: 300 }
    )
  })

  test('hold nobody up once the merchant has decided about everything', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom<Decision>('refunded', 'ignore'), async (given, decision) => {
        const { shop, take } = await openOrder(given.superseded)
        for (const one of given.taken) await take(one)
        for (const attempt of [0, 1] as const) await take({ attempt, decides: decision })
        const { invoices } = await recordsOf(shop)
        assert.ok(!invoices.some(isHeld))
        assert.ok(invoices.every(({ flags }) => flags.every(({ resolution }) => resolution)))
      }),
      { numRuns: 300 }
    )
  })

  test('tell the operator of every success that is held back', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async ({ superseded, taken }) => {
        const { shop, take } = await openOrder(superseded)
        for (const one of taken) await take(one)
        await shop.checkout.deliver()
        for (const { paymentNo, invoiceId, flags } of (await recordsOf(shop)).invoices) {
          const told = shop.flags.filter(
            (flag) => flag.paymentNo === paymentNo && flag.invoiceId === invoiceId
          )
          assert.deepEqual(
            told.map(({ kind, held }) => [kind, held]),
            flags.map(({ kind, holds }) => [kind, holds])
          )
        }
      }),
      { numRuns: 300 }
    )
  })
})
