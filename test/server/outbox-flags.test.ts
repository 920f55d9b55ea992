import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import type { FlagKind } from '../../src/server/ledger/outbox-event.js'
import {
  anAccount,
  anAttempt,
  anOrder,
  attemptOf,
  HOUR,
  notification,
  openShop,
  PRIVAT24,
  TEST_PAYWAY,
  testNotification,
  type Fields,
  type Shop
} from './fixtures.js'

interface Situation {
  readonly kind: FlagKind
  /** Whether `onPaid` is told of a payment, too. */
  readonly paid: boolean
  readonly held: boolean
  /** Of the server, live unless said otherwise. */
  readonly mode?: 'test'
  /** What the operator reads of it. */
  readonly says: RegExp
  /** Brings it about and gives the messages that do. */
  readonly arise: (shop: Shop, context: TestContext) => Promise<readonly string[]>
}

/** One message about the order's first attempt. */
const saying =
  (changes: Fields, order: Parameters<typeof anOrder>[0] = {}) =>
  async (shop: Shop): Promise<readonly string[]> => {
    shop.orders.set('A-1001', anOrder(order))
    return [notification(attemptOf(await shop.session()), changes)]
  }

const success = /success, 100\.00 UAH by visa_cpaytrz_merchant_uah; expected 100\.00 UAH/

const situations: readonly Situation[] = [
  {
    ...{ kind: 'late', paid: true, held: false, says: success },
    arise: async (shop, context) => {
      const body = notification(attemptOf(await shop.session()))
      context.mock.timers.tick(HOUR)
      return [body]
    }
  },
  {
    ...{ kind: 'late-success', paid: true, held: false, says: success },
    arise: async (shop) => {
      const attempt = attemptOf(await shop.session())
      return [notification(attempt, { ik_inv_st: 'fail' }), notification(attempt)]
    }
  },
  {
    ...{ kind: 'fail-after-success', paid: true, held: false, says: /found fail, 100\.00 UAH/ },
    arise: async (shop) => {
      const attempt = attemptOf(await shop.session())
      return [notification(attempt), notification(attempt, { ik_inv_st: 'fail' })]
    }
  },
  {
    ...{ kind: 'double-payment', paid: true, held: false, says: /invoice 2 of A-1001-1: found success/ },
    arise: async (shop) => {
      const attempt = attemptOf(await shop.session())
      return ['1', '2'].map((ik_inv_id) => notification(attempt, { ik_inv_id }))
    }
  },
  {
    ...{ kind: 'superseded-payment', paid: false, held: true, says: success },
    arise: async (shop) => {
      const body = notification(attemptOf(await shop.session()))
      shop.orders.set('A-1001', anOrder({ amount: '150.00' }))
      await shop.session()
      return [body]
    }
  },
  {
    ...{ kind: 'amount-mismatch', paid: false, held: true },
    says: /found success, 1\.00 UAH by .*; expected 100\.00 UAH/,
    arise: saying({ ik_am: '1.00' })
  },
  {
    ...{ kind: 'currency-mismatch', paid: false, held: true },
    says: /found success, 100\.00 USD by .*; expected 100\.00 UAH/,
    arise: saying({ ik_cur: 'USD' })
  },
  {
    ...{ kind: 'payway-mismatch', paid: false, held: true, says: /by visa_cpaytrz_merchant_uah/ },
    arise: saying({}, { payways: [PRIVAT24] })
  },
  {
    ...{ kind: 'unknown-state', paid: false, held: false, says: /found refunded, 100\.00 UAH/ },
    arise: saying({ ik_inv_st: 'refunded' })
  },
  {
    ...{
      kind: 'wrong-mode',
      paid: false,
      held: false,
      says: /a test payment came to a checkout in live mode/
    },
    arise: saying({ ik_pw_via: TEST_PAYWAY })
  },
  {
    ...{ kind: 'mode-mismatch', paid: false, held: false, mode: 'test', says: /by test_interkassa_test_xts/ },
    arise: async ({ ledger }) => [testNotification(attemptOf(await openShop({ ledger }).session()))]
  },
  {
    ...{ kind: 'unknown-invoice', paid: false, held: false, says: /no attempt is called A-1001-1/ },
    arise: () => Promise.resolve([notification(anAttempt())])
  }
]

suite('The operator is told, once', () => {
  for (const { kind, paid, held, mode = 'live', says, arise } of situations) {
    test(`of ${kind}, ${paid ? 'beside the payment' : held ? 'which is held back' : 'and nothing is paid'}`, async (context) => {
      context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T00:00:00Z') })
      context.mock.method(console, 'warn', () => undefined)
      const shop = openShop({ account: anAccount({ mode }) })
      const bodies = await arise(shop, context)
      for (const body of [...bodies, ...bodies]) await shop.notify(body)
      await shop.checkout.deliver()
      assert.deepEqual(
        shop.flags.map((flag) => [flag.kind, flag.held, says.test(flag.message)]),
        [[kind, held, true]],
        shop.flags.map(({ message }) => message).join('\n')
      )
      assert.equal(shop.paid.length, paid ? 1 : 0)
    })
  }
})
