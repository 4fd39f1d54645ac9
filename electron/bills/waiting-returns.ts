import { z } from 'zod';
import type { Reserve } from './reserve.ts';

/** Milliseconds before what waits is tried again. */
const RETRY = 1000;
/** Whoever knows a batch's address can send as many returns as they like. */
const MOST_OF_BATCH = 4;
const MOST = 40;

/** A return as it came to a batch's address. */
const Came = z.object({ returnKey: z.string(), text: z.string() });
type Came = z.infer<typeof Came>;

/** Returns that the ledger could not take: their payers were told so, and they are tried again for as long as it takes. */
export interface WaitingReturns {
  /** Puts a return into the ledger; false where the ledger cannot have it now, and it waits. */
  take(returnKey: string, text: string): boolean;
  /** Whether a return of this batch waits. */
  has(returnKey: string): boolean;
  /** Batches of which one waits. */
  count(): number;
  /** Tries once more, then leaves the rest to the next start. */
  stop(): void;
}

export interface WaitingOptions {
  /** Puts a return into the ledger, for good; throws where that cannot be. */
  into: (returnKey: string, text: string) => void;
  /** Where they outlive the app; it may be unable to. */
  reserve: Reserve;
  /** The first return of a batch had to wait. */
  told: (returnKey: string) => void;
  changed: () => void;
}

const isSame = (one: Came, other: Came) => one.returnKey === other.returnKey && one.text === other.text;

/** Takes in what was left at the last stop, and everything that comes. */
export function createWaitingReturns({ into, reserve, told, changed }: WaitingOptions): WaitingReturns {
  let waiting: Came[] = [];
  let timer: NodeJS.Timeout | null = null;

  const keysOf = () => new Set(waiting.map(({ returnKey }) => returnKey));

  function isTaken({ returnKey, text }: Came): boolean {
    try {
      into(returnKey, text);
      return true;
    } catch {
      return false;
    }
  }

  /** The first to come stay: a flood that follows pushes none of them out. */
  function wait(came: Came, isKept: boolean): void {
    const ofBatch = waiting.filter(({ returnKey }) => returnKey === came.returnKey);
    if (ofBatch.some((one) => isSame(one, came)) || ofBatch.length >= MOST_OF_BATCH || waiting.length >= MOST) return;
    waiting.push(came);
    if (!isKept) reserve.add(came);
    timer ??= setTimeout(tryAll, RETRY);
    changed();
    if (ofBatch.length === 0) told(came.returnKey);
  }

  function leave(rest: Came[]): void {
    if (rest.length === waiting.length) return;
    waiting = rest;
    if (rest.length === 0) reserve.clear();
    changed();
  }

  function tryAll(): void {
    leave(waiting.filter((came) => !isTaken(came)));
    timer = waiting.length === 0 ? null : setTimeout(tryAll, RETRY);
  }

  const kept = reserve.values().flatMap((value) => Came.safeParse(value).data ?? []);
  for (const came of kept) if (!isTaken(came)) wait(came, true);
  if (kept.length > 0 && waiting.length === 0) reserve.clear();

  return {
    take(returnKey, text) {
      const came = { returnKey, text };
      if (!isTaken(came)) {
        wait(came, false);
        return false;
      }
      leave(waiting.filter((one) => !isSame(one, came)));
      return true;
    },
    has: (returnKey) => keysOf().has(returnKey),
    count: () => keysOf().size,
    stop() {
      if (timer !== null) clearTimeout(timer);
      leave(waiting.filter((came) => !isTaken(came)));
      reserve.close();
    },
  };
}
