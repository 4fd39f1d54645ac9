import { expect, test } from 'vitest';
import { jalaliDay } from '../../../shared/days.ts';
import {
  filter,
  NOON,
  opened,
  plansOf,
  rejected,
  saved,
  scansOf,
  SECOND,
  sending,
  sent,
  statementsOf,
  tempFile,
  unknown,
} from './help.ts';

const DAY = 24 * 60 * 60 * SECOND;

test('pages are newest first, meet without a gap, and know the whole', () => {
  const ledger = opened(undefined, () => NOON);
  const ids = Array.from({ length: 25 }, () => saved(ledger)).toReversed();
  const pages = [0, 10, 20, 30].map((offset) => ledger.links.list(filter({ limit: 10, offset })));
  expect(pages.flatMap(({ links }) => links.map(({ id }) => id))).toEqual(ids);
  expect(pages.map(({ total }) => total)).toEqual([25, 25, 25, 25]);
});

test('filters by state, day and need of a decision, together with a search', () => {
  let now = NOON;
  const ledger = opened(undefined, () => now);
  const doubtful = saved(ledger, { customerName: 'علی' }, sending(), unknown);
  const refused = saved(ledger, {}, sending(), rejected());
  saved(ledger);
  now += DAY;
  const paid = saved(ledger, {}, sending(), sent('1'), { kind: 'link.paid', refNo: null, alarm: 'paid-twice' });
  const found = (parts: Parameters<typeof filter>[0]) => ledger.links.list(filter(parts)).links.map(({ id }) => id);
  expect(found({ states: ['unknown'] })).toEqual([doubtful]);
  expect(found({ states: ['unknown', 'rejected'] })).toEqual([refused, doubtful]);
  expect(found({ day: jalaliDay(now) })).toEqual([paid]);
  expect(found({ onlyDecisions: true })).toEqual([paid, refused, doubtful]);
  expect(found({ onlyDecisions: true, search: 'علی', states: ['unknown', 'paid'], day: jalaliDay(NOON) })).toEqual([doubtful]);
  expect(found({ search: 'علی', day: jalaliDay(now) })).toEqual([]);
  expect(ledger.links.counts()).toEqual({ queued: 1, sending: 0 });
  expect(ledger.badge('decisions')).toBe(3);
  expect(ledger.links.numbersUsed(jalaliDay(NOON))).toBe(3);
  expect(ledger.links.numbersUsed('1399-01-01')).toBe(0);
});

test('the same mobile and amount: the newest live one, from a moment on', () => {
  let now = NOON;
  const ledger = opened(undefined, () => now);
  const same = { mobileNo: '09120000000', amount: 5000 };
  const first = saved(ledger, same);
  now += SECOND;
  saved(ledger, same, { kind: 'link.closed' });
  saved(ledger, same, sending(), rejected());
  saved(ledger, { ...same, amount: 5001 });
  expect(ledger.links.latestSame(same.mobileNo, same.amount, NOON)?.id).toBe(first);
  expect(ledger.links.latestSame(same.mobileNo, same.amount, NOON + 1)).toBeNull();
});

test('asking is noted per link, follows sent and closed ones, and is no event', () => {
  const ledger = opened();
  const [a, b] = [saved(ledger, {}, sending(), sent('1')), saved(ledger, {}, sending(), sent('2'), { kind: 'link.closed' })];
  saved(ledger, {}, sending(), unknown, { kind: 'link.decidedSent', payLinkSendId: null });
  const { events } = ledger.check();
  expect(ledger.links.lastAskedAt()).toBeNull();
  ledger.links.asked([a, b, 'nobody'], NOON);
  ledger.links.asked([a], NOON + 5);
  expect(ledger.links.followed(0, 'https://pay.example').map(({ id, askedAt }) => [id, askedAt])).toEqual([
    [a, NOON + 5],
    [b, NOON],
  ]);
  expect(ledger.links.followed(ledger.links.get(b)?.savedAt ?? 0, 'https://pay.example').map(({ id }) => id)).toEqual([b]);
  expect(ledger.links.get(b)?.askedAt).toBe(NOON);
  expect(ledger.links.lastAskedAt()).toBe(NOON + 5);
  expect(ledger.check()).toMatchObject({ ok: true, events });
});

test('links in a state come oldest first', () => {
  const ledger = opened();
  const ids = [saved(ledger, {}, sending()), saved(ledger, {}, sending())];
  saved(ledger);
  expect(ledger.links.inState('sending').map(({ id }) => id)).toEqual(ids);
  expect(ledger.links.inState('paid')).toEqual([]);
});

test('a draft is kept as typed, replaced and dropped', () => {
  const file = tempFile();
  const draft = { invoiceNo: '۱۲', amount: '1,5', mobileNo: "'", customerName: '', description: '\0', replaces: null };
  const ledger = opened(file);
  expect(ledger.draft()).toBeNull();
  ledger.putDraft({ ...draft, amount: '1' });
  ledger.putDraft(draft);
  ledger.close();
  const again = opened(file);
  expect(again.draft()).toEqual(draft);
  again.putDraft(null);
  expect(again.draft()).toBeNull();
});

test('nothing the counter asks for reads the whole table of links or events', () => {
  const file = tempFile();
  const ledger = opened(file);
  const id = saved(ledger, {}, sending(), sent('1'));
  ledger.close();
  const statements = statementsOf(file, (ledger) => {
    for (const search of ['', 'کریمی', '0912 abc']) {
      for (const states of [[], ['sent'], ['sent', 'paid']] as const) {
        ledger.links.list(filter({ search, states: [...states] }));
        ledger.links.list(filter({ search, states: [...states], day: '1405-01-01' }));
        ledger.links.list(filter({ search, states: [...states], onlyDecisions: true }));
      }
    }
    ledger.links.get(id);
    ledger.links.history(id);
    ledger.links.holderOf('1', null);
    ledger.links.latestSame('0912', 1, 0);
    ledger.links.byPayLinkSendId('1', 'https://pay.example');
    ledger.links.nextQueued(1, []);
    ledger.links.inState('sent');
    ledger.links.followed(1, 'https://pay.example');
    ledger.links.elsewhere('https://pay.example');
    ledger.links.asked([id], 1);
    ledger.links.lastAskedAt();
    ledger.links.counts();
    ledger.links.numbersUsed('1405-01-01');
    ledger.links.firstFree('{n}', 1);
    saved(ledger);
  });
  expect(statements.length).toBeGreaterThan(30);
  expect(scansOf(file, statements)).toEqual([]);
});

test('a page is read off an index in its order, and a search starts at the index of words', () => {
  const file = tempFile();
  opened(file).close();
  const plans = (parts: Parameters<typeof filter>[0]) => plansOf(file, (ledger) => ledger.links.list(filter(parts)));
  expect(plans({})[0]).toBe('SCAN links USING INDEX links_by_time');
  expect(plans({ states: ['paid'] })[0]).toBe('SEARCH links USING INDEX links_by_state (state=?)');
  expect(plans({ day: '1405-01-01' })[0]).toBe('SEARCH links USING INDEX links_by_day (day=?)');
  for (const parts of [{}, { states: ['paid' as const] }, { day: '1405-01-01' }, { onlyDecisions: true }]) {
    expect(plans(parts).join('\n')).not.toContain('TEMP B-TREE');
  }
  expect(plans({ onlyDecisions: true })[0]).toContain('links_to_decide');
  expect(plans({ search: 'کریمی' }).slice(0, 2)).toEqual([
    'SCAN links_search VIRTUAL TABLE INDEX 0:M1',
    'SEARCH links USING INTEGER PRIMARY KEY (rowid=?)',
  ]);
});
