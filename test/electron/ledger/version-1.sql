PRAGMA application_id = 1347119214;
PRAGMA user_version = 1;
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
CREATE VIRTUAL TABLE links_search USING fts5 (folded, content = 'links', content_rowid = 'n', tokenize = 'trigram');
CREATE TABLE asked (n INTEGER PRIMARY KEY REFERENCES links (n), at INTEGER NOT NULL) STRICT;
CREATE INDEX asked_at ON asked (at);
CREATE TABLE outbox_pause (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cause TEXT NOT NULL,
  message TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE TABLE draft (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL CHECK (json_valid(data))) STRICT;
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (1, 1774081801000, 'سارا', '0195b8e0-0000-7000-8000-000000000001', 'link.saved', '{"invoice":{"amount":9007199254740991,"customerName":"پروانه","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-1","mobileNo":"09121234567"},"replaces":null}', '0000000000000000000000000000000000000000000000000000000000000000', '71b46f7ac32b062562598395f6667286c012188c3ada0b054720bb63a3ee0863');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (2, 1774081802000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.sending', '{"attempt":1,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', '71b46f7ac32b062562598395f6667286c012188c3ada0b054720bb63a3ee0863', '80587b95693d298368b7f5acd00edf2456d068669366d8e80819cc2d5e9c4441');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (3, 1774081803000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.neverLeft', '{"evidence":{"bytesOut":0,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"dns","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}}', '80587b95693d298368b7f5acd00edf2456d068669366d8e80819cc2d5e9c4441', '9b815c742d9093a8ecaab967e0dde8d5c0ea5e6ad7b0418293ac0167816a1b50');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (4, 1774081804000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.sending', '{"attempt":2,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', '9b815c742d9093a8ecaab967e0dde8d5c0ea5e6ad7b0418293ac0167816a1b50', 'b6f4cb2273c8b3c3bc67fffa14edcef17012c5dadaebb30d34008604c7f92207');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (5, 1774081805000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.sent', '{"evidence":{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"},"message":"انجام شد","payLinkSendId":"9223372036854775807"}', 'b6f4cb2273c8b3c3bc67fffa14edcef17012c5dadaebb30d34008604c7f92207', '0b2611d0c96e8f94410ece26d56a92d6138a8a8d7ff18ee88964e2e00b6950a0');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (6, 1774081806000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.paid', '{"alarm":null,"refNo":"0047"}', '0b2611d0c96e8f94410ece26d56a92d6138a8a8d7ff18ee88964e2e00b6950a0', '93f2ec26f590f6a76e20b5837811e9b60808583614e3b366dc1c68d1eefdc517');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (7, 1774081807000, 'سارا', '0195b8e0-0000-7000-8000-000000000002', 'link.saved', '{"invoice":{"amount":150000,"customerName":"مریم کریمی","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-2","mobileNo":"09121234567"},"replaces":null}', '93f2ec26f590f6a76e20b5837811e9b60808583614e3b366dc1c68d1eefdc517', '34ab813ebd27da6561c22852c03e023c88e38fd8576ef1f7bcce3265c535e933');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (8, 1774081808000, 'app', '0195b8e0-0000-7000-8000-000000000002', 'link.sending', '{"attempt":1,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', '34ab813ebd27da6561c22852c03e023c88e38fd8576ef1f7bcce3265c535e933', '25a7e7a5670605e2c7789e63726154a39aa343a42e46cf3c03511a4d623638b5');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (9, 1774081809000, 'app', '0195b8e0-0000-7000-8000-000000000002', 'link.unknown', '{"evidence":{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"cut","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}}', '25a7e7a5670605e2c7789e63726154a39aa343a42e46cf3c03511a4d623638b5', '99bf0308a9546c1b91dfb5bbe226c3d66744132f799425bba1c3c92cefbe565b');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (10, 1774081810000, 'سارا', '0195b8e0-0000-7000-8000-000000000003', 'link.saved', '{"invoice":{"amount":150000,"customerName":"مریم کریمی","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-3","mobileNo":"09121234567"},"replaces":null}', '99bf0308a9546c1b91dfb5bbe226c3d66744132f799425bba1c3c92cefbe565b', 'f7ab81e39d6cd19e3ee0528d087af001d878723c7d085158d70daf4a8c738245');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (11, 1774081811000, 'app', '0195b8e0-0000-7000-8000-000000000003', 'link.sending', '{"attempt":1,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', 'f7ab81e39d6cd19e3ee0528d087af001d878723c7d085158d70daf4a8c738245', '277cbc092484faff13bb42c10057242b8dd33feb88b24dfba1807a12b51e5c1d');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (12, 1774081812000, 'app', '0195b8e0-0000-7000-8000-000000000003', 'link.rejected', '{"cause":"res-cod","evidence":{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"},"message":"نام کاربری نادرست است"}', '277cbc092484faff13bb42c10057242b8dd33feb88b24dfba1807a12b51e5c1d', '9d880f9861c5addf07490c57d0d29ce686007270a3839518ae33dced8249c9dc');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (13, 1774081813000, 'app', 'outbox', 'outbox.paused', '{"cause":"res-cod","message":"نام کاربری نادرست است"}', '9d880f9861c5addf07490c57d0d29ce686007270a3839518ae33dced8249c9dc', '5ed1554d14b852b3502b8020b94f0baf72e90f6478cf42a250952d6734382549');
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash) VALUES (14, 1774081814000, 'سارا', '0195b8e0-0000-7000-8000-000000000004', 'link.saved', '{"invoice":{"amount":150000,"customerName":"مریم کریمی","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-4","mobileNo":"09121234567"},"replaces":null}', '5ed1554d14b852b3502b8020b94f0baf72e90f6478cf42a250952d6734382549', 'd262aabc87f1d5109b3c80de54d2c3eb27998d5a1d3e6a56a461dc2dc909edca');
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed) VALUES (1, '0195b8e0-0000-7000-8000-000000000001', '050101-1', 9007199254740991, '09121234567', 'پروانه', 'دو جلد کتاب ''نو''', 'paid', '9223372036854775807', '0047', null, null, 2, 'انجام شد', null, '{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"}', null, 'سارا', 1774081801000, 1774081806000, 1774081805000, 1774081806000, 6, 1, '1405-01-01', 'پروانه
09121234567
050101-1
9223372036854775807
0047
دو جلد کتاب ''نو''', 0, 1, 0, 0);
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed) VALUES (2, '0195b8e0-0000-7000-8000-000000000002', '050101-2', 150000, '09121234567', 'مریم کریمی', 'دو جلد کتاب ''نو''', 'unknown', null, null, null, null, 1, null, null, '{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"cut","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}', null, 'سارا', 1774081807000, 1774081809000, null, null, 9, 7, '1405-01-01', 'مریم کریمی
09121234567
050101-2


دو جلد کتاب ''نو''', 1, 1, 1, 0);
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed) VALUES (3, '0195b8e0-0000-7000-8000-000000000003', '050101-3', 150000, '09121234567', 'مریم کریمی', 'دو جلد کتاب ''نو''', 'rejected', null, null, null, null, 1, 'نام کاربری نادرست است', 'res-cod', '{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"}', null, 'سارا', 1774081810000, 1774081812000, null, null, 12, 10, '1405-01-01', 'مریم کریمی
09121234567
050101-3


دو جلد کتاب ''نو''', 0, 0, 1, 0);
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed) VALUES (4, '0195b8e0-0000-7000-8000-000000000004', '050101-4', 150000, '09121234567', 'مریم کریمی', 'دو جلد کتاب ''نو''', 'queued', null, null, null, null, 0, null, null, null, null, 'سارا', 1774081814000, 1774081814000, null, null, 14, 14, '1405-01-01', 'مریم کریمی
09121234567
050101-4


دو جلد کتاب ''نو''', 1, 1, 0, 0);
INSERT INTO asked (n, at) VALUES (1, 1774081860000);
INSERT INTO outbox_pause (one, cause, message, since) VALUES (1, 'res-cod', 'نام کاربری نادرست است', 1774081813000);
INSERT INTO draft (one, data) VALUES (1, '{"amount":"۱۵۰","customerName":"","description":"","invoiceNo":"۱۲","mobileNo":"","replaces":null}');
INSERT INTO links_search (links_search) VALUES ('rebuild');
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM events WHERE seq = NEW.seq - 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'events: not the next one'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events: never changed'); END;
CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events: never deleted'); END;
CREATE TRIGGER links_born BEFORE INSERT ON links
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id)
  OR EXISTS (SELECT 1 FROM links WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'links: no event'); END;
CREATE TRIGGER links_move BEFORE UPDATE ON links
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id)
BEGIN SELECT RAISE(ABORT, 'links: no event'); END;
CREATE TRIGGER links_stay BEFORE DELETE ON links BEGIN SELECT RAISE(ABORT, 'links: never deleted'); END;
CREATE TRIGGER links_search_insert AFTER INSERT ON links BEGIN
  INSERT INTO links_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER links_search_update AFTER UPDATE OF folded ON links WHEN NEW.folded <> OLD.folded BEGIN
  INSERT INTO links_search (links_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
  INSERT INTO links_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
