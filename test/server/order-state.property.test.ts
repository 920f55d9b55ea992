import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { deriveState } from '../../src/protocol/index.js'
import { isHeld } from '../../src/server/judging/order-state.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { anAccount, attemptOf, notification, openShop, testNotification, type Fields } from './fixtures.js'

/** One message of the gateway: of which of the order's two attempts, of which invoice, and what it says. */
interface Message {
  readonly attempt: 0 | 1
  readonly invoice: number
  readonly state: string
  readonly amount: string
}

const message: fc.Arbitrary<Message> = fc.record({
  attempt: fc.constantFrom(0, 1),
  invoice: fc.constantFrom(1, 2),
  state: fc.constantFrom(
    'new',
    'waitAccept',
    'process',
    'fail',
    'canceled',
    'success',
    'success',
    'unheardOf'
  ),
  amount: fc.constantFrom('100.00', '100.00', '100', '1.00')
})

/** Two attempts of one order are out; the gateway says all this of them, in this order. */
async function outcomeOf(messages: readonly Message[], atOnce = false) {
  const shop = openShop()
  const first = await shop.session()
  await shop.ask(`/leave?t=${first.statusToken ?? ''}`, { method: 'POST' })
  const sessions = [first, await shop.session()] as const
  const bodyOf = ({ attempt, invoice, state, amount }: Message) => {
    const changes: Fields = { ik_inv_id: `${attempt + 1}${invoice}`, ik_inv_st: state, ik_am: amount }
    return notification(attemptOf(sessions[attempt]), changes)
  }
  const answers: Response[] = []
  if (atOnce) answers.push(...(await Promise.all(messages.map((one) => shop.notify(bodyOf(one))))))
  else for (const one of messages) answers.push(await shop.notify(bodyOf(one)))
  await shop.checkout.deliver()
  const { checkoutId, mode } = anAccount()
  const { invoices } = await shop.ledger.read({ checkoutId, mode, orderId: 'A-1001' })
  return {
    answers: answers.map(({ status }) => status),
    effects: shop.paid.map(({ id }) => id),
    order: deriveState(invoices.map(({ state }) => state)),
    invoices: Object.fromEntries(
      invoices.map((invoice) => [invoice.invoiceId, [invoice.state, isHeld(invoice)]])
    ),
    states: await Promise.all(
      sessions.map(async ({ statusToken }) => {
        const { state, reason } = (await shop.status(statusToken)) as { state: string; reason?: string }
        return [state, reason]
      })
    ),
    paymentNos: shop.paid.map(({ paymentNo }) => paymentNo)
  }
}

const lasting = ({ effects, order, invoices, states }: Awaited<ReturnType<typeof outcomeOf>>) => ({
  effects,
  order,
  invoices,
  states
})

const messages = fc.array(message, { maxLength: 7 })
const shuffled = messages.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }))
)

suite('What the gateway says of an order', () => {
  test('ends in the same states and effects in whatever order it comes', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, other]) => {
        assert.deepEqual(lasting(await outcomeOf(other)), lasting(await outcomeOf(list)))
      }),
      { numRuns: 300 }
    )
  })

  test('ends so, too, when every message comes twice and all at once', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, other]) => {
        const twice = await outcomeOf([...list, ...other], true)
        assert.deepEqual(lasting(twice), lasting(await outcomeOf(list)))
        assert.ok(twice.answers.every((status) => status === 200))
      }),
      { numRuns: 150 }
    )
  })

  test('pays an order once, and only where one success was right in everything', async () => {
    await fc.assert(
      fc.asyncProperty(messages, async (list) => {
        const { effects, order, states, paymentNos } = await outcomeOf(list)
        const right = list.filter(({ state, amount }) => state === 'success' && Number(amount) === 100)
        assert.equal(effects.length, right.length > 0 ? 1 : 0)
        assert.equal(order === 'paid', right.length > 0)
        assert.ok(states.every(([state]) => (state === 'paid') === right.length > 0))
        assert.deepEqual(
          paymentNos,
          right.slice(0, 1).map(({ attempt }) => `A-1001-${attempt + 1}`)
        )
      }),
      { numRuns: 300 }
    )
  })

  test('is never taken back by what comes later', async () => {
    await fc.assert(
      fc.asyncProperty(messages, message, async (list, later) => {
        const ranks = ['created', 'pending', 'failed', 'paid']
        const before = (await outcomeOf(list)).invoices
        const after = (await outcomeOf([...list, later])).invoices
        for (const [invoiceId, [state]] of Object.entries(before)) {
          const next = after[invoiceId]?.[0]
          assert.ok(ranks.indexOf(String(next)) >= ranks.indexOf(String(state)))
        }
      }),
      { numRuns: 200 }
    )
  })

  test('says nothing of an order in the other mode, whatever a test server hears of it', async () => {
    const states = fc.array(fc.constantFrom('new', 'process', 'fail', 'success'), {
      minLength: 1,
      maxLength: 4
    })
    await fc.assert(
      fc.asyncProperty(states, async (list) => {
        const ledger = memoryLedger()
        const live = openShop({ ledger })
        const inTest = openShop({ ledger, account: anAccount({ mode: 'test' }) })
        const attempt = attemptOf(await live.session())
        const { checkoutId, mode } = anAccount()
        const order = { checkoutId, mode, orderId: 'A-1001' }
        const withoutTrust = async () => {
          const { attempts, invoices } = await ledger.read(order)
          return { invoices, attempts: attempts.map((one) => ({ ...one, distrusted: false })) }
        }
        const before = await withoutTrust()
        for (const state of list) await inTest.notify(testNotification(attempt, { ik_inv_st: state }))
        assert.deepEqual(await withoutTrust(), before)
        assert.equal(await live.checkout.deliver(), 0)
      }),
      { numRuns: 50 }
    )
  })
})
