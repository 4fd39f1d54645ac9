import { cpSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { countingService, Killable } from './killable.ts';

/** Each test runs four processes of a whole counter, one after the other: slow where all cores are busy. */
vi.setConfig({ testTimeout: 120_000 });

/** Nothing listens there: what is saved stays queued. */
const NOWHERE = 'http://127.0.0.1:9/KimiaPayLinkSend.asmx';
const NUMBERS = ['1', '2', '3', '4', '5'];

interface Lost {
  service: Awaited<ReturnType<typeof countingService>>;
  dataDir: string;
  /** Of the mode. */
  at: (name: string) => string;
  /** The mode's folder as it was before anything was sent. */
  backup: string;
}

/** A live counter, killed after it sent five links that were queued at its last orderly stop, and five saved since. */
async function killedAfterSending(): Promise<Lost> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pishkhan-tail-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const service = await countingService();
  const at = (name: string) => path.join(dataDir, 'live', name);
  const first = await Killable.start(dataDir);
  await first.goLive(NOWHERE);
  for (const invoiceNo of NUMBERS) await first.save(invoiceNo);
  await first.stop();
  const backup = path.join(dataDir, 'backup');
  cpSync(path.join(dataDir, 'live'), backup, { recursive: true });

  const second = await Killable.start(dataDir);
  for (const invoiceNo of NUMBERS) await second.save(`later-${invoiceNo}`);
  await second.goLive(service.endpoint);
  await vi.waitFor(async () => expect((await second.value('app.status', {})).queued).toBe(0), { timeout: 20_000 });
  await vi.waitFor(async () => expect((await second.value('app.status', {})).sending).toBe(0), { timeout: 20_000 });
  await second.kill();
  expect(service.sends.size).toBe(10);
  return { service, dataDir, at, backup };
}

const LOSSES: Readonly<Record<string, (lost: Lost) => void>> = {
  'its log deleted': ({ at }) => rmSync(at('ledger.db-wal')),
  'its log emptied': ({ at }) => truncateSync(at('ledger.db-wal'), 0),
  'its log cut to half': ({ at }) => truncateSync(at('ledger.db-wal'), statSync(at('ledger.db-wal')).size / 2),
  'an older copy of it put back': ({ at, backup }) => {
    rmSync(at('ledger.db-wal'));
    cpSync(path.join(backup, 'ledger.db'), at('ledger.db'));
  },
  'its whole folder put back': ({ dataDir, backup }) => {
    rmSync(path.join(dataDir, 'live'), { recursive: true });
    cpSync(backup, path.join(dataDir, 'live'), { recursive: true });
  },
};

test.each(Object.keys(LOSSES))('a ledger with %s sends nothing by itself, until a person decides', async (loss) => {
  const lost = await killedAfterSending();
  LOSSES[loss]?.(lost);
  const { service, dataDir } = lost;

  const after = await Killable.start(dataDir);
  await after.goLive(service.endpoint);
  // Entering goes on, and what is entered kicks the outbox.
  const fresh = await after.save('fresh');
  await vi.waitFor(async () => expect((await after.value('app.status', {})).line.state).toBe('up'), { timeout: 20_000 });
  await sleep(200);
  expect([...service.sends.values()]).toEqual(Array.from({ length: 10 }, () => 1));
  const { hold, trouble } = await after.value('app.status', {});
  expect(trouble).toBeNull();
  expect(hold).toMatchObject({ cause: 'older' });
  expect(hold?.mark?.seq).toBeGreaterThan(hold?.end.seq ?? Infinity);
  expect(hold?.sends).toBeGreaterThanOrEqual(4);
  expect((await after.value('ledger.check', {})).ok).toBe(false);
  // More is entered than was lost: the ledger is longer than its mark says, and still another one.
  for (let n = 0; n < 40; n += 1) await after.save(`more-${n}`);
  await after.kill();

  const later = await Killable.start(dataDir);
  await later.value('outbox.resume', { rejectedToo: true });
  await sleep(200);
  expect((await later.value('app.status', {})).hold).toEqual(hold);
  expect(service.sends.size).toBe(10);
  await later.value('ledger.accept', {});
  const freshIsSent = async () => expect((await later.value('links.get', { id: fresh })).link.state).toBe('sent');
  await vi.waitFor(freshIsSent, { timeout: 20_000 });
  expect((await later.value('app.status', {})).hold).toBeNull();
  expect(service.sends.get('fresh')).toBe(1);
  await later.stop();

  const last = await Killable.start(dataDir);
  expect((await last.value('app.status', {})).hold).toBeNull();
  expect(await last.value('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
  await last.stop();
});
