PRAGMA application_id = 1347119214;
PRAGMA user_version = 3;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject <> ''),
  kind TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  prev TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
, v INTEGER NOT NULL DEFAULT 1 CHECK (v > 0)) STRICT;
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
, newer INTEGER NOT NULL DEFAULT 0 CHECK (newer IN (0, 1)), service TEXT) STRICT;
CREATE UNIQUE INDEX links_live_invoice_no ON links (invoice_no) WHERE live = 1;
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
, newer INTEGER NOT NULL DEFAULT 0 CHECK (newer IN (0, 1))) STRICT;
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
, newer INTEGER NOT NULL DEFAULT 0 CHECK (newer IN (0, 1))) STRICT;
CREATE UNIQUE INDEX batches_return_key ON batches (return_key) WHERE return_key <> '';
CREATE INDEX batches_token ON batches (batch_token) WHERE batch_token <> '';
CREATE INDEX batches_by_time ON batches (saved_at);
CREATE INDEX batches_by_state ON batches (state, saved_at);
CREATE INDEX batches_to_decide ON batches (saved_at) WHERE decision = 1;
CREATE VIRTUAL TABLE bills_search USING fts5 (folded, content = 'bills', content_rowid = 'n', tokenize = 'trigram');
CREATE VIRTUAL TABLE batches_search USING fts5 (folded, content = 'batches', content_rowid = 'n', tokenize = 'trigram');
CREATE TABLE projection (one INTEGER PRIMARY KEY CHECK (one = 1), version TEXT NOT NULL) STRICT;
CREATE TABLE rebuild (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version TEXT NOT NULL,
  cause TEXT NOT NULL,
  who TEXT NOT NULL,
  event INTEGER,
  pass INTEGER NOT NULL,
  part INTEGER NOT NULL,
  after TEXT NOT NULL,
  looked INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  again INTEGER NOT NULL CHECK (again IN (0, 1)),
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX links_pay_link_send_id ON links (service, pay_link_send_id) WHERE pay_link_send_id IS NOT NULL;
CREATE INDEX links_waiting ON links (service) WHERE state = 'sent' AND followed = 1;
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (1, 1774081801000, 'سارا', '0195b8e0-0000-7000-8000-000000000001', 'link.saved', '{"invoice":{"amount":9007199254740991,"customerName":"پروانه","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-1","mobileNo":"09121234567"},"replaces":null}', '0000000000000000000000000000000000000000000000000000000000000000', '71b46f7ac32b062562598395f6667286c012188c3ada0b054720bb63a3ee0863', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (2, 1774081802000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.sending', '{"attempt":1,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', '71b46f7ac32b062562598395f6667286c012188c3ada0b054720bb63a3ee0863', '80587b95693d298368b7f5acd00edf2456d068669366d8e80819cc2d5e9c4441', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (3, 1774081803000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.neverLeft', '{"evidence":{"bytesOut":0,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"dns","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}}', '80587b95693d298368b7f5acd00edf2456d068669366d8e80819cc2d5e9c4441', '9b815c742d9093a8ecaab967e0dde8d5c0ea5e6ad7b0418293ac0167816a1b50', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (4, 1774081804000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.sending', '{"attempt":2,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', '9b815c742d9093a8ecaab967e0dde8d5c0ea5e6ad7b0418293ac0167816a1b50', 'b6f4cb2273c8b3c3bc67fffa14edcef17012c5dadaebb30d34008604c7f92207', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (5, 1774081805000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.sent', '{"evidence":{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"},"message":"انجام شد","payLinkSendId":"9223372036854775807"}', 'b6f4cb2273c8b3c3bc67fffa14edcef17012c5dadaebb30d34008604c7f92207', '0b2611d0c96e8f94410ece26d56a92d6138a8a8d7ff18ee88964e2e00b6950a0', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (6, 1774081806000, 'app', '0195b8e0-0000-7000-8000-000000000001', 'link.paid', '{"alarm":null,"refNo":"0047"}', '0b2611d0c96e8f94410ece26d56a92d6138a8a8d7ff18ee88964e2e00b6950a0', '93f2ec26f590f6a76e20b5837811e9b60808583614e3b366dc1c68d1eefdc517', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (7, 1774081807000, 'سارا', '0195b8e0-0000-7000-8000-000000000002', 'link.saved', '{"invoice":{"amount":150000,"customerName":"مریم کریمی","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-2","mobileNo":"09121234567"},"replaces":null}', '93f2ec26f590f6a76e20b5837811e9b60808583614e3b366dc1c68d1eefdc517', '34ab813ebd27da6561c22852c03e023c88e38fd8576ef1f7bcce3265c535e933', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (8, 1774081808000, 'app', '0195b8e0-0000-7000-8000-000000000002', 'link.sending', '{"attempt":1,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', '34ab813ebd27da6561c22852c03e023c88e38fd8576ef1f7bcce3265c535e933', '25a7e7a5670605e2c7789e63726154a39aa343a42e46cf3c03511a4d623638b5', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (9, 1774081809000, 'app', '0195b8e0-0000-7000-8000-000000000002', 'link.unknown', '{"evidence":{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"cut","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}}', '25a7e7a5670605e2c7789e63726154a39aa343a42e46cf3c03511a4d623638b5', '99bf0308a9546c1b91dfb5bbe226c3d66744132f799425bba1c3c92cefbe565b', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (10, 1774081810000, 'سارا', '0195b8e0-0000-7000-8000-000000000003', 'link.saved', '{"invoice":{"amount":150000,"customerName":"مریم کریمی","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-3","mobileNo":"09121234567"},"replaces":null}', '99bf0308a9546c1b91dfb5bbe226c3d66744132f799425bba1c3c92cefbe565b', 'f7ab81e39d6cd19e3ee0528d087af001d878723c7d085158d70daf4a8c738245', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (11, 1774081811000, 'app', '0195b8e0-0000-7000-8000-000000000003', 'link.sending', '{"attempt":1,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","transport":"soap11"}', 'f7ab81e39d6cd19e3ee0528d087af001d878723c7d085158d70daf4a8c738245', '277cbc092484faff13bb42c10057242b8dd33feb88b24dfba1807a12b51e5c1d', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (12, 1774081812000, 'app', '0195b8e0-0000-7000-8000-000000000003', 'link.rejected', '{"cause":"res-cod","evidence":{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"},"message":"نام کاربری نادرست است"}', '277cbc092484faff13bb42c10057242b8dd33feb88b24dfba1807a12b51e5c1d', '9d880f9861c5addf07490c57d0d29ce686007270a3839518ae33dced8249c9dc', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (13, 1774081813000, 'app', 'outbox', 'outbox.paused', '{"cause":"res-cod","message":"نام کاربری نادرست است"}', '9d880f9861c5addf07490c57d0d29ce686007270a3839518ae33dced8249c9dc', '5ed1554d14b852b3502b8020b94f0baf72e90f6478cf42a250952d6734382549', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (14, 1774081814000, 'سارا', '0195b8e0-0000-7000-8000-000000000004', 'link.saved', '{"invoice":{"amount":150000,"customerName":"مریم کریمی","description":"دو جلد کتاب ''نو''","invoiceNo":"050101-4","mobileNo":"09121234567"},"replaces":null}', '5ed1554d14b852b3502b8020b94f0baf72e90f6478cf42a250952d6734382549', 'd262aabc87f1d5109b3c80de54d2c3eb27998d5a1d3e6a56a461dc2dc909edca', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (15, 1774081861000, 'سارا', '0195b8e0-0000-7000-8000-000000000101', 'bill.added', '{"again":null,"billId":"7748317800141","extOrderId":"K-1","payId":"1770160","source":"scan"}', 'd262aabc87f1d5109b3c80de54d2c3eb27998d5a1d3e6a56a461dc2dc909edca', '2060a6cbdc58fc5709bb4a43253f6083db474c0046ac60b52b369a5cacfa058d', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (16, 1774081862000, 'سارا', '0195b8e0-0000-7000-8000-000000000102', 'bill.added', '{"again":null,"billId":"7748317800142","extOrderId":"K-2","payId":"1770160","source":"scan"}', '2060a6cbdc58fc5709bb4a43253f6083db474c0046ac60b52b369a5cacfa058d', 'edfcb73fd9a1b7ce0c5513dbc6f4f0c091ac77923f9f6cf6066eae61a30fac31', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (17, 1774081863000, 'سارا', '0195b8e0-0000-7000-8000-000000000103', 'bill.added', '{"again":null,"billId":"7748317800143","extOrderId":"K-3","payId":"1770160","source":"scan"}', 'edfcb73fd9a1b7ce0c5513dbc6f4f0c091ac77923f9f6cf6066eae61a30fac31', '2fecb4a4d7bc0095158ac6821089385a77bbc185bbfc7a38fe63b173ae7a651c', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (18, 1774081864000, 'سارا', '0195b8e0-0000-7000-8000-000000000101', 'bill.submitting', '{"batch":"0195b8e0-0000-7000-8000-000000000201"}', '2fecb4a4d7bc0095158ac6821089385a77bbc185bbfc7a38fe63b173ae7a651c', '3b158bdfabd3a3e5ac87a6af76859c4edc2c60e231f0609ac7d25656a371e2e7', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (19, 1774081865000, 'سارا', '0195b8e0-0000-7000-8000-000000000102', 'bill.submitting', '{"batch":"0195b8e0-0000-7000-8000-000000000201"}', '3b158bdfabd3a3e5ac87a6af76859c4edc2c60e231f0609ac7d25656a371e2e7', '622074da9d499fb93918711d2e8a24aafda44dbe8b7d9775ab6fefa446c735b2', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (20, 1774081866000, 'سارا', '0195b8e0-0000-7000-8000-000000000103', 'bill.submitting', '{"batch":"0195b8e0-0000-7000-8000-000000000201"}', '622074da9d499fb93918711d2e8a24aafda44dbe8b7d9775ab6fefa446c735b2', '02a14505a9a751b8ce96adc1c44adef3c1a2962e6b94a1c78227e7678dcb4ffa', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (21, 1774081867000, 'سارا', '0195b8e0-0000-7000-8000-000000000201', 'batch.submitting', '{"attempt":1,"bills":["0195b8e0-0000-7000-8000-000000000101","0195b8e0-0000-7000-8000-000000000102","0195b8e0-0000-7000-8000-000000000103"],"endpoint":"https://bills.example/UserWebservice.asmx","expected":51000,"returnKey":"key1","returnUrl":"http://127.0.0.1:40000/return/key1","version":"soap11"}', '02a14505a9a751b8ce96adc1c44adef3c1a2962e6b94a1c78227e7678dcb4ffa', 'ab5e058d694a222551e97eb902d28cf945002ac80135aed324ac5616ad2d8d58', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (22, 1774081868000, 'app', '0195b8e0-0000-7000-8000-000000000103', 'bill.back', '{"message":"قبض ''تکراری'' است","status":"13"}', 'ab5e058d694a222551e97eb902d28cf945002ac80135aed324ac5616ad2d8d58', 'ced9a71c7b20c681bd2a52647d8ffd431b2dc472aedc854c7cb3d22cfc2389e0', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (23, 1774081869000, 'app', '0195b8e0-0000-7000-8000-000000000201', 'batch.accepted', '{"batchToken":"900719925474099301","evidence":{"bytesOut":901,"endedAt":1774081800900,"endpoint":"https://bills.example/UserWebservice.asmx","reason":"reply","reply":"<Status>0</Status>","startedAt":1774081800000,"status":200,"transport":"soap11"},"message":"تایید شد","paymentUrl":"https://pay.example/b","status":"0","total":34000}', 'ced9a71c7b20c681bd2a52647d8ffd431b2dc472aedc854c7cb3d22cfc2389e0', '5e21303b4c566e48c2f761d043b8a592e5ed5516eb0e1acca8e824f89b3340f1', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (24, 1774081870000, 'app', '0195b8e0-0000-7000-8000-000000000101', 'bill.accepted', '{"billType":"برق","message":"تایید شد","price":17000,"status":"0"}', '5e21303b4c566e48c2f761d043b8a592e5ed5516eb0e1acca8e824f89b3340f1', '06d1e3a439f06035f49de76b3cc8090ecd10919aba93900f6061819a8299c53c', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (25, 1774081871000, 'app', '0195b8e0-0000-7000-8000-000000000102', 'bill.accepted', '{"billType":"برق","message":"تایید شد","price":17000,"status":"0"}', '06d1e3a439f06035f49de76b3cc8090ecd10919aba93900f6061819a8299c53c', 'a7603845c2b530d45e769075d7cb548cf22f1a44d0b7f1f8b499df5317f5ae82', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (26, 1774081872000, 'سارا', '0195b8e0-0000-7000-8000-000000000201', 'batch.payPageOpened', '{"how":"qr"}', 'a7603845c2b530d45e769075d7cb548cf22f1a44d0b7f1f8b499df5317f5ae82', 'be8d1daf7c16aa2cf164f3ed83a645283b89f933d29a40d3794ed16a92771ab4', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (27, 1774081873000, 'app', '0195b8e0-0000-7000-8000-000000000201', 'batch.returned', '{"alarm":null,"message":"انجام شد","outcome":"settled","status":"0","via":"receiver"}', 'be8d1daf7c16aa2cf164f3ed83a645283b89f933d29a40d3794ed16a92771ab4', 'c35d78a6dd59a6a8340ccd70fc7b878fba21a20ecff136ea64994cbff94ff2ae', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (28, 1774081874000, 'app', '0195b8e0-0000-7000-8000-000000000101', 'bill.paid', '{"message":"پرداخت شد","saleReferenceId":"9223372036854775807","status":"0","token":"T-1"}', 'c35d78a6dd59a6a8340ccd70fc7b878fba21a20ecff136ea64994cbff94ff2ae', '34b3ba25c3c55f4480e03e3dff705dd1b594fb25713355b63898f84aa27f3982', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (29, 1774081875000, 'app', '0195b8e0-0000-7000-8000-000000000102', 'bill.failed', '{"message":"موجودی کافی نیست","status":"5"}', '34b3ba25c3c55f4480e03e3dff705dd1b594fb25713355b63898f84aa27f3982', 'f18826b956ba4309fb6bd6dd315fd05d501435d064741133093b1868484ca0ca', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (30, 1774081876000, 'سارا', '0195b8e0-0000-7000-8000-000000000104', 'bill.added', '{"again":"0195b8e0-0000-7000-8000-000000000102","billId":"7748317800142","extOrderId":"K-4","payId":"1770160","source":"typed"}', 'f18826b956ba4309fb6bd6dd315fd05d501435d064741133093b1868484ca0ca', '27c94b1e20bc7f21f8f7e225cb80f04f2fc63050322142e78ea02f5dd517acc5', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (31, 1774081877000, 'سارا', '0195b8e0-0000-7000-8000-000000000104', 'bill.submitting', '{"batch":"0195b8e0-0000-7000-8000-000000000202"}', '27c94b1e20bc7f21f8f7e225cb80f04f2fc63050322142e78ea02f5dd517acc5', 'd799133c3e36bc8ef8f0619ac341cc529905d5ea4a9f439fbe14524d7e2727e2', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (32, 1774081878000, 'سارا', '0195b8e0-0000-7000-8000-000000000202', 'batch.submitting', '{"attempt":1,"bills":["0195b8e0-0000-7000-8000-000000000104"],"endpoint":"https://bills.example/UserWebservice.asmx","expected":17000,"returnKey":"key2","returnUrl":"http://127.0.0.1:40000/return/key2","version":"soap11"}', 'd799133c3e36bc8ef8f0619ac341cc529905d5ea4a9f439fbe14524d7e2727e2', '2e3e337cab7bf66ac00a415e223c8a85f00e09f7c98a569d35dff38d9625f25e', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (33, 1774081879000, 'app', '0195b8e0-0000-7000-8000-000000000202', 'batch.accepted', '{"batchToken":"900719925474099302","evidence":{"bytesOut":901,"endedAt":1774081800900,"endpoint":"https://bills.example/UserWebservice.asmx","reason":"reply","reply":"<Status>0</Status>","startedAt":1774081800000,"status":200,"transport":"soap11"},"message":"تایید شد","paymentUrl":"https://pay.example/b","status":"0","total":17000}', '2e3e337cab7bf66ac00a415e223c8a85f00e09f7c98a569d35dff38d9625f25e', 'e5098c92609126c01e223f9aeb0332a28632697cd1bd58e0563f176a573d55d4', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (34, 1774081880000, 'app', '0195b8e0-0000-7000-8000-000000000104', 'bill.accepted', '{"billType":"برق","message":"تایید شد","price":17000,"status":"0"}', 'e5098c92609126c01e223f9aeb0332a28632697cd1bd58e0563f176a573d55d4', 'a16ebc6874ffb5b0711b9b8f69b2c9d4123c545bd4b69b8654654e0bd264360a', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (35, 1774081881000, 'app', '0195b8e0-0000-7000-8000-000000000202', 'batch.alarm', '{"alarm":"return-mismatch","via":"pasted","what":["token","amount 1"]}', 'a16ebc6874ffb5b0711b9b8f69b2c9d4123c545bd4b69b8654654e0bd264360a', '6de8acf80f29f2f1d4710ec27403d2a3d735041acf0650e3bacd0f2716f606a1', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (36, 1774081882000, 'سارا', '0195b8e0-0000-7000-8000-000000000105', 'bill.added', '{"again":null,"billId":"7748317800145","extOrderId":"K-5","payId":"1770160","source":"paste"}', '6de8acf80f29f2f1d4710ec27403d2a3d735041acf0650e3bacd0f2716f606a1', '63755bd99f625d62c2c624121614e210da814499ddebd5693a68e5bbccdd88c9', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (37, 1774081883000, 'سارا', '0195b8e0-0000-7000-8000-000000000105', 'bill.submitting', '{"batch":"0195b8e0-0000-7000-8000-000000000203"}', '63755bd99f625d62c2c624121614e210da814499ddebd5693a68e5bbccdd88c9', '482b302edfaf340ee6836d65e072a29f7c345439f51ce35b26ff05e55f4237d7', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (38, 1774081884000, 'سارا', '0195b8e0-0000-7000-8000-000000000203', 'batch.submitting', '{"attempt":1,"bills":["0195b8e0-0000-7000-8000-000000000105"],"endpoint":"https://bills.example/UserWebservice.asmx","expected":17000,"returnKey":"key3","returnUrl":"http://127.0.0.1:40000/return/key3","version":"soap11"}', '482b302edfaf340ee6836d65e072a29f7c345439f51ce35b26ff05e55f4237d7', '5e8e59394d343b5bdf6cdd7209313e098429276447081ebf9f83102581666686', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (39, 1774081885000, 'app', '0195b8e0-0000-7000-8000-000000000203', 'batch.unknown', '{"evidence":{"bytesOut":901,"endedAt":1774081800900,"endpoint":"https://bills.example/UserWebservice.asmx","reason":"cut","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}}', '5e8e59394d343b5bdf6cdd7209313e098429276447081ebf9f83102581666686', '36e152096d6b698e6f7e581e576b64febb5ffea1d2a6a2d006f7d88068d879d9', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (40, 1774081886000, 'سارا', '0195b8e0-0000-7000-8000-000000000106', 'bill.added', '{"again":null,"billId":"7748317800146","extOrderId":"K-6","payId":"1770160","source":"file"}', '36e152096d6b698e6f7e581e576b64febb5ffea1d2a6a2d006f7d88068d879d9', 'b0e528bab2c864c85752f174c7f92d87789a30f6bbe2dae342d0439a19fca920', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (41, 1774081887000, 'سارا', '0195b8e0-0000-7000-8000-000000000106', 'bill.removed', '{}', 'b0e528bab2c864c85752f174c7f92d87789a30f6bbe2dae342d0439a19fca920', '865e27bd16ec231930f2467c8a5b311abc6081fc0aa9a248a337e3ec0d6fdbf8', 1);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (42, 1774168201000, '{"id":null,"kind":"app","name":""}', 'ledger', 'ledger.rebuilding', '{"cause":"version","version":"1 1cf9cfa9d308c883"}', '865e27bd16ec231930f2467c8a5b311abc6081fc0aa9a248a337e3ec0d6fdbf8', '0fdd2aa8f3b638ba9835b87950f6882b4d1ee0597679de8efa128e5e1c5c4723', 2);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (43, 1774168202000, '{"id":null,"kind":"app","name":""}', 'ledger', 'ledger.rebuilt', '{"cause":"version","changed":3,"looked":13,"version":"1 1cf9cfa9d308c883"}', '0fdd2aa8f3b638ba9835b87950f6882b4d1ee0597679de8efa128e5e1c5c4723', 'cc83a8e781b9ce82be957b5d747b8c7786323e9c7779a542b51e8a4b93f50c28', 2);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (44, 1774168203000, '{"id":null,"kind":"person","name":"app"}', 'settings', 'settings.changed', '{"from":2,"name":"sendsAtOnce","to":3}', 'cc83a8e781b9ce82be957b5d747b8c7786323e9c7779a542b51e8a4b93f50c28', '5745ae949088ac9affbfbc7d0155cf4bacf28f87ff7a44a2c3ee20c81730a046', 2);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (45, 1774168204000, '{"id":null,"kind":"person","name":"app"}', '0195b8e0-0000-7000-8000-000000000103', 'bill.removed', '{}', '5745ae949088ac9affbfbc7d0155cf4bacf28f87ff7a44a2c3ee20c81730a046', '85dca604dd47cca53a0ff8effb3e6577df8866dca5afaf458757811ab327fff2', 2);
INSERT INTO events (seq, at, who, subject, kind, data, prev, hash, v) VALUES (46, 1774168205000, '{"id":"f-1","kind":"import","name":"قبض‌ها.csv"}', '0198c2f0-0000-7000-8000-000000000001', 'bill.added', '{"again":null,"billId":"1117753200140","extOrderId":"K-9","payId":"12070160","source":"typed"}', '85dca604dd47cca53a0ff8effb3e6577df8866dca5afaf458757811ab327fff2', '9c52d8d5fb95f5b4a31acc907223759c02763e38ce1e31ae799dce0549044f4b', 2);
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed, newer, service) VALUES (1, '0195b8e0-0000-7000-8000-000000000001', '050101-1', 9007199254740991, '09121234567', 'پروانه', 'دو جلد کتاب ''نو''', 'paid', '9223372036854775807', '0047', null, null, 2, 'انجام شد', null, '{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"}', null, 'سارا', 1774081801000, 1774081806000, 1774081805000, 1774081806000, 6, 1, '1405-01-01', 'پروانه
09121234567
050101-1
9223372036854775807
0047
دو جلد کتاب ''نو''', 0, 1, 0, 0, 0, 'https://pay.example');
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed, newer, service) VALUES (2, '0195b8e0-0000-7000-8000-000000000002', '050101-2', 150000, '09121234567', 'مریم کریمی', 'دو جلد کتاب ''نو''', 'unknown', null, null, null, null, 1, null, null, '{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"cut","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}', null, 'سارا', 1774081807000, 1774081809000, null, null, 9, 7, '1405-01-01', 'مریم کریمی
09121234567
050101-2


دو جلد کتاب ''نو''', 1, 1, 1, 0, 0, 'https://pay.example');
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed, newer, service) VALUES (3, '0195b8e0-0000-7000-8000-000000000003', '050101-3', 150000, '09121234567', 'مریم کریمی', 'دو جلد کتاب ''نو''', 'rejected', null, null, null, null, 1, 'نام کاربری نادرست است', 'res-cod', '{"bytesOut":812,"endedAt":1774081800900,"endpoint":"https://pay.example/KimiaPayLinkSend.asmx","reason":"reply","reply":"<ResCod>1</ResCod>","startedAt":1774081800000,"status":200,"transport":"soap11"}', null, 'سارا', 1774081810000, 1774081812000, null, null, 12, 10, '1405-01-01', 'مریم کریمی
09121234567
050101-3


دو جلد کتاب ''نو''', 0, 0, 1, 0, 0, 'https://pay.example');
INSERT INTO links (n, id, invoice_no, amount, mobile_no, customer_name, description, state, pay_link_send_id, ref_no, replaces, replaced_by, attempts, message, cause, evidence, alarm, saved_by, saved_at, changed_at, sent_at, paid_at, event, place, day, folded, live, holds, decision, followed, newer, service) VALUES (4, '0195b8e0-0000-7000-8000-000000000004', '050101-4', 150000, '09121234567', 'مریم کریمی', 'دو جلد کتاب ''نو''', 'queued', null, null, null, null, 0, null, null, null, null, 'سارا', 1774081814000, 1774081814000, null, null, 14, 14, '1405-01-01', 'مریم کریمی
09121234567
050101-4


دو جلد کتاب ''نو''', 1, 1, 0, 0, 0, null);
INSERT INTO asked (n, at) VALUES (1, 1774081860000);
INSERT INTO outbox_pause (one, cause, message, since) VALUES (1, 'res-cod', 'نام کاربری نادرست است', 1774081813000);
INSERT INTO draft (one, data) VALUES (1, '{"amount":"۱۵۰","customerName":"","description":"","invoiceNo":"۱۲","mobileNo":"","replaces":null}');
INSERT INTO bills (n, id, state, bill_id, pay_id, ext_order_id, source, again, batch, status, message, price, bill_type, sale_reference_id, token, saved_by, saved_at, changed_at, paid_at, event, folded, pair, live, holds, newer) VALUES (1, '0195b8e0-0000-7000-8000-000000000101', 'paid', '7748317800141', '1770160', 'K-1', 'scan', null, '0195b8e0-0000-7000-8000-000000000201', '0', 'پرداخت شد', 17000, 'برق', '9223372036854775807', 'T-1', 'سارا', 1774081861000, 1774081874000, 1774081874000, 28, '7748317800141
1770160
k-1
9223372036854775807
پرداخت شد
برق', '77483178001410000001770160', 0, 1, 0);
INSERT INTO bills (n, id, state, bill_id, pay_id, ext_order_id, source, again, batch, status, message, price, bill_type, sale_reference_id, token, saved_by, saved_at, changed_at, paid_at, event, folded, pair, live, holds, newer) VALUES (2, '0195b8e0-0000-7000-8000-000000000102', 'failed', '7748317800142', '1770160', 'K-2', 'scan', null, '0195b8e0-0000-7000-8000-000000000201', '5', 'موجودی کافی نیست', 17000, 'برق', null, null, 'سارا', 1774081862000, 1774081875000, null, 29, '7748317800142
1770160
k-2

موجودی کافی نیست
برق', '77483178001420000001770160', 0, 0, 0);
INSERT INTO bills (n, id, state, bill_id, pay_id, ext_order_id, source, again, batch, status, message, price, bill_type, sale_reference_id, token, saved_by, saved_at, changed_at, paid_at, event, folded, pair, live, holds, newer) VALUES (3, '0195b8e0-0000-7000-8000-000000000103', 'removed', '7748317800143', '1770160', 'K-3', 'scan', null, null, '13', 'قبض ''تکراری'' است', null, null, null, null, 'سارا', 1774081863000, 1774168204000, null, 45, '7748317800143
1770160
k-3

قبض ''تکراری'' است
', '77483178001430000001770160', 0, 0, 0);
INSERT INTO bills (n, id, state, bill_id, pay_id, ext_order_id, source, again, batch, status, message, price, bill_type, sale_reference_id, token, saved_by, saved_at, changed_at, paid_at, event, folded, pair, live, holds, newer) VALUES (4, '0195b8e0-0000-7000-8000-000000000104', 'awaiting', '7748317800142', '1770160', 'K-4', 'typed', '0195b8e0-0000-7000-8000-000000000102', '0195b8e0-0000-7000-8000-000000000202', '0', 'تایید شد', 17000, 'برق', null, null, 'سارا', 1774081876000, 1774081880000, null, 34, '7748317800142
1770160
k-4

تایید شد
برق', '77483178001420000001770160', 1, 1, 0);
INSERT INTO bills (n, id, state, bill_id, pay_id, ext_order_id, source, again, batch, status, message, price, bill_type, sale_reference_id, token, saved_by, saved_at, changed_at, paid_at, event, folded, pair, live, holds, newer) VALUES (5, '0195b8e0-0000-7000-8000-000000000105', 'submitting', '7748317800145', '1770160', 'K-5', 'paste', null, '0195b8e0-0000-7000-8000-000000000203', null, null, null, null, null, null, 'سارا', 1774081882000, 1774081883000, null, 37, '7748317800145
1770160
k-5


', '77483178001450000001770160', 1, 1, 0);
INSERT INTO bills (n, id, state, bill_id, pay_id, ext_order_id, source, again, batch, status, message, price, bill_type, sale_reference_id, token, saved_by, saved_at, changed_at, paid_at, event, folded, pair, live, holds, newer) VALUES (6, '0195b8e0-0000-7000-8000-000000000106', 'removed', '7748317800146', '1770160', 'K-6', 'file', null, null, null, null, null, null, null, null, 'سارا', 1774081886000, 1774081887000, null, 41, '7748317800146
1770160
k-6


', '77483178001460000001770160', 0, 0, 0);
INSERT INTO bills (n, id, state, bill_id, pay_id, ext_order_id, source, again, batch, status, message, price, bill_type, sale_reference_id, token, saved_by, saved_at, changed_at, paid_at, event, folded, pair, live, holds, newer) VALUES (7, '0198c2f0-0000-7000-8000-000000000001', 'basket', '1117753200140', '12070160', 'K-9', 'typed', null, null, null, null, null, null, null, null, '{"id":"f-1","kind":"import","name":"قبض‌ها.csv"}', 1774168205000, 1774168205000, null, 46, '1117753200140
12070160
k-9


', '11177532001400000012070160', 1, 1, 0);
INSERT INTO batches (n, id, state, bills, expected, attempts, return_url, return_key, batch_token, payment_url, total, cause, status, message, evidence, alarm, alarm_what, saved_by, saved_at, changed_at, returned_at, event, folded, decision, newer) VALUES (1, '0195b8e0-0000-7000-8000-000000000201', 'settled', '["0195b8e0-0000-7000-8000-000000000101","0195b8e0-0000-7000-8000-000000000102","0195b8e0-0000-7000-8000-000000000103"]', 51000, 1, 'http://127.0.0.1:40000/return/key1', 'key1', '900719925474099301', 'https://pay.example/b', 34000, null, '0', 'انجام شد', '{"bytesOut":901,"endedAt":1774081800900,"endpoint":"https://bills.example/UserWebservice.asmx","reason":"reply","reply":"<Status>0</Status>","startedAt":1774081800000,"status":200,"transport":"soap11"}', null, '[]', 'سارا', 1774081867000, 1774081873000, 1774081873000, 27, '900719925474099301
7748317800141
1770160
k-1
7748317800142
1770160
k-2
7748317800143
1770160
k-3', 0, 0);
INSERT INTO batches (n, id, state, bills, expected, attempts, return_url, return_key, batch_token, payment_url, total, cause, status, message, evidence, alarm, alarm_what, saved_by, saved_at, changed_at, returned_at, event, folded, decision, newer) VALUES (2, '0195b8e0-0000-7000-8000-000000000202', 'awaiting', '["0195b8e0-0000-7000-8000-000000000104"]', 17000, 1, 'http://127.0.0.1:40000/return/key2', 'key2', '900719925474099302', 'https://pay.example/b', 17000, null, '0', 'تایید شد', '{"bytesOut":901,"endedAt":1774081800900,"endpoint":"https://bills.example/UserWebservice.asmx","reason":"reply","reply":"<Status>0</Status>","startedAt":1774081800000,"status":200,"transport":"soap11"}', 'return-mismatch', '["token","amount 1"]', 'سارا', 1774081878000, 1774081881000, null, 35, '900719925474099302
7748317800142
1770160
k-4', 1, 0);
INSERT INTO batches (n, id, state, bills, expected, attempts, return_url, return_key, batch_token, payment_url, total, cause, status, message, evidence, alarm, alarm_what, saved_by, saved_at, changed_at, returned_at, event, folded, decision, newer) VALUES (3, '0195b8e0-0000-7000-8000-000000000203', 'unknown', '["0195b8e0-0000-7000-8000-000000000105"]', 17000, 1, 'http://127.0.0.1:40000/return/key3', 'key3', null, null, null, null, null, null, '{"bytesOut":901,"endedAt":1774081800900,"endpoint":"https://bills.example/UserWebservice.asmx","reason":"cut","reply":null,"startedAt":1774081800000,"status":null,"transport":"soap11"}', null, '[]', 'سارا', 1774081884000, 1774081885000, null, 39, '
7748317800145
1770160
k-5', 1, 0);
INSERT INTO projection (one, version) VALUES (1, '1 1cf9cfa9d308c883');
INSERT INTO links_search (links_search) VALUES ('rebuild');
INSERT INTO bills_search (bills_search) VALUES ('rebuild');
INSERT INTO batches_search (batches_search) VALUES ('rebuild');
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM events WHERE seq = NEW.seq - 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'events: not the next one'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events: never changed'); END;
CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events: never deleted'); END;
CREATE TRIGGER links_search_insert AFTER INSERT ON links BEGIN
  INSERT INTO links_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER links_search_update AFTER UPDATE OF folded ON links WHEN NEW.folded <> OLD.folded BEGIN
  INSERT INTO links_search (links_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
  INSERT INTO links_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER batches_of_bills BEFORE INSERT ON batches
WHEN EXISTS (SELECT 1 FROM json_each(NEW.bills) WHERE NOT EXISTS (SELECT 1 FROM bills WHERE id = value))
BEGIN SELECT RAISE(ABORT, 'batches: no such bill'); END;
CREATE TRIGGER bills_search_insert AFTER INSERT ON bills BEGIN
  INSERT INTO bills_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER bills_search_update AFTER UPDATE OF folded ON bills WHEN NEW.folded <> OLD.folded BEGIN
  INSERT INTO bills_search (bills_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
  INSERT INTO bills_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER batches_search_insert AFTER INSERT ON batches BEGIN
  INSERT INTO batches_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER batches_search_update AFTER UPDATE OF folded ON batches WHEN NEW.folded <> OLD.folded BEGIN
  INSERT INTO batches_search (batches_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
  INSERT INTO batches_search (rowid, folded) VALUES (NEW.n, NEW.folded);
END;
CREATE TRIGGER rebuild_shut BEFORE INSERT ON rebuild WHEN NEW.open = 1
BEGIN SELECT RAISE(ABORT, 'rebuild: not told'); END;
CREATE TRIGGER rebuild_told BEFORE UPDATE ON rebuild
WHEN NEW.open = 1 AND NOT EXISTS (
  SELECT 1 FROM events WHERE seq = NEW.event AND subject = 'ledger' AND kind = 'ledger.rebuilding')
BEGIN SELECT RAISE(ABORT, 'rebuild: not told'); END;
CREATE TRIGGER links_born BEFORE INSERT ON links
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id AND kind GLOB 'link.*')
  OR EXISTS (SELECT 1 FROM links WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'links: no event'); END;
CREATE TRIGGER links_move BEFORE UPDATE ON links
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR (NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1) AND (NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id AND kind GLOB 'link.*')))
BEGIN SELECT RAISE(ABORT, 'links: no event'); END;
CREATE TRIGGER links_stay BEFORE DELETE ON links WHEN NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'links: never deleted'); END;
CREATE TRIGGER links_search_delete AFTER DELETE ON links BEGIN
  INSERT INTO links_search (links_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
END;
CREATE TRIGGER bills_born BEFORE INSERT ON bills
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id AND kind GLOB 'bill.*')
  OR EXISTS (SELECT 1 FROM bills WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'bills: no event'); END;
CREATE TRIGGER bills_move BEFORE UPDATE ON bills
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR (NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1) AND (NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id AND kind GLOB 'bill.*')))
BEGIN SELECT RAISE(ABORT, 'bills: no event'); END;
CREATE TRIGGER bills_stay BEFORE DELETE ON bills WHEN NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'bills: never deleted'); END;
CREATE TRIGGER bills_search_delete AFTER DELETE ON bills BEGIN
  INSERT INTO bills_search (bills_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
END;
CREATE TRIGGER batches_born BEFORE INSERT ON batches
WHEN NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = NEW.id AND kind GLOB 'batch.*')
  OR EXISTS (SELECT 1 FROM batches WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'batches: no event'); END;
CREATE TRIGGER batches_move BEFORE UPDATE ON batches
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR (NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1) AND (NEW.event <= OLD.event
  OR NOT EXISTS (SELECT 1 FROM events WHERE seq = NEW.event AND subject = OLD.id AND kind GLOB 'batch.*')))
BEGIN SELECT RAISE(ABORT, 'batches: no event'); END;
CREATE TRIGGER batches_stay BEFORE DELETE ON batches WHEN NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'batches: never deleted'); END;
CREATE TRIGGER batches_search_delete AFTER DELETE ON batches BEGIN
  INSERT INTO batches_search (batches_search, rowid, folded) VALUES ('delete', OLD.n, OLD.folded);
END;
CREATE TRIGGER bills_enter BEFORE INSERT ON bills
WHEN EXISTS (SELECT 1 FROM bills WHERE pair = NEW.pair AND holds = 1) AND NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'bills: pair held'); END;
CREATE TRIGGER bills_same BEFORE UPDATE ON bills
WHEN (NEW.bill_id <> OLD.bill_id OR NEW.pay_id <> OLD.pay_id OR NEW.ext_order_id <> OLD.ext_order_id) AND NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'bills: another bill'); END;
CREATE TRIGGER batches_same BEFORE UPDATE ON batches WHEN NEW.bills <> OLD.bills AND NOT EXISTS (SELECT 1 FROM rebuild WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'batches: other bills'); END;
