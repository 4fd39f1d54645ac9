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

interface LineOptions {
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

/** The line of one service: see `createLine`. */
class WatchedLine implements Line {
  readonly #options: Required<LineOptions>;
  readonly #asked = createAllowance(ASKED_LOOKS, ASKED_AGAIN, () => {
    if (this.#wanted) this.look();
  });
  #state: LineState;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  /** A look was asked for that could not be made at once. */
  #wanted = false;
  #stopped = false;
  /** Exchanges and looks by the order in which they began, and which of them is the oldest that is still news. */
  #begun = 0;
  #oldest = 0;

  constructor(options: Required<LineOptions>) {
    this.#options = options;
    this.#state = { state: 'unsure', reason: null, since: options.now() };
  }

  state(): LineState {
    return this.#state;
  }

  exchange(): (reason: NeverSentReason | null) => void {
    const exchange = (this.#begun += 1);
    return (reason) => {
      if (this.#stopped || exchange < this.#oldest) return;
      this.#failures = reason === null ? 0 : this.#failures + 1;
      this.#become(reason);
    };
  }

  moved(): void {
    this.#oldest = this.#begun + 1;
    this.#failures = 0;
    this.look();
  }

  /** A page can ask as often as it likes, and each look is a connection. */
  look(): void {
    if (this.#stopped) return;
    this.#wanted = this.#looking || !this.#asked.take();
    if (!this.#wanted) this.#lookNow();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #become(reason: NeverSentReason | null): void {
    const { state: before, since } = this.#state;
    const next = reason === null ? 'up' : 'down';
    const same = before === next && this.#state.reason === reason;
    if (!same) this.#state = { state: next, reason, since: before === next ? since : this.#options.now() };
    this.#plan();
    if (!same) this.#options.changed(this.#state);
  }

  /** Milliseconds until the next look. */
  #wait(): number {
    const { first, longest, idle, random } = this.#options;
    if (this.#state.state === 'up') return idle;
    return Math.min(longest, first * 2 ** Math.max(0, this.#failures - 1)) * (0.5 + random() / 2);
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.#lookNow(), this.#wait());
    this.#timer.unref();
  }

  #lookNow(): void {
    if (this.#looking || this.#stopped) return;
    this.#looking = true;
    this.#wanted = false;
    clearTimeout(this.#timer);
    void this.#learn((this.#begun += 1));
  }

  async #learn(order: number): Promise<void> {
    try {
      const reason = await this.#options.probe();
      this.#looking = false;
      if (this.#stopped) return;
      if (order >= this.#oldest) this.#saw(order, reason);
    } catch {
      this.#looking = false;
      this.#plan();
    }
    // What changed while this look was under way may not be in what it saw.
    if (this.#wanted) this.look();
  }

  #saw(order: number, reason: NeverSentReason | null): void {
    this.#oldest = order;
    if (reason !== null) this.#failures += 1;
    this.#become(reason);
  }
}

const DEFAULTS = { first: 1000, longest: 15_000, idle: 30_000, random: Math.random };

/**
 * Whether the service can be reached, kept true by what the exchanges showed and, between them, by looking. The wait
 * doubles until an exchange succeeds (not merely a look: a service that accepts connections and fails them must not be
 * hammered) and has jitter, so that the counters of one shop do not all come back in the same moment.
 */
export function createLine(options: LineOptions): Line {
  return new WatchedLine({ ...DEFAULTS, ...options });
}
