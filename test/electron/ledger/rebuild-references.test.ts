import type { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { APP, person } from '../../../shared/actors.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { added, batchAccepted, inBasket, submitted } from './bill-help.ts';
import { appendRaw, invoice, opened, saved, tempFile, tool, unguarded } from './help.ts';

const rowsIn = (file: string) =>
  tool(file, (db) => ['links', 'bills', 'batches'].map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY id`).all()));
/** Without the number that hangs on the row: one that is put back is the newest. */
const shapesIn = (file: string) =>
  rowsIn(file).map((rows) => rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'n'))));

function tamper(file: string, sql: string): void {
  tool(file, (db: DatabaseSync) => {
    db.exec('PRAGMA foreign_keys = OFF');
    unguarded(db, () => db.exec(sql));
  });
}

/** A link that was replaced by another; their ids are the first and the last of so many. */
function replacedFar(ledger: Ledger, between: number): void {
  ledger.transact(() => {
    saveAs(ledger, '0', null);
    ledger.links.record('0', { kind: 'link.closed' }, person('سارا'));
    for (let at = 0; at < between; at += 1) saved(ledger);
    saveAs(ledger, 'z', '0');
    ledger.links.record('0', { kind: 'link.replaced', by: 'z' }, person('سارا'));
  });
}

const saveAs = (ledger: Ledger, id: string, replaces: string | null) =>
  ledger.links.record(id, { kind: 'link.saved', invoice: invoice(), replaces }, person('سارا'));

/** A bill that was entered again, as far from the first one. */
function againFar(ledger: Ledger, between: number): void {
  ledger.transact(() => {
    ledger.bills.record('z', added(), person('سارا'));
    for (let at = 0; at < between; at += 1) inBasket(ledger);
    ledger.bills.record('0', added({ again: 'z' }), person('سارا'));
  });
}

const FAR: readonly [name: string, far: (ledger: Ledger, between: number) => void, table: string][] = [
  ['a replaced link and the one that replaces it', replacedFar, 'links'],
  ['a bill and the one that it was entered again for', againFar, 'bills'],
];

/** What points at nothing is refused again. */
function refusesBadReferences(ledger: Ledger): void {
  expect(() => inBasket(ledger, { again: randomUUID() })).toThrow(/FOREIGN KEY/u);
}

describe('missing rows that point at each other are made anew', () => {
  test('a bill and its batch', () => {
    const file = tempFile();
    const first = opened(file);
    submitted(first, [inBasket(first)], batchAccepted('B1'));
    first.close();
    const before = shapesIn(file);
    tamper(file, 'DELETE FROM bills; DELETE FROM batches');
    const ledger = opened(file);
    expect(ledger.check()).toMatchObject({ ok: false, disagree: true });
    ledger.askRebuild(person('سارا'));
    expect([...ledger.rebuildInSteps()].length).toBeGreaterThan(0);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [] });
    refusesBadReferences(ledger);
    ledger.close();
    expect(shapesIn(file)).toEqual(before);
  });

  test.each(FAR)('%s, more than a step apart, though it is killed between two steps', (_name, far, table) => {
    const file = tempFile();
    const first = opened(file);
    far(first, 250);
    first.close();
    const before = shapesIn(file);
    tamper(file, `DELETE FROM ${table} WHERE id IN ('0', 'z')`);
    let ledger = opened(file);
    ledger.askRebuild(person('سارا'));
    ledger.rebuildInSteps().next();
    refusesBadReferences(ledger);
    saved(ledger);
    ledger.close();
    ledger = opened(file);
    expect([...ledger.rebuildInSteps()]).toEqual([]);
    expect(ledger.isRebuilding()).toBe(false);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [] });
    ledger.close();
    const after = shapesIn(file);
    expect(after[table === 'links' ? 1 : 0]?.length).toBe(
      before[table === 'links' ? 1 : 0]!.length + Number(table === 'bills'),
    );
    const two = (shapes: typeof before) => shapes.flat().filter(({ id }) => id === '0' || id === 'z');
    expect(two(after)).toEqual(two(before));
  });

  test.each(FAR)('%s, further apart than opening goes by itself', (_name, far, table) => {
    const file = tempFile();
    const first = opened(file);
    far(first, 1200);
    first.close();
    const before = shapesIn(file);
    tamper(
      file,
      `DELETE FROM ${table} WHERE id IN ('0', 'z'); UPDATE projection SET version = 'another';
        INSERT INTO ${table}_search (${table}_search) VALUES ('rebuild')`,
    );
    const starts = Array.from({ length: 2 }, () => {
      const ledger = opened(file);
      const isRebuilding = ledger.isRebuilding();
      refusesBadReferences(ledger);
      ledger.close();
      return isRebuilding;
    });
    expect(starts[0]).toBe(true);
    const ledger = opened(file);
    expect([...ledger.rebuildInSteps()].length).toBeGreaterThan(0);
    expect(ledger.check()).toMatchObject({ ok: true, problems: [] });
    refusesBadReferences(ledger);
    ledger.close();
    expect(shapesIn(file)).toEqual(before);
  });
});

describe('what cannot be made anew', () => {
  /** A ledger in which a row is wrong and cannot be put right. */
  function stuck(): string {
    const file = tempFile();
    const ledger = opened(file);
    ledger.transact(() => Array.from({ length: 3 }, () => saved(ledger)));
    ledger.close();
    tamper(file, "UPDATE links SET amount = 1; UPDATE projection SET version = 'another'");
    return file;
  }

  test.each([
    ['by a constraint', 'CREATE TRIGGER stuck BEFORE UPDATE OF amount ON links BEGIN SELECT RAISE(ABORT, "stuck"); END'],
    ['by all that is tried', 'CREATE TRIGGER stuck BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, "stuck"); END'],
    [
      'since there is no room to note it',
      'CREATE TRIGGER stuck BEFORE UPDATE ON rebuild BEGIN SELECT RAISE(ABORT, "stuck"); END',
    ],
  ])('%s is told, and neither keeps the ledger from opening nor from being entered into', (_name, sql) => {
    const file = stuck();
    tool(file, (db) => db.exec(sql.replaceAll('"', "'")));
    const ledger = opened(file);
    const told = ledger.check();
    expect(told).toMatchObject({ ok: false, disagree: true });
    expect(told.problems.filter((problem) => problem.startsWith('row '))).toHaveLength(3);
    const id = saved(ledger);
    expect(ledger.links.get(id)).toMatchObject({ state: 'queued' });
    refusesBadReferences(ledger);
  });

  test('comes to an end, and is not tried for ever', () => {
    const file = stuck();
    tool(file, (db) => db.exec("CREATE TRIGGER stuck BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, 'stuck'); END"));
    const ledger = opened(file);
    expect(ledger.isRebuilding()).toBe(false);
    ledger.askRebuild(person('سارا'));
    expect([...ledger.rebuildInSteps()].length).toBeGreaterThan(0);
    expect(ledger.isRebuilding()).toBe(false);
  });

  test('a batch whose bill is gone with its events is told; the rest is made', () => {
    const file = tempFile();
    const first = opened(file);
    const bill = inBasket(first);
    const batch = submitted(first, [bill], batchAccepted('B1'));
    const other = inBasket(first);
    first.close();
    tamper(
      file,
      `UPDATE events SET data = '{}' WHERE subject = '${bill}'; DELETE FROM batches; DELETE FROM bills;
      UPDATE projection SET version = 'another'`,
    );
    const ledger = opened(file);
    expect(ledger.bills.get(other)).toMatchObject({ state: 'basket' });
    expect(ledger.check().problems).toEqual(expect.arrayContaining([`batch ${batch}`]));
  });

  test('keeps what has an event of a newer version from being sent: the outbox is paused', () => {
    const file = tempFile();
    const first = opened(file);
    const id = saved(first);
    first.close();
    tool(file, (db) => {
      appendRaw(db, { subject: id, kind: 'link.parked', v: 3 });
      db.exec("UPDATE projection SET version = 'another'");
      db.exec("CREATE TRIGGER stuck BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, 'stuck'); END");
    });
    const ledger = opened(file);
    expect(ledger.outboxPause()).toMatchObject({ cause: 'newer-version' });
    ledger.resumeOutbox(APP);
    ledger.close();
    expect(opened(file).outboxPause()).toBeNull();
  });
});
