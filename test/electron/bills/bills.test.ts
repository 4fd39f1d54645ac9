import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openBills } from '../../../electron/bills/bills.ts';
import type { BillsOptions } from '../../../electron/bills/bills.ts';
import { openReserve } from '../../../electron/bills/reserve.ts';
import { CallError } from '../../../electron/errors.ts';
import type { ModeSettings } from '../../../electron/settings/mode.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { APP, person } from '../../../shared/actors.ts';
import { accepted, batchAccepted, inBasket, submitted, submitting } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';
import { wayTo } from '../providers/tosha/service.ts';

const sara = person('سارا');
const KEY = 'ab'.repeat(16);

function tempFolder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'pishkhan-bills-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** What is set: a service where nothing listens, and no return address of the shop's own. */
function testSettings(ownReturnUrl = '') {
  const toshaService = vi.fn(() => Promise.resolve(wayTo('http://127.0.0.1:1/x.asmx', 'soap11')));
  const accessFault = vi.fn<() => Promise<string | null>>(() => Promise.resolve(null));
  return { values: { get: () => ({ ownReturnUrl }) }, toshaService, accessFault };
}

/** The bill side over a ledger, as it opens with what is kept of the port. */
async function side(parts: { ledger?: Ledger; kept?: unknown; folder?: string; own?: string; full?: boolean } = {}) {
  const { ledger = opened(), folder = tempFolder() } = parts;
  const settings = testSettings(parts.own);
  const kept = new Map<string, unknown>(parts.kept === undefined ? [] : [['returnPort', parts.kept]]);
  const store = {
    get: (key: string) => kept.get(key),
    set(key: string, value: unknown) {
      if (parts.full === true) throw new Error('the disk is full');
      kept.set(key, value);
    },
  };
  const [changed, tell] = [vi.fn(), vi.fn()];
  const options = { folder, ledger, practice: null, settings: settings as unknown as ModeSettings, store, changed, tell };
  const openExternal = () => Promise.resolve();
  const opening = openBills({ ...options, openExternal } as unknown as BillsOptions);
  const bills = await opening;
  let stopped = false;
  const stop = async () => {
    if (!stopped) await bills.stop();
    stopped = true;
  };
  onTestFinished(stop);
  return { bills, ledger, folder, settings, kept, changed, tell, stop };
}

/** A batch that is waited for at the key; gives its id. */
function awaited(ledger: Ledger, returnUrl = 'http://127.0.0.1:9/r/x'): string {
  const bill = inBasket(ledger);
  const id = '0192d3c4-0000-7000-8000-00000000000a';
  ledger.transact(() => {
    ledger.bills.record(bill, { kind: 'bill.submitting', batch: id }, APP);
    ledger.batches.record(id, submitting([bill], { returnKey: KEY, returnUrl }), sara);
    ledger.batches.record(id, batchAccepted('B1'), APP);
    ledger.bills.record(bill, accepted(), APP);
  });
  return id;
}
const portOf = (kept: ReadonlyMap<string, unknown>) => Number(kept.get('returnPort'));
const come = (port: number, query: string) => fetch(`http://127.0.0.1:${port}/r/${KEY}${query}`);

describe('the port of returns', () => {
  it('is kept, and had again at the next start', async () => {
    const first = await side();
    expect(first.bills.status().receiver).toBe('listening');
    const port = portOf(first.kept);
    await first.stop();
    const second = await side({ kept: port });
    expect([second.bills.status().receiver, portOf(second.kept)]).toEqual(['listening', port]);
    // While that one listens, a third moves, and the usual one stays the usual one.
    const third = await side({ kept: port });
    expect([third.bills.status().receiver, portOf(third.kept)]).toEqual(['moved', port]);
  });

  it.each([[0], [-1], [65_536], [80.5], ['8080'], [Number.NaN], [null]])(
    'kept as %j is none: another is had and kept',
    async (kept) => {
      const { bills, kept: now } = await side({ kept });
      expect(bills.status().receiver).toBe('listening');
      expect(portOf(now)).toBeGreaterThan(1023);
      expect(Number.isInteger(now.get('returnPort'))).toBe(true);
    },
  );

  it('that cannot be kept on a full disk keeps nothing from opening', async () => {
    const { bills, kept } = await side({ full: true });
    expect([bills.status().receiver, kept.size]).toEqual(['listening', 0]);
  });
});

describe('a return that comes', () => {
  it('settles its batch, and the screens and the cashier are told', async () => {
    const { ledger, kept, changed, tell } = await side();
    const id = awaited(ledger);
    expect((await come(portOf(kept), '?BatchTokenID=B1&Status=17')).status).toBe(200);
    expect(ledger.batches.history(id).at(-1)?.event).toMatchObject({ kind: 'batch.returned', via: 'receiver' });
    expect(changed.mock.calls).toEqual([['bills', 'batches', 'status']]);
    expect(tell).toHaveBeenCalledWith({ kind: 'batch-returned', batch: ledger.batches.get(id) });
  });

  it('and says nothing changes nothing; one of no batch is met with nothing', async () => {
    const { ledger, kept } = await side();
    const id = awaited(ledger);
    const before = ledger.batches.history(id).length;
    expect((await come(portOf(kept), '?hello=1')).status).toBe(200);
    expect(ledger.batches.history(id).length).toBe(before);
    expect((await fetch(`http://127.0.0.1:${portOf(kept)}/r/${'cd'.repeat(16)}?Status=17`)).status).toBe(404);
  });

  it('and cannot be taken waits, beside the ledger, and is told of; at the next start it is taken', async () => {
    const real = opened();
    const id = awaited(real);
    let full = true;
    const transact: Ledger['transact'] = (work) => {
      if (full) throw new Error('the disk is full');
      return real.transact(work);
    };
    const first = await side({ ledger: { ...real, transact } });
    expect((await come(portOf(first.kept), '?BatchTokenID=B1&Status=17')).status).toBe(503);
    // Nor is an address without what came acknowledged while that waits.
    expect((await come(portOf(first.kept), '')).status).toBe(503);
    expect(first.bills.status().returnsWaiting).toBe(1);
    expect(first.tell.mock.calls).toEqual([[{ kind: 'batch-return-waits', batch: real.batches.get(id) }]]);
    expect(first.changed.mock.calls).toEqual([['bills', 'batches', 'status']]);
    await first.stop();
    full = false;
    const second = await side({ ledger: real, folder: first.folder });
    expect([real.batches.get(id)?.state, second.bills.status().returnsWaiting]).toEqual(['failed', 0]);
  });

  it('and was kept for a batch of nowhere, or holds nothing, is let go at the start', async () => {
    const folder = tempFolder();
    const reserve = openReserve(path.join(folder, 'returns.waiting'));
    reserve.add({ returnKey: 'cd'.repeat(16), text: 'BatchTokenID=B1&Status=17' });
    reserve.add({ returnKey: KEY, text: 'hello' });
    reserve.close();
    const ledger = opened();
    const id = awaited(ledger);
    const { bills, tell } = await side({ ledger, folder });
    expect([bills.status().returnsWaiting, tell.mock.calls, ledger.batches.get(id)?.state]).toEqual([0, [], 'awaiting']);
  });

  it('to the address of a batch is awaited where that is the receiver’s that listens now', async () => {
    const { bills, ledger, kept } = await side();
    const id = awaited(ledger, `http://127.0.0.1:${portOf(kept)}/r/${KEY}?x={0}`);
    expect((await bills.handlers['batches.get']({ id }, sara)).returnComes).toBe(true);
    const elsewhere = opened();
    awaited(elsewhere, 'https://relay.example/r');
    const other = await side({ ledger: elsewhere });
    expect((await other.bills.handlers['batches.get']({ id }, sara)).returnComes).toBe(false);
  });
});

describe('a submission', () => {
  const submit = async ({ bills }: Awaited<ReturnType<typeof side>>) => {
    const { batches } = await bills.handlers['bills.submit']({}, sara);
    return batches[0]?.returnUrl ?? '';
  };
  const refusalOf = (act: Promise<unknown>) =>
    act.then(
      () => null,
      (error: unknown) => (error instanceof CallError ? error.error : error),
    );

  it('names the receiver as the address of its return, or the shop’s own, with places for what is said', async () => {
    const one = await side();
    inBasket(one.ledger, { billId: '7748317801234', payId: '1770160' });
    expect(await submit(one)).toMatch(
      new RegExp(`^http://127.0.0.1:${portOf(one.kept)}/r/[0-9a-f]{32}\\?BatchTokenID=\\{0\\}`, 'u'),
    );
    const other = await side({ own: 'https://relay.example/r?shop=7' });
    inBasket(other.ledger);
    expect(other.bills.status().receiver).toBe('unused');
    expect(await submit(other)).toMatch(/^https:\/\/relay\.example\/r\?shop=7&BatchTokenID=\{0\}/u);
  });

  it('is not made over a ledger that is not the one that was marked', async () => {
    const real = opened();
    inBasket(real);
    const hold: Ledger['hold'] = () => ({ cause: 'older' }) as ReturnType<Ledger['hold']>;
    const { bills, settings } = await side({ ledger: { ...real, hold } });
    expect(await refusalOf(bills.handlers['bills.submit']({}, sara) as Promise<unknown>)).toEqual({ code: 'ledger-behind' });
    expect([settings.toshaService.mock.calls.length, real.bills.basket().length]).toEqual([0, 1]);
  });

  it('waits for the mark, and is not made where that cannot be had', async () => {
    const real = opened();
    inBasket(real);
    const markReady = () => Promise.reject(new CallError('ledger-damaged'));
    const { bills } = await side({ ledger: { ...real, markReady } });
    expect(await refusalOf(bills.handlers['bills.submit']({}, sara) as Promise<unknown>)).toEqual({ code: 'ledger-damaged' });
  });

  it('is refused with what keeps this PC from the service', async () => {
    const { bills, settings, ledger } = await side();
    inBasket(ledger);
    settings.accessFault.mockResolvedValue('credentials-elsewhere');
    expect(await refusalOf(bills.handlers['bills.submit']({}, sara) as Promise<unknown>)).toEqual({
      code: 'credentials-elsewhere',
    });
  });

  it('goes the way that was found before, until something was set', async () => {
    const one = await side();
    for (let n = 0; n < 2; n += 1) {
      inBasket(one.ledger);
      await submit(one);
    }
    expect(one.settings.toshaService).toHaveBeenCalledTimes(1);
    one.bills.refresh();
    inBasket(one.ledger);
    await submit(one);
    expect(one.settings.toshaService).toHaveBeenCalledTimes(2);
  });
});

describe('the bill side', () => {
  it('says how many bills are in the basket, and how many batches are waited for', async () => {
    const { bills, ledger } = await side();
    expect(bills.status()).toMatchObject({ basket: 0, awaiting: 0, returnsWaiting: 0 });
    inBasket(ledger);
    inBasket(ledger);
    awaited(ledger);
    expect(bills.status()).toMatchObject({ basket: 2, awaiting: 1 });
  });

  it('stopped, listens no more, and has written how many returns came', async () => {
    const { ledger, kept, stop } = await side();
    const id = awaited(ledger);
    for (let n = 0; n < 3; n += 1) await come(portOf(kept), '?BatchTokenID=x&Status=17');
    const counted = () =>
      ledger.batches.history(id).reduce((sum, { event }) => sum + (event?.kind === 'batch.alarm' ? (event.more ?? 1) : 0), 0);
    expect(counted()).toBe(2);
    await stop();
    expect(counted()).toBe(3);
    await expect(come(portOf(kept), '')).rejects.toThrow('fetch failed');
  });

  it('that cannot be opened leaves nothing open', async () => {
    const real = opened();
    submitted(real, [inBasket(real)]);
    const inState = () => {
      throw new Error('the ledger cannot be read');
    };
    const kept = new Map<string, unknown>();
    const store = { get: (key: string) => kept.get(key), set: (key: string, value: unknown) => void kept.set(key, value) };
    const options = {
      folder: tempFolder(),
      ledger: { ...real, batches: { ...real.batches, inState } },
      practice: null,
      settings: testSettings() as unknown as ModeSettings,
      store,
      openExternal: () => Promise.resolve(),
      changed: () => undefined,
      tell: () => undefined,
    };
    await expect(openBills(options as unknown as BillsOptions)).rejects.toThrow('the ledger cannot be read');
    await expect(come(portOf(kept), '')).rejects.toThrow('fetch failed');
  });
});
