import type { AttemptRecord, InvoiceRecord, OrderKey } from '../../../src/server/ledger/ledger.js'
import type { EventOwner, OutboxEvent } from '../../../src/server/ledger/outbox-event.js'

export const CHECKOUT_ID = '64b0c1d2e3f4a5b6c7d8e9f0'

export const anOrder = (orderId: string, changes: Partial<OrderKey> = {}): OrderKey => ({
  checkoutId: CHECKOUT_ID,
  mode: 'live',
  orderId,
  ...changes
})

/** The order's attempt with this number, as it is inserted. */
export function anAttempt(order: OrderKey, number = 1, changes: Partial<AttemptRecord> = {}): AttemptRecord {
  const paymentNo = `${order.orderId}-${number}`
  return {
    ...order,
    number,
    paymentNo,
    amount: '100.00',
    currency: 'UAH',
    description: 'Чай “Ґанок” – 2 шт.',
    expiresAt: '2026-11-23T01:00:00Z',
    lifetime: 3600,
    payways: ['visa_cpaytrz_merchant_uah'],
    urls: { success: 'https://shop.example/interkassa/return/success' },
    statusToken: `token-of-${order.checkoutId}-${order.mode}-${paymentNo}`,
    openedAt: 1_795_392_000_000,
    offered: [{ id: 'visa_cpaytrz_merchant_uah', name: 'Visa', limits: { max: '29999.00' } }],
    sentAt: null,
    superseded: false,
    distrusted: false,
    lookUp: { dueAt: null, lastAt: null, answers: 0 },
    ...changes
  }
}

export function anInvoice(paymentNo: string, changes: Partial<InvoiceRecord> = {}): InvoiceRecord {
  return {
    paymentNo,
    invoiceId: '77700001',
    state: 'pending',
    reason: null,
    awaiting: false,
    flags: [],
    payway: null,
    heardAt: 1_795_392_060_000,
    ...changes
  }
}

export const OWNER: EventOwner = { checkoutId: CHECKOUT_ID, mode: 'live' }

export const anEvent = (id: string, owner: EventOwner = OWNER): OutboxEvent => ({
  ...owner,
  id,
  kind: 'flag',
  flag: {
    id,
    kind: 'late',
    mode: 'live',
    paymentNo: 'A-1-1',
    invoiceId: '77700001',
    held: false,
    message: 'paid after its time'
  }
})

/** What sha256 in hex looks like. */
export const aFingerprint = (letter: string): string => letter.repeat(64)
