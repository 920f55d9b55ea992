import type { AttemptRecord, InvoiceRecord, OrderKey, OrderRecords } from '../ledger.js'
import type { OutboxEvent } from '../outbox-event.js'
import { noAttemptFor } from '../rows.js'
import type { TransactionSteps } from '../transaction-steps.js'
import { keyOf, type Table, type Tables } from './tables.js'

const NOTHING: OrderRecords = { attempts: [], invoices: [] }

/** Everything of one order. */
export function readOrder(tables: Tables, { checkoutId, mode, orderId }: OrderKey): OrderRecords {
  return tables.orders.get(keyOf(checkoutId, mode, orderId)) ?? NOTHING
}

/** What a transaction of this order may do to the tables. */
export function memorySteps(tables: Tables, order: OrderKey): TransactionSteps {
  const { checkoutId, mode, orderId } = order
  const key = keyOf(checkoutId, mode, orderId)
  const read = () => readOrder(tables, order)

  const changeAttempt = (paymentNo: string, change: (attempt: AttemptRecord) => AttemptRecord) => {
    const { attempts, invoices } = read()
    const changed = attempts.map((attempt) => (attempt.paymentNo === paymentNo ? change(attempt) : attempt))
    tables.orders.set(key, { attempts: changed, invoices })
  }

  return {
    read,

    insertAttempt: (given) => {
      // the shop goes on with what it gave, and may change it
      const attempt = structuredClone(given)
      const { attempts, invoices } = read()
      if (attempts.some(({ number }) => number === attempt.number)) {
        throw new Error(`order ${orderId} has an attempt ${attempt.number} already`)
      }
      insert(tables.owners, keyOf(checkoutId, mode, attempt.paymentNo), key)
      insert(tables.owners, attempt.statusToken, key)
      const inserted = [...attempts, attempt].sort((a, b) => a.number - b.number)
      tables.orders.set(key, { attempts: inserted, invoices })
    },

    markSent: (paymentNo, at) =>
      changeAttempt(paymentNo, (attempt) => ({ ...attempt, sentAt: attempt.sentAt ?? at })),

    markSuperseded: (paymentNo) => changeAttempt(paymentNo, (attempt) => ({ ...attempt, superseded: true })),

    markDistrusted: (paymentNo) => changeAttempt(paymentNo, (attempt) => ({ ...attempt, distrusted: true })),

    planLookUp: (paymentNo, { dueAt, lastAt, answers }) =>
      changeAttempt(paymentNo, (attempt) => ({ ...attempt, lookUp: { dueAt, lastAt, answers } })),

    putInvoice: (invoice) => {
      const { attempts, invoices } = read()
      const { paymentNo, invoiceId } = invoice
      if (!attempts.some((attempt) => attempt.paymentNo === paymentNo)) throw noAttemptFor(orderId, invoice)
      const isSame = (known: InvoiceRecord) => known.paymentNo === paymentNo && known.invoiceId === invoiceId
      const put = invoices.some(isSame)
        ? invoices.map((known) => (isSame(known) ? invoice : known))
        : [...invoices, invoice]
      tables.orders.set(key, { attempts, invoices: put })
    },

    rememberIssued: (fingerprints) => {
      for (const fingerprint of fingerprints) tables.issued.set(keyOf(checkoutId, fingerprint), true)
    },

    rememberSeen: (fingerprint, digest) => {
      const first = tables.seen.get(keyOf(checkoutId, fingerprint))
      if (first !== undefined) return first === digest ? 'same' : 'different'
      tables.seen.set(keyOf(checkoutId, fingerprint), digest)
      return 'new'
    },

    enqueue: (event) => enqueue(tables, event)
  }
}

/** Queues the event as due at once, unless its id is there already. */
export function enqueue({ outbox }: Tables, event: OutboxEvent): boolean {
  if (outbox.get(event.id)) return false
  outbox.set(event.id, { event, tries: 0, dueAt: 0 })
  return true
}

function insert(table: Table<string>, key: string, value: string): void {
  if (table.get(key) !== undefined) throw new Error(`${key} is taken`)
  table.set(key, value)
}
