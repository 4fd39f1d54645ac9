import type { Mode } from '../shared/settings.ts';
import type { AppError } from '../shared/contract/errors.ts';
import { asAppError, CallError } from './errors.ts';
import { createTurns } from './turns.ts';

/**
 * Where the counter is between closed and open; `mode` is what it opens, has open, or could not open. It moves only so:
 * closed → opening → open → closing → closed; or from opening to troubled, where nothing is open, and so straight to closed.
 */
type CounterState<T> =
  | { is: 'closed' }
  | { is: 'opening'; mode: Mode }
  | { is: 'open'; mode: Mode; open: T }
  | { is: 'troubled'; mode: Mode; trouble: AppError }
  | { is: 'closing'; mode: Mode };

export interface CounterOptions<T> {
  /** The mode that is opened next. */
  mode: () => Mode;
  /** Opens a mode; rejects where it cannot, and then nothing of it stays open. */
  open: (mode: Mode) => Promise<T>;
  /** It was closed, and is open again or troubled: whatever was asked before may have changed. */
  reopened: () => void;
}

/** Opens and closes what is open in one mode. All that opens, closes, or relies on which mode is open, takes turns. */
export interface Counter<T> {
  state(): CounterState<T>;
  /** What is open; null where nothing is. */
  current: () => T | null;
  /** What is open. Throws a CallError that says why nothing is. */
  opened: () => T;
  /** Opens for the first time. */
  start(): Promise<void>;
  /**
   * Does `work` in its turn. Rejects with what it throws, and without doing it once the counter stops.
   * @param work `reopen` closes what is open, does what nothing may be open for, and opens the mode that is meant to be open
   *   then, whatever failed; it rejects with what failed in closing or in between
   */
  turn<R>(work: (reopen: (between: () => void | Promise<void>) => Promise<void>) => R | Promise<R>): Promise<R>;
  /** Closes for good, once what has its turn has ended. What waits for its turn is refused. */
  stop: () => Promise<void>;
}

export function createCounter<T extends { stop(): Promise<void> }>(options: CounterOptions<T>): Counter<T> {
  let state: CounterState<T> = { is: 'closed' };
  let stopping = false;
  const turns = createTurns();

  async function open(): Promise<void> {
    const mode = options.mode();
    state = { is: 'opening', mode };
    try {
      state = { is: 'open', mode, open: await options.open(mode) };
    } catch (error) {
      state = { is: 'troubled', mode, trouble: asAppError(error) };
    }
  }

  async function close(): Promise<void> {
    const before = state;
    try {
      if (before.is !== 'open') return;
      state = { is: 'closing', mode: before.mode };
      await before.open.stop();
    } finally {
      state = { is: 'closed' };
    }
  }

  async function reopen(between: () => void | Promise<void>): Promise<void> {
    try {
      await close();
      await between();
    } finally {
      await open();
      options.reopened();
    }
  }

  function goOn(): void {
    if (stopping) throw new CallError('internal', { detail: 'stopped' });
  }

  return {
    state: () => state,
    current: () => (state.is === 'open' ? state.open : null),
    opened() {
      switch (state.is) {
        case 'open':
          return state.open;
        case 'troubled': {
          const { code, ...facts } = state.trouble;
          throw new CallError(code, facts);
        }
        case 'opening':
        case 'closing':
        case 'closed':
          // On the way from one mode to another: what was asked was meant for the one before.
          throw new CallError('other-mode');
      }
    },
    start: () => turns.run(open),
    turn: (work) =>
      turns.run(() => {
        goOn();
        return work(reopen);
      }),
    stop() {
      stopping = true;
      return turns.run(close);
    },
  };
}
