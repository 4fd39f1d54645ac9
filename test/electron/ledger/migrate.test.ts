import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LedgerError } from '../../../electron/ledger/ledger.ts';
import { MIGRATIONS } from '../../../electron/ledger/migrations.ts';
import type { Migration } from '../../../electron/ledger/migrations.ts';
import { openFile } from '../../../electron/ledger/open.ts';
import { jalaliDay } from '../../../shared/days.ts';
import { dump } from './dump.ts';
import { batchFilter, billFilter, inBasket } from './bill-help.ts';
import { filter, NOON, opened, pragma, saved, tempFile, tool } from './help.ts';

/** A populated ledger of an earlier version, as that version wrote it. */
function ofVersion(version: number): string {
  const file = tempFile();
  const sql = readFileSync(new URL(`version-${version}.sql`, import.meta.url), 'utf8');
  tool(file, (db) => db.exec(`BEGIN; ${sql} COMMIT`));
  return file;
}

/** What a ledger's user can tell of it. */
function facts(file: string): object {
  const ledger = opened(file);
  const { links } = ledger.links.list(filter());
  const { bills } = ledger.bills.list(billFilter());
  const { batches } = ledger.batches.list(batchFilter());
  const told = {
    links,
    bills,
    batches,
    histories: [
      ...links.map(({ id }) => ledger.links.history(id)),
      ...bills.map(({ id }) => ledger.bills.history(id)),
      ...batches.map(({ id }) => ledger.batches.history(id)),
    ],
    pause: ledger.outboxPause(),
    draft: ledger.draft(),
  };
  ledger.close();
  return told;
}

/** What the fixture of each version holds, with the two events that tell that rows were made anew for this one. */
const HELD = [
  { events: 16, bills: 0 },
  { events: 43, bills: 6 },
  { events: 46, bills: 7 },
];

const newest = MIGRATIONS.at(-1)?.version ?? 0;
const nextAdds: Migration = {
  version: newest + 1,
  up: (db) => db.exec("ALTER TABLE asked ADD COLUMN answered INTEGER; INSERT INTO outbox_pause VALUES (1, 'x', '', 0)"),
};
const nextFails: Migration = {
  version: newest + 1,
  up: (db) => db.exec('DROP TABLE draft; DROP TABLE asked; CREATE TABLE links (again)'),
};
const nextBreaks: Migration = {
  version: newest + 1,
  up: (db) => db.exec('PRAGMA defer_foreign_keys = ON; INSERT INTO asked (n, at) VALUES (99, 1)'),
};
const version = (file: string) => tool(file, (db) => Number(pragma(db, 'user_version')));

test('versions follow each other from 1', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

describe.each(MIGRATIONS.map(({ version }) => version))('a ledger of version %i', (from) => {
  test('opens with all that is in it', () => {
    const file = ofVersion(from);
    const ledger = opened(file);
    expect(ledger.check()).toMatchObject({
      ok: true,
      counts: { links: 4, bills: HELD[from - 1]?.bills },
      events: HELD[from - 1]?.events,
    });
    expect(ledger.links.counts()).toEqual({ queued: 1, sending: 0 });
    expect(ledger.links.list(filter({ onlyDecisions: true })).total).toBe(2);
    expect(ledger.links.list(filter({ search: 'پروانه' })).links).toMatchObject([
      { state: 'paid', refNo: '0047', amount: 9007199254740991 },
    ]);
    expect(ledger.outboxPause()?.cause).toBe('res-cod');
    expect(ledger.draft()?.invoiceNo).toBe('۱۲');
    saved(ledger);
    inBasket(ledger);
    expect(ledger.links.numbersUsed(jalaliDay(NOON))).toBe(5);
    expect(ledger.check()).toMatchObject({ ok: true, counts: { links: 5 } });
  });

  test('has a copy of how it was, where something had to be changed', () => {
    const file = ofVersion(from);
    opened(file).close();
    expect(existsSync(`${file}.before-${from + 1}.bak`)).toBe(from < newest);
  });
});

test.each(MIGRATIONS.map(({ version }) => version))(
  'version %i as released is never edited: it makes the schema that its fixture has',
  (version) => {
    const schema = (file: string) => tool(file, (db) => db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all());
    const file = tempFile();
    openFile(file, false, MIGRATIONS.slice(0, version)).close();
    expect(schema(file)).toEqual(schema(ofVersion(version)));
  },
);

test('version 2 keeps its bills and batches as they were', () => {
  const ledger = opened(ofVersion(2));
  expect([ledger.badge('basket'), ledger.badge('awaiting')]).toEqual([1, 1]);
  expect(ledger.batches.list(batchFilter({ onlyDecisions: true })).total).toBe(2);
  const batch = ledger.batches.byReturnKey('key1')!;
  expect(batch).toMatchObject({ state: 'settled', batchToken: '900719925474099301', total: 34_000 });
  expect(ledger.bills.ofBatch(batch).map(({ state }) => state)).toEqual(['paid', 'failed', 'basket']);
  expect(ledger.bills.list(billFilter({ search: '9223372036854775807' })).bills).toMatchObject([
    { state: 'paid', extOrderId: 'K-1', message: 'پرداخت شد' },
  ]);
  expect(ledger.batches.list(batchFilter({ search: 'k-4', onlyDecisions: true })).batches).toMatchObject([
    { state: 'awaiting', alarm: 'return-mismatch', alarmWhat: ['token', 'amount 1'] },
  ]);
  expect(ledger.bills.basket()).toMatchObject([{ message: "قبض 'تکراری' است", batch: null }]);
});

describe('a further version', () => {
  test('is come to with everything kept, after a copy', () => {
    const file = ofVersion(newest);
    tool(file, (db) => db.exec('DELETE FROM outbox_pause'));
    const before = facts(file);
    const copy = `${file}.before-${newest + 1}.bak`;
    openFile(file, true, [...MIGRATIONS, nextAdds]).close();
    expect(version(file)).toBe(newest + 1);
    expect(version(copy)).toBe(newest);
    expect(facts(copy)).toEqual(before);
    expect(tool(file, (db) => db.prepare('SELECT count(*) AS n FROM links').get()?.['n'])).toBe(4);
    expect(() => opened(file)).toThrow(expect.objectContaining({ code: 'ledger-newer', detail: `${newest + 1} > ${newest}` }));
  });

  test.each([
    ['fails', nextFails],
    ['breaks a reference', nextBreaks],
  ])('that %s leaves the ledger as it was, and the copy', (_, bad) => {
    const file = ofVersion(newest);
    const before = facts(file);
    const act = () => openFile(file, true, [...MIGRATIONS, bad]);
    expect(act).toThrow(expect.objectContaining({ code: 'ledger-damaged', detail: `migration ${newest + 1}` }));
    expect(act).toThrow(LedgerError);
    expect(version(file)).toBe(newest);
    expect(facts(file)).toEqual(before);
    expect(facts(`${file}.before-${newest + 1}.bak`)).toEqual(before);
  });

  test('that fails again has a copy of what was saved between', () => {
    const file = ofVersion(newest);
    const act = () => openFile(file, true, [...MIGRATIONS, nextFails]);
    expect(act).toThrow(LedgerError);
    const ledger = opened(file);
    const id = saved(ledger);
    ledger.close();
    expect(act).toThrow(LedgerError);
    expect(readdirSync(dirname(file)).toSorted()).toEqual(['ledger.db', `ledger.db.before-${newest + 1}.bak`]);
    expect(opened(`${file}.before-${newest + 1}.bak`).links.get(id)?.state).toBe('queued');
  });

  test('that fails after one that does not keeps the one', () => {
    const file = ofVersion(newest);
    tool(file, (db) => db.exec('DELETE FROM outbox_pause'));
    expect(() => openFile(file, true, [...MIGRATIONS, nextAdds, { ...nextFails, version: newest + 2 }])).toThrow(LedgerError);
    expect(version(file)).toBe(newest + 1);
  });

  test('makes no copy of a ledger that is only being made', () => {
    const file = tempFile();
    openFile(file, false, [...MIGRATIONS, nextAdds]).close();
    expect(version(file)).toBe(newest + 1);
    expect(readdirSync(dirname(file))).toEqual(['ledger.db']);
  });
});

test('the fixture of the newest version says what a ledger of it is like', () => {
  const file = ofVersion(newest);
  const text = tool(file, dump);
  expect(text).toBe(readFileSync(new URL(`version-${newest}.sql`, import.meta.url), 'utf8'));
});
