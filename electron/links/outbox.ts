import { serviceAt } from '../../shared/evidence.ts';
import { MoveError } from '../../shared/links.ts';
import type { Link, LinkEvent } from '../../shared/links.ts';
import { foldDigits } from '../../shared/text.ts';
import { LedgerError, TakenError } from '../ledger/ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { marked, UNMARKED } from '../ledger/marked.ts';
import type { Line } from '../providers/net/line.ts';
import { keepTrying } from '../retry.ts';
import type { PayLinkClient } from '../providers/sizpay/client.ts';
import type { PayLinkService, SendOutcome } from '../providers/sizpay/outcome.ts';
import { APP } from '../../shared/actors.ts';
import type { Actor } from '../../shared/actors.ts';

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
  /** The way to the service now, or null while credentials are missing. */
  service: () => Promise<{ service: PayLinkService; client: PayLinkClient } | null>;
  sendsAtOnce: () => number;
  changed: () => void;
  told: (kind: 'paused' | 'unknown', link: Link | null) => void;
  /** Milliseconds before the ledger is tried again when it could not be written (a full disk). */
  retryWrite?: number;
  /** Milliseconds before the service is tried again when its credentials could not be had (a locked keyring). */
  noService?: number;
  /** Milliseconds to hold after a second unknown in a row; doubles with each further one, up to a minute. */
  hold?: number;
  /** Milliseconds that a send under way has to end by itself when the outbox stops; then it is cut, and unknown. */
  grace?: number;
}

/** Rejections in a row with one cause after which the cause is taken to be ours, not the invoices' (design.md). */
const PAUSE_AFTER = 2;

/**
 * Sends queued links in the order they were saved, a few at once. A link enters `sending` and is committed before its
 * request is made, so a crash at any later moment finds it there and makes it unknown: nothing is sent twice by itself. So
 * that this holds for a ledger that lost its end too, the mark outside of it is on the disk before that as well.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const {
    ledger,
    line,
    service,
    sendsAtOnce,
    changed,
    told,
    retryWrite = 1000,
    noService = 15_000,
    hold = 1000,
    grace = 2000,
  } = options;
  const underWay = new Map<string, Promise<void>>();
  const cutting = new AbortController();
  let stopping = false;
  let lastRejection: string | null = null;
  let rejections = 0;
  let unknowns = 0;
  let holding = false;
  let looking = false;
  let again = false;

  for (const link of ledger.links.inState('sending'))
    ledger.links.record(link.id, { kind: 'link.unknown', evidence: null }, APP);

  const isHeld = () => holding || ledger.outboxPause() !== null || ledger.hold() !== null;
  const canSend = () => !stopping && !isHeld() && line.state().state !== 'down' && underWay.size < sendsAtOnce();

  async function look(): Promise<void> {
    while (ledger.links.counts().queued > 0 && canSend()) {
      const way = await service();
      if (way === null) return later(noService);
      await ledger.markReady();
      const [link] = canSend() ? ledger.links.nextQueued(1, [...underWay.keys()]) : [];
      if (link === undefined) return;
      const attempt = send(link, way)
        .catch(() => {
          // What could not be written is found in `sending` at the next start, and becomes unknown there.
        })
        .finally(() => {
          underWay.delete(link.id);
          kick();
        });
      underWay.set(link.id, attempt);
    }
  }

  function later(wait: number): void {
    setTimeout(kick, wait).unref();
  }

  function kick(): void {
    again = true;
    if (looking || stopping) return;
    looking = true;
    void (async () => {
      while (again) {
        again = false;
        // Where the ledger or the secrets could not be read, the links stay queued, and are looked at again.
        await look().catch(() => later(retryWrite));
      }
      looking = false;
    })();
  }

  async function send(link: Link, way: { service: PayLinkService; client: PayLinkClient }): Promise<void> {
    const { endpoint, transport } = way.service;
    let begun: Link;
    try {
      begun = ledger.links.record(link.id, { kind: 'link.sending', attempt: link.attempts + 1, transport, endpoint }, APP);
    } catch {
      // Not in the ledger, so not sent. A full disk is the usual cause; it is tried again later.
      await new Promise((resolve) => setTimeout(resolve, retryWrite).unref());
      return;
    }
    try {
      changed();
      const saw = line.exchange();
      const begin = () => way.client.send(link, cutting.signal);
      const outcome = await marked(ledger, { transport, endpoint }, begun.changedAt, begin);
      await record(link.id, asEvent(ledger, outcome, endpoint));
      // An attempt that never began says nothing of the line; the next look waits until the mark can be written.
      if (outcome.evidence.reason !== UNMARKED) saw(outcome.kind === 'neverSent' ? outcome.reason : null);
      learnRejection(outcome);
      learnUnknown(outcome);
    } catch {
      // An error of our own in the middle of a send: nobody can say what left, so a person has to look.
      if (ledger.links.get(link.id)?.state === 'sending') await record(link.id, { kind: 'link.unknown', evidence: null });
    }
    changed();
  }

  /** Writes how an attempt ended, however long the disk refuses: only the ledger may say that a link was sent. */
  async function record(id: string, event: LinkEvent): Promise<void> {
    const final = (error: unknown) => stopping || !mayPass(error);
    const link = await keepTrying(() => ledger.links.record(id, event, APP), retryWrite, final);
    if (link.state === 'unknown') told('unknown', link);
  }

  function learnRejection(outcome: SendOutcome): void {
    if (outcome.kind === 'sent') rejections = 0;
    if (outcome.kind !== 'rejected') return;
    // Words that differ only in a number (a time, a tracking code) are the same words.
    const rejection = JSON.stringify([outcome.cause, foldDigits(outcome.message).replace(/\d+/gu, '')]);
    rejections = rejection === lastRejection ? rejections + 1 : 1;
    lastRejection = rejection;
    if (rejections >= PAUSE_AFTER && ledger.outboxPause() === null) {
      ledger.pauseOutbox(outcome.cause, outcome.message);
      told('paused', null);
    }
  }

  /** A service that takes requests and answers none must not be fed the whole queue: each would wait for a person. */
  function learnUnknown(outcome: SendOutcome): void {
    unknowns = outcome.kind === 'unknown' ? unknowns + 1 : 0;
    if (unknowns < 2) return;
    holding = true;
    const release = () => {
      holding = false;
      kick();
    };
    setTimeout(release, Math.min(60_000, hold * 2 ** (unknowns - 2))).unref();
  }

  return {
    kick,
    resume(actor, rejectedToo) {
      rejections = 0;
      const requeued = ledger.transact(() => {
        ledger.resumeOutbox(actor);
        const free = (link: Link) => ledger.links.holderOf(link.invoiceNo, link.id) === null;
        const rejected = rejectedToo ? ledger.links.inState('rejected') : [];
        // One by one: of two rejected links with the same number, only the first can have it back.
        return rejected.filter((link) => free(link) && ledger.links.record(link.id, { kind: 'link.requeued' }, actor)).length;
      });
      changed();
      kick();
      return requeued;
    },
    async stop() {
      stopping = true;
      const cut = setTimeout(() => cutting.abort(), grace);
      await Promise.allSettled(underWay.values());
      clearTimeout(cut);
    },
  };
}

/** Whether trying to write again can help: not where the event itself is refused, nor on a damaged ledger. */
function mayPass(error: unknown): boolean {
  const damaged = error instanceof LedgerError && error.code === 'ledger-damaged';
  return !(error instanceof MoveError || error instanceof TakenError || damaged);
}

function asEvent(ledger: Ledger, outcome: SendOutcome, service: string): LinkEvent {
  const { evidence } = outcome;
  switch (outcome.kind) {
    case 'sent': {
      const { payLinkSendId, message } = outcome;
      // An id that another link has contradicts itself: whose payment would it tell? A person has to look.
      if (ledger.links.byPayLinkSendId(payLinkSendId, serviceAt(service)) !== null)
        return { kind: 'link.unknown', evidence: { ...evidence, reason: 'id-reused' } };
      return { kind: 'link.sent', payLinkSendId, message, evidence, service };
    }
    case 'rejected':
      return { kind: 'link.rejected', cause: outcome.cause, message: outcome.message, evidence, service };
    case 'unknown':
      return { kind: 'link.unknown', evidence };
    case 'neverSent':
      return { kind: 'link.neverLeft', evidence };
  }
}
