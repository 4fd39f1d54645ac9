import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWaitingReturns } from '../../../electron/bills/waiting-returns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What waits, over a ledger that takes only what `takes` says, and a file that holds `kept`. */
function scene(kept: readonly unknown[] = [], takes: (text: string) => boolean = () => false) {
  let may = takes;
  const inLedger: string[] = [];
  const tried: string[] = [];
  const spies = {
    add: vi.fn<(came: unknown) => boolean>(() => true),
    clear: vi.fn(),
    close: vi.fn(),
    told: vi.fn(),
    changed: vi.fn(),
  };
  const waiting = createWaitingReturns({
    into(returnKey, text) {
      tried.push(text);
      if (!may(text)) throw new Error('the disk is full');
      inLedger.push(`${returnKey} ${text}`);
    },
    reserve: { ...spies, values: () => [...kept] },
    told: spies.told,
    changed: spies.changed,
  });
  return {
    take: (returnKey: string, text: string) => waiting.take(returnKey, text),
    has: (returnKey: string) => waiting.has(returnKey),
    count: () => waiting.count(),
    stop: () => waiting.stop(),
    ...spies,
    inLedger,
    tried,
    /** From now on the ledger takes what this says. */
    let: (now: (text: string) => boolean) => {
      may = now;
    },
  };
}
const all = () => true;

describe('a return that the ledger takes', () => {
  it('waits for nothing', () => {
    const { take, inLedger, count, has, add, clear, changed, told } = scene([], all);
    expect(take('k', 'a')).toBe(true);
    expect([inLedger, count(), has('k'), vi.getTimerCount()]).toEqual([['k a'], 0, false, 0]);
    for (const spy of [add, clear, changed, told]) expect(spy).not.toHaveBeenCalled();
  });
});

describe('a return that it cannot take', () => {
  it('waits, is kept on the disk, and is told of once for its batch', () => {
    const { take, count, has, add, told, changed } = scene();
    expect(take('k', 'a')).toBe(false);
    expect(take('k', 'b')).toBe(false);
    expect(take('other', 'a')).toBe(false);
    expect([count(), has('k'), has('other'), has('none')]).toEqual([2, true, true, false]);
    expect(add.mock.calls).toEqual([
      [{ returnKey: 'k', text: 'a' }],
      [{ returnKey: 'k', text: 'b' }],
      [{ returnKey: 'other', text: 'a' }],
    ]);
    expect(told.mock.calls).toEqual([['k'], ['other']]);
    expect(changed).toHaveBeenCalledTimes(3);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('waits once, however often it comes', () => {
    const { take, add, changed } = scene();
    for (let n = 0; n < 3; n += 1) expect(take('k', 'a')).toBe(false);
    expect([add.mock.calls.length, changed.mock.calls.length]).toEqual([1, 1]);
  });

  it('is tried again each second until it is taken, and not after', () => {
    const { take, tried, inLedger, let: takes, count, clear, changed } = scene();
    take('k', 'a');
    vi.advanceTimersByTime(999);
    expect(tried.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(tried.length).toBe(2);
    vi.advanceTimersByTime(1000);
    expect(tried.length).toBe(3);
    expect([clear.mock.calls.length, changed.mock.calls.length]).toEqual([0, 1]);
    takes(all);
    vi.advanceTimersByTime(1000);
    expect([inLedger, count(), clear.mock.calls.length, changed.mock.calls.length]).toEqual([['k a'], 0, 1, 2]);
    vi.advanceTimersByTime(5000);
    expect([tried.length, vi.getTimerCount()]).toEqual([4, 0]);
    // And the next one that has to wait is tried again as well.
    takes(() => false);
    take('k', 'b');
    takes(all);
    vi.advanceTimersByTime(1000);
    expect(inLedger).toEqual(['k a', 'k b']);
  });

  it('goes by itself: what of the others cannot be taken waits on, and stays on the disk', () => {
    const { take, let: takes, count, has, clear, changed } = scene();
    take('k', 'a');
    take('other', 'b');
    takes((text) => text === 'a');
    vi.advanceTimersByTime(1000);
    expect([count(), has('k'), has('other'), clear.mock.calls.length, changed.mock.calls.length]).toEqual([
      1,
      false,
      true,
      0,
      3,
    ]);
    takes(all);
    vi.advanceTimersByTime(1000);
    expect([count(), clear.mock.calls.length]).toEqual([0, 1]);
  });

  it('that comes again and is taken waits no more; others of its batch, and the same text of another, do', () => {
    const { take, let: takes, inLedger, count, has, clear } = scene();
    take('k', 'a');
    take('k', 'b');
    take('other', 'a');
    takes(all);
    expect(take('k', 'a')).toBe(true);
    expect([inLedger, count(), has('k'), has('other'), clear.mock.calls.length]).toEqual([['k a'], 2, true, true, 0]);
    expect(take('k', 'b')).toBe(true);
    expect([count(), has('k')]).toEqual([1, false]);
    expect(take('other', 'a')).toBe(true);
    expect([count(), clear.mock.calls.length]).toEqual([0, 1]);
  });
});

describe('a flood', () => {
  it('of one batch leaves the first four waiting, and room for others', () => {
    const { take, add, changed } = scene();
    for (let n = 0; n < 10; n += 1) expect(take('k', String(n))).toBe(false);
    expect(take('other', 'a')).toBe(false);
    expect(add.mock.calls.map(([came]) => came)).toMatchObject(['0', '1', '2', '3', 'a'].map((text) => ({ text })));
    expect(changed).toHaveBeenCalledTimes(5);
  });

  it('of many batches leaves the first forty waiting', () => {
    const { take, has, count, told } = scene();
    for (let n = 0; n < 50; n += 1) take(`k${n}`, 'a');
    expect([count(), has('k39'), has('k40'), told.mock.calls.length]).toEqual([40, true, false, 40]);
  });
});

describe('what was left at the last stop', () => {
  const kept = [{ returnKey: 'k', text: 'a' }, 'no return', { returnKey: 'k' }, { returnKey: 'other', text: 'b' }];

  it('is taken in at the start, and is on the disk no more', () => {
    const { inLedger, count, clear, changed } = scene(kept, all);
    expect([inLedger, count(), clear.mock.calls.length, changed.mock.calls.length]).toEqual([['k a', 'other b'], 0, 1, 0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits again where it cannot be taken in: it is told of, and not written a second time', () => {
    const { inLedger, count, has, clear, add, told, let: takes } = scene(kept, (text) => text === 'a');
    expect([inLedger, count(), has('other')]).toEqual([['k a'], 1, true]);
    expect([clear.mock.calls.length, add.mock.calls.length, told.mock.calls]).toEqual([0, 0, [['other']]]);
    takes(all);
    vi.advanceTimersByTime(1000);
    expect([inLedger, count(), clear.mock.calls.length]).toEqual([['k a', 'other b'], 0, 1]);
  });

  it('where it is nothing, nothing is written', () => {
    expect(scene([]).clear).not.toHaveBeenCalled();
  });
});

describe('at a stop', () => {
  it('what waits is tried once more, and never after; what cannot be taken stays on the disk', () => {
    const { take, stop, inLedger, let: takes, clear, close, tried } = scene();
    take('k', 'a');
    take('other', 'b');
    takes((text) => text === 'a');
    stop();
    expect([inLedger, clear.mock.calls.length, close.mock.calls.length]).toEqual([['k a'], 0, 1]);
    vi.advanceTimersByTime(10_000);
    expect([tried.length, vi.getTimerCount()]).toEqual([4, 0]);
  });

  it('what is taken at last is cleared before the file is closed', () => {
    const { take, stop, let: takes, clear, close } = scene();
    take('k', 'a');
    takes(all);
    stop();
    expect(clear.mock.invocationCallOrder[0]).toBeLessThan(close.mock.invocationCallOrder[0] ?? 0);
  });
});
