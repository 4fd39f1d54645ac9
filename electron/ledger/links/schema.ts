import { guardsOfRows } from '../guards.ts';

/**
 * A link's row changes only together with an event of its own: the database refuses anything else, whoever asks. What
 * shared/links.ts derives from a link (live, holds, decision, followed) is stored as 0 or 1, so that an index can use it and
 * the rule stays in one place. `event` is the link's last event, `place` the one that put it in the queue; neither is a
 * foreign key, since SQLite would then look through all links at each new event.
 */
const VERSION_1 = `CREATE TABLE links (
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
`;

/** Ids are those of the service that gave them. */
const VERSION_3 = `
${guardsOfRows('links', 'link')}
ALTER TABLE links ADD COLUMN service TEXT;
DROP INDEX links_pay_link_send_id;
CREATE UNIQUE INDEX links_pay_link_send_id ON links (service, pay_link_send_id) WHERE pay_link_send_id IS NOT NULL;
CREATE INDEX links_waiting ON links (service) WHERE state = 'sent' AND followed = 1;
`;

export const LINKS_SCHEMA = { 1: VERSION_1, 3: VERSION_3 };
