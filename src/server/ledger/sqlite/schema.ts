/**
 * The schema, one step a version. A step that was ever released is never edited: a change is one more step.
 *
 * Money is looked up by few keys: an order, a payment number, a token, a fingerprint, an event's id and its time. Each
 * has one index, so that no question depends on how much the ledger holds. What never changes of an attempt is one
 * JSON text beside its keys.
 */
export const SCHEMA_STEPS: readonly string[] = [
  `
  CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    checkout_id TEXT NOT NULL,
    mode TEXT NOT NULL,
    order_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    payment_no TEXT NOT NULL,
    status_token TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,
    sent_at INTEGER,
    superseded INTEGER NOT NULL DEFAULT 0,
    UNIQUE (checkout_id, mode, order_id, number),
    UNIQUE (checkout_id, payment_no, mode)
  ) STRICT;

  CREATE TABLE invoices (
    id INTEGER PRIMARY KEY,
    attempt INTEGER NOT NULL REFERENCES attempts,
    invoice_id TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    flags TEXT NOT NULL,
    payway TEXT,
    heard_at INTEGER NOT NULL,
    UNIQUE (attempt, invoice_id)
  ) STRICT;

  CREATE TABLE issued (
    checkout_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (checkout_id, fingerprint)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE seen (
    checkout_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (checkout_id, fingerprint)
  ) STRICT, WITHOUT ROWID;

  -- A settled event is due never, and stays so that its id is never queued again.
  CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    checkout_id TEXT NOT NULL,
    mode TEXT NOT NULL,
    event TEXT NOT NULL,
    due_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX outbox_due ON outbox (checkout_id, mode, due_at, sequence) WHERE due_at IS NOT NULL;
  `,
  `
  ALTER TABLE attempts ADD COLUMN distrusted INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE attempts ADD COLUMN look_up_due_at INTEGER;
  ALTER TABLE attempts ADD COLUMN look_up_last_at INTEGER;
  ALTER TABLE attempts ADD COLUMN look_up_answers INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE invoices ADD COLUMN awaiting INTEGER NOT NULL DEFAULT 0;
  UPDATE attempts SET look_up_due_at = sent_at;
  CREATE INDEX attempts_to_look_up ON attempts (checkout_id, mode, look_up_due_at)
    WHERE look_up_due_at IS NOT NULL;
  `
]
