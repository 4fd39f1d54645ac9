import { expect, test } from 'vitest';
import { LedgerError } from '../../../electron/ledger/ledger.ts';
import { openedWithConnection, saved } from './help.ts';

/** A ledger on a disk that has no more room, by SQLite's own limit on its pages. */
function onFullDisk() {
  const { ledger, connection } = openedWithConnection();
  const id = saved(ledger);
  const limit = (pages: number) => connection.exec(`PRAGMA max_page_count = ${pages}`);
  limit(1);
  const tooMuch = () => saved(ledger, { customerName: 'ن'.repeat(50), description: 'پ'.repeat(50) });
  const fill = () => {
    for (let n = 0; n < 500; n += 1) tooMuch();
  };
  return { ledger, id, fill, tooMuch, makeRoom: () => limit(1_000_000) };
}

const DISK_FULL = expect.objectContaining({ name: 'LedgerError', code: 'disk-full' });

test('a full disk is told, with nothing changed, and room makes it go on', () => {
  const { ledger, id, fill, tooMuch, makeRoom } = onFullDisk();
  expect(fill).toThrow(DISK_FULL);
  const before = ledger.check();
  expect(before.ok).toBe(true);
  const refuse = () => {
    for (let n = 0; n < 50; n += 1) tooMuch();
  };
  expect(refuse).toThrow(DISK_FULL);
  expect(ledger.links.get(id)?.state).toBe('queued');
  makeRoom();
  tooMuch();
  expect(ledger.check().ok).toBe(true);
});

test('a transaction that the disk ended keeps nothing, even where the error was caught inside', () => {
  const { ledger, fill, makeRoom } = onFullDisk();
  const before = ledger.check();
  const act = () =>
    ledger.transact(() => {
      expect(fill).toThrow(LedgerError);
      makeRoom();
      expect(() => saved(ledger)).toThrow(LedgerError);
      expect(() => ledger.putDraft(null)).toThrow(LedgerError);
    });
  expect(act).toThrow(DISK_FULL);
  expect(ledger.check()).toMatchObject({ ok: true, events: before.events, counts: { links: before.counts['links'] ?? 0 } });
  expect(ledger.outboxPause()).toBeNull();
  saved(ledger);
  expect(ledger.check()).toMatchObject({ ok: true, counts: { links: (before.counts['links'] ?? 0) + 1 } });
});
