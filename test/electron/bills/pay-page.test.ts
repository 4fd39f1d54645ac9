import { APP, person } from '../../../shared/actors.ts';
import { describe, expect, it } from 'vitest';
import { createAlarms } from '../../../electron/bills/alarms.ts';
import { billsHandlers } from '../../../electron/bills/calls.ts';
import { createReturns } from '../../../electron/bills/returns.ts';
import { createSubmitter } from '../../../electron/bills/submitter.ts';
import { answer } from '../../../electron/ipc.ts';
import type { Handlers } from '../../../electron/ipc.ts';
import { accepted, batchAccepted, inBasket, submitted } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';

/** The bill side of a shop with batches that are waited for, each at a pay page. */
function shop(practice = false) {
  const ledger = opened();
  const nothing = () => undefined;
  const inBrowser: string[] = [];
  const alarms = createAlarms(ledger);
  const handlers = billsHandlers({
    ledger,
    practice,
    submitter: createSubmitter({
      ledger,
      way: () => Promise.reject(new Error('nothing is submitted here')),
      returnUrl: (key) => key,
      changed: nothing,
      tell: nothing,
    }),
    takeReturn: createReturns({ ledger, alarms, changed: nothing, tell: nothing }),
    alarms,
    returnComes: () => true,
    openExternal: (url) => Promise.resolve(void inBrowser.push(url)),
    changed: nothing,
  }) as Handlers;
  const answering = { handlers, caller: () => ({ actor: person('سارا'), role: 'cashier' as const }) };
  return {
    ledger,
    inBrowser,
    batchAt(paymentUrl: string, batchToken = 'B1'): string {
      const event = { ...batchAccepted(batchToken), paymentUrl } as ReturnType<typeof batchAccepted>;
      const bill = inBasket(ledger);
      const batch = submitted(ledger, [bill], event);
      ledger.bills.record(bill, accepted(), APP);
      return batch;
    },
    async open(id: string, how: 'browser' | 'qr' = 'browser', evenIfStrange = false) {
      const reply = await answer(answering, 'batches.openPayPage', { id, how, evenIfDiffers: true, evenIfStrange });
      return reply.ok ? 'opened' : `${reply.error.code} ${reply.error.detail ?? ''}`.trim();
    },
    async page(id: string) {
      const reply = await answer(answering, 'batches.get', { id });
      return (reply as { value: { payPage: unknown } }).value.payPage;
    },
  };
}

const opensOf = ({ ledger }: ReturnType<typeof shop>, id: string) =>
  ledger.batches.history(id).filter(({ event }) => event?.kind === 'batch.payPageOpened').length;

describe('a host that was never opened', () => {
  it.each(['browser', 'qr'] as const)('is asked about once, and then never again: %s', async (how) => {
    const one = shop();
    const first = one.batchAt('https://pay.example.ir/bill/1');
    expect(await one.open(first, how)).toBe('strange-pay-page pay.example.ir');
    expect([opensOf(one, first), one.inBrowser]).toEqual([0, []]);
    expect(await one.page(first)).toMatchObject({ host: 'pay.example.ir', oddities: [], asks: true });

    expect(await one.open(first, how, true)).toBe('opened');
    expect(await one.open(first, how)).toBe('opened');
    const second = one.batchAt('HTTPS://Pay.Example.IR:443/bill/2', 'B2');
    expect(await one.page(second)).toMatchObject({ asks: false });
    expect(await one.open(second, how)).toBe('opened');
  });

  it('is another one over http, at another port or below another name', async () => {
    const one = shop();
    expect(await one.open(one.batchAt('https://pay.example.ir/'), 'browser', true)).toBe('opened');
    for (const [at, address] of [
      'http://pay.example.ir/',
      'https://pay.example.ir:8443/',
      'https://pay.example.ir.evil.example/',
      'https://evil.example/https://pay.example.ir/',
      'https://example.ir/',
    ].entries())
      expect(await one.open(one.batchAt(address, `B${at + 2}`)), address).toMatch(/^strange-pay-page/u);
  });

  it('stays so where a batch there was settled without being opened: whoever made the page can make the return', async () => {
    const one = shop();
    const id = one.batchAt('https://evil.example/');
    one.ledger.batches.record(
      id,
      { kind: 'batch.returned', outcome: 'settled', status: '0', message: '', via: 'receiver', alarm: null },
      APP,
    );
    expect(await one.open(one.batchAt('https://evil.example/', 'B2'))).toMatch(/^strange-pay-page/u);
  });

  it('is not asked about in practice, where the pay page is the practice shop’s', async () => {
    const one = shop(true);
    const id = one.batchAt('http://127.0.0.1:4000/pay/1');
    expect(await one.page(id)).toEqual({
      address: 'http://127.0.0.1:4000/pay/1',
      host: '127.0.0.1:4000',
      oddities: [],
      asks: false,
    });
    expect(await one.open(id)).toBe('opened');
  });
});

describe('what is strange about a pay page is told with the question', () => {
  it.each([
    ['http://pay.example.ir/', 'pay.example.ir http'],
    ['https://192.168.1.4/', '192.168.1.4 private ip'],
    ['https://0x7f.1/', '127.0.0.1 private ip'],
    ['http://[::ffff:10.0.0.1]:81/', '[::ffff:a00:1]:81 http private ip'],
    ['https://[::127.0.0.1]/', '[::7f00:1] private ip'],
    ['https://[fe80::1]/', '[fe80::1] private ip'],
    ['https://185.1.2.3/', '185.1.2.3 ip'],
    ['https://modem/', 'modem private'],
    ['https://pay.localhost/', 'pay.localhost private'],
    ['https://pаy.example.ir/', 'xn--py-7kc.example.ir not-ascii'],
    ['https://xn--py-7kc.example.ir/', 'xn--py-7kc.example.ir not-ascii'],
  ])('%s', async (address, detail) => {
    const one = shop();
    const id = one.batchAt(address);
    expect(await one.open(id)).toBe(`strange-pay-page ${detail}`);
    expect(await one.open(id, 'browser', true)).toBe('opened');
    // Only what a browser reads it as is opened, and that is ASCII.
    expect(one.inBrowser).toEqual([new URL(address).href]);
  });
});

it('an address that an earlier version took, and that no browser should be given, opens nothing', async () => {
  const one = shop();
  const id = one.batchAt('https://evil.example/\u202Eri.knab');
  expect(await one.page(id)).toBeNull();
  expect(await one.open(id, 'browser', true)).toBe('pay-page-bad');
  expect(await one.open(id, 'qr', true)).toBe('pay-page-bad');
  expect(one.inBrowser).toEqual([]);
});
