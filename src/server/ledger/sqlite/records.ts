import type { AttemptRecord, Ledger, OrderKey, OrderRecords } from '../ledger.js'
import { attemptOf, invoiceOf, type AttemptRow, type InvoiceRow } from '../rows.js'
import type { Queries } from './queries.js'

/** Everything of one order: two questions, to be asked inside of one transaction. */
export function readOrder(queries: Queries, { checkoutId, mode, orderId }: OrderKey): OrderRecords {
  return {
    attempts: (queries.attemptsOfOrder.all(checkoutId, mode, orderId) as AttemptRow[]).map(attemptOf),
    invoices: (queries.invoicesOfOrder.all(checkoutId, mode, orderId) as InvoiceRow[]).map(invoiceOf)
  }
}

/** {@link Ledger.findAttempt} */
export function findAttempt(
  queries: Queries,
  ...key: Parameters<Ledger['findAttempt']>
): AttemptRecord | null {
  const [checkoutId, mode, paymentNo] = key
  return firstOf(queries.attemptByPaymentNo.all(checkoutId, paymentNo, mode))
}

/** {@link Ledger.findAttemptByToken} */
export function findAttemptByToken(queries: Queries, statusToken: string): AttemptRecord | null {
  return firstOf(queries.attemptByToken.all(statusToken))
}

/** {@link Ledger.findSeen} */
export function findSeen(queries: Queries, checkoutId: string, fingerprint: string): string | null {
  const [first] = queries.digestOfSeen.all(checkoutId, fingerprint) as { digest: string }[]
  return first?.digest ?? null
}

/** The columns of an attempt that may change stand beside the text of those that never do. */
export function insertAttempt(queries: Queries, attempt: AttemptRecord): void {
  const { checkoutId, mode, orderId, number, paymentNo, statusToken } = attempt
  const { sentAt, superseded, distrusted, lookUp } = attempt
  queries.insertAttempt.run(
    ...[checkoutId, mode, orderId, number, paymentNo, statusToken],
    ...[JSON.stringify(attempt), sentAt, superseded ? 1 : 0],
    ...[distrusted ? 1 : 0, lookUp.dueAt, lookUp.lastAt, lookUp.answers]
  )
}

/** {@link Ledger.dueLookUps} */
export function dueLookUps(
  queries: Queries,
  ...[{ checkoutId, mode }, now, limit]: Parameters<Ledger['dueLookUps']>
): AttemptRecord[] {
  return (queries.dueLookUps.all(checkoutId, mode, now, limit) as AttemptRow[]).map(attemptOf)
}

function firstOf(rows: unknown[]): AttemptRecord | null {
  const [row] = rows as AttemptRow[]
  return row ? attemptOf(row) : null
}
