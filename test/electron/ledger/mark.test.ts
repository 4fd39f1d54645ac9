import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { person } from '../../../shared/actors.ts';
import { openLedger } from '../../../electron/ledger/ledger.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { readMark, writeMark } from '../../../electron/ledger/mark-file.ts';
import type { Kept } from '../../../electron/ledger/mark-file.ts';
import { inBasket, submitted } from './bill-help.ts';
import { neverLeft, NOON, saved, SECOND, sending, sent, tempFile, ticking, tool, unguarded } from './help.ts';

const KEY = Buffer.alloc(32, 7);
const SARA = person('سارا');

interface Place {
  file: string;
  mark: string;
}

function place(): Place {
  const file = tempFile();
  return { file, mark: join(dirname(file), 'live.mark') };
}

function open(
  { file, mark }: Place,
  parts: { mustExist?: boolean; mode?: 'live' | 'practice'; made?: () => void } = {},
): Ledger {
  const { mode = 'live', mustExist = false, made = () => undefined } = parts;
  const ledger = openLedger({ file, now: ticking(), mustExist: false, mark: { file: mark, mode, mustExist, made } });
  onTestFinished(() => ledger.close());
  return ledger;
}

const keptAt = ({ mark }: Place): Kept => {
  const kept = readMark(mark);
  if (kept === null) throw new Error('no mark');
  return kept;
};

/** A closed ledger with two sends, whose end is marked and sealed: its events 1 to 7. */
async function sealed(at = place()): Promise<Place> {
  const ledger = open(at);
  saved(ledger, {}, sending(), sent('1'));
  saved(ledger, {}, sending(), neverLeft);
  await ledger.keepMark();
  ledger.sealWith(KEY, true);
  await ledger.keepMark();
  ledger.close();
  expect(keptAt(at)).toMatchObject({ seq: 7, sends: 2, head: { seq: 7 } });
  return at;
}

/** The data of the ledger's own events of a kind, in order. */
const said = ({ file }: Place, kind: string) =>
  tool(file, (db) =>
    db
      .prepare("SELECT data FROM events WHERE subject = 'ledger' AND kind = ? ORDER BY seq")
      .all(kind)
      .map((row): unknown => JSON.parse(String(row['data']))),
  );

describe('a key that the keyring gives only after a person took the ledger as it is', () => {
  test.each(['a mark that is gone', 'a mark that is ahead'])('was not lost: %s', async (name) => {
    const at = await sealed();
    const kept = keptAt(at);
    if (name === 'a mark that is gone') rmSync(at.mark);
    else await writeMark(at.mark, { ...kept, n: kept.n + 1, seq: kept.seq + 5 });
    const first = open(at);
    expect(first.hold()).not.toBeNull();
    await first.acceptHold(SARA);
    // The app may be started again before the keyring answers.
    first.close();
    const ledger = open(at);
    ledger.sealWith(KEY, false);
    await ledger.keepMark();
    expect(ledger.check()).toMatchObject({ ok: true, seal: { state: 'sealed', since: { lost: false } } });
    ledger.close();
    expect(said(at, 'ledger.sealed')).toEqual([{ reason: 'first' }, { reason: 'accepted' }]);
    // What a person accepted was sealed then: a seal that is gone later is another matter.
    const now = keptAt(at);
    await writeMark(at.mark, { ...now, n: now.n + 1, head: null });
    const later = open(at);
    later.sealWith(KEY, false);
    expect(later.check().seal).toMatchObject({ since: { lost: true } });
  });
});

/** Puts another mark in the place of the one that is there, as someone would who can write it. */
async function remark(at: Place, parts: Partial<Kept>): Promise<void> {
  const kept = keptAt(at);
  await writeMark(at.mark, { ...kept, n: kept.n + 1, ...parts });
}

/** A folder in the mark's place: no user of the PC can write to it, root neither. */
function blocked({ mark }: Place): void {
  rmSync(mark, { recursive: true, force: true });
  mkdirSync(mark);
}

describe('the mark', () => {
  test('of a ledger without events is its beginning', async () => {
    const at = place();
    const ledger = open(at);
    await ledger.keepMark();
    expect(keptAt(at)).toEqual({ n: 1, seq: 0, hash: '0'.repeat(64), at: 0, sends: 0, head: null });
    ledger.close();
    const again = open(at, { mustExist: true });
    expect(again.hold()).toBeNull();
    expect(again.check()).toMatchObject({ ok: true, seal: { state: 'keyring', since: null } });
  });

  test('has the end of the ledger and all sends until then, of links and of batches', async () => {
    const at = place();
    const ledger = open(at);
    saved(ledger, {}, sending(), sent('1'));
    await ledger.keepMark();
    expect(keptAt(at)).toMatchObject({ n: 1, seq: 3, at: NOON + 3 * SECOND, sends: 1 });
    saved(ledger, {}, sending(), neverLeft);
    submitted(ledger, [inBasket(ledger)]);
    await ledger.keepMark();
    const { seq, hash, sends } = keptAt(at);
    ledger.close();
    const last = tool(at.file, (db) => db.prepare('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get());
    expect({ seq, hash, sends }).toEqual({ ...last, sends: 3 });
  });

  test('is written once for all who ask in one moment, not at all where nothing is new, and each write is told', async () => {
    const at = place();
    const made = vi.fn();
    const ledger = open(at, { made });
    saved(ledger);
    await Promise.all([ledger.keepMark(), ledger.keepMark(), ledger.keepMark()]);
    await ledger.keepMark();
    await ledger.markReady();
    expect([keptAt(at).n, made.mock.calls.length]).toEqual([1, 1]);
    saved(ledger);
    await ledger.keepMark();
    expect([keptAt(at).n, keptAt(at).seq, made.mock.calls.length]).toEqual([2, 2, 2]);
  });

  test('that cannot be written is said, and is tried again though nothing is new', async () => {
    const at = place();
    const made = vi.fn();
    const ledger = open(at, { made });
    saved(ledger);
    await ledger.keepMark();
    blocked(at);
    saved(ledger);
    const refusal = expect.objectContaining({ code: 'ledger-unreadable', detail: expect.stringContaining(at.mark) });
    await expect(ledger.keepMark()).rejects.toEqual(refusal);
    expect([ledger.markFailed(), made.mock.calls.length]).toEqual([true, 1]);
    await expect(ledger.markReady()).rejects.toEqual(refusal);
    rmSync(at.mark, { recursive: true });
    await ledger.markReady();
    expect([ledger.markFailed(), keptAt(at).seq, made.mock.calls.length]).toEqual([false, 2, 2]);
  });

  describe('follows an event', () => {
    afterEach(() => vi.useRealTimers());
    const RENEW = 2000;

    test('by itself, soon, with one write for all until then', async () => {
      const at = place();
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const ledger = open(at);
      saved(ledger);
      vi.advanceTimersByTime(RENEW - 1);
      saved(ledger);
      expect(readMark(at.mark)).toBeNull();
      vi.advanceTimersByTime(1);
      await vi.waitFor(() => expect(readMark(at.mark)).toMatchObject({ n: 1, seq: 2 }));
      saved(ledger);
      vi.advanceTimersByTime(RENEW);
      await vi.waitFor(() => expect(readMark(at.mark)).toMatchObject({ n: 2, seq: 3 }));
    });

    test('no more once the ledger is closed', () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const ledger = open(place());
      saved(ledger);
      expect(vi.getTimerCount()).toBe(1);
      ledger.close();
      expect(vi.getTimerCount()).toBe(0);
    });

    test('not while the ledger is not the one that was marked', () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const ledger = open(place(), { mustExist: true });
      expect(ledger.hold()).not.toBeNull();
      saved(ledger);
      expect(vi.getTimerCount()).toBe(0);
    });
  });
});

describe('a ledger that is not the one that was marked', () => {
  test('is noticed where it ends before the mark, with how many sends it lacks', async () => {
    const at = await sealed();
    await remark(at, { seq: 12, at: 5, sends: 6 });
    const ledger = open(at);
    const hold = { cause: 'older', end: { seq: 7, at: NOON + 7 * SECOND }, mark: { seq: 12, at: 5 }, sends: 4 };
    expect(ledger.hold()).toEqual(hold);
    expect(ledger.check()).toMatchObject({ ok: false, problems: ['shorter 12'], disagree: false });
    await expect(ledger.keepMark()).rejects.toThrow('not the one that was marked');
    // It goes on meanwhile, and the facts stay as they were.
    saved(ledger);
    ledger.close();
    expect(said(at, 'ledger.behind')).toEqual([hold]);
    const again = open(at);
    expect(again.hold()).toEqual(hold);
    again.close();
    expect(said(at, 'ledger.behind')).toEqual([hold]);
    expect(keptAt(at).seq).toBe(12);
  });

  test('lacks no sends where the mark knows of fewer', async () => {
    const at = await sealed();
    await remark(at, { seq: 12, sends: 1 });
    expect(open(at).hold()).toMatchObject({ sends: 0 });
  });

  test('is noticed where it has another event in the place, and the sends are not known', async () => {
    const at = await sealed();
    await remark(at, { hash: 'a'.repeat(64) });
    const ledger = open(at);
    expect(ledger.hold()).toMatchObject({ cause: 'older', mark: { seq: 7 }, sends: null });
    expect(ledger.check().problems).toEqual(['rewritten 7']);
  });

  test('is noticed without its mark: where the settings or the ledger itself know of one', async () => {
    const plain = place();
    open(plain).close();
    expect(open(plain).hold()).toBeNull();
    expect(open(place(), { mustExist: true }).hold()).toEqual({
      cause: 'no-mark',
      end: { seq: 0, at: 0 },
      mark: null,
      sends: null,
    });
    const at = await sealed();
    rmSync(at.mark);
    const ledger = open(at);
    expect(ledger.hold()).toMatchObject({ cause: 'no-mark', mark: null, sends: null });
    expect(ledger.check()).toMatchObject({ ok: true });
  });

  test('is taken as it is by a person, who is told with the facts; the mark follows it again', async () => {
    const at = await sealed();
    await remark(at, { seq: 12 });
    const ledger = open(at);
    const hold = ledger.hold();
    await ledger.acceptHold(SARA);
    expect([ledger.hold(), keptAt(at).seq]).toEqual([null, 9]);
    await ledger.acceptHold(SARA);
    saved(ledger);
    await ledger.keepMark();
    expect(keptAt(at).seq).toBe(10);
    ledger.close();
    expect(said(at, 'ledger.accepted')).toEqual([{ ...hold, sealed: false }]);
    const who = tool(at.file, (db) => db.prepare("SELECT who FROM events WHERE kind = 'ledger.accepted'").get()?.['who']);
    expect(JSON.parse(String(who))).toEqual(SARA);
    expect(open(at).hold()).toBeNull();
  });

  test('is not taken where the mark cannot be written: the hold stands, also at the next start', async () => {
    const at = await sealed();
    await remark(at, { seq: 12 });
    const ahead = keptAt(at);
    const ledger = open(at);
    const hold = ledger.hold();
    blocked(at);
    await expect(ledger.acceptHold(SARA)).rejects.toMatchObject({ code: 'ledger-unreadable' });
    expect(ledger.hold()).toEqual(hold);
    expect(ledger.check().problems).toEqual(['shorter 12']);
    ledger.close();
    rmSync(at.mark, { recursive: true });
    await writeMark(at.mark, ahead);
    const again = open(at);
    expect(again.hold()).toEqual(hold);
    again.close();
    expect(said(at, 'ledger.behind')).toEqual([hold, hold]);
  });

  test('that was noticed with another mark than the one that is there now goes by the one that is there', async () => {
    const at = await sealed();
    const right = keptAt(at);
    await remark(at, { seq: 12 });
    open(at).close();
    await writeMark(at.mark, { ...right, n: right.n + 2 });
    expect(open(at).hold()).toBeNull();
  });
});

describe('the seal', () => {
  test('begins with an event, and stands at the end of the ledger; a second key is none', async () => {
    const at = place();
    const ledger = open(at);
    saved(ledger);
    await ledger.keepMark();
    expect([ledger.isSealed(), ledger.check().seal]).toEqual([false, { state: 'keyring', since: null }]);
    ledger.sealWith(KEY, true);
    expect([ledger.isSealed(), ledger.check().seal.state]).toEqual([true, 'none']);
    ledger.sealWith(Buffer.alloc(32, 8), true);
    await ledger.keepMark();
    expect(ledger.check().seal).toEqual({ state: 'sealed', since: { at: keptAt(at).at, lost: false } });
    const { seq, head } = keptAt(at);
    expect([seq, head?.seq, head?.hash]).toEqual([2, 2, keptAt(at).hash]);
    ledger.close();
    expect(said(at, 'ledger.sealed')).toEqual([{ reason: 'first' }]);
  });

  test('is brought to the end by itself, when the key comes', async () => {
    const at = await sealed();
    const ledger = open(at);
    saved(ledger);
    await ledger.keepMark();
    expect(keptAt(at)).toMatchObject({ seq: 8, head: { seq: 7 } });
    ledger.sealWith(KEY, false);
    await vi.waitFor(() => expect(keptAt(at)).toMatchObject({ seq: 8, head: { seq: 8 } }));
    expect(ledger.check()).toMatchObject({ ok: true, events: 8, seal: { since: { lost: false } } });
  });

  test('that is gone, or whose key is, is said to be lost', async () => {
    const at = await sealed();
    await remark(at, { head: null });
    const ledger = open(at);
    ledger.sealWith(KEY, false);
    await ledger.keepMark();
    ledger.close();
    const fresh = open(at);
    fresh.sealWith(Buffer.alloc(32, 8), true);
    expect(fresh.hold()).toBeNull();
    expect(fresh.check().seal).toMatchObject({ since: { lost: true } });
    fresh.close();
    expect(said(at, 'ledger.sealed').slice(1)).toEqual([{ reason: 'lost' }, { reason: 'lost' }]);
  });

  test('of a key without anything that it sealed is not the first', () => {
    const at = place();
    const ledger = open(at);
    ledger.sealWith(KEY, false);
    ledger.close();
    expect(said(at, 'ledger.sealed')).toEqual([{ reason: 'lost' }]);
  });

  test.each<[string, (head: NonNullable<Kept['head']>) => Kept['head'], 'live' | 'practice']>([
    ['of another key', (head) => ({ ...head, mac: 'ab'.repeat(32) }), 'live'],
    ['that is cut short', (head) => ({ ...head, mac: head.mac.slice(0, 20) }), 'live'],
    ['of another mode', (head) => head, 'practice'],
    ['of another number', (head) => ({ ...head, seq: 6 }), 'live'],
  ])('%s is no seal: it is noticed, and nothing is sent by itself', async (_name, forge, mode) => {
    const at = await sealed();
    const head = keptAt(at).head;
    if (head === null) throw new Error('nothing is sealed');
    const forged = forge(head);
    await remark(at, { head: forged });
    const ledger = open(at, { mode });
    expect(ledger.hold()).toBeNull();
    ledger.sealWith(KEY, false);
    expect(ledger.hold()).toMatchObject({ cause: 'seal' });
    expect(ledger.check().problems).toContain(`seal-bad ${forged?.seq}`);
    expect(ledger.check().disagree).toBe(false);
  });

  test('of an event that the ledger has no more is noticed, though the mark agrees', async () => {
    const at = await sealed();
    const { hash, seq } = tool(at.file, (db) => {
      const row = db.prepare('SELECT seq, hash FROM events WHERE seq = 5').get();
      unguarded(db, () => db.exec('DELETE FROM events WHERE seq > 5'));
      return { seq: Number(row?.['seq']), hash: String(row?.['hash']) };
    });
    await remark(at, { seq, hash });
    const ledger = open(at);
    expect(ledger.hold()).toBeNull();
    ledger.sealWith(KEY, false);
    expect(ledger.hold()).toMatchObject({ cause: 'seal' });
    expect(ledger.check().problems).toContain('shorter 7');
  });

  test('is not looked for while it is said already that the mark is gone', async () => {
    const at = await sealed();
    rmSync(at.mark);
    const ledger = open(at);
    ledger.sealWith(KEY, false);
    await ledger.acceptHold(SARA);
    expect(ledger.check()).toMatchObject({ ok: true, seal: { state: 'sealed', since: { lost: false } } });
    ledger.close();
    expect(said(at, 'ledger.sealed')).toEqual([{ reason: 'first' }]);
    // The key was there when a person decided: a seal that is gone after that was taken away.
    await remark(at, { head: null });
    const later = open(at);
    later.sealWith(KEY, false);
    expect(later.check().seal).toMatchObject({ since: { lost: true } });
  });
});
