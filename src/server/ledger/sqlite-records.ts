import type { AttemptRecord, InvoiceRecord, Ledger, OrderKey, OrderRecords } from './ledger.js'
import type { Queries } from './sqlite-queries.js'

/** Everything of one order: two questions, to be asked inside of one transaction. */
export function readOrder(queries: Queries, { checkoutId, mode, orderId }: OrderKey): OrderRecords {
  return {
    attempts: queries.attemptsOfOrder.all(checkoutId, mode, orderId).map(attemptOf),
    invoices: queries.invoicesOfOrder.all(checkoutId, mode, orderId).map(invoiceOf)
  }
}

/** {@link Ledger.findAttempt} */
export function findAttempt(
  queries: Queries,
  ...key: Parameters<Ledger['findAttempt']>
): AttemptRecord | null {
  const [checkoutId, mode, paymentNo] = key
  return queries.attemptByPaymentNo.all(checkoutId, paymentNo, mode).map(attemptOf)[0] ?? null
}

/** {@link Ledger.findAttemptByToken} */
export function findAttemptByToken(queries: Queries, statusToken: string): AttemptRecord | null {
  return queries.attemptByToken.all(statusToken).map(attemptOf)[0] ?? null
}

/** {@link Ledger.findSeen} */
export function findSeen(queries: Queries, checkoutId: string, fingerprint: string): string | null {
  const [first] = queries.digestOfSeen.all(checkoutId, fingerprint) as { digest: string }[]
  return first?.digest ?? null
}

/** The columns of an attempt that may change stand beside the text of those that never do. */
export function insertAttempt(queries: Queries, attempt: AttemptRecord): void {
  const { checkoutId, mode, orderId, number, paymentNo, statusToken, sentAt, superseded } = attempt
  queries.insertAttempt.run(
    ...[checkoutId, mode, orderId, number, paymentNo, statusToken],
    ...[JSON.stringify(attempt), sentAt, superseded ? 1 : 0]
  )
}

function attemptOf(row: unknown): AttemptRecord {
  const { record, sentAt, superseded } = row as { record: string; sentAt: number | null; superseded: 0 | 1 }
  return { ...(JSON.parse(record) as AttemptRecord), sentAt, superseded: superseded === 1 }
}

/** Drivers add to their rows and leave out prototypes; a record is a plain object with its own members. */
function invoiceOf(row: unknown): InvoiceRecord {
  const { paymentNo, invoiceId, state, reason, held, payway, heardAt } = row as InvoiceRecord
  return { paymentNo, invoiceId, state, reason, held, payway, heardAt }
}
