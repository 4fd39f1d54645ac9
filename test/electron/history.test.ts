import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { person } from '../../shared/actors.ts';
import { canonicalJson, chainHash } from '../../electron/ledger/canonical.ts';
import { readMark, writeMark } from '../../electron/ledger/mark-file.ts';
import { invoice } from '../samples.ts';
import { testCounter, testSeal } from './counter.ts';
import { opened, saved, sending, sent, tool, unguarded } from './ledger/help.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

const ledgerFile = () => path.join(counter.dataDir, 'practice', 'ledger.db');
const markFile = () => path.join(counter.dataDir, 'practice.mark');
const save = async (invoiceNo: string) =>
  (
    await counter.value('links.save', {
      invoice: { ...invoice, invoiceNo },
      replaces: null,
      evenIfSame: true,
      mode: 'practice',
    })
  ).link;
const status = () => counter.value('app.status', {});
const check = () => counter.value('ledger.check', {});
const settled = () => vi.waitFor(async () => expect((await status()).ledgerOk).not.toBeNull(), { timeout: 10_000 });

/** A closed ledger with a link that was sent. */
async function sentLink(): Promise<string> {
  const { id } = await save('T1');
  await counter.until(id, 'sent');
  await settled();
  await counter.stop();
  return id;
}

/** Another amount, by another person, in the first event of a link; all the chain made again after it. */
function rewrite(db: DatabaseSync, id: string): void {
  const change = () => {
    let prev = '0'.repeat(64);
    for (const row of db.prepare('SELECT * FROM events ORDER BY seq').all()) {
      const [seq, at, subject, kind] = [Number(row['seq']), Number(row['at']), String(row['subject']), String(row['kind'])];
      const ours = subject === id && kind === 'link.saved';
      const who = ours ? canonicalJson(person('دیگری')) : String(row['who']);
      const data = ours ? String(row['data']).replace(String(invoice.amount), '1000') : String(row['data']);
      const hash = chainHash(prev, { seq, at, v: Number(row['v']), who, subject, kind, data });
      db.prepare('UPDATE events SET who = ?, data = ?, prev = ?, hash = ? WHERE seq = ?').run(who, data, prev, hash, seq);
      prev = hash;
    }
    db.prepare("UPDATE links SET amount = 1000, saved_by = 'دیگری' WHERE id = ?").run(id);
  };
  unguarded(db, change);
}

describe('history written anew', () => {
  it('is found by the mark, and nothing is sent by itself', async () => {
    const id = await sentLink();
    tool(ledgerFile(), (db) => rewrite(db, id));
    await counter.restart();
    const { ok, problems } = await check();
    expect({ ok, kinds: problems.map((problem) => problem.split(' ')[0]) }).toEqual({ ok: false, kinds: ['rewritten'] });
    expect((await status()).hold).toMatchObject({ cause: 'older', sends: null });
  });

  /** The mark agrees with what was written anew; its seal stays as it was, or is taken off. */
  async function rewrittenWithMark(sealed: boolean) {
    const id = await sentLink();
    tool(ledgerFile(), (db) => rewrite(db, id));
    const kept = readMark(markFile());
    if (kept?.head === undefined || kept.head === null) throw new Error('nothing is sealed');
    const hash = tool(ledgerFile(), (db) =>
      String(db.prepare('SELECT hash FROM events WHERE seq = ?').get(kept.seq)?.['hash']),
    );
    await writeMark(markFile(), { ...kept, n: kept.n + 1, hash, head: sealed ? { ...kept.head, hash } : null });
    return kept;
  }

  it('is not vouched for where the seal was taken off the mark', async () => {
    await rewrittenWithMark(false);
    await counter.restart();
    const again = { seal: { state: 'sealed', since: { lost: true } } };
    expect(await check()).toMatchObject(again);
    await counter.restart();
    expect(await check()).toMatchObject(again);
  });

  it('is found where the mark was made to agree, because it cannot be sealed', async () => {
    const kept = await rewrittenWithMark(true);
    await counter.restart();
    const { ok, problems } = await check();
    expect({ ok, problems }).toEqual({ ok: false, problems: [`seal-bad ${kept.seq}`] });
    expect((await status()).hold).toMatchObject({ cause: 'seal' });
    // It stays so over a restart, from the first moment on, until a person decides.
    await counter.restart({ seal: { ...testSeal(), open: () => new Promise(() => undefined) } });
    expect((await status()).hold).toMatchObject({ cause: 'seal' });
    await counter.restart({ seal: testSeal() });
    await check();
    await counter.value('ledger.accept', {});
    expect((await status()).hold).toBeNull();
    expect(await check()).toMatchObject({ ok: true, seal: { state: 'sealed' } });
  });
});

it('what waits is sent only once the seal was looked at', async () => {
  await sentLink();
  const ledger = opened(ledgerFile());
  const queued = saved(ledger);
  ledger.close();
  const kept = readMark(markFile());
  if (kept?.head === undefined || kept.head === null) throw new Error('nothing is sealed');
  await writeMark(markFile(), { ...kept, n: kept.n + 1, head: { ...kept.head, mac: '00'.repeat(32) } });
  const open = (text: string) => sleep(300).then(() => testSeal().open(text));
  await counter.restart({ seal: { ...testSeal(), open } });
  await vi.waitFor(async () => expect((await status()).hold).toMatchObject({ cause: 'seal' }), { timeout: 10_000 });
  await check();
  expect(await counter.state(queued)).toBe('queued');
  await counter.value('ledger.accept', {});
  await counter.until(queued, 'sent');
});

describe('the structure of the ledger', () => {
  it.each([
    ['a trigger dropped', 'DROP TRIGGER events_stay', 'schema-missing trigger events_stay'],
    ['a unique index dropped', 'DROP INDEX links_live_invoice_no', 'schema-missing index links_live_invoice_no'],
    [
      'a trigger that does nothing in the place of one',
      'DROP TRIGGER links_stay; CREATE TRIGGER links_stay BEFORE DELETE ON links BEGIN SELECT 1; END',
      'schema-changed trigger links_stay',
    ],
    [
      'a trigger more',
      'CREATE TRIGGER ours AFTER INSERT ON events BEGIN DELETE FROM draft; END',
      'schema-foreign trigger ours',
    ],
  ])('%s', async (_name, sql, problem) => {
    await sentLink();
    tool(ledgerFile(), (db) => db.exec(sql));
    await counter.restart();
    expect(await check()).toMatchObject({ ok: false, problems: [problem] });
  });
});

describe("the seal's key", () => {
  it('is begun once, and vouches for the end of the ledger', async () => {
    await sentLink();
    await counter.restart();
    const { seal, ok, events } = await check();
    expect({ ok, seal }).toMatchObject({ ok: true, seal: { state: 'sealed', since: { lost: false } } });
    expect(readMark(markFile())?.head?.seq).toBe(events);
    const key = counter.files.get('practice/settings')?.get('sealedLedgerKey');
    await counter.restart();
    expect(counter.files.get('practice/settings')?.get('sealedLedgerKey')).toBe(key);
  });

  it('that the keyring gave when the app was closed already is not begun, so that none is missed later', async () => {
    const keyring = Promise.withResolvers<undefined>();
    const slow = { ...testSeal(), close: (text: string) => keyring.promise.then(() => testSeal().close(text)) };
    const other = await testCounter({ seal: slow });
    await other.stop();
    keyring.resolve(undefined);
    await other.restart({ seal: testSeal() });
    expect(await other.value('ledger.check', {})).toMatchObject({ seal: { state: 'sealed', since: { lost: false } } });
    await other.remove();
  });

  it.each([
    ['of another user of the PC', () => counter.restart({ seal: testSeal('reza') })],
    [
      'lost',
      () => {
        counter.files.get('practice/settings')?.delete('sealedLedgerKey');
        return counter.restart();
      },
    ],
  ])('%s is said, is no damage, and another is begun', async (_name, restart) => {
    await sentLink();
    await restart();
    expect(await check()).toMatchObject({ ok: true, seal: { state: 'sealed', since: { lost: true } } });
    expect((await status()).hold).toBeNull();
    const data = tool(await closed(), (db) =>
      db.prepare("SELECT data FROM events WHERE kind = 'ledger.sealed' ORDER BY seq").all(),
    );
    expect(data.map((row) => String(row['data']))).toEqual(['{"reason":"first"}', '{"reason":"lost"}']);
  });

  it.each([
    ['away', { strength: () => Promise.resolve('unavailable' as const), open: () => Promise.reject(new Error('locked')) }],
    ['slow', { open: () => new Promise<string>(() => undefined) }],
  ])('in a keyring that is %s keeps nothing waiting, and is no damage', async (_name, part) => {
    await sentLink();
    const key = counter.files.get('practice/settings')?.get('sealedLedgerKey');
    await counter.restart({ seal: { ...testSeal(), ...part } });
    const { id } = await save('T2');
    await counter.until(id, 'sent');
    expect(await check()).toMatchObject({ ok: true, problems: [], seal: { state: 'keyring' } });
    expect(counter.files.get('practice/settings')?.get('sealedLedgerKey')).toBe(key);
    // What was sealed before is vouched for when the keyring is back, and the rest from then on.
    await counter.restart({ seal: testSeal() });
    expect(await check()).toMatchObject({ ok: true, problems: [], seal: { state: 'sealed', since: { lost: false } } });
  });

  async function closed(): Promise<string> {
    await counter.stop();
    return ledgerFile();
  }
});

describe('the mark', () => {
  it('is made where an earlier version had none, and nothing is held', async () => {
    await counter.stop();
    for (const file of ['practice', 'practice.mark']) rmSync(path.join(counter.dataDir, file), { recursive: true });
    counter.files.clear();
    // As it left them.
    const before = opened(ledgerFile());
    const [sentOne, queuedOne] = [saved(before, {}, sending(), sent('1000')), saved(before)];
    before.close();
    counter.files.set('practice/settings', new Map([['ledgerMade', true]]));
    await counter.restart();
    expect((await status()).hold).toBeNull();
    await counter.until(queuedOne, 'sent');
    expect(await counter.state(sentOne)).toBe('sent');
    expect(readMark(markFile())?.sends).toBe(2);
    expect(await check()).toMatchObject({ ok: true, seal: { state: 'sealed', since: { lost: false } } });
  });

  it('that is gone is noticed, and how many were sent is not known', async () => {
    await sentLink();
    rmSync(markFile());
    await counter.restart();
    expect((await status()).hold).toMatchObject({ cause: 'no-mark', mark: null, sends: null });
    const { id } = await save('T2');
    await counter.restart();
    expect((await status()).hold).toMatchObject({ cause: 'no-mark' });
    expect(await counter.state(id)).toBe('queued');
    await counter.value('ledger.accept', {});
    await counter.until(id, 'sent');
    await counter.restart();
    expect((await status()).hold).toBeNull();
    expect(await check()).toMatchObject({ ok: true });
  });

  it('that is gone is noticed where no settings know of it, by the ledger itself', async () => {
    await sentLink();
    rmSync(markFile());
    for (const file of counter.files.values()) for (const key of ['markMade', 'markMade.practice']) file.delete(key);
    await counter.restart();
    expect((await status()).hold).toMatchObject({ cause: 'no-mark' });
  });

  it('that cannot be written when a person decides leaves the hold and its facts as they were', async () => {
    await sentLink();
    const kept = readMark(markFile());
    if (kept === null) throw new Error('no mark');
    const ahead = { ...kept, n: kept.n + 1, seq: kept.seq + 5, sends: kept.sends + 2 };
    await writeMark(markFile(), ahead);
    await counter.restart();
    const { hold } = await status();
    expect(hold).toMatchObject({ cause: 'older', sends: 2 });
    rmSync(markFile());
    mkdirSync(markFile());
    for (let time = 0; time < 5; time += 1) expect(await counter.refusal('ledger.accept', {})).not.toBeNull();
    expect((await status()).hold).toEqual(hold);
    await counter.stop();
    rmSync(markFile(), { recursive: true });
    await writeMark(markFile(), ahead);
    await counter.restart();
    expect((await status()).hold).toEqual(hold);
  });

  it('holds back bills as well, until a person decides', async () => {
    await counter.value('bills.add', { pairs: [{ billId: '1117753200140', payId: '12070160' }], source: 'typed' });
    await counter.stop();
    rmSync(markFile());
    await counter.restart();
    expect(await counter.refusal('bills.submit', {})).toBe('ledger-behind');
    await counter.value('ledger.accept', {});
    expect((await counter.value('bills.submit', {})).batches).toHaveLength(1);
  });

  it('that cannot be written lets nothing leave, and is tried again', async () => {
    await counter.stop();
    for (const file of ['practice', 'practice.mark']) rmSync(path.join(counter.dataDir, file), { recursive: true });
    counter.files.clear();
    opened(ledgerFile()).close();
    // A folder in its place: no user of the PC can write to it, root neither.
    mkdirSync(markFile());
    await counter.restart();
    const { id } = await save('T1');
    await vi.waitFor(async () => expect((await status()).markFailed).toBe(true));
    await counter.value('bills.add', { pairs: [{ billId: '1117753200140', payId: '12070160' }], source: 'typed' });
    expect(await counter.refusal('bills.submit', {})).toBe('ledger-unreadable');
    await sleep(1500);
    expect((await counter.value('practice.get', {})).messages).toEqual([]);
    expect((await check()).seal).toEqual({ state: 'none', since: null });
    rmSync(markFile(), { recursive: true });
    await counter.until(id, 'sent');
    expect((await status()).markFailed).toBe(false);
    // It was not tried again and again in the ledger.
    const { history } = await counter.value('links.get', { id });
    expect(history.filter(({ event }) => event?.kind === 'link.sending').length).toBeLessThanOrEqual(2);
  });

  it('is on the disk when the service hears of a send', async () => {
    const { id } = await save('T1');
    await counter.until(id, 'sent');
    const { history } = await counter.value('links.get', { id });
    const sending = history.find(({ event }) => event?.kind === 'link.sending');
    expect(readMark(markFile())?.seq).toBeGreaterThanOrEqual(sending?.seq ?? Infinity);
    expect(readMark(markFile())?.sends).toBe(1);
  });
});

describe('a ledger that is gone is never made anew', () => {
  const PLACES: Readonly<Record<string, () => void>> = {
    'the settings of the mode': () => counter.files.get('practice/settings')?.clear(),
    'the settings of the app': () => counter.files.get('app')?.clear(),
    'the mark': () => rmSync(markFile()),
  };
  it.each(Object.keys(PLACES))('where only %s knows of it', async (place) => {
    await sentLink();
    rmSync(path.join(counter.dataDir, 'practice'), { recursive: true });
    for (const [other, lose] of Object.entries(PLACES)) if (other !== place) lose();
    await counter.restart();
    expect((await status()).trouble?.code).toBe('ledger-missing');
  });
});

describe('a settings file that was lost', () => {
  const goLive = async () => {
    const endpoint = 'http://127.0.0.1:9/KimiaPayLinkSend.asmx';
    await counter.value('settings.put', { mode: 'live', patch: { payLinkName: 'shop', endpoint } });
    for (const name of ['key1', 'key2'] as const) await counter.value('settings.putSecret', { mode: 'live', name, value: 'k' });
    expect((await counter.value('app.setMode', { mode: 'live' })).mode).toBe('live');
  };

  it('does not turn live into practice', async () => {
    await goLive();
    counter.files.get('app')?.clear();
    await counter.restart();
    expect((await status()).mode).toBe('live');
    counter.files.get('app')?.clear();
    await counter.value('app.setMode', { mode: 'practice' });
    counter.files.get('app')?.clear();
    await counter.restart();
    expect((await status()).mode).toBe('practice');
  });

  it('is told on the screen, over a restart, until a person has seen it', async () => {
    await counter.stop();
    counter.breakFile('app');
    counter.breakFile('live/settings');
    await counter.restart();
    const told = ['app.json.broken-1', 'live/settings.json.broken-1'];
    expect((await status()).setAside).toEqual(told);
    await counter.restart();
    expect((await status()).setAside).toEqual(told);
    await counter.value('app.seeSetAside', {});
    expect((await status()).setAside).toEqual([]);
    await counter.restart();
    expect((await status()).setAside).toEqual([]);
  });
});
