import type { SqliteDatabase, SqliteStatement } from './driver.js'

const ATTEMPT = `record, sent_at AS sentAt, superseded, distrusted,
      look_up_due_at AS dueAt, look_up_last_at AS lastAt, look_up_answers AS answers`

/** All that is asked of the tables in {@link SCHEMA_STEPS}. */
export const QUERIES = {
  attemptsOfOrder: `
    SELECT ${ATTEMPT} FROM attempts
    WHERE checkout_id = ? AND mode = ? AND order_id = ? ORDER BY number`,
  invoicesOfOrder: `
    SELECT payment_no AS paymentNo, invoice_id AS invoiceId, state, reason, awaiting, flags, payway,
      heard_at AS heardAt
    FROM attempts JOIN invoices ON attempt = attempts.id
    WHERE checkout_id = ? AND mode = ? AND order_id = ? ORDER BY invoices.id`,
  attemptByPaymentNo: `
    SELECT ${ATTEMPT} FROM attempts
    WHERE checkout_id = ? AND payment_no = ? ORDER BY mode = ? DESC LIMIT 1`,
  attemptByToken: `SELECT ${ATTEMPT} FROM attempts WHERE status_token = ?`,

  insertAttempt: `
    INSERT INTO attempts
      (checkout_id, mode, order_id, number, payment_no, status_token, record, sent_at, superseded,
       distrusted, look_up_due_at, look_up_last_at, look_up_answers)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  markSent: `
    UPDATE attempts SET sent_at = ?
    WHERE checkout_id = ? AND mode = ? AND order_id = ? AND payment_no = ? AND sent_at IS NULL`,
  markSuperseded: `
    UPDATE attempts SET superseded = 1
    WHERE checkout_id = ? AND mode = ? AND order_id = ? AND payment_no = ? AND superseded = 0`,
  markDistrusted: `
    UPDATE attempts SET distrusted = 1
    WHERE checkout_id = ? AND mode = ? AND order_id = ? AND payment_no = ? AND distrusted = 0`,
  planLookUp: `
    UPDATE attempts SET look_up_due_at = ?, look_up_last_at = ?, look_up_answers = ?
    WHERE checkout_id = ? AND mode = ? AND order_id = ? AND payment_no = ?`,
  dueLookUps: `
    SELECT ${ATTEMPT} FROM attempts
    WHERE checkout_id = ? AND mode = ? AND look_up_due_at <= ? ORDER BY look_up_due_at, id LIMIT ?`,
  putInvoice: `
    INSERT INTO invoices (attempt, invoice_id, state, reason, awaiting, flags, payway, heard_at)
    SELECT id, ?, ?, ?, ?, ?, ?, ? FROM attempts
    WHERE checkout_id = ? AND mode = ? AND order_id = ? AND payment_no = ?
    ON CONFLICT (attempt, invoice_id) DO UPDATE SET
      state = excluded.state, reason = excluded.reason, awaiting = excluded.awaiting, flags = excluded.flags,
      payway = excluded.payway, heard_at = excluded.heard_at`,

  issued: `SELECT 1 FROM issued WHERE checkout_id = ? AND fingerprint = ?`,
  rememberIssued: `INSERT INTO issued (checkout_id, fingerprint) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  rememberSeen: `INSERT INTO seen (checkout_id, fingerprint, digest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
  digestOfSeen: `SELECT digest FROM seen WHERE checkout_id = ? AND fingerprint = ?`,

  enqueue: `
    INSERT INTO outbox (id, checkout_id, mode, event, due_at) VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
  dueEvents: `
    SELECT sequence, event, tries FROM outbox
    WHERE checkout_id = ? AND mode = ? AND due_at <= ? ORDER BY due_at, sequence LIMIT ?`,
  leaseEvent: `UPDATE outbox SET due_at = ?, tries = tries + 1 WHERE sequence = ?`,
  settleEvent: `UPDATE outbox SET due_at = NULL WHERE id = ?`,
  postponeEvent: `UPDATE outbox SET due_at = ? WHERE id = ? AND due_at = ?`
} as const

/** The queries, prepared once for a connection. */
export type Queries = { readonly [Name in keyof typeof QUERIES]: SqliteStatement }

/** Prepares every query. The tables must be there. */
export function prepareQueries(database: SqliteDatabase): Queries {
  const prepared = Object.entries(QUERIES).map(([name, sql]) => [name, database.prepare(sql)])
  return Object.fromEntries(prepared) as Queries
}
