/**
 * The schema, one step a version. A step that was ever released is never edited: a change is one more step.
 *
 * Money is looked up by few keys: an order, a payment number, a token, a fingerprint, an event's id and its time. Each
 * has one index, so that no question depends on how much the ledger holds. What never changes of an attempt is one
 * JSON text beside its keys. Keys are compared by their bytes ("C"), so no new version of a language's sorting order
 * can make an index miss one.
 */
export const SCHEMA_STEPS: readonly string[] = [
  `
  CREATE TABLE attempts (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checkout_id TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL,
    payment_no TEXT COLLATE "C" NOT NULL,
    status_token TEXT COLLATE "C" NOT NULL UNIQUE,
    record TEXT NOT NULL,
    sent_at BIGINT,
    superseded BOOLEAN NOT NULL,
    UNIQUE (checkout_id, mode, order_id, number),
    UNIQUE (checkout_id, payment_no, mode)
  );

  CREATE TABLE invoices (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attempt BIGINT NOT NULL REFERENCES attempts,
    invoice_id TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    flags TEXT NOT NULL,
    payway TEXT,
    heard_at BIGINT NOT NULL,
    UNIQUE (attempt, invoice_id)
  );

  CREATE TABLE issued (
    checkout_id TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (checkout_id, fingerprint)
  );

  CREATE TABLE seen (
    checkout_id TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (checkout_id, fingerprint)
  );

  -- Every event there ever was, so that its id is never queued again.
  CREATE TABLE events (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    checkout_id TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    event TEXT NOT NULL
  );

  -- Those that are not settled yet. Its rows come and go, so it is cleaned often, which is cheap while it is small.
  CREATE TABLE outbox (
    sequence BIGINT PRIMARY KEY REFERENCES events,
    checkout_id TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0
  ) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
  CREATE INDEX outbox_due ON outbox (checkout_id, mode, due_at, sequence);
  `,
  `
  ALTER TABLE attempts
    ADD COLUMN distrusted BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN look_up_due_at BIGINT,
    ADD COLUMN look_up_last_at BIGINT,
    ADD COLUMN look_up_answers INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE invoices ADD COLUMN awaiting BOOLEAN NOT NULL DEFAULT false;
  UPDATE attempts SET look_up_due_at = sent_at WHERE sent_at IS NOT NULL;
  CREATE INDEX attempts_to_look_up ON attempts (checkout_id, mode, look_up_due_at, id)
    WHERE look_up_due_at IS NOT NULL;
  `
]
