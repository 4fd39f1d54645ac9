import type { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { APP, person } from '../../../shared/actors.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { PROJECTION } from '../../../electron/ledger/projection.ts';
import { accepted, back, batchAccepted, inBasket, mismatch, paid, submitted } from './bill-help.ts';
import {
  appendRaw,
  filter,
  invoice,
  opened,
  rejected,
  saved,
  sending,
  sent,
  tempFile,
  ticking,
  tool,
  unguarded,
} from './help.ts';

const TABLES = ['links', 'bills', 'batches', 'asked', 'outbox_pause', 'draft'] as const;

/** All rows of a closed ledger. */
const rowsIn = (file: string) =>
  tool(file, (db) => TABLES.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all()));
const eventsIn = (file: string, kind: string) =>
  tool(file, (db) =>
    db
      .prepare('SELECT data FROM events WHERE kind = ? ORDER BY seq')
      .all(kind)
      .map((row): Record<string, unknown> => JSON.parse(String(row['data']))),
  );

/** A closed ledger with things in it, of which some hang on others. */
function populated() {
  const file = tempFile();
  const ledger = opened(file);
  const links = [
    saved(ledger, { invoiceNo: '1' }, sending(), sent('11'), { kind: 'link.paid', refNo: '900', alarm: null }),
    saved(ledger, { invoiceNo: '2' }, sending(), sent('12')),
    saved(ledger, { invoiceNo: '3' }, sending(), rejected()),
    saved(ledger, { invoiceNo: '4', customerName: 'Wera' }),
  ] as const;
  const bills = [inBasket(ledger, { extOrderId: 'K-1' }), inBasket(ledger), inBasket(ledger)] as const;
  const batch = submitted(ledger, [bills[0], bills[1]], batchAccepted('B1'), mismatch);
  ledger.bills.record(bills[0], accepted(), APP);
  ledger.bills.record(bills[0], paid('900'), APP);
  ledger.bills.record(bills[1], back('تکراری'), APP);
  ledger.links.asked([links[1], links[3]], 7);
  ledger.pauseOutbox('res-cod', '');
  ledger.putDraft({ invoiceNo: '5', amount: '', mobileNo: '', customerName: '', description: '', replaces: null });
  ledger.close();
  return { file, links, bills, batch };
}

const byId = (one: Record<string, unknown>, other: Record<string, unknown>) =>
  String(one['id']) < String(other['id']) ? -1 : 1;

function rebuilt(ledger: Ledger): void {
  ledger.askRebuild(person('سارا'));
  expect([...ledger.rebuildInSteps()].length).toBeGreaterThan(0);
}

function tamper(file: string, work: (db: DatabaseSync) => void): void {
  tool(file, (db) => {
    db.exec('PRAGMA foreign_keys = OFF');
    unguarded(db, () => work(db));
  });
}

function rowOfNone(like: string): string {
  const columns = `amount, mobile_no, customer_name, description, attempts, saved_by, saved_at, changed_at, event, place, day, folded`;
  return `INSERT INTO links (id, invoice_no, state, ${columns}, live, holds, decision, followed)
    SELECT 'none', 'N', 'queued', ${columns}, 1, 1, 0, 0 FROM links WHERE id = '${like}'`;
}

describe('rows that disagree with their events', () => {
  const WRONG: readonly [name: string, sql: (of: ReturnType<typeof populated>) => string][] = [
    ['an amount', ({ links }) => `UPDATE links SET amount = 1 WHERE id = '${links[0]}'`],
    ['a state that there is not', ({ links }) => `UPDATE links SET state = 'elsewhere' WHERE id = '${links[1]}'`],
    ['the queue', () => 'UPDATE links SET place = 1, event = 1, live = 1 - live, holds = 1 - holds, followed = 1 - followed'],
    ['evidence that is none', () => "UPDATE links SET evidence = '{}'"],
    ['a row that is gone', ({ links }) => `DELETE FROM links WHERE id = '${links[3]}'`],
    ['a row that no event made', ({ links }) => rowOfNone(links[0])],
    ['the rows of bills', () => "UPDATE bills SET state = 'paid', pair = id, live = 0, price = NULL"],
    ['the ids of a bill', ({ bills }) => `UPDATE bills SET ext_order_id = 'X', folded = '' WHERE id = '${bills[0]}'`],
    ['a batch', () => "UPDATE batches SET bills = '[]', return_key = 'k', folded = '', alarm = NULL, decision = 0"],
    ['the index of words', () => "INSERT INTO links_search (links_search) VALUES ('delete-all')"],
    [
      'two that took each other’s',
      ({ links: [, a, , b] }) => `DROP INDEX links_live_invoice_no;
        UPDATE links SET invoice_no = CASE id WHEN '${a}' THEN '4' ELSE '2' END WHERE id IN ('${a}', '${b}');
        CREATE UNIQUE INDEX links_live_invoice_no ON links (invoice_no) WHERE live = 1;`,
    ],
  ];
  test.each(WRONG)('are made anew because a person asks for it, with all that hangs on them: %s', (_name, sql) => {
    const made = populated();
    const before = rowsIn(made.file);
    tamper(made.file, (db) => db.exec(sql(made)));
    const ledger = opened(made.file);
    expect(ledger.check()).toMatchObject({ ok: false, disagree: true });
    rebuilt(ledger);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [], disagree: false });
    ledger.close();
    expect(rowsIn(made.file)).toEqual(before);
    expect(eventsIn(made.file, 'ledger.rebuilt')).toMatchObject([{ cause: 'asked' }]);
    const who = tool(made.file, (db) => db.prepare("SELECT who FROM events WHERE kind = 'ledger.rebuilt'").get()?.['who']);
    expect(JSON.parse(String(who))).toEqual(person('سارا'));
  });

  test('come right where one is in the way of another that is far from it', () => {
    const file = tempFile();
    const first = opened(file);
    const ids = first.transact(() => Array.from({ length: 250 }, (_, at) => saved(first, { invoiceNo: `${at}` }))).toSorted();
    first.close();
    const before = rowsIn(file);
    tamper(file, (db) => {
      const [a, b] = [ids[0], ids[249]].map((id) => db.prepare('SELECT id, invoice_no FROM links WHERE id = ?').get(id!));
      const move = db.prepare('UPDATE links SET invoice_no = ? WHERE id = ?');
      for (const [no, row] of [
        ['x', a],
        [a?.['invoice_no'], b],
        [b?.['invoice_no'], a],
      ] as const) {
        move.run(String(no), String(row?.['id']));
      }
    });
    const ledger = opened(file);
    expect(ledger.check().disagree).toBe(true);
    rebuilt(ledger);
    expect(ledger.check()).toMatchObject({ ok: true });
    ledger.close();
    expect(rowsIn(file)).toEqual(before);
  });

  test.each([
    ['are all gone', 'DELETE FROM links'],
    ['name one that no event made', "UPDATE links SET replaces = 'none' WHERE id = 'z'"],
  ])('come right where they %s, and some name others that are far from them', (_name, sql) => {
    const file = tempFile();
    const first = opened(file);
    const save = (id: string, replaces: string | null) =>
      first.links.record(id, { kind: 'link.saved', invoice: invoice(), replaces }, person('سارا'));
    const ids = ['a', ...['b', 'o'].flatMap((first) => Array.from({ length: 600 }, (_, at) => `${first}${at}`))];
    first.transact(() => {
      for (const id of ids) save(id, null);
      first.links.record('a', { kind: 'link.closed' }, person('سارا'));
      save('z', 'a');
      first.links.record('a', { kind: 'link.replaced', by: 'z' }, person('سارا'));
    });
    first.close();
    const before = rowsIn(file);
    tamper(file, (db) => db.exec(`${rowOfNone('b7')}; ${sql}`));
    const ledger = opened(file);
    expect(ledger.check().disagree).toBe(true);
    ledger.askRebuild(person('سارا'));
    ledger.rebuildInSteps().next();
    // A start in the middle of it.
    ledger.close();
    const again = opened(file);
    expect(again.check()).toMatchObject({ ok: true, problems: [] });
    again.close();
    const named = (rows: ReturnType<typeof rowsIn>) => rows[0]?.map((row) => Object.assign(row, { n: 0 })).toSorted(byId);
    expect(named(rowsIn(file))).toEqual(named(before));
  });

  test('whose events are not sound are not offered to be made of them', () => {
    const { file, links } = populated();
    tamper(file, (db) => db.exec(`UPDATE events SET data = replace(data, '"900"', '"901"') WHERE subject = '${links[0]}'`));
    expect(opened(file).check()).toMatchObject({ ok: false, disagree: false });
  });

  test('there are none, and nothing but that it was asked for is told', () => {
    const { file } = populated();
    const before = rowsIn(file);
    const ledger = opened(file);
    const { events } = ledger.check();
    rebuilt(ledger);
    expect(ledger.check()).toMatchObject({ ok: true, events: events + 1 });
    ledger.close();
    expect(rowsIn(file)).toEqual(before);
    expect(eventsIn(file, 'ledger.rebuilt')).toMatchObject([{ changed: 0 }]);
  });
});

describe('a version with other rules', () => {
  afterEach(() => {
    vi.doUnmock('../../../electron/ledger/projection.ts');
    vi.doUnmock('../../../shared/text.ts');
    vi.resetModules();
  });

  /** The ledger as a later version has it, whose search takes w for v. */
  async function later(projection: number) {
    vi.resetModules();
    vi.doMock('../../../electron/ledger/projection.ts', () => ({ PROJECTION: projection }));
    vi.doMock(import('../../../shared/text.ts'), async (original) => {
      const now = await original();
      return { ...now, searchText: (text) => now.searchText(text).replaceAll('w', 'v') };
    });
    const { openLedger } = await import('../../../electron/ledger/ledger.ts');
    return (file: string, now = ticking()): Ledger => {
      const ledger = openLedger({ file, now, mustExist: true });
      onTestFinished(() => ledger.close());
      return ledger;
    };
  }
  const found = (ledger: Ledger, search: string) => ledger.links.list(filter({ search })).total;

  test('finds by its own fold, once its projection is counted up', async () => {
    const { file } = populated();
    const before = opened(file);
    expect([found(before, 'vera'), found(before, 'wera')]).toEqual([0, 1]);
    before.close();
    const same = await later(PROJECTION);
    expect(found(same(file), 'vera')).toBe(0);
    vi.resetModules();
    const { file: other } = populated();
    const open = await later(1000);
    const ledger = open(other);
    expect(ledger.isRebuilding()).toBe(false);
    expect([found(ledger, 'vera'), found(ledger, 'WERA')]).toEqual([1, 1]);
    expect(ledger.check()).toMatchObject({ ok: true });
    ledger.close();
    expect(eventsIn(other, 'ledger.rebuilt')).toMatchObject([{ cause: 'version', changed: 1, looked: 8 }]);
    // Neither the next start, nor the version before, which makes them as it did.
    open(other).close();
    expect(eventsIn(other, 'ledger.rebuilt')).toHaveLength(1);
    const again = opened(other);
    expect([found(again, 'vera'), found(again, 'wera')]).toEqual([0, 1]);
  });

  test('goes on where it was killed, between other work, and keeps what hangs on rows', async () => {
    const file = tempFile();
    const first = opened(file);
    const ids = first.transact(() => Array.from({ length: 2500 }, () => saved(first, { customerName: 'Wera' })));
    first.links.asked(ids, 9);
    first.close();
    const before = rowsIn(file);
    const open = await later(1000);
    let now = ticking();
    let starts = 0;
    let steps = 0;
    for (;;) {
      const ledger = open(file, now);
      starts += 1;
      if (starts === 1) expect([ledger.isRebuilding(), found(ledger, 'vera')]).toEqual([true, 1000]);
      // A few steps, and work between them; then the power goes.
      const rest = ledger.rebuildInSteps();
      const isOver = Array.from({ length: 3 }, () => {
        ledger.links.record(ids[steps]!, { kind: 'link.closed' }, person('سارا'));
        steps += 1;
        return rest.next().done;
      }).includes(true);
      const isDone = !ledger.isRebuilding();
      expect(isDone).toBe(isOver);
      if (isDone) {
        expect(ledger.check()).toMatchObject({ ok: true, counts: { links: 2500 } });
        expect(found(ledger, 'vera')).toBe(2500);
      }
      ledger.close();
      if (isDone) break;
    }
    expect(starts).toBeGreaterThan(2);
    expect(eventsIn(file, 'ledger.rebuilding')).toEqual([expect.objectContaining({ cause: 'version' })]);
    // The steps before a kill are not done again, and rows that work had made anew meanwhile are right already.
    const [told] = eventsIn(file, 'ledger.rebuilt');
    expect(told).toMatchObject({ cause: 'version', looked: 2500 });
    expect(Number(told?.['changed'])).toBeGreaterThanOrEqual(2500 - steps);
    const hangs = (rows: ReturnType<typeof rowsIn>) => [rows[0]?.map(({ n, id }) => [n, id]), rows[3]];
    expect(hangs(rowsIn(file))).toEqual(hangs(before));
  });

  test('leaves alone the row of what has an event that cannot be read, and one that no event made', async () => {
    const { file, links } = populated();
    tamper(file, (db) => {
      db.exec(`UPDATE events SET data = '{}' WHERE subject = '${links[3]}'; ${rowOfNone(links[0])}`);
    });
    const row = () => tool(file, (db) => db.prepare(`SELECT * FROM links WHERE id IN ('${links[3]}', 'none')`).all());
    const before = row();
    const open = await later(1000);
    const ledger = open(file);
    expect([ledger.isRebuilding(), ledger.check().problems]).toEqual([
      false,
      expect.arrayContaining([`row ${links[3]}`, 'row none', expect.stringMatching(/^event /u)]),
    ]);
    ledger.close();
    expect(row()).toEqual(before);
  });

  test('opens where a row cannot be made, since what it names is not there', async () => {
    const { file, bills, batch } = populated();
    tamper(file, (db) => {
      db.exec(`UPDATE events SET data = '{}' WHERE subject = '${bills[0]}' AND kind = 'bill.added'`);
      db.exec(`DELETE FROM batches; DELETE FROM bills WHERE id = '${bills[0]}'`);
    });
    const open = await later(1000);
    const ledger = open(file);
    expect([ledger.isRebuilding(), ledger.check().problems]).toEqual([false, expect.arrayContaining([`batch ${batch}`])]);
  });

  test('a ledger that is only being made needs none, and no start looks through the events for it', async () => {
    const file = tempFile();
    opened(file).close();
    const open = await later(1000);
    const ledger = open(file);
    expect(ledger.check()).toMatchObject({ ok: true, events: 0 });
  });
});

describe('the database itself refuses', () => {
  const TOLD =
    "INSERT INTO rebuild (one, version, cause, who, pass, part, after, looked, changed, again, open, event) VALUES (1, '', 'asked', 'x', 1, 0, '', 0, 0, 0, 0, 3);";
  test.each([
    ['to make rows anew untold', TOLD.replace('0, 0, 0, 0, 3', '0, 0, 0, 1, 3'), 'rebuild: not told'],
    ['to make rows anew told by another event', `${TOLD} UPDATE rebuild SET open = 1`, 'rebuild: not told'],
    ['to change a row while that is not open', `${TOLD} UPDATE links SET amount = 1`, 'links: no event'],
    ['to delete one then', `${TOLD} DELETE FROM links`, 'links: never deleted'],
  ])('%s', (_name, sql, words) => {
    const { file } = populated();
    expect(() => tool(file, (db) => db.exec(`BEGIN; ${sql}; COMMIT`))).toThrow(words);
    expect(opened(file).check()).toMatchObject({ ok: true });
  });

  test('what it cannot refuse, a gate opened with an event of its own, the check finds', () => {
    const { file, links } = populated();
    tool(file, (db) => {
      const seq = appendRaw(db, { subject: 'ledger', kind: 'ledger.rebuilding', data: { version: '', cause: 'asked' } });
      db.exec(`${TOLD.replace(', 3)', `, ${seq})`)} UPDATE rebuild SET open = 1;
        UPDATE links SET amount = 1 WHERE id = '${links[0]}'; DELETE FROM rebuild`);
    });
    expect(opened(file).check().problems).toEqual([`row ${links[0]}`]);
  });
});
