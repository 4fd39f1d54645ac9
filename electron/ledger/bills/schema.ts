import { guardsOfRows, REBUILDING } from '../guards.ts';

/**
 * Bills and batches, under the same guards as links. A pair that a bill holds is not entered again, but a failed bill can
 * be paid late, so one that is paid and one that is live may be the same pair. An ExtOrderID names one bill for ever. What
 * a batch is found by names its bills, so the list of a batch and the ids of a bill never change. Batch and bills name each
 * other: a batch's bills are there before it, and a bill may name its batch any time in one transaction.
 */
const VERSION_2 = `
CREATE TABLE bills (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  state TEXT NOT NULL,
  bill_id TEXT NOT NULL,
  pay_id TEXT NOT NULL,
  ext_order_id TEXT NOT NULL,
  source TEXT NOT NULL,
  again TEXT REFERENCES bills (id) DEFERRABLE INITIALLY DEFERRED,
  batch TEXT REFERENCES batches (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT,
  message TEXT,
  price INTEGER,
  bill_type TEXT,
  sale_reference_id TEXT,
  token TEXT,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  paid_at INTEGER,
  event INTEGER NOT NULL,
  folded TEXT NOT NULL,
  pair TEXT NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  holds INTEGER NOT NULL CHECK (holds IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX bills_live_pair ON bills (pair) WHERE live = 1;
CREATE INDEX bills_holders ON bills (pair) WHERE holds = 1;
CREATE UNIQUE INDEX bills_ext_order_id ON bills (ext_order_id);
CREATE INDEX bills_by_time ON bills (saved_at);
CREATE INDEX bills_by_state ON bills (state, saved_at);
CREATE INDEX bills_again ON bills (again) WHERE again IS NOT NULL;
CREATE INDEX bills_batch ON bills (batch) WHERE batch IS NOT NULL;

CREATE TABLE batches (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  state TEXT NOT NULL,
  bills TEXT NOT NULL CHECK (json_valid(bills)),
  expected INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  return_url TEXT NOT NULL,
  return_key TEXT NOT NULL,
  batch_token TEXT,
  payment_url TEXT,
  total INTEGER,
  cause TEXT,
  status TEXT,
  message TEXT,
  evidence TEXT CHECK (evidence IS NULL OR json_valid(evidence)),
  alarm TEXT,
  alarm_what TEXT NOT NULL CHECK (json_valid(alarm_what)),
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  returned_at INTEGER,
  event INTEGER NOT NULL,
  folded TEXT NOT NULL,
  decision INTEGER NOT NULL CHECK (decision IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX batches_return_key ON batches (return_key) WHERE return_key <> '';
CREATE INDEX batches_token ON batches (batch_token) WHERE batch_token <> '';
CREATE INDEX batches_by_time ON batches (saved_at);
CREATE INDEX batches_by_state ON batches (state, saved_at);
CREATE INDEX batches_to_decide ON batches (saved_at) WHERE decision = 1;

CREATE TRIGGER bills_born BEFORE INSERT ON bills
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id AND kind GLOB 'bill.*')
  OR EXISTS (SELECT 1 FROM bills WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'bills: no event'); END;
CREATE TRIGGER bills_enter BEFORE INSERT ON bills
WHEN EXISTS (SELECT 1 FROM bills WHERE pair = NEW.pair AND holds = 1)
BEGIN SELECT RAISE(ABORT, 'bills: pair held'); END;
CREATE TRIGGER bills_move BEFORE UPDATE ON bills
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id AND kind GLOB 'bill.*')
BEGIN SELECT RAISE(ABORT, 'bills: no event'); END;
CREATE TRIGGER bills_same BEFORE UPDATE ON bills
WHEN NEW.bill_id <> OLD.bill_id OR NEW.pay_id <> OLD.pay_id OR NEW.ext_order_id <> OLD.ext_order_id
BEGIN SELECT RAISE(ABORT, 'bills: another bill'); END;
CREATE TRIGGER bills_stay BEFORE DELETE ON bills BEGIN SELECT RAISE(ABORT, 'bills: never deleted'); END;

CREATE TRIGGER batches_born BEFORE INSERT ON batches
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id AND kind GLOB 'batch.*')
  OR EXISTS (SELECT 1 FROM batches WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'batches: no event'); END;
CREATE TRIGGER batches_of_bills BEFORE INSERT ON batches
WHEN EXISTS (SELECT 1 FROM json_each(NEW.bills) WHERE NOT EXISTS (SELECT 1 FROM bills WHERE id = value))
BEGIN SELECT RAISE(ABORT, 'batches: no such bill'); END;
CREATE TRIGGER batches_move BEFORE UPDATE ON batches
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id AND kind GLOB 'batch.*')
BEGIN SELECT RAISE(ABORT, 'batches: no event'); END;
CREATE TRIGGER batches_same BEFORE UPDATE ON batches WHEN NEW.bills <> OLD.bills
BEGIN SELECT RAISE(ABORT, 'batches: other bills'); END;
CREATE TRIGGER batches_stay BEFORE DELETE ON batches BEGIN SELECT RAISE(ABORT, 'batches: never deleted'); END;

CREATE VIRTUAL TABLE bills_search USING fts5 (folded, content = 'bills', content_rowid = 'n', tokenize = 'trigram');
CREATE TRIGGER bills_search_insert AFTER INSERT ON bills BEGIN
  INSERT INTO bills_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER bills_search_update AFTER UPDATE OF folded ON bills WHEN NEW.folded <> OLD.folded BEGIN
  INSERT INTO bills_search (bills_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
  INSERT INTO bills_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE VIRTUAL TABLE batches_search USING fts5 (folded, content = 'batches', content_rowid = 'n', tokenize = 'trigram');
CREATE TRIGGER batches_search_insert AFTER INSERT ON batches BEGIN
  INSERT INTO batches_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER batches_search_update AFTER UPDATE OF folded ON batches WHEN NEW.folded <> OLD.folded BEGIN
  INSERT INTO batches_search (batches_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
  INSERT INTO batches_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
`;

/** What never changes may still be put right where somebody changed it: while rows are made anew. */
const VERSION_3 = `
${guardsOfRows('bills', 'bill')}
${guardsOfRows('batches', 'batch')}
DROP TRIGGER bills_enter;
CREATE TRIGGER bills_enter BEFORE INSERT ON bills
WHEN EXISTS (SELECT 1 FROM bills WHERE pair = NEW.pair AND holds = 1) AND NOT ${REBUILDING}
BEGIN SELECT RAISE(ABORT, 'bills: pair held'); END;
DROP TRIGGER bills_same;
CREATE TRIGGER bills_same BEFORE UPDATE ON bills
WHEN (NEW.bill_id <> OLD.bill_id OR NEW.pay_id <> OLD.pay_id OR NEW.ext_order_id <> OLD.ext_order_id) AND NOT ${REBUILDING}
BEGIN SELECT RAISE(ABORT, 'bills: another bill'); END;
DROP TRIGGER batches_same;
CREATE TRIGGER batches_same BEFORE UPDATE ON batches WHEN NEW.bills <> OLD.bills AND NOT ${REBUILDING}
BEGIN SELECT RAISE(ABORT, 'batches: other bills'); END;
`;

export const BILLS_SCHEMA = { 2: VERSION_2, 3: VERSION_3 };
