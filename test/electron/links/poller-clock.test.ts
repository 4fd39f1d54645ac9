import { APP } from '../../../shared/actors.ts';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPoller } from '../../../electron/links/poller.ts';
import { nextTurn } from '../../../electron/links/schedule.ts';
import type { Poller } from '../../../electron/links/poller.ts';
import type { PollStep } from '../../../shared/settings.ts';
import { evidence } from '../../samples.ts';
import { testClient, testLedger, testLine } from './link-side.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: PollStep[] = [
  { untilSeconds: 600, everySeconds: 15 },
  { untilSeconds: 7200, everySeconds: 60 },
  { untilSeconds: 3 * 86_400, everySeconds: 3600 },
];

/** Milliseconds by which the wall clock is off; timers run on. */
let off = 0;
let book: ReturnType<typeof testLedger>;
let service: ReturnType<typeof testClient>;
let poller: Poller;
/** When each round was made, by the timers' clock (milliseconds). */
let rounds: number[];
/** What the service's answers wait for. */
let held: Promise<void>;

const wall = () => Date.now() + off;

function sent(payLinkSendId: string): void {
  const { id } = book.save();
  book.ledger.links.record(
    id,
    { kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint: 'http://127.0.0.1:1/KimiaPayLinkSend.asmx' },
    APP,
  );
  book.ledger.links.record(id, { kind: 'link.sent', payLinkSendId, message: '', evidence }, APP);
}

function open(reached = true): void {
  const line = testLine();
  line.exchange = () => () => undefined;
  poller = createPoller({
    ledger: book.ledger,
    line,
    endpoint: () => service.way.service.endpoint,
    way: () =>
      Promise.resolve({
        ...service.way,
        client: {
          ...service.client,
          status: async (ids, signal) => {
            rounds.push(Date.now());
            await held;
            return service.client.status(ids, signal);
          },
        },
      }),
    steps: () => STEPS,
    now: wall,
    changed: () => undefined,
    tell: () => undefined,
  });
  const answered = new Map([['134', { paid: false, refNo: null }]]);
  service.answer(reached ? { answered } : { answered: new Map(), failure: { code: 'late', message: '' }, reached: false });
}

/** The gaps between the rounds of the next `span` milliseconds, its two ends counted as rounds. */
async function gaps(span: number): Promise<number[]> {
  const start = Date.now();
  rounds = [];
  await vi.advanceTimersByTimeAsync(span);
  const at = [start, ...rounds, Date.now()];
  return at.slice(1).map((moment, n) => moment - (at[n] ?? 0));
}
const longest = async (span: number) => Math.max(...(await gaps(span)));

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  off = 0;
  rounds = [];
  held = Promise.resolve();
  book = testLedger(wall);
  service = testClient();
});
afterEach(async () => {
  await poller.stop();
  book.remove();
  vi.useRealTimers();
});

/** A young link is asked about every 15 s; a round may be late by the shortest wait. */
const YOUNG = 17 * SECOND;

describe.each([
  ['an hour', HOUR],
  ['a day', DAY],
])('a clock that was %s off', (_name, by) => {
  it('ahead while links were asked about: they have their turns once it is right', async () => {
    sent('134');
    open();
    off = by;
    await poller.askNow(null);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    off = 0;
    // Nothing tells that a clock was set: it is seen at the next look, which is never further off than a minute.
    const [first = 0, ...rest] = await gaps(5 * MINUTE);
    expect(first).toBeLessThan(MINUTE + SECOND);
    expect(Math.max(...rest)).toBeLessThan(YOUNG);
  });

  it('ahead, and the counter was closed meanwhile', async () => {
    sent('134');
    open();
    off = by;
    await poller.askNow(null);
    await poller.stop();
    off = 0;
    open();
    expect(await longest(5 * MINUTE)).toBeLessThan(YOUNG);
  });

  it('ahead, and the service is not reached once it is right: no round on round', async () => {
    sent('134');
    open();
    off = by;
    await poller.askNow(null);
    await poller.stop();
    off = 0;
    open(false);
    const waits = await gaps(9 * MINUTE);
    expect(waits.length).toBeGreaterThan(3);
    expect(waits.length).toBeLessThan(10);
  });

  it('ahead when a link was sent, and it was never asked about', async () => {
    off = by;
    sent('134');
    off = 0;
    open();
    expect(await longest(5 * MINUTE)).toBeLessThan(YOUNG);
  });

  it('behind, and then right', async () => {
    off = -by;
    sent('134');
    open();
    expect(await longest(2 * MINUTE)).toBeLessThan(YOUNG);
    off = 0;
    // By the clock it is an hour or a day old now: it has that age's turns, the first at once.
    const [first = 0, ...rest] = await gaps(2 * HOUR);
    expect(first).toBeLessThan(MINUTE + SECOND);
    expect(Math.max(...rest)).toBeLessThan(HOUR + MINUTE);
  });

  it('asleep for so long: it is asked about within a minute of waking', async () => {
    sent('134');
    open();
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    // While a PC sleeps its timers stand still and the clock goes on.
    off = by;
    expect((await gaps(2 * MINUTE))[0]).toBeLessThan(MINUTE + SECOND);
  });

  it('does not say that a link was last asked about in time to come', async () => {
    sent('134');
    open();
    off = by;
    await poller.askNow(null);
    off = 0;
    expect(book.ledger.links.lastAskedAt() ?? 0).toBeLessThanOrEqual(wall());
  });
});

it('has its turn whatever the clocks did before: due at once, or within its step', () => {
  const moment = fc.integer({ min: -2 * DAY, max: 2 * DAY });
  fc.assert(
    fc.property(moment, fc.option(moment), (born, tried) => {
      const turn = nextTurn({ sentAt: born, changedAt: born }, tried, STEPS, 0);
      expect(turn).not.toBeNull();
      const { at = 0, every = 0 } = turn ?? {};
      expect(at).toBeLessThanOrEqual(every);
      // What says that it was tried in time to come says nothing.
      if ((tried ?? born) > 0) expect(at).toBeLessThanOrEqual(0);
    }),
  );
});

describe('the back-off', () => {
  const fruitless = () => {
    sent('134');
    open();
    service.answer({ answered: new Map(), failure: { code: 'service-refused', message: '' } });
  };

  it('doubles with each round that answered nothing, until settings change', async () => {
    fruitless();
    const [, ...waits] = (await gaps(10 * MINUTE)).slice(0, -1);
    expect(waits.length).toBeGreaterThan(3);
    for (const [n, wait] of waits.slice(1).entries()) expect(wait / (waits[n] ?? 0)).toBeCloseTo(2, 0);
    poller.forgive();
    expect((await gaps(MINUTE))[0]).toBeLessThan(2 * SECOND);
  });

  it('counts from the last round, however often something wakes the poller', async () => {
    fruitless();
    const wakes = setInterval(() => poller.wake(), 10 * SECOND);
    const woken = await gaps(10 * MINUTE);
    clearInterval(wakes);
    await poller.stop();
    book.remove();
    book = testLedger(wall);
    fruitless();
    const left = await gaps(10 * MINUTE);
    expect(woken.length).toBeGreaterThanOrEqual(left.length);
    expect(woken.length).toBeLessThan(left.length + 3);
  });

  it.each([-DAY, -HOUR, HOUR, DAY])('ends, though the clock moves by %d ms in it', async (by) => {
    fruitless();
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    off = by;
    const wakes = setInterval(() => poller.wake(), 10 * SECOND);
    // A link of a day's age is asked about each hour.
    const waits = await gaps(90 * MINUTE);
    clearInterval(wakes);
    expect(waits.length).toBeGreaterThan(1);
    expect(waits.length).toBeLessThan(30);
  });

  it('holds for a round that waited for the one before', async () => {
    fruitless();
    const answers = Promise.withResolvers<void>();
    held = answers.promise;
    await vi.advanceTimersByTimeAsync(16 * SECOND);
    expect(rounds.length).toBe(1);
    // Others come of age while the service is slow to answer.
    sent('135');
    await vi.advanceTimersByTimeAsync(MINUTE);
    poller.wake();
    await vi.advanceTimersByTimeAsync(SECOND);
    answers.resolve();
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(rounds.length).toBe(1);
  });
});

it('asking in a loop does not hammer the service with the shop’s keys, and a person is not hindered', async () => {
  sent('134');
  open();
  for (let n = 0; n < 8; n += 1) expect(await poller.askNow(null)).toMatchObject({ answered: 1, failure: null });
  rounds = [];
  for (let n = 0; n < 500; n += 1) {
    void poller.askNow(null);
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(rounds.length).toBeGreaterThan(1);
  expect(rounds.length).toBeLessThan(30);
  const answers = await Promise.all(Array.from({ length: 11 }, () => poller.askNow(null)));
  expect(answers.at(-1)).toEqual({ asked: 1, answered: 0, paid: 0, failure: 'too-often' });
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  expect(await poller.askNow(null)).toMatchObject({ answered: 1, failure: null });
});
