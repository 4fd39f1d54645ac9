import { APP } from '../../shared/actors.ts';
import type { Actor } from '../../shared/actors.ts';
import type { News } from '../../shared/contract/events.ts';
import type { Link } from '../../shared/links.ts';
import { createAttempts } from '../attempts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Line } from '../providers/net/line.ts';
import type { SendOutcome } from '../providers/sizpay/outcome.ts';
import { learn, NOTHING_LEARNED } from './learning.ts';
import { createSending } from './sending.ts';
import type { PayLinkWay } from './sending.ts';

export interface Outbox {
  /** Looks whether something can be sent now. Cheap, and safe to call at any time. */
  kick(): void;
  /** Goes on after a pause; a person's act. */
  resume(actor: Actor, rejectedToo: boolean): number;
  /** Starts nothing more, gives what is under way a moment to end by itself, and waits until its end is in the ledger. */
  stop(): Promise<void>;
}

export interface OutboxOptions {
  ledger: Ledger;
  line: Line;
  /** Null while the service cannot be called. */
  way: () => Promise<PayLinkWay | null>;
  sendsAtOnce: () => number;
  changed: () => void;
  tell: (news: News) => void;
  /** Milliseconds before the ledger is tried again when it could not be written (a full disk). */
  retryWrite?: number;
  /** Milliseconds before the service is tried again when its credentials could not be had (a locked keyring). */
  noService?: number;
  /** Milliseconds of one rest after unknown outcomes (learning.ts); no rest is longer than a minute. */
  rest?: number;
  /** Milliseconds that a send under way has to end by itself when the outbox stops; then it is cut, and unknown. */
  grace?: number;
}

const LONGEST_REST = 60_000;

/**
 * Sends queued links in the order they were saved, a few at once. A link enters `sending` and is committed before its
 * request is made, so a crash at any later moment finds it there and makes it unknown: nothing is sent twice by itself. So
 * that this holds for a ledger that lost its end too, the mark outside of it is on the disk before that as well.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { ledger, line, changed, tell, retryWrite = 1000, noService = 15_000, rest = 1000, grace = 2000 } = options;
  const attempts = createAttempts({ ledger, retryWrite, grace });
  const send = createSending({ ledger, line, attempts, changed, tell, retryWrite, ended: take });
  let learned = NOTHING_LEARNED;
  let resting = false;
  const looking = createLooking(look, () => later(retryWrite));

  for (const link of ledger.links.inState('sending'))
    ledger.links.record(link.id, { kind: 'link.unknown', evidence: null }, APP);

  function canSend(): boolean {
    const held = resting || ledger.outboxPause() !== null || ledger.hold() !== null;
    const free = attempts.count() < options.sendsAtOnce();
    return !attempts.isStopping() && !held && line.state().state !== 'down' && free;
  }

  async function look(): Promise<void> {
    while (ledger.links.counts().queued > 0 && canSend()) {
      const way = await options.way();
      if (way === null) return later(noService);
      await ledger.markReady();
      const [link] = canSend() ? ledger.links.nextQueued(1, attempts.ids()) : [];
      if (link === undefined) return;
      void attempts.start(link.id, () => send(link, way)).finally(kick);
    }
  }

  function later(wait: number): void {
    setTimeout(kick, wait).unref();
  }

  function kick(): void {
    if (!attempts.isStopping()) looking.again();
  }

  /** Learns from an outcome, and does what that advises. */
  function take(outcome: SendOutcome): void {
    const { learned: after, advice } = learn(learned, outcome);
    learned = after;
    if (advice.pause !== null && ledger.outboxPause() === null) {
      ledger.pauseOutbox(advice.pause.cause, advice.pause.message);
      tell({ kind: 'paused' });
    }
    if (advice.rests === 0) return;
    resting = true;
    const rested = () => {
      resting = false;
      kick();
    };
    setTimeout(rested, Math.min(LONGEST_REST, rest * advice.rests)).unref();
  }

  return {
    kick,
    resume(actor, rejectedToo) {
      learned = learn(learned, { kind: 'resumed' }).learned;
      const requeued = ledger.transact(() => {
        ledger.resumeOutbox(actor);
        return rejectedToo ? requeueRejected(ledger, actor) : 0;
      });
      changed();
      kick();
      return requeued;
    },
    stop: () => attempts.stop(),
  };
}

/** Gives how to have something looked at: once at a time, and once more where that was wanted meanwhile. */
function createLooking(look: () => Promise<void>, failed: () => void): { again(): void } {
  let isLooking = false;
  let again = false;
  async function lookUntilDone(): Promise<void> {
    while (again) {
      again = false;
      // Where the ledger or the secrets could not be read, the links stay queued, and are looked at again.
      await look().catch(failed);
    }
    isLooking = false;
  }
  return {
    again() {
      again = true;
      if (isLooking) return;
      isLooking = true;
      void lookUntilDone();
    },
  };
}

/** One by one: of two rejected links with the same number, only the first can have it back. Gives how many. */
function requeueRejected(ledger: Ledger, actor: Actor): number {
  const isFree = (link: Link) => ledger.links.holderOf(link.invoiceNo, link.id) === null;
  const requeued = ledger.links
    .inState('rejected')
    .filter((link) => isFree(link) && ledger.links.record(link.id, { kind: 'link.requeued' }, actor));
  return requeued.length;
}
