import type { OrderKey } from '../ledger.js'
import { noAttemptFor } from '../rows.js'
import type { TransactionSteps } from '../transaction-steps.js'
import type { Ask } from './driver.js'
import { enqueue } from './outbox.js'
import { QUERIES } from './queries.js'
import { findSeen, insertAttempt, readOrder } from './records.js'

/** What a transaction of this order may do. */
export function postgresSteps(ask: Ask, order: OrderKey): TransactionSteps {
  const { checkoutId, mode, orderId } = order
  const key = [checkoutId, mode, orderId] as const
  return {
    read: () => readOrder(ask, order),

    insertAttempt: (attempt) => insertAttempt(ask, attempt),

    markSent: async (paymentNo, at) => {
      await ask(QUERIES.markSent, ...key, paymentNo, at)
    },

    markSuperseded: async (paymentNo) => {
      await ask(QUERIES.markSuperseded, ...key, paymentNo)
    },

    markDistrusted: async (paymentNo) => {
      await ask(QUERIES.markDistrusted, ...key, paymentNo)
    },

    planLookUp: async (paymentNo, { dueAt, lastAt, answers }) => {
      await ask(QUERIES.planLookUp, ...key, paymentNo, dueAt, lastAt, answers)
    },

    putInvoice: async (invoice) => {
      const { paymentNo, invoiceId, state, reason, awaiting, flags, payway, heardAt } = invoice
      const columns = [invoiceId, state, reason, awaiting, JSON.stringify(flags), payway, heardAt]
      const done = await ask(QUERIES.putInvoice, ...key, paymentNo, ...columns)
      if (done.length === 0) throw noAttemptFor(orderId, invoice)
    },

    rememberIssued: async (fingerprints) => {
      await ask(QUERIES.rememberIssued, checkoutId, JSON.stringify(fingerprints))
    },

    rememberSeen: async (fingerprint, digest) => {
      const done = await ask(QUERIES.rememberSeen, checkoutId, fingerprint, digest)
      if (done.length > 0) return 'new'
      return (await findSeen(ask, checkoutId, fingerprint)) === digest ? 'same' : 'different'
    },

    enqueue: (event) => enqueue(ask, event)
  }
}
