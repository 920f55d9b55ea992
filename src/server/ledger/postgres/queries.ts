/** An attempt's row as the JSON text of an `AttemptRow`. */
const ATTEMPT = `json_build_object(
  'record', record, 'sentAt', sent_at, 'superseded', superseded, 'distrusted', distrusted,
  'dueAt', look_up_due_at, 'lastAt', look_up_last_at, 'answers', look_up_answers)`

const INVOICE = `json_build_object(
  'paymentNo', payment_no, 'invoiceId', invoice_id, 'state', state, 'reason', reason,
  'awaiting', awaiting, 'flags', flags, 'payway', payway, 'heardAt', heard_at)`

/** What a statement answers that has found something to do. */
const DONE = `RETURNING 'done'`

/**
 * All that is asked of the tables in `SCHEMA_STEPS`. Every answer is one column of text. A value has its type from the
 * column that it meets, or named beside it.
 */
export const QUERIES = {
  // One statement, and so one commit: in PostgreSQL the next one may see more.
  recordsOfOrder: `
    SELECT json_build_object(
      'attempts', (
        SELECT coalesce(json_agg(${ATTEMPT} ORDER BY number), '[]') FROM attempts
        WHERE checkout_id = $1 AND mode = $2 AND order_id = $3),
      'invoices', (
        SELECT coalesce(json_agg(${INVOICE} ORDER BY invoices.id), '[]')
        FROM attempts JOIN invoices ON attempt = attempts.id
        WHERE checkout_id = $1 AND mode = $2 AND order_id = $3)
    )::text`,
  attemptByPaymentNo: `
    SELECT ${ATTEMPT}::text FROM attempts
    WHERE checkout_id = $1 AND payment_no = $2 ORDER BY mode = $3 DESC LIMIT 1`,
  attemptByToken: `SELECT ${ATTEMPT}::text FROM attempts WHERE status_token = $1`,

  insertAttempt: `
    INSERT INTO attempts
      (checkout_id, mode, order_id, number, payment_no, status_token, record, sent_at, superseded,
       distrusted, look_up_due_at, look_up_last_at, look_up_answers)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  markSent: `
    UPDATE attempts SET sent_at = $5
    WHERE checkout_id = $1 AND mode = $2 AND order_id = $3 AND payment_no = $4 AND sent_at IS NULL`,
  markSuperseded: `
    UPDATE attempts SET superseded = true
    WHERE checkout_id = $1 AND mode = $2 AND order_id = $3 AND payment_no = $4 AND NOT superseded`,
  markDistrusted: `
    UPDATE attempts SET distrusted = true
    WHERE checkout_id = $1 AND mode = $2 AND order_id = $3 AND payment_no = $4 AND NOT distrusted`,
  planLookUp: `
    UPDATE attempts SET look_up_due_at = $5, look_up_last_at = $6, look_up_answers = $7
    WHERE checkout_id = $1 AND mode = $2 AND order_id = $3 AND payment_no = $4`,
  dueLookUps: `
    SELECT ${ATTEMPT}::text FROM attempts
    WHERE checkout_id = $1 AND mode = $2 AND look_up_due_at <= $3::bigint
    ORDER BY look_up_due_at, id LIMIT $4::bigint`,
  putInvoice: `
    INSERT INTO invoices (attempt, invoice_id, state, reason, awaiting, flags, payway, heard_at)
    SELECT id, $5, $6, $7, $8::boolean, $9, $10, $11::bigint FROM attempts
    WHERE checkout_id = $1 AND mode = $2 AND order_id = $3 AND payment_no = $4
    ON CONFLICT (attempt, invoice_id) DO UPDATE SET
      state = excluded.state, reason = excluded.reason, awaiting = excluded.awaiting, flags = excluded.flags,
      payway = excluded.payway, heard_at = excluded.heard_at
    ${DONE}`,

  issued: `SELECT 'issued' FROM issued WHERE checkout_id = $1 AND fingerprint = $2`,
  // All of a session's forms at once, as a list in JSON.
  rememberIssued: `
    INSERT INTO issued (checkout_id, fingerprint) SELECT $1, json_array_elements_text($2::text::json)
    ON CONFLICT DO NOTHING`,
  rememberSeen: `
    INSERT INTO seen (checkout_id, fingerprint, digest) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING ${DONE}`,
  digestOfSeen: `SELECT digest FROM seen WHERE checkout_id = $1 AND fingerprint = $2`,

  enqueue: `
    WITH new AS (
      INSERT INTO events (id, checkout_id, mode, event) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
      RETURNING sequence, checkout_id, mode)
    INSERT INTO outbox (sequence, checkout_id, mode) SELECT sequence, checkout_id, mode FROM new ${DONE}`,
  // Whoever claims at the same moment passes over what is held here, and takes what comes after it.
  claimEvents: `
    WITH due AS (
      SELECT sequence, due_at, tries FROM outbox
      WHERE checkout_id = $1 AND mode = $2 AND due_at <= $3::bigint
      ORDER BY due_at, sequence LIMIT $5::bigint FOR UPDATE SKIP LOCKED),
    taken AS (
      UPDATE outbox SET due_at = $4::bigint, tries = outbox.tries + 1 FROM due
      WHERE outbox.sequence = due.sequence
      RETURNING due.due_at, due.sequence, due.tries)
    SELECT json_build_object('event', event, 'tries', tries)::text
    FROM taken JOIN events USING (sequence) ORDER BY due_at, sequence`,
  settleEvent: `DELETE FROM outbox USING events WHERE events.id = $1 AND outbox.sequence = events.sequence`,
  postponeEvent: `
    UPDATE outbox SET due_at = $3::bigint FROM events
    WHERE events.id = $1 AND outbox.sequence = events.sequence AND due_at = $2::bigint`
} as const
