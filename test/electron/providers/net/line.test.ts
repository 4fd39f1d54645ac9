import { describe, expect, it, vi, beforeEach, afterEach } from 'vitest';
import type { NeverSentReason } from '../../../../electron/providers/net/fate.ts';
import { createLine } from '../../../../electron/providers/net/line.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(answers: (NeverSentReason | null)[]) {
  const looks: number[] = [];
  const changes: string[] = [];
  const line = createLine({
    probe: () => {
      looks.push(Date.now());
      return Promise.resolve(answers.length > 1 ? (answers.shift() as NeverSentReason | null) : (answers[0] ?? null));
    },
    now: Date.now,
    changed: ({ state, reason }) => changes.push(`${state} ${reason ?? ''}`.trim()),
    first: 1000,
    longest: 8000,
    idle: 30_000,
    random: () => 1,
  });
  return { line, looks, changes };
}

describe('the line', () => {
  it('is unsure until something was learnt', async () => {
    const { line, changes } = setUp([null]);
    expect(line.state().state).toBe('unsure');
    line.look();
    await vi.advanceTimersByTimeAsync(0);
    expect(changes).toEqual(['up']);
    line.stop();
  });

  it('looks again after waits that double up to a limit while it is down, and tells once', async () => {
    const { line, looks, changes } = setUp(['refused']);
    const start = Date.now();
    line.look();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(looks.slice(0, 6).map((at) => at - start)).toEqual([0, 1000, 3000, 7000, 15_000, 23_000]);
    expect(changes).toEqual(['down refused']);
    line.stop();
  });

  it('is told up as soon as a look succeeds, and at once when the network comes back', async () => {
    const { line, changes } = setUp(['dns', null]);
    line.look();
    await vi.advanceTimersByTimeAsync(0);
    line.look();
    await vi.advanceTimersByTimeAsync(0);
    expect(changes).toEqual(['down dns', 'up']);
    line.stop();
  });

  it('keeps waiting longer when looks succeed but exchanges fail', async () => {
    const { line, looks } = setUp([null]);
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      line.exchange()('tls');
      const before = Date.now();
      const seen = looks.length;
      while (looks.length === seen) await vi.advanceTimersByTimeAsync(100);
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
    line.stop();
  });

  it('looks now and then while nothing happens, and stops when told', async () => {
    const { line, looks } = setUp([null]);
    line.look();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(looks.length).toBe(4);
    line.stop();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(looks.length).toBe(4);
  });

  it('keeps since when only looking confirms what was known', async () => {
    const { line } = setUp([null]);
    line.look();
    await vi.advanceTimersByTimeAsync(0);
    const { since } = line.state();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(line.state().since).toBe(since);
    line.stop();
  });

  it('looks about once a second however often it is told to, and at once where that is rare', async () => {
    const { line, looks } = setUp([null]);
    const start = Date.now();
    for (let n = 0; n < 1000; n += 1) {
      line.look();
      await vi.advanceTimersByTimeAsync(3);
    }
    // Three seconds: the network went and came in one moment, and after that two looks in two seconds.
    expect(looks.map((at) => at - start)).toEqual([0, 3, 2000, 2003]);
    line.stop();
  });

  it('does not lose the last of many hints', async () => {
    const { line, looks } = setUp([null]);
    line.look();
    await vi.advanceTimersByTimeAsync(10);
    line.look();
    await vi.advanceTimersByTimeAsync(10);
    line.look();
    expect(looks.length).toBe(2);
    await vi.advanceTimersByTimeAsync(2000);
    expect(looks.length).toBe(3);
    line.stop();
    line.look();
    await vi.advanceTimersByTimeAsync(2000);
    expect(looks.length).toBe(3);
  });

  it('takes no news from an exchange that began before the newest look', async () => {
    const { line, looks, changes } = setUp(['refused', null]);
    line.look();
    await vi.advanceTimersByTimeAsync(0);
    const old = line.exchange();
    await vi.advanceTimersByTimeAsync(1000);
    expect(changes).toEqual(['down refused', 'up']);
    old('connect-late');
    expect(line.state().state).toBe('up');
    const seen = looks.length;
    await vi.advanceTimersByTimeAsync(29_000);
    expect(looks.length).toBe(seen);
    line.exchange()('connect-late');
    expect(line.state()).toMatchObject({ state: 'down', reason: 'connect-late' });
    line.stop();
  });

  it('takes no news of the address before: not from an exchange, nor from a look that was under way', async () => {
    const under = Promise.withResolvers<NeverSentReason | null>();
    const answers = [under.promise, Promise.resolve(null)];
    const line = createLine({ probe: () => answers.shift() ?? Promise.resolve(null), now: Date.now, changed: () => undefined });
    const old = line.exchange();
    line.look();
    line.moved();
    old('refused');
    expect(line.state().state).toBe('unsure');
    under.resolve('dns');
    await vi.advanceTimersByTimeAsync(0);
    expect(line.state().state).toBe('up');
    old('refused');
    expect(line.state().state).toBe('up');
    line.stop();
  });

  it('looks again after a look that was under way when the network came back', async () => {
    const under = Promise.withResolvers<NeverSentReason | null>();
    const answers = [under.promise, Promise.resolve(null)];
    const line = createLine({
      probe: () => answers.shift() ?? Promise.resolve(null),
      now: Date.now,
      changed: () => undefined,
      first: 15_000,
    });
    line.look();
    await vi.advanceTimersByTimeAsync(3000);
    line.look();
    under.resolve('connect-late');
    await vi.advanceTimersByTimeAsync(0);
    expect(line.state().state).toBe('up');
    line.stop();
  });
});
