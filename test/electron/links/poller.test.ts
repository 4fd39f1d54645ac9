import { APP, person } from '../../../shared/actors.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPoller } from '../../../electron/links/poller.ts';
import { nextTurn } from '../../../electron/links/schedule.ts';
import type { Poller } from '../../../electron/links/poller.ts';
import type { LinkStatus } from '../../../electron/providers/sizpay/outcome.ts';
import type { Link } from '../../../shared/links.ts';
import type { PollStep } from '../../../shared/settings.ts';
import { evidence } from '../../samples.ts';
import { testClient, testLedger, testLine } from './link-side.ts';

const STEPS: PollStep[] = [
  { untilSeconds: 600, everySeconds: 15 },
  { untilSeconds: 3600, everySeconds: 60 },
];

describe('the turn of a link', () => {
  const born = { sentAt: 0, changedAt: 0 };
  it.each([
    ['young: soon', 10_000, null, 15_000],
    ['young, just asked', 30_000, 29_000, 44_000],
    ['older: seldom', 700_000, 690_000, 750_000],
    ['tried while the clock was ahead: due', 20_000, 99_000_000, 20_000],
  ])('%s', (_name, now, tried, at) => {
    expect(nextTurn(born, tried, STEPS, now)?.at).toBe(at);
  });
  it('is over past the last step', () => {
    expect(nextTurn(born, null, STEPS, 3_600_000)).toBeNull();
  });
  it('does not depend on the order the steps are written in', () => {
    expect(nextTurn(born, null, STEPS.toReversed(), 10_000)).toEqual(nextTurn(born, null, STEPS, 10_000));
  });
});

describe('the poller', () => {
  let now = 0;
  let book: ReturnType<typeof testLedger>;
  let line: ReturnType<typeof testLine>;
  let service: ReturnType<typeof testClient>;
  let poller: Poller;
  let told: string[];

  const sent = (payLinkSendId: string): Link => {
    const { id } = book.save();
    book.ledger.links.record(
      id,
      { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: 'http://127.0.0.1:1/KimiaPayLinkSend.asmx' },
      APP,
    );
    return book.ledger.links.record(id, { kind: 'link.sent', payLinkSendId, message: '', evidence }, APP);
  };
  const paid = (refNo: string | null = '740001'): LinkStatus => ({ paid: true, refNo });
  const unpaid: LinkStatus = { paid: false, refNo: null };
  const open = () => {
    poller = createPoller({
      ledger: book.ledger,
      line,
      way: () => Promise.resolve(service.way),
      endpoint: () => service.way.service.endpoint,
      steps: () => STEPS,
      now: () => now,
      changed: () => undefined,
      tell: ({ kind }) => told.push(kind),
      shortest: 5,
    });
    return poller;
  };

  beforeEach(() => {
    now = 1_800_000_000_000;
    book = testLedger(() => now);
    line = testLine();
    service = testClient();
    told = [];
  });
  afterEach(async () => {
    await poller.stop();
    book.remove();
  });

  it('asks the service in use only about what it sent itself, by whatever id', async () => {
    const elsewhere = (payLinkSendId: string) => {
      const { id } = book.save();
      const endpoint = 'https://elsewhere.example/KimiaPayLinkSend.asmx';
      book.ledger.links.record(id, { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint }, APP);
      return book.ledger.links.record(id, { kind: 'link.sent', payLinkSendId, message: '', evidence }, APP);
    };
    const other = elsewhere('11');
    const ours = sent('11');
    service.answer({ answered: new Map([['11', paid()]]) });
    open();
    expect(await poller.askNow(null)).toMatchObject({ asked: 1, paid: 1 });
    expect(await poller.askNow(other.id)).toMatchObject({ asked: 1, answered: 0, paid: 0, failure: 'other-service' });
    expect(service.questions).toEqual([['11']]);
    expect(book.ledger.links.get(ours.id)?.state).toBe('paid');
    expect(book.ledger.links.get(other.id)?.state).toBe('sent');
  });

  it('asks about many in one call, records who paid with the reference number, and tells it once', async () => {
    const [a, b] = [sent('134'), sent('135')];
    service.answer({
      answered: new Map([
        ['134', paid('740000000134')],
        ['135', unpaid],
      ]),
    });
    expect(await open().askNow(null)).toEqual({ asked: 2, answered: 2, paid: 1, failure: null });
    expect(service.questions).toEqual([['134', '135']].map((ids) => expect.arrayContaining(ids)));
    expect(book.ledger.links.get(a.id)).toMatchObject({ state: 'paid', refNo: '740000000134', alarm: null });
    expect(book.ledger.links.get(b.id)).toMatchObject({ state: 'sent', askedAt: now });
    await poller.askNow(null);
    expect(told).toEqual(['paid']);
  });

  it('leaves alone what was not answered, and notes that it asked', async () => {
    const link = sent('134');
    service.answer({ answered: new Map(), failure: { code: 'unreadable', message: '' } });
    expect(await open().askNow(link.id)).toEqual({ asked: 1, answered: 0, paid: 0, failure: 'unreadable' });
    expect(book.ledger.links.get(link.id)).toMatchObject({ state: 'sent', askedAt: now });
  });

  it('asks by itself when a turn comes, and not before', async () => {
    sent('134');
    service.answer({ answered: new Map([['134', unpaid]]) });
    now += 14_000;
    open();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(service.questions).toEqual([]);
    now += 1000;
    poller.wake();
    await vi.waitFor(() => expect(service.questions.length).toBe(1));
  });

  it('takes along those whose turn is near', async () => {
    sent('134');
    now += 2000;
    sent('135');
    now += 13_000;
    service.answer({
      answered: new Map([
        ['134', unpaid],
        ['135', unpaid],
      ]),
    });
    open();
    await vi.waitFor(() => expect(service.questions.map((ids) => ids.length)).toEqual([2]));
  });

  it('does not ask while the line is down', async () => {
    sent('134');
    now += 60_000;
    line.set('down');
    open();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(service.questions).toEqual([]);
  });

  it('does not spin on a link that is never answered', async () => {
    sent('134');
    now += 20_000;
    open();
    await vi.waitFor(() => expect(service.questions.length).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(service.questions.length).toBe(1);
  });

  it('tells a late payment of a closed link as an alarm', async () => {
    const link = sent('134');
    book.ledger.links.record(link.id, { kind: 'link.closed' }, person('sara'));
    service.answer({ answered: new Map([['134', paid()]]) });
    await open().askNow(null);
    expect(book.ledger.links.get(link.id)).toMatchObject({ state: 'paid', alarm: 'paid-after-closed' });
    expect(told).toEqual(['alarm']);
  });

  it('raises the alarm when a replaced link and its replacement are both paid, in either order', async () => {
    for (const [first, second] of [
      ['old', 'new'],
      ['new', 'old'],
    ] as const) {
      const old = sent(`1${first}`.replace(/\D/gu, '') + book.save().invoiceNo.slice(2) + '1');
      const young = sent(`2${first}`.replace(/\D/gu, '') + book.save().invoiceNo.slice(2) + '2');
      book.ledger.links.record(old.id, { kind: 'link.closed' }, person('sara'));
      book.ledger.links.record(old.id, { kind: 'link.replaced', by: young.id }, person('sara'));
      const byName = { old, new: young };
      open();
      service.answer({ answered: new Map([[byName[first].payLinkSendId ?? '', paid('1')]]) });
      await poller.askNow(byName[first].id);
      service.answer({ answered: new Map([[byName[second].payLinkSendId ?? '', paid('2')]]) });
      await poller.askNow(byName[second].id);
      expect(book.ledger.links.get(byName[first].id)?.alarm).toBe(first === 'old' ? 'paid-after-replaced' : null);
      await poller.stop();
    }
  });

  it('says so when credentials are missing', async () => {
    sent('134');
    poller = createPoller({
      ledger: book.ledger,
      line,
      way: () => Promise.resolve(null),
      endpoint: () => service.way.service.endpoint,
      steps: () => STEPS,
      now: () => now,
      changed: () => undefined,
      tell: () => undefined,
    });
    expect(await poller.askNow(null)).toEqual({ asked: 0, answered: 0, paid: 0, failure: 'credentials-missing' });
  });
});
