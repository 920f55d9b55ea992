import { createHash } from 'node:crypto'
import type { CheckoutSession } from '../../src/protocol/index.js'
import type { Order, Payway } from '../../src/protocol/schemas.js'
import { createCheckout, type Checkout } from '../../src/server/checkout.js'
import { orderKeyOf } from '../../src/server/judging/record-message.js'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import type { Flag, PaidPayment } from '../../src/server/ledger/outbox-event.js'
import type { CheckoutOptions } from '../../src/server/options.js'
import {
  providerAccount,
  type Account,
  type ProviderAccountSettings
} from '../../src/server/signing/account.js'
import type { Attempt } from '../../src/server/signing/attempt.js'
import { SECRET_KEY, TEST_KEY } from './made-up-keys.js'

export { OLD_SECRET_KEY, SECRET_KEY, TEST_KEY } from './made-up-keys.js'

export const SHOP = 'https://shop.example'
export const BASE_URL = `${SHOP}/interkassa`
export const CHECKOUT_ID = '64b0c1d2e3f4a5b6c7d8e9f0'

export const VISA = 'visa_cpaytrz_merchant_uah'
export const PRIVAT24 = 'privat24_liqpay_merchant3_uah'
export const TEST_PAYWAY = 'test_interkassa_test_xts'

export const HOUR = 3_600_000

export const FORM = 'application/x-www-form-urlencoded'

export function anAccount(settings: Partial<ProviderAccountSettings> = {}): Account {
  return providerAccount({
    checkoutId: CHECKOUT_ID,
    secretKey: SECRET_KEY,
    testSecretKey: TEST_KEY,
    mode: 'live',
    ...settings
  })
}

export function anAttempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    paymentNo: 'A-1001-1',
    amount: '100.00',
    currency: 'UAH',
    description: 'Order A-1001',
    expiresAt: new Date(Date.now() + HOUR).toISOString(),
    lifetime: 3600,
    ...changes
  }
}

export type Fields = Readonly<Record<string, string>>

/** The gateway's signature, written down a second time, so that no fault of ours can hide in both. */
export function gatewaySign(fields: Fields, key: string, algorithm = 'sha256'): string {
  const values = Object.keys(fields)
    .sort()
    .map((name) => fields[name])
  return createHash(algorithm)
    .update([...values, key].join(':'))
    .digest('base64')
}

/** What the gateway would say of this attempt; unsigned. */
export function notificationFields(attempt: Attempt, changes: Fields = {}): Fields {
  return {
    ik_co_id: CHECKOUT_ID,
    ik_co_prs_id: '404025496344',
    ik_inv_id: '77700001',
    ik_inv_st: 'success',
    ik_inv_crt: '2026-11-22 10:00:00',
    ik_inv_prc: '2026-11-22 10:00:09',
    ik_trn_id: '',
    ik_pm_no: attempt.paymentNo,
    ik_pw_via: VISA,
    ik_am: attempt.amount,
    ik_co_rfn: '97.0000',
    ik_ps_price: '103.00',
    ik_cur: attempt.currency,
    ik_desc: attempt.description,
    ...changes
  }
}

/** A urlencoded body of the fields with their signature. */
export function signedBody(fields: Fields, key = SECRET_KEY, algorithm = 'sha256'): string {
  return String(new URLSearchParams({ ...fields, ik_sign: gatewaySign(fields, key, algorithm) }))
}

/** A genuine notification of a live payment. */
export function notification(attempt: Attempt, changes: Fields = {}): string {
  return signedBody(notificationFields(attempt, changes))
}

/** A genuine notification of the test payway. */
export function testNotification(attempt: Attempt, changes: Fields = {}): string {
  return signedBody(notificationFields(attempt, { ik_pw_via: TEST_PAYWAY, ...changes }), TEST_KEY)
}

/** A checkout with its shop around it, and what the shop was told. */
export interface Shop {
  readonly checkout: Checkout
  readonly ledger: Ledger
  /** What `loadOrder` finds. Tests change it as a shop changes its orders. */
  readonly orders: Map<string, Order>
  readonly paid: PaidPayment[]
  readonly flags: Flag[]
  /** A request to a path below the base URL. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Asks for a session, as the element does. */
  askSession(orderId?: string, headers?: Fields): Promise<Response>
  /** The session of an order that can be paid. */
  session(orderId?: string): Promise<CheckoutSession>
  /** Posts a body to the notification route, as the gateway does. */
  notify(body: string | Uint8Array<ArrayBuffer>, headers?: Fields): Promise<Response>
  /** The ledger's word for the holder of a token. */
  status(token: string | undefined): Promise<unknown>
}

export const anOrder = (changes: Partial<Order> = {}): Order => ({
  amount: '100.00',
  currency: 'UAH',
  description: 'Order A-1001',
  ...changes
})

/** Opens a shop with one order, `A-1001`, and everything else as a test wants it. Nothing runs in the background. */
export function openShop(options: Partial<CheckoutOptions> = {}): Shop {
  const ledger = options.ledger ?? memoryLedger()
  const orders = new Map([['A-1001', anOrder()]])
  const paid: PaidPayment[] = []
  const flags: Flag[] = []
  const payways: readonly Payway[] = [{ id: VISA, name: 'Visa' }, { id: PRIVAT24 }]
  const checkout = createCheckout({
    account: anAccount(),
    baseUrl: BASE_URL,
    loadOrder: (orderId) => orders.get(orderId) ?? null,
    onPaid: (payment) => paid.push(payment),
    onFlag: (flag) => flags.push(flag),
    returnTo: (orderId) => `${SHOP}/thanks?order=${orderId ?? ''}`,
    payways,
    background: false,
    ...options,
    ledger
  })
  const ask: Shop['ask'] = (path, init) => checkout.fetch(new Request(BASE_URL + path, init))
  const askSession: Shop['askSession'] = (orderId = 'A-1001', headers = {}) =>
    ask('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: SHOP, ...headers },
      body: JSON.stringify({ orderId })
    })
  return {
    checkout,
    ledger,
    orders,
    paid,
    flags,
    ask,
    askSession,
    async session(orderId) {
      const answer = await askSession(orderId)
      if (answer.status !== 200) throw new Error(`no session but ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as CheckoutSession
    },
    notify: (body, headers = {}) =>
      ask('/notify', { method: 'POST', headers: { 'content-type': FORM, ...headers }, body }),
    async status(token) {
      const answer = await ask(`/status?t=${token ?? ''}`)
      const { orderId, ...status } = (await answer.json()) as Fields
      if (orderId !== undefined && !orders.has(orderId))
        throw new Error(`of no order of this shop: ${orderId}`)
      return status
    }
  }
}

/** The attempt that a session's forms carry, as the gateway sees it. */
export function attemptOf({ fields, expiresAt }: CheckoutSession): Attempt {
  const { ik_pm_no: paymentNo = '', ik_am: amount = '', ik_cur: currency = '', ik_desc = '' } = fields
  return { paymentNo, amount, currency, description: ik_desc, expiresAt, lifetime: 3600 }
}

/** Leaves the order `A-1001` with an attempt of this number, opened more than an hour ago, whose payer is at the gateway. */
export async function useUpAttempts(shop: Shop, number = 999): Promise<void> {
  const { statusToken = '' } = await shop.session()
  const first = await shop.ledger.findAttemptByToken(statusToken)
  if (!first) throw new Error('the session has no attempt')
  const last = {
    ...first,
    number,
    paymentNo: `A-1001-${number}`,
    statusToken: 'x'.repeat(32),
    openedAt: Date.now() - 2 * HOUR,
    sentAt: Date.now()
  }
  await shop.ledger.transaction(orderKeyOf(first), async (transaction) => {
    await transaction.markSent(first.paymentNo, Date.now())
    await transaction.insertAttempt(last)
  })
}
