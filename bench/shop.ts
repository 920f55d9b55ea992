import { createCheckout, providerAccount, sign, type Checkout } from '../src/server/index.js'
import type { AttemptRecord, Ledger } from '../src/server/ledger/ledger.js'

/* A shop of which only its books and the gateway's messages matter. */
export const secretKey = 'Made-up-key-of-a-benchmark'
export const account = providerAccount({ checkoutId: '64b0c1d2e3f4a5b6c7d8e9f0', secretKey, mode: 'live' })
export const AMOUNT = '250.50'

/** The number under which the payment of this order is known. */
export const paymentOf = (index: number): string => `B-${index}-1`

/** The attempt that is paid by {@link notificationOf} the same number. */
export function attemptOf(index: number): AttemptRecord {
  return {
    checkoutId: account.checkoutId,
    mode: 'live',
    orderId: `B-${index}`,
    number: 1,
    paymentNo: paymentOf(index),
    amount: AMOUNT,
    currency: 'UAH',
    description: 'Замовлення',
    expiresAt: '2100-01-01T00:00:00Z',
    lifetime: 3600,
    statusToken: `token-of-a-benchmark-${index}`,
    openedAt: 1_795_392_000_000,
    offered: [{ id: 'visa_cpaytrz_merchant_uah', name: 'Visa' }],
    sentAt: null,
    superseded: false,
    distrusted: false,
    lookUp: { dueAt: null, lastAt: null, answers: 0 }
  }
}

/** Opens the attempts of so many orders, from this one on. */
export async function openAttempts(ledger: Ledger, count: number, from = 0): Promise<void> {
  for (let index = from; index < from + count; index++) {
    const attempt = attemptOf(index)
    await ledger.transaction(attempt, (transaction) => transaction.insertAttempt(attempt))
  }
}

/** The gateway's word that a payment was made. */
export function notificationOf(paymentNo: string, changes: Readonly<Record<string, string>> = {}): string {
  const fields = {
    ik_co_id: account.checkoutId,
    ik_co_prs_id: '404025496344',
    ik_inv_id: '77700001',
    ik_inv_st: 'success',
    ik_inv_crt: '2026-11-22 10:00:00',
    ik_inv_prc: '2026-11-22 10:00:09',
    ik_trn_id: '',
    ik_pm_no: paymentNo,
    ik_pw_via: 'visa_cpaytrz_merchant_uah',
    ik_am: AMOUNT,
    ik_co_rfn: '243.0000',
    ik_ps_price: '258.02',
    ik_cur: 'UAH',
    ik_desc: 'Замовлення'
  }
  return String(new URLSearchParams({ ...fields, ik_sign: sign(fields, secretKey), ...changes }))
}

/** All of the routes over this ledger. */
export const checkoutOver = (ledger: Ledger): Checkout =>
  createCheckout({
    account,
    ledger,
    baseUrl: 'http://127.0.0.1/interkassa',
    payways: [{ id: 'visa_cpaytrz_merchant_uah' }],
    loadOrder: () => null,
    onPaid: () => undefined,
    returnTo: () => 'http://127.0.0.1/thanks',
    background: false
  })

/** A message to the route that takes the gateway's. */
export const toNotify = (body: string): Request =>
  new Request('http://127.0.0.1/interkassa/notify', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body
  })
