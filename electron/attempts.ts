import { BillMoveError } from '../shared/bills.ts';
import { MoveError } from '../shared/links.ts';
import { LedgerError, TakenError } from './ledger/ledger.ts';
import type { Ledger } from './ledger/ledger.ts';
import { marked } from './ledger/marked.ts';
import { keepTrying } from './retry.ts';

export interface AttemptsOptions {
  ledger: Ledger;
  /** Milliseconds before the ledger is tried again when it could not be written (a full disk). */
  retryWrite: number;
  /** Milliseconds that an attempt under way has to end by itself when all stop; then it is cut, and its outcome unknown. */
  grace: number;
}

/** Attempts to send links or to submit batches, and how each ends: what they have in common. */
export interface Attempts {
  /** How many are under way. */
  count(): number;
  /** Ids of those under way. */
  ids(): string[];
  isStopping(): boolean;
  /**
   * Begins one that is in the ledger already. What it could not write is found under way at the next start, and becomes
   * unknown there.
   */
  start(id: string, work: () => Promise<void>): Promise<void>;
  /**
   * Sends once the ledger's mark is on the disk (ledger/mark.ts): nothing leaves before. Gives what `send` gives, or that it
   * never left.
   */
  send<T>(to: Parameters<typeof marked>[1], at: number, send: (cut: AbortSignal) => Promise<T>): ReturnType<typeof marked<T>>;
  /** Writes how one ended, however long the disk refuses: only the ledger may say that something was sent. */
  write<T>(work: () => T): Promise<T>;
  /** Starts nothing more, gives what is under way a moment to end by itself, and waits until its end is in the ledger. */
  stop(): Promise<void>;
}

/** Whether trying to write again can help: not where the event itself is refused, nor on a damaged ledger, nor what a newer version changed. */
function mayPass(error: unknown): boolean {
  const refused = error instanceof MoveError || error instanceof BillMoveError || error instanceof TakenError;
  return !(refused || (error instanceof LedgerError && (error.code === 'ledger-damaged' || error.code === 'event-newer')));
}

export function createAttempts({ ledger, retryWrite, grace }: AttemptsOptions): Attempts {
  const underWay = new Map<string, Promise<void>>();
  const cutting = new AbortController();
  let stopping = false;
  return {
    count: () => underWay.size,
    ids: () => [...underWay.keys()],
    isStopping: () => stopping,
    start(id, work) {
      const attempt = work()
        .catch(() => {
          // As said: the next start finds it.
        })
        .finally(() => underWay.delete(id));
      underWay.set(id, attempt);
      return attempt;
    },
    send: (to, at, send) => marked(ledger, to, at, () => send(cutting.signal)),
    write: (work) => keepTrying(work, retryWrite, (error) => stopping || !mayPass(error)),
    async stop() {
      stopping = true;
      const cut = setTimeout(() => cutting.abort(), grace);
      await Promise.allSettled(underWay.values());
      clearTimeout(cut);
    },
  };
}
