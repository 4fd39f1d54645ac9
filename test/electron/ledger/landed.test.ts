import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { APP, person } from '../../../shared/actors.ts';
import type { Actor } from '../../../shared/actors.ts';
import { openLedger } from '../../../electron/ledger/ledger.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { createOutbox } from '../../../electron/links/outbox.ts';
import { accepted as answered, testClient, testLine } from '../links/link-side.ts';
import { back, batchAccepted, batchFilter, billFilter, inBasket, paid, submitted } from './bill-help.ts';
import { filter, NOON, saved, sending, sent, tempFile, ticking, tool, unknown } from './help.ts';
import { remade } from './remade.ts';

/**
 * `landed-2.sql` is a ledger of schema version 2 as the version before issue 7 wrote it, with each state and each kind of
 * event in it; `landed-2.mark` is the mark beside it, of the mode live, sealed with this key. Neither is ever edited, and
 * what must be in them is written by hand here: what a later version adds is no part of them.
 */
const KEY = createHash('sha256').update('landed').digest();
const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const DAY = 86_400_000;

const HELD = { events: 189, links: 17, bills: 15, batches: 13, asked: 4, outbox_pause: 1, draft: 1 };

/** Opening makes rows anew, since a link has its service now: that it begins, and that it is done. */
const TOLD = 2;

const STATES = {
  links: ['closed', 'paid', 'queued', 'rejected', 'sending', 'sent', 'unknown'],
  bills: ['abandoned', 'awaiting', 'basket', 'failed', 'paid', 'removed', 'submitting'],
  batches: ['abandoned', 'awaiting', 'failed', 'refused', 'settled', 'submitting', 'unknown', 'unsent'],
};

const KINDS: Readonly<Record<string, string>> = {
  link: 'alarmSeen closed decidedSent idGiven neverLeft paid rejected replaced requeued saved sending sent unknown',
  bill: 'abandoned accepted added back failed paid removed submitting',
  batch: 'abandoned accepted alarm alarmSeen givenUp payPageOpened refused returned settledByHand submitting unknown unsent',
  settings: 'changed',
  secret: 'removed set',
  mode: 'changed',
  contract: 'adopted reset',
  change: 'failed',
  outbox: 'paused resumed',
  ledger: 'accepted behind sealed',
};

/** What some events of a kind say, and others do not. */
const SOMETIMES = [
  'link.saved replaces',
  'link.sent service',
  'link.rejected service',
  'link.unknown evidence',
  'link.decidedSent payLinkSendId',
  'link.paid refNo',
  'link.paid alarm',
  'link.paid service',
  'bill.added again',
  'bill.accepted price',
  'bill.paid byHand',
  'batch.accepted total',
  'batch.accepted unreadableTotal',
  'batch.accepted service',
  'batch.refused service',
  'batch.unknown evidence',
  'batch.returned alarm',
  'batch.alarm came',
  'batch.alarm more',
  'ledger.behind mark',
  'ledger.behind sends',
];

const CODES: Readonly<Record<string, string[]>> = {
  'link.sending transport': ['json', 'soap11', 'soap12'],
  'link.paid alarm': ['paid-after-closed', 'paid-after-replaced', 'paid-twice'],
  'bill.added source': ['file', 'paste', 'scan', 'typed'],
  'batch.submitting version': ['soap11', 'soap12'],
  'batch.payPageOpened how': ['browser', 'qr'],
  'batch.returned outcome': ['failed', 'settled'],
  'batch.returned via': ['pasted', 'receiver'],
  'batch.returned alarm': ['paid-late'],
  'batch.alarm alarm': ['return-contradiction', 'return-mismatch'],
  'ledger.behind cause': ['no-mark', 'older', 'seal'],
  'ledger.sealed reason': ['first', 'lost'],
};

/** Columns that are made for SQLite's use, and are no part of what a thing is. */
const DERIVED = ['n', 'event', 'place', 'day', 'folded', 'live', 'holds', 'decision', 'followed', 'pair'];
const JSON_COLUMNS = ['evidence', 'bills', 'alarm_what'];

type Row = Record<string, unknown>;
type Table = keyof typeof HELD;
type Stored = Record<Table, Row[]>;

/** What the landed version wrote, as it lies in the file. */
function storedIn(db: DatabaseSync): Stored {
  const rows = (table: Table): Row[] => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all();
  return {
    events: rows('events'),
    links: rows('links'),
    bills: rows('bills'),
    batches: rows('batches'),
    asked: rows('asked'),
    outbox_pause: rows('outbox_pause'),
    draft: rows('draft'),
  };
}

// What this test calls of the ledger is in the functions from here …

/** The landed ledger, opened with its mark. */
async function landed(key = KEY): Promise<{ file: string; stored: Stored; ledger: Ledger }> {
  const file = tempFile();
  const mark = join(dirname(file), 'live.mark');
  const sql = readFileSync(beside('landed-2.sql'), 'utf8');
  const stored = tool(file, (db) => {
    db.exec(`BEGIN; ${sql} COMMIT`);
    const { bills, ...rest } = storedIn(db);
    return { ...rest, bills: bills.map(remade) };
  });
  copyFileSync(beside('landed-2.mark'), mark);
  const ledger = openLedger({
    file,
    now: ticking(NOON + 3 * DAY),
    mustExist: true,
    mark: { file: mark, mode: 'live', mustExist: true, made: () => undefined },
  });
  onTestFinished(() => ledger.close());
  ledger.sealWith(key, false);
  await ledger.keepMark().catch(() => undefined);
  return { file, stored, ledger };
}

/** All that the lists of a ledger give, each thing with its history. */
function everything(ledger: Ledger) {
  const all = { limit: 500 };
  return {
    links: ledger.links.list(filter(all)).links.map((thing) => ({ thing, history: ledger.links.history(thing.id) })),
    bills: ledger.bills.list(billFilter(all)).bills.map((thing) => ({ thing, history: ledger.bills.history(thing.id) })),
    batches: ledger.batches
      .list(batchFilter(all))
      .batches.map((thing) => ({ thing, history: ledger.batches.history(thing.id) })),
  };
}

/** The ids of what a search finds. */
function found(ledger: Ledger, search: string): string[] {
  const all = { limit: 500, search };
  const { links } = ledger.links.list(filter(all));
  const { bills } = ledger.bills.list(billFilter(all));
  return [...links, ...bills, ...ledger.batches.list(batchFilter(all)).batches].map(({ id }) => id);
}

/** What waits: for the service, for a payer, for a person; and what the form and the outbox were left with. */
function waiting(ledger: Ledger) {
  return {
    queue: ledger.links.nextQueued(9, []).map(({ invoiceNo }) => invoiceNo),
    sending: ledger.links.inState('sending').map(({ invoiceNo }) => invoiceNo),
    unknown: ledger.links.inState('unknown').map(({ invoiceNo }) => invoiceNo),
    links: { ...ledger.links.counts(), decisions: ledger.links.list(filter({ onlyDecisions: true })).total },
    basket: ledger.bills.basket().map(({ extOrderId }) => extOrderId),
    submitting: ledger.batches.inState('submitting').map(({ returnKey }) => returnKey),
    unknownBatches: ledger.batches.inState('unknown').map(({ returnKey }) => returnKey),
    badges: ['basket', 'awaiting', 'decisions'].map((badge) => ledger.badge(badge)),
    pause: ledger.outboxPause(),
    draft: ledger.draft(),
    hold: ledger.hold(),
  };
}

/** A day's work over what was left: decisions, payments, a new link, a new bill, a batch of the whole basket. */
function work(ledger: Ledger): void {
  const [doubtful] = ledger.links.inState('unknown');
  const [refused] = ledger.links.inState('rejected');
  const [underWay] = ledger.links.inState('sending');
  const [awaited] = ledger.links.inState('sent');
  const [batch] = ledger.batches.inState('unknown');
  if (!doubtful || !refused || !underWay || !awaited || !batch) throw new Error('nothing to work on');
  ledger.resumeOutbox(person('سارا'));
  ledger.links.record(doubtful.id, { kind: 'link.decidedSent', payLinkSendId: '777' }, person('سارا'));
  ledger.links.record(refused.id, { kind: 'link.requeued' }, person('سارا'));
  ledger.links.record(underWay.id, unknown, APP);
  ledger.links.record(awaited.id, { kind: 'link.paid', refNo: '1', alarm: null, service: 'https://pay.example' }, APP);
  saved(ledger, {}, sending(), sent('778'));
  ledger.batches.record(batch.id, { kind: 'batch.givenUp' }, person('سارا'));
  for (const bill of ledger.bills.ofBatch(batch)) ledger.bills.record(bill.id, back(), person('سارا'));
  inBasket(ledger);
  const basket = ledger.bills.basket().map(({ id }) => id);
  submitted(ledger, basket, batchAccepted('779'));
  const price = { status: '0', message: '', price: 1, billType: '' };
  for (const id of basket) ledger.bills.record(id, { kind: 'bill.accepted', ...price }, APP);
  for (const id of basket) ledger.bills.record(id, paid(), APP);
  ledger.putDraft(null);
}

// … to here.

/** What is still in the file of what was written, with the columns that there were. */
function keptIn(file: string, stored: Stored): Stored {
  const now = tool(file, storedIn);
  const kept = (table: Table) => {
    const columns = Object.keys(stored[table][0] ?? {});
    return now[table]
      .slice(0, stored[table].length)
      .map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  };
  return {
    events: kept('events'),
    links: kept('links'),
    bills: kept('bills'),
    batches: kept('batches'),
    asked: kept('asked'),
    outbox_pause: kept('outbox_pause'),
    draft: kept('draft'),
  };
}

const sorted = (values: Iterable<unknown>) => [...new Set(values)].map(String).toSorted();
const dataOf = (row: Row): Row => JSON.parse(String(row['data']));
const camel = (column: string) => column.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());

/** Who a bare name meant. */
function actorBy(who: unknown): Actor {
  return who === 'app' ? APP : person(who === 'cashier' ? '' : String(who));
}

/** What a row says of its thing, by the thing's own names. */
function factsOf(row: Row): Row {
  const value = (column: string) => {
    const stored = row[column];
    if (column === 'saved_by') return actorBy(stored);
    return JSON_COLUMNS.includes(column) && typeof stored === 'string' ? JSON.parse(stored) : stored;
  };
  const columns = Object.keys(row).filter((column) => !DERIVED.includes(column));
  return Object.fromEntries(columns.map((column) => [camel(column), value(column)]));
}

/** The values of a field (`link.paid alarm`) over all events of its kind; undefined where it is absent or null. */
function valuesOf(stored: Stored, place: string): unknown[] {
  const [kind, field = ''] = place.split(' ');
  return stored.events.filter((row) => row['kind'] === kind).map((row) => dataOf(row)[field] ?? undefined);
}

test('holds each state, each kind of event, and each optional field with and without', async () => {
  const { ledger, stored } = await landed();
  expect(Object.fromEntries(Object.entries(stored).map(([table, rows]) => [table, rows.length]))).toEqual(HELD);
  const things = everything(ledger);
  expect(sorted(things.links.map(({ thing }) => thing.state))).toEqual(STATES.links);
  expect(sorted(things.bills.map(({ thing }) => thing.state))).toEqual(STATES.bills);
  expect(sorted(things.batches.map(({ thing }) => thing.state))).toEqual(STATES.batches);
  const kinds = Object.entries(KINDS).flatMap(([of, names]) => names.split(' ').map((name) => `${of}.${name}`));
  expect(sorted(stored.events.map((row) => row['kind']))).toEqual(kinds.toSorted());
  for (const place of SOMETIMES) {
    const values = valuesOf(stored, place);
    expect([place, values.some((value) => value === undefined)]).toEqual([place, true]);
    expect([place, values.some((value) => value !== undefined)]).toEqual([place, true]);
  }
  for (const [place, codes] of Object.entries(CODES))
    expect([place, sorted(valuesOf(stored, place).filter(Boolean))]).toEqual([place, codes]);
  expect(sorted(stored.events.map((row) => row['who']))).toEqual(['app', 'cashier', "رضا O'Neil 🧾", 'سارا']);
});

test('opens with nothing lost: its check says ok, and what was written is in the file as it was', async () => {
  const { file, ledger, stored } = await landed();
  const { links, bills } = HELD;
  const events = HELD.events + TOLD;
  expect(ledger.check()).toMatchObject({
    ok: true,
    problems: [],
    events,
    counts: { links, bills },
    unknown: 0,
    seal: { state: 'sealed' },
  });
  ledger.close();
  expect(keptIn(file, stored)).toEqual(stored);
});

test('its rows made anew from its events are its rows', async () => {
  const { file, ledger, stored } = await landed();
  ledger.askRebuild(person('سارا'));
  expect([...ledger.rebuildInSteps()].length).toBeGreaterThan(2);
  ledger.close();
  expect(keptIn(file, stored)).toEqual(stored);
  const { data } =
    tool(file, (db) => db.prepare("SELECT data FROM events WHERE kind = 'ledger.rebuilt' ORDER BY seq DESC").get()) ?? {};
  const things = HELD.links + HELD.bills + HELD.batches;
  expect(JSON.parse(String(data))).toMatchObject({ cause: 'asked', looked: things, changed: 0 });
});

test('gives all that was written: things, histories, and a way to each by search', async () => {
  const { ledger, stored } = await landed();
  const things = everything(ledger);
  for (const [table, area] of [
    ['links', 'link.'],
    ['bills', 'bill.'],
    ['batches', 'batch.'],
  ] as const) {
    const listed: { thing: { id: string }; history: unknown[] }[] = things[table];
    expect(sorted(listed.map(({ thing }) => thing.id))).toEqual(sorted(stored[table].map((row) => row['id'])));
    for (const { thing, history } of listed) {
      const row = stored[table].find(({ id }) => id === thing.id);
      expect(thing).toMatchObject(factsOf(row ?? {}));
      const events = stored.events.filter(({ subject, kind }) => subject === thing.id && String(kind).startsWith(area));
      expect(history).toMatchObject(
        events.map(({ seq, at, who, kind, ...rest }) => ({ seq, at, actor: actorBy(who), event: { kind, ...dataOf(rest) } })),
      );
      for (const line of String(row?.['folded']).split('\n').filter(Boolean))
        expect([line, found(ledger, line)]).toEqual([line, expect.arrayContaining([thing.id])]);
    }
  }
  expect(things.links.find(({ thing }) => thing.invoiceNo === '050101-1')?.thing).toMatchObject({
    amount: 9007199254740991,
    customerName: 'پروانه «شیرازی»',
    description: 'کتاب \'نو\' و "دفتر" 📚 می‌خواهم',
    payLinkSendId: '9223372036854775807',
    refNo: '0047',
    askedAt: NOON + 85_000 + DAY,
  });
});

test('each link that was ever sent names its service now', async () => {
  const { ledger, stored } = await landed();
  const attempts = stored.events.filter(({ kind }) => kind === 'link.sending');
  for (const { thing } of everything(ledger).links) {
    const last = attempts.findLast(({ subject }) => subject === thing.id);
    const endpoint = last && String(dataOf(last)['endpoint']);
    expect([thing.invoiceNo, thing.service]).toEqual([thing.invoiceNo, endpoint ? new URL(endpoint).origin : null]);
  }
});

test('opens with nothing sent: what was queued is queued, what was unknown is unknown', async () => {
  const { ledger } = await landed();
  expect(waiting(ledger)).toEqual({
    queue: ['050101-3', '050101-7', '050102-14'],
    sending: ['050102-15'],
    unknown: ['050101-11', '050102-13'],
    links: { queued: 3, sending: 1, decisions: 5 },
    basket: ['K-3', 'K-8'],
    submitting: ['key11'],
    unknownBatches: ['key9'],
    badges: [2, 2, 8],
    pause: { cause: 'service-refused', message: 'کلیدها «منقضی» شده‌اند', since: expect.any(Number) },
    draft: expect.objectContaining({ invoiceNo: '۱۲', customerName: 'مر\'یم "', description: '📦' }),
    hold: null,
  });
});

test('the outbox over it sends nothing until a person resumes it, then what was queued, in its order', async () => {
  const { ledger } = await landed();
  const service = testClient();
  const outbox = createOutbox({
    ledger,
    line: testLine(),
    way: () => Promise.resolve(service.way),
    sendsAtOnce: () => 1,
    changed: () => undefined,
    tell: () => undefined,
  });
  onTestFinished(async () => outbox.stop());
  outbox.kick();
  // A look that finds something to send commits it before its second wait.
  for (let n = 0; n < 10; n += 1) await setImmediate();
  expect(waiting(ledger)).toMatchObject({ sending: [], unknown: ['050101-11', '050102-13', '050102-15'] });
  expect(service.sent).toEqual([]);

  const queue = ['050101-3', '050101-7', '050102-14'];
  expect(outbox.resume(person('سارا'), false)).toBe(0);
  for (const [n] of queue.entries()) {
    await vi.waitFor(() => expect(service.sent).toEqual(queue.slice(0, n + 1)));
    service.end(answered());
  }
  await vi.waitFor(() => expect(waiting(ledger)).toMatchObject({ queue: [], sending: [], links: { queued: 0 } }));
});

test('new work can be done on it', async () => {
  const { ledger } = await landed();
  work(ledger);
  expect(waiting(ledger)).toMatchObject({
    queue: ['050101-3', '050101-7', '050102-14', '050101-12'],
    sending: [],
    unknown: ['050102-13', '050102-15'],
    basket: [],
    unknownBatches: [],
    pause: null,
    draft: null,
  });
  await ledger.keepMark();
  expect(ledger.check()).toMatchObject({ ok: true, problems: [], counts: { links: HELD.links + 1, bills: HELD.bills + 1 } });
});

test('its seal is no other key’s', async () => {
  const { ledger } = await landed(createHash('sha256').update('another').digest());
  expect(ledger.hold()).toMatchObject({ cause: 'seal' });
  expect(ledger.check()).toMatchObject({ ok: false, problems: [`seal-bad ${HELD.events}`] });
});
