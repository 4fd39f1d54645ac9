import type { DatabaseSync } from 'node:sqlite';

/** One step of the schema. A step that was released is never edited: a new one follows it. */
export interface Migration {
  /** The `user_version` it leads to; the list has 1, 2, 3 … in order. */
  version: number;
  up: (db: DatabaseSync) => void;
}

/**
 * Events are only ever added, and a link's row changes only together with an event of its own: the database refuses
 * anything else, whoever asks. What shared/links.ts derives from a link (live, holds, decision, followed) is stored as 0 or 1, so
 * that an index can use it and the rule stays in one place. `event` is the link's last event, `place` the one that put it
 * in the queue; neither is a foreign key, since SQLite would then look through all links at each new event.
 */
const VERSION_1 = `
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject <> ''),
  kind TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  prev TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX events_of_subject ON events (subject, seq);
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM events WHERE seq = NEW.seq - 1), '${'0'.repeat(64)}')
BEGIN SELECT RAISE(ABORT, 'events: not the next one'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events: never changed'); END;
CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events: never deleted'); END;

CREATE TABLE links (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  invoice_no TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  mobile_no TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  pay_link_send_id TEXT,
  ref_no TEXT,
  replaces TEXT REFERENCES links (id) DEFERRABLE INITIALLY DEFERRED,
  replaced_by TEXT REFERENCES links (id) DEFERRABLE INITIALLY DEFERRED,
  attempts INTEGER NOT NULL,
  message TEXT,
  cause TEXT,
  evidence TEXT CHECK (evidence IS NULL OR json_valid(evidence)),
  alarm TEXT,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  sent_at INTEGER,
  paid_at INTEGER,
  event INTEGER NOT NULL,
  place INTEGER NOT NULL,
  day TEXT NOT NULL,
  folded TEXT NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  decision INTEGER NOT NULL CHECK (decision IN (0, 1)),
  followed INTEGER NOT NULL CHECK (followed IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX links_live_invoice_no ON links (invoice_no) WHERE live = 1;
CREATE UNIQUE INDEX links_pay_link_send_id ON links (pay_link_send_id) WHERE pay_link_send_id IS NOT NULL;
CREATE INDEX links_by_time ON links (saved_at);
CREATE INDEX links_by_state ON links (state, saved_at);
CREATE INDEX links_by_day ON links (day, saved_at);
CREATE INDEX links_same ON links (mobile_no, amount, saved_at) WHERE holds = 1;
CREATE INDEX links_holders ON links (invoice_no) WHERE holds = 1;
CREATE INDEX links_queue ON links (place) WHERE state = 'queued';
CREATE INDEX links_to_decide ON links (saved_at) WHERE decision = 1;
CREATE INDEX links_followed ON links (saved_at) WHERE followed = 1;
CREATE INDEX links_replaces ON links (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX links_replaced_by ON links (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE TRIGGER links_born BEFORE INSERT ON links
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id)
  OR EXISTS (SELECT 1 FROM links WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'links: no event'); END;
CREATE TRIGGER links_move BEFORE UPDATE ON links
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id)
BEGIN SELECT RAISE(ABORT, 'links: no event'); END;
CREATE TRIGGER links_stay BEFORE DELETE ON links BEGIN SELECT RAISE(ABORT, 'links: never deleted'); END;

CREATE VIRTUAL TABLE links_search USING fts5 (folded, content = 'links', content_rowid = 'n', tokenize = 'trigram');
CREATE TRIGGER links_search_insert AFTER INSERT ON links BEGIN
  INSERT INTO links_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER links_search_update AFTER UPDATE OF folded ON links WHEN NEW.folded <> OLD.folded BEGIN
  INSERT INTO links_search (links_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
  INSERT INTO links_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;

CREATE TABLE asked (n INTEGER PRIMARY KEY REFERENCES links (n), at INTEGER NOT NULL) STRICT;
CREATE INDEX asked_at ON asked (at);
CREATE TABLE outbox_pause (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cause TEXT NOT NULL,
  message TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE TABLE draft (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL CHECK (json_valid(data))) STRICT;
`;

/**
 * Bills and batches, under the same guards as links. A pair that a bill holds is not entered again, but a failed bill can
 * be paid late, so one that is paid and one that is live may be the same pair. An ExtOrderID names one bill for ever. What a batch is found by names its bills, so the list of a batch and the ids of a bill never change. Batch and
 * bills name each other: a batch's bills are there before it, and a bill may name its batch any time in one transaction.
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

/** Each event with the version in which it is stored; those that were there are of version 1. */
const VERSION_3 = `
ALTER TABLE events ADD COLUMN v INTEGER NOT NULL DEFAULT 1 CHECK (v > 0);
`;

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, up: (db) => db.exec(VERSION_1) },
  { version: 2, up: (db) => db.exec(VERSION_2) },
  { version: 3, up: (db) => db.exec(VERSION_3) },
];
