import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createChecking } from '../../electron/ledger/checking.ts';
import type { Checking } from '../../electron/ledger/checking.ts';
import { LedgerError } from '../../electron/ledger/ledger.ts';
import type { Ledger } from '../../electron/ledger/ledger.ts';
import { billNo } from '../bill-samples.ts';
import { invoice } from '../samples.ts';
import { testCounter, testSeal } from './counter.ts';
import { opened, saved, tempFile, tool, unguarded } from './ledger/help.ts';

describe('a row that disagrees with its events', () => {
  let counter: Awaited<ReturnType<typeof testCounter>>;
  beforeEach(async () => {
    counter = await testCounter();
  });
  afterEach(() => counter.remove());

  const ledgerFile = () => path.join(counter.dataDir, 'practice', 'ledger.db');

  /** Another amount in the row of a link that was sent, or in what its first event says. */
  async function tampered(sql: string): Promise<string> {
    const save = { invoice: { ...invoice, invoiceNo: 'T1' }, replaces: null, evenIfSame: true, mode: 'practice' } as const;
    const { link } = await counter.value('links.save', save);
    await counter.until(link.id, 'sent');
    await counter.value('settings.put', { mode: 'practice', patch: { cashier: 'سارا' } });
    await counter.stop();
    tool(ledgerFile(), (db) => unguarded(db, () => db.exec(sql)));
    await counter.restart();
    return link.id;
  }
  const toldOf = () =>
    tool(ledgerFile(), (db) =>
      db
        .prepare("SELECT who FROM events WHERE kind = 'ledger.rebuilt'")
        .all()
        .map(({ who }): unknown => JSON.parse(String(who))),
    );

  it('is made anew by a person, which the ledger tells', async () => {
    const id = await tampered('UPDATE links SET amount = 1');
    expect(await counter.value('ledger.check', {})).toMatchObject({ ok: false, disagree: true, problems: [`row ${id}`] });
    expect(await counter.value('ledger.rebuild', {})).toMatchObject({ ok: true, disagree: false, problems: [] });
    expect((await counter.value('links.get', { id })).link.amount).toBe(invoice.amount);
    await vi.waitFor(() => {
      const areas = counter.told.flatMap(({ data }) => ('areas' in data ? data.areas : []));
      expect(areas).toEqual(expect.arrayContaining(['links', 'bills', 'batches']));
    });
    await counter.stop();
    expect(toldOf()).toEqual([expect.objectContaining({ kind: 'person', name: 'سارا' })]);
  });

  it.each([
    ['nothing is wrong', 'SELECT 1'],
    ['the events are not sound themselves', `UPDATE events SET data = replace(data, '${invoice.amount}', '1000')`],
  ])('is not made of them where %s', async (_name, sql) => {
    await tampered(sql);
    const before = await counter.value('ledger.check', {});
    const { problems, disagree } = await counter.value('ledger.rebuild', {});
    expect({ problems, disagree }).toEqual({ problems: before.problems, disagree: false });
    await counter.stop();
    expect(toldOf()).toEqual([]);
  });
});

/** A ledger whose rows are of another version, with more of them than opening makes anew. */
function ofAnotherVersion(): Ledger {
  const file = tempFile();
  const before = opened(file);
  before.transact(() => Array.from({ length: 1500 }, () => saved(before)));
  before.close();
  tool(file, (db) => db.exec("UPDATE projection SET version = 'another'"));
  return opened(file);
}

function checkingOf(ledger: Ledger): Checking {
  const kept = new Map<string, unknown>();
  const store = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => void kept.set(key, value),
    setAll: (values: Record<string, unknown>) => Object.entries(values).forEach(([key, value]) => kept.set(key, value)),
    delete: (key: string) => void kept.delete(key),
  };
  const checking = createChecking({ ledger, store, seal: testSeal(), changed: () => undefined });
  onTestFinished(() => checking.stop());
  return checking;
}

it('nothing is ready to be sent before the rows are those of this version', async () => {
  const ledger = ofAnotherVersion();
  expect(ledger.isRebuilding()).toBe(true);
  await checkingOf(ledger).ready;
  expect(ledger.isRebuilding()).toBe(false);
});

it('a read that fails once does not keep it from ever being ready', async () => {
  const ledger = ofAnotherVersion();
  const asked = vi.spyOn(ledger, 'isRebuilding').mockImplementationOnce(() => {
    throw new LedgerError('ledger-unreadable', 'disk I/O error');
  });
  await checkingOf(ledger).ready;
  expect(asked.mock.calls.length).toBeGreaterThan(1);
  expect(ledger.isRebuilding()).toBe(false);
});

it('no batch is submitted before the rows are those of this version', async () => {
  const counter = await testCounter();
  onTestFinished(() => counter.remove());
  await counter.value('bills.add', { pairs: [billNo(1)], source: 'scan' });
  await counter.stop();
  const file = path.join(counter.dataDir, 'practice', 'ledger.db');
  const ledger = opened(file);
  ledger.transact(() => Array.from({ length: 2000 }, () => saved(ledger)));
  ledger.close();
  tool(file, (db) => unguarded(db, () => db.exec("UPDATE links SET folded = ''; UPDATE projection SET version = 'another'")));
  await counter.restart();
  await counter.value('bills.submit', {});
  await counter.stop();
  const kinds = tool(file, (db) =>
    db
      .prepare('SELECT kind FROM events ORDER BY seq')
      .all()
      .map(({ kind }) => kind),
  );
  expect(kinds.indexOf('ledger.rebuilt')).toBeGreaterThan(-1);
  expect(kinds.indexOf('batch.submitting')).toBeGreaterThan(kinds.indexOf('ledger.rebuilt'));
});
