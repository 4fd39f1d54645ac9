import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCounter } from '../../electron/counter.ts';
import { CallError } from '../../electron/errors.ts';
import type { Mode } from '../../shared/settings.ts';

interface Opened {
  mode: Mode;
  stop(): Promise<void>;
}

/** A counter over modes that open and stop as the test says; all that happened, in order, is in `log`. */
function testStates(options: { open?: (mode: Mode) => Promise<void>; stop?: (mode: Mode) => Promise<void> } = {}) {
  const log: string[] = [];
  let mode: Mode = 'practice';
  let openNow = 0;
  let most = 0;
  const counter = createCounter<Opened>({
    mode: () => mode,
    async open(which) {
      log.push(`open ${which}`);
      await options.open?.(which);
      openNow += 1;
      most = Math.max(most, openNow);
      return {
        mode: which,
        async stop() {
          log.push(`stop ${which}`);
          openNow -= 1;
          await options.stop?.(which);
        },
      };
    },
    reopened: () => log.push('reopened'),
  });
  const to = (next: Mode) =>
    counter.turn((reopen) =>
      reopen(() => {
        log.push(`keep ${next}`);
        mode = next;
      }),
    );
  return { counter, log, to, mode: () => mode, most: () => most, openNow: () => openNow };
}

/** A promise with its ends. */
function deferred() {
  let done: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  return { promise, done, fail };
}
const ticks = () => new Promise((resolve) => setTimeout(resolve, 5));
/** The code that `opened` is refused with; null where something is open. */
function refusal(opened: () => unknown): string | null {
  try {
    opened();
    return null;
  } catch (error) {
    return error instanceof CallError ? error.error.code : String(error);
  }
}

describe('the counter', () => {
  it('is closed, opening, open, closing and closed again, and says so at each step', async () => {
    const [opening, closing] = [deferred(), deferred()];
    const { counter } = testStates({ open: () => opening.promise, stop: () => closing.promise });
    expect(counter.state()).toEqual({ is: 'closed' });
    const started = counter.start();
    await ticks();
    expect(counter.state()).toEqual({ is: 'opening', mode: 'practice' });
    expect([counter.current(), refusal(counter.opened)]).toEqual([null, 'other-mode']);
    opening.done();
    await started;
    expect(counter.state()).toMatchObject({ is: 'open', mode: 'practice' });
    expect(counter.opened()).toBe(counter.current());
    const stopped = counter.stop();
    await ticks();
    expect(counter.state()).toEqual({ is: 'closing', mode: 'practice' });
    expect([counter.current(), refusal(counter.opened)]).toEqual([null, 'other-mode']);
    closing.done();
    await stopped;
    expect(counter.state()).toEqual({ is: 'closed' });
  });

  it('is troubled where a mode does not open, says why to each call, and opens another', async () => {
    const states = testStates({
      open: (mode) => (mode === 'live' ? Promise.reject(new CallError('ledger-missing', { detail: 'x' })) : Promise.resolve()),
    });
    await states.counter.start();
    await states.to('live');
    expect(states.counter.state()).toEqual({
      is: 'troubled',
      mode: 'live',
      trouble: { code: 'ledger-missing', detail: 'x' },
    });
    expect(refusal(states.counter.opened)).toBe('ledger-missing');
    await states.to('practice');
    expect(states.counter.state()).toMatchObject({ is: 'open', mode: 'practice' });
    // Nothing was open in between, so nothing was stopped twice.
    expect(states.log.filter((entry) => entry.startsWith('stop'))).toEqual(['stop practice']);
  });

  it('makes switches of one moment one after the other', async () => {
    const states = testStates({ open: () => ticks().then(() => undefined), stop: () => ticks().then(() => undefined) });
    await Promise.all([states.counter.start(), states.to('live'), states.to('practice'), states.to('live')]);
    expect(states.log).toEqual([
      'open practice',
      ...['practice', 'live', 'practice'].flatMap((from, at) => {
        const next = ['live', 'practice', 'live'][at];
        return [`stop ${from}`, `keep ${next}`, `open ${next}`, 'reopened'];
      }),
    ]);
    expect(states.counter.state()).toMatchObject({ is: 'open', mode: 'live' });
  });

  it('is open again, in the mode it was in, where the change between fails; who asked learns it', async () => {
    const states = testStates();
    await states.counter.start();
    const failed = states.counter.turn((reopen) =>
      reopen(() => {
        throw new Error('no room');
      }),
    );
    await expect(failed).rejects.toThrow('no room');
    expect(states.counter.state()).toMatchObject({ is: 'open', mode: 'practice' });
  });

  it('changes nothing and opens again where closing fails', async () => {
    let fails = true;
    const stop = () => (fails ? Promise.reject(new Error('stuck')) : Promise.resolve());
    const states = testStates({ stop });
    await states.counter.start();
    await expect(states.to('live')).rejects.toThrow('stuck');
    expect([states.mode(), states.counter.state()]).toMatchObject(['practice', { is: 'open', mode: 'practice' }]);
    fails = false;
    await states.to('live');
    expect(states.counter.state()).toMatchObject({ is: 'open', mode: 'live' });
  });

  it('closes what was opening when it is stopped, and opens nothing after', async () => {
    const opening = deferred();
    const states = testStates({ open: () => opening.promise });
    void states.counter.start();
    const stopped = states.counter.stop();
    const late = states.to('live');
    opening.done();
    await stopped;
    await expect(late).rejects.toThrow('internal');
    expect(states.log).toEqual(['open practice', 'stop practice']);
    expect(states.counter.state()).toEqual({ is: 'closed' });
  });

  it('refuses what waits for its turn when it is stopped, and ends what has it', async () => {
    const opening = deferred();
    const states = testStates({ open: (mode) => (mode === 'live' ? opening.promise : Promise.resolve()) });
    await states.counter.start();
    const first = states.to('live');
    const second = states.to('practice').then(
      () => 'done',
      () => 'refused',
    );
    await ticks();
    const stopped = states.counter.stop();
    opening.done();
    await Promise.all([first, stopped]);
    expect(await second).toBe('refused');
    expect([states.mode(), states.openNow(), states.counter.state().is]).toEqual(['live', 0, 'closed']);
  });

  it('never has two modes open, whatever is asked in whatever order and fails', async () => {
    const step = fc.constantFrom('live', 'practice', 'wait', 'stop');
    const fate = fc.constantFrom('ends', 'fails');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.array(fate), fc.array(fate), async (steps, opens, stops) => {
        const taking = (fates: string[]) => async () => {
          await Promise.resolve();
          if (fates.shift() === 'fails') throw new Error('as told');
        };
        const states = testStates({ open: taking([...opens]), stop: taking([...stops]) });
        const asked: Promise<unknown>[] = [states.counter.start()];
        for (const one of steps) {
          if (one === 'wait') await Promise.resolve();
          else if (one === 'stop') asked.push(states.counter.stop());
          else asked.push(states.to(one));
        }
        await Promise.allSettled([...asked, states.counter.stop()]);
        expect(states.most()).toBeLessThanOrEqual(1);
        expect([states.openNow(), states.counter.state()]).toEqual([0, { is: 'closed' }]);
        const order = states.log.filter((entry) => /^(?:open|stop) /u.test(entry));
        for (const [at, entry] of order.entries())
          if (entry.startsWith('stop')) expect(order[at - 1]).toBe(entry.replace('stop', 'open'));
      }),
      { numRuns: 200 },
    );
  });
});
