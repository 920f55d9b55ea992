import type { OrderKey } from '../ledger.js'
import { noAttemptFor } from '../rows.js'
import type { TransactionSteps } from '../transaction-steps.js'
import { enqueue } from './outbox.js'
import type { Queries } from './queries.js'
import { findSeen, insertAttempt, readOrder } from './records.js'

/** What a transaction of this order may do. */
export function sqliteSteps(queries: Queries, order: OrderKey): TransactionSteps {
  const { checkoutId, mode, orderId } = order
  return {
    read: () => readOrder(queries, order),

    insertAttempt: (attempt) => insertAttempt(queries, attempt),

    markSent: (paymentNo, at) => {
      queries.markSent.run(at, checkoutId, mode, orderId, paymentNo)
    },

    markSuperseded: (paymentNo) => {
      queries.markSuperseded.run(checkoutId, mode, orderId, paymentNo)
    },

    markDistrusted: (paymentNo) => {
      queries.markDistrusted.run(checkoutId, mode, orderId, paymentNo)
    },

    planLookUp: (paymentNo, { dueAt, lastAt, answers }) => {
      queries.planLookUp.run(dueAt, lastAt, answers, checkoutId, mode, orderId, paymentNo)
    },

    putInvoice: (invoice) => {
      const { paymentNo, invoiceId, state, reason, awaiting, flags, payway, heardAt } = invoice
      const { changes } = queries.putInvoice.run(
        ...[invoiceId, state, reason, awaiting ? 1 : 0, JSON.stringify(flags), payway, heardAt],
        ...[checkoutId, mode, orderId, paymentNo]
      )
      if (changes < 1) throw noAttemptFor(orderId, invoice)
    },

    rememberIssued: (fingerprints) => {
      for (const fingerprint of fingerprints) queries.rememberIssued.run(checkoutId, fingerprint)
    },

    rememberSeen: (fingerprint, digest) => {
      if (queries.rememberSeen.run(checkoutId, fingerprint, digest).changes > 0) return 'new'
      return findSeen(queries, checkoutId, fingerprint) === digest ? 'same' : 'different'
    },

    enqueue: (event) => enqueue(queries, event)
  }
}
