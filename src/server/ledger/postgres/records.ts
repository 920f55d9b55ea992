import type { AttemptRecord, Ledger, OrderKey, OrderRecords } from '../ledger.js'
import { attemptOf, invoiceOf, type AttemptRow, type InvoiceRow } from '../rows.js'
import type { Ask } from './driver.js'
import { QUERIES } from './queries.js'

/** Everything of one order, as of one commit. */
export async function readOrder(ask: Ask, { checkoutId, mode, orderId }: OrderKey): Promise<OrderRecords> {
  const [records = '{}'] = await ask(QUERIES.recordsOfOrder, checkoutId, mode, orderId)
  const { attempts, invoices } = JSON.parse(records) as { attempts: AttemptRow[]; invoices: InvoiceRow[] }
  return { attempts: attempts.map(attemptOf), invoices: invoices.map(invoiceOf) }
}

/** {@link Ledger.findAttempt} */
export async function findAttempt(
  ask: Ask,
  ...[checkoutId, mode, paymentNo]: Parameters<Ledger['findAttempt']>
): Promise<AttemptRecord | null> {
  return firstOf(await ask(QUERIES.attemptByPaymentNo, checkoutId, paymentNo, mode))
}

/** {@link Ledger.findAttemptByToken} */
export async function findAttemptByToken(ask: Ask, statusToken: string): Promise<AttemptRecord | null> {
  return firstOf(await ask(QUERIES.attemptByToken, statusToken))
}

/** {@link Ledger.isIssued} */
export async function isIssued(ask: Ask, checkoutId: string, fingerprint: string): Promise<boolean> {
  return (await ask(QUERIES.issued, checkoutId, fingerprint)).length > 0
}

/** {@link Ledger.findSeen} */
export async function findSeen(ask: Ask, checkoutId: string, fingerprint: string): Promise<string | null> {
  const [digest] = await ask(QUERIES.digestOfSeen, checkoutId, fingerprint)
  return digest ?? null
}

/** The columns of an attempt that may change stand beside the text of those that never do. */
export async function insertAttempt(ask: Ask, attempt: AttemptRecord): Promise<void> {
  const { checkoutId, mode, orderId, number, paymentNo, statusToken } = attempt
  const { sentAt, superseded, distrusted, lookUp } = attempt
  await ask(
    QUERIES.insertAttempt,
    ...[checkoutId, mode, orderId, number, paymentNo, statusToken],
    ...[JSON.stringify(attempt), sentAt, superseded],
    ...[distrusted, lookUp.dueAt, lookUp.lastAt, lookUp.answers]
  )
}

/** {@link Ledger.dueLookUps} */
export async function dueLookUps(
  ask: Ask,
  ...[{ checkoutId, mode }, now, limit]: Parameters<Ledger['dueLookUps']>
): Promise<AttemptRecord[]> {
  const rows = await ask(QUERIES.dueLookUps, checkoutId, mode, now, limit)
  return rows.map((row) => attemptOf(JSON.parse(row) as AttemptRow))
}

function firstOf([row]: readonly string[]): AttemptRecord | null {
  return row === undefined ? null : attemptOf(JSON.parse(row) as AttemptRow)
}
