import type { LineState } from '../../../shared/contract/status.ts';
import { createAllowance } from '../../allowance.ts';
import type { NeverSentReason } from './fate.ts';

export interface Line {
  state(): LineState;
  /**
   * An exchange with the service begins; what it showed is told to the result, null when the service was reached. It is no
   * news where a look was made since, or the address is another.
   */
  exchange(): (reason: NeverSentReason | null) => void;
  /** The address may be another: what was seen of the one before says nothing. Looks at once. */
  moved(): void;
  /** Looks again at once: the PC's network just changed, or a person asks. About once a second, however often it is called. */
  look(): void;
  stop(): void;
}

export interface LineOptions {
  /** Connects and closes, sending nothing (net/request.ts, `probe`). */
  probe: () => Promise<NeverSentReason | null>;
  now: () => number;
  /** Told after every change; the outbox wakes here. */
  changed: (state: LineState) => void;
  /** Milliseconds before the first look after a failure; doubles up to `longest`. */
  first?: number;
  longest?: number;
  /** Milliseconds between looks while nothing is sent and the line is up. */
  idle?: number;
  random?: () => number;
}

/** Looks that may be asked for in one moment (the network went and came), and milliseconds until each may be again. */
const ASKED_LOOKS = 2;
const ASKED_AGAIN = 2000;

/**
 * Whether the service can be reached, kept true by what the exchanges showed and, between them, by looking. The wait
 * doubles until an exchange succeeds (not merely a look: a service that accepts connections and fails them must not be
 * hammered) and has jitter, so that the counters of one shop do not all come back in the same moment.
 */
export function createLine(options: LineOptions): Line {
  const { probe, now, changed, first = 1000, longest = 15_000, idle = 30_000, random = Math.random } = options;
  let state: LineState = { state: 'unsure', reason: null, since: now() };
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  /** A look was asked for that could not be made at once. */
  let wanted = false;
  let stopped = false;
  /** Exchanges and looks by the order in which they began, and which of them is the oldest that is still news. */
  let begun = 0;
  let oldest = 0;

  const asked = createAllowance(ASKED_LOOKS, ASKED_AGAIN, () => {
    if (wanted) look();
  });

  function become(reason: NeverSentReason | null): void {
    const next = reason === null ? 'up' : 'down';
    const same = state.state === next && state.reason === reason;
    if (!same) state = { state: next, reason, since: state.state === next ? state.since : now() };
    plan();
    if (!same) changed(state);
  }

  function plan(): void {
    clearTimeout(timer);
    if (stopped) return;
    const backOff = Math.min(longest, first * 2 ** Math.max(0, failures - 1)) * (0.5 + random() / 2);
    timer = setTimeout(lookNow, state.state === 'up' ? idle : backOff);
    timer.unref();
  }

  /** A page can ask as often as it likes, and each look is a connection. */
  function look(): void {
    if (stopped) return;
    wanted = looking || !asked.take();
    if (!wanted) lookNow();
  }

  function lookNow(): void {
    if (looking || stopped) return;
    looking = true;
    wanted = false;
    clearTimeout(timer);
    void learn((begun += 1));
  }

  async function learn(order: number): Promise<void> {
    try {
      const reason = await probe();
      looking = false;
      if (stopped) return;
      if (order >= oldest) {
        oldest = order;
        if (reason !== null) failures += 1;
        become(reason);
      }
    } catch {
      looking = false;
      plan();
    }
    // What changed while this look was under way may not be in what it saw.
    if (wanted) look();
  }

  return {
    state: () => state,
    exchange() {
      const exchange = (begun += 1);
      return (reason) => {
        if (stopped || exchange < oldest) return;
        failures = reason === null ? 0 : failures + 1;
        become(reason);
      };
    },
    moved() {
      oldest = begun + 1;
      failures = 0;
      look();
    },
    look,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
