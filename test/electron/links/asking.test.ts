import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPoller } from '../../../electron/links/poller.ts';
import type { Poller, PollerOptions } from '../../../electron/links/poller.ts';
import type { LinkStatus } from '../../../electron/providers/sizpay/outcome.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { Link } from '../../../shared/links.ts';
import { evidence } from '../../samples.ts';
import { testClient, testLedger, testLine } from './link-side.ts';

/** What one round of asking leaves, and when the poller asks by itself; the timers are the test's. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const STEPS = [
  { untilSeconds: 600, everySeconds: 100 },
  { untilSeconds: 3600, everySeconds: 600 },
];
const NOW = 1_800_000_000_000;

let book: ReturnType<typeof testLedger>;
let line: ReturnType<typeof testLine>;
let service: ReturnType<typeof testClient>;
let poller: Poller;
let told: string[];
let changes: number;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  book = testLedger(Date.now);
  line = testLine();
  service = testClient();
  told = [];
  changes = 0;
});
afterEach(async () => {
  await poller.stop();
  book.remove();
  vi.useRealTimers();
});

function sent(payLinkSendId: string): Link {
  const { id } = book.save();
  const { endpoint } = service.way.service;
  book.ledger.links.record(id, { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint }, APP);
  return book.ledger.links.record(id, { kind: 'link.sent', payLinkSendId, message: '', evidence }, APP);
}

function open(options: Partial<PollerOptions> = {}): Poller {
  poller = createPoller({
    ledger: book.ledger,
    line,
    way: () => Promise.resolve(service.way),
    endpoint: () => service.way.service.endpoint,
    steps: () => STEPS,
    now: Date.now,
    changed: () => (changes += 1),
    tell: (news) => told.push(`${news.kind} ${'link' in news ? (news.link.payLinkSendId ?? '') : ''}`),
    ...options,
  });
  return poller;
}
const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
const asked = () => service.questions.length;
const unpaid: LinkStatus = { paid: false, refNo: null };
const unpaidAll = (...ids: string[]) => service.answer({ answered: new Map(ids.map((id) => [id, unpaid])) });

describe('a round', () => {
  it('that reached the service says that the line is up, when each was asked about, and that it changed', async () => {
    const link = sent('134');
    unpaidAll('134');
    await pass(SECOND);
    expect(await open().askNow(null)).toEqual({ asked: 1, answered: 1, paid: 0, failure: null });
    expect(line.sightings).toEqual([null]);
    expect(
      book.ledger.links.list({ search: '', states: [], day: null, onlyDecisions: false, limit: 1, offset: 0 }).links,
    ).toEqual([{ ...link, askedAt: NOW + SECOND }]);
    expect(book.ledger.links.lastAskedAt()).toBe(NOW + SECOND);
    expect([changes, told]).toEqual([1, []]);
  });

  it('that did not reach it says neither', async () => {
    sent('134');
    service.answer({ failure: { code: 'late', message: '' }, reached: false });
    expect(await open().askNow(null)).toEqual({ asked: 1, answered: 0, paid: 0, failure: 'late' });
    expect([line.sightings, book.ledger.links.lastAskedAt()]).toEqual([[], null]);
  });

  it('tells each payment with its link, an alarm as one, and counts them', async () => {
    sent('1');
    const closed = sent('2');
    book.ledger.links.record(closed.id, { kind: 'link.closed' }, person('sara'));
    sent('3');
    const paid: LinkStatus = { paid: true, refNo: '7' };
    service.answer({
      answered: new Map([
        ['1', paid],
        ['2', paid],
        ['3', unpaid],
        ['4', paid],
      ]),
    });
    expect(await open().askNow(null)).toEqual({ asked: 3, answered: 3, paid: 2, failure: null });
    expect(told.toSorted()).toEqual(['alarm 2', 'paid 1']);
    expect(book.ledger.links.history(closed.id).at(-1)?.event).toMatchObject({ service: service.way.service.endpoint });
  });

  it('about nothing asks nobody', async () => {
    const way = vi.fn(() => Promise.resolve(service.way));
    expect(await open({ way }).askNow(null)).toEqual({ asked: 0, answered: 0, paid: 0, failure: null });
    expect([way.mock.calls.length, asked(), changes]).toEqual([0, 0, 0]);
  });

  it('about a link that is not followed, or not there, asks nobody', async () => {
    const { id } = book.save();
    open();
    for (const one of [id, 'nobody'])
      expect(await poller.askNow(one)).toEqual({ asked: 0, answered: 0, paid: 0, failure: null });
    expect(asked()).toBe(0);
  });

  it('about one asks about that one, though its turn is long over', async () => {
    const link = sent('134');
    sent('135');
    await pass(7200 * SECOND);
    unpaidAll('134');
    open();
    expect(await poller.askNow(null)).toMatchObject({ asked: 0 });
    expect(await poller.askNow(link.id)).toMatchObject({ asked: 1, answered: 1 });
    expect(service.questions).toEqual([['134']]);
  });

  it('goes to the service that is set when it is made', async () => {
    sent('134');
    const moved = { ...service.way, service: { ...service.way.service, endpoint: 'https://other.example/' } };
    expect(await open({ way: () => Promise.resolve(moved) }).askNow(null)).toEqual({
      asked: 1,
      answered: 0,
      paid: 0,
      failure: 'other-service',
    });
    expect([asked(), changes]).toEqual([0, 0]);
  });

  it('is cut when the poller stops', async () => {
    sent('134');
    const held = Promise.withResolvers<void>();
    let cut: AbortSignal | undefined;
    const status: typeof service.client.status = async (ids, signal) => {
      cut = signal;
      await held.promise;
      return service.client.status(ids, signal);
    };
    open({ way: () => Promise.resolve({ ...service.way, client: { ...service.client, status } }) });
    const result = poller.askNow(null);
    await pass(0);
    expect(cut?.aborted).toBe(false);
    let isOver = false;
    const stopped = poller.stop().then(() => (isOver = true));
    await pass(0);
    expect([cut?.aborted, isOver]).toEqual([true, false]);
    held.resolve();
    await result;
    await stopped;
  });
});

describe('by itself the poller asks', () => {
  it('about each link at its turn, from its sending on', async () => {
    sent('134');
    unpaidAll('134');
    open();
    await pass(99 * SECOND);
    expect(asked()).toBe(0);
    await pass(2 * SECOND);
    expect(asked()).toBe(1);
    await pass(98 * SECOND);
    expect(asked()).toBe(1);
    await pass(4 * SECOND);
    expect(asked()).toBe(2);
  });

  it('about those too whose turn comes within a fifth of their wait, and about no others', async () => {
    sent('1');
    await pass(19 * SECOND);
    sent('2');
    await pass(3 * SECOND);
    sent('3');
    unpaidAll('1', '2', '3');
    open();
    await pass(80 * SECOND);
    expect(service.questions.map((ids) => ids.toSorted())).toEqual([['1', '2']]);
  });

  it('not while the line is down, and within a minute of its coming back', async () => {
    sent('134');
    unpaidAll('134');
    line.set('down');
    open();
    await pass(5 * MINUTE);
    expect(asked()).toBe(0);
    line.set('up');
    await pass(MINUTE);
    expect(asked()).toBe(1);
  });

  it('at once when it is woken and a turn has come, however often it is woken', async () => {
    sent('134');
    unpaidAll('134');
    line.set('down');
    open();
    await pass(2 * MINUTE + SECOND);
    line.set('up');
    for (let n = 0; n < 5; n += 1) poller.wake();
    await pass(1100);
    expect(asked()).toBe(1);
  });

  it('no more after it was stopped, whatever wakes it', async () => {
    sent('134');
    unpaidAll('134');
    open();
    poller.wake();
    await poller.stop();
    poller.wake();
    poller.forgive();
    await pass(10 * MINUTE);
    expect([asked(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('on, though the ledger could not be read for a while', async () => {
    sent('134');
    unpaidAll('134');
    let isLocked = true;
    const followed: typeof book.ledger.links.followed = (...given) => {
      if (isLocked) throw new Error('busy');
      return book.ledger.links.followed(...given);
    };
    open({ ledger: { ...book.ledger, links: { ...book.ledger.links, followed } } });
    await pass(5 * MINUTE);
    isLocked = false;
    await pass(MINUTE + SECOND);
    expect(asked()).toBe(1);
  });

  it('on after a round in which something broke', async () => {
    sent('134');
    unpaidAll('134');
    let tries = 0;
    const way = () => ((tries += 1) === 1 ? Promise.reject(new Error('keyring')) : Promise.resolve(service.way));
    open({ way });
    await pass(2 * MINUTE);
    expect([tries > 1, asked()]).toEqual([true, 1]);
  });

  it('less and less without credentials, and again as ever once they are there', async () => {
    sent('134');
    unpaidAll('134');
    let tries = 0;
    let way: typeof service.way | null = null;
    open({
      way: () => {
        tries += 1;
        return Promise.resolve(way);
      },
    });
    await pass(100 * SECOND + SECOND);
    expect(tries).toBe(1);
    await pass(13 * SECOND);
    expect(tries).toBe(1);
    await pass(3 * SECOND);
    expect(tries).toBe(2);
    await pass(25 * SECOND);
    expect(tries).toBe(2);
    way = service.way;
    poller.forgive();
    await pass(1100);
    expect([tries, asked()]).toEqual([3, 1]);
  });
});
