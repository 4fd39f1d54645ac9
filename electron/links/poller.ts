import { serviceAt } from '../../shared/evidence.ts';
import { alarmOfPayment, isFollowed } from '../../shared/links.ts';
import type { Link } from '../../shared/links.ts';
import type { LinkRow } from '../../shared/links.ts';
import type { PollStep } from '../../shared/settings.ts';
import { createAllowance } from '../allowance.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Line } from '../providers/net/line.ts';
import type { PayLinkClient } from '../providers/sizpay/client.ts';
import type { LinkStatus, PayLinkService } from '../providers/sizpay/outcome.ts';
import { createTurns } from '../turns.ts';
import { APP } from '../../shared/actors.ts';

export interface PollResult {
  asked: number;
  answered: number;
  paid: number;
  /** Why some were not answered, as a code. */
  failure: string | null;
}

export interface Poller {
  /** Asks about these links now, whatever their turn (null: about all that are followed). */
  askNow(id: string | null): Promise<PollResult>;
  /** Looks again when the next link is due: after a send, a setting, the line. */
  wake(): void;
  /** Settings or keys changed: what went wrong before says nothing about the next round. */
  forgive(): void;
  stop(): Promise<void>;
}

export interface PollerOptions {
  ledger: Ledger;
  line: Line;
  /** The way to the service now, or null while it cannot be called. */
  service: () => Promise<{ service: Pick<PayLinkService, 'endpoint'>; client: PayLinkClient } | null>;
  /** Where the service is now: it is asked only about links that it sent itself. */
  endpoint: () => string;
  steps: () => readonly PollStep[];
  now: () => number;
  changed: () => void;
  told: (kind: 'paid' | 'alarm', link: Link) => void;
  /** Milliseconds: the shortest wait between two rounds of asking. */
  shortest?: number;
}

/** A round takes along links whose turn comes within this share of their interval: one call asks for many. */
const ALONG = 0.2;
/** Milliseconds between two looks whether there is anything to ask, and the waits after fruitless rounds. */
const IDLE = 60_000;
const BACK_OFF = 7_500;
const LONGEST = 600_000;
/** Rounds that may be asked for in one moment, and milliseconds until each may be again: a page could ask in a loop. */
const ASKED_ROUNDS = 10;
const ASKED_AGAIN = 5000;

/**
 * When a link is to be asked about next (milliseconds), by its age and when it was last tried; null when it is past the
 * last step and only asked about on demand. A link with no known sending time counts from its last change. Clocks are set
 * and PCs sleep: a try in time to come was made while the clock was ahead and says nothing, so its link is due.
 */
export function nextTurn(
  link: Pick<LinkRow, 'sentAt' | 'changedAt'>,
  lastTried: number | null,
  steps: readonly PollStep[],
  now: number,
): { at: number; every: number } | null {
  const born = link.sentAt ?? link.changedAt;
  const age = (now - born) / 1000;
  const step = steps.toSorted((a, b) => a.untilSeconds - b.untilSeconds).find(({ untilSeconds }) => age < untilSeconds);
  if (step === undefined) return null;
  const every = step.everySeconds * 1000;
  const last = lastTried ?? born;
  return { at: last > now ? now : last + every, every };
}

/** Saved before this, a link is past the last step even if it was sent a while after it was saved. */
function oldest(at: number, steps: readonly PollStep[]): number {
  return at - 2000 * Math.max(...steps.map(({ untilSeconds }) => untilSeconds));
}

/**
 * Asks which links were paid: young ones often, old ones seldom, many in one call (design.md). A link the service did
 * not answer for stays as it was and is asked again at its next turn; "missing" is never "unpaid".
 */
export function createPoller(options: PollerOptions): Poller {
  const { ledger, line, service, endpoint, steps, now, changed, told, shortest = 500 } = options;
  const tried = new Map<string, number>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  /** Rounds in a row that nothing was answered in: the next waits longer, so that wrong keys are not hammered. */
  let fruitless = 0;
  /** When the last round ended; null before the first. */
  let ended: number | null = null;
  let waking = false;
  const askedFor = createAllowance(ASKED_ROUNDS, ASKED_AGAIN);
  /** Rounds run one after the other, so that a payment is recorded and told once. */
  const rounds = createTurns();

  /** Each followed link with its next turn, but for those past the last step: they are asked about on demand. */
  function turns(at: number) {
    const now = [...steps()];
    return ledger.links.followed(oldest(at, now), serviceAt(endpoint())).flatMap((link) => {
      const turn = nextTurn(link, tried.get(link.id) ?? link.askedAt, now, at);
      return turn === null ? [] : [{ link, ...turn }];
    });
  }

  /** Ends a round in which so many links were answered for. */
  function end(answered: number): void {
    fruitless = answered > 0 ? 0 : fruitless + 1;
    ended = now();
  }

  async function ask(links: readonly Link[]): Promise<PollResult> {
    if (links.length === 0) return { asked: 0, answered: 0, paid: 0, failure: null };
    const way = await service();
    if (way === null) {
      end(0);
      return { asked: 0, answered: 0, paid: 0, failure: 'credentials-missing' };
    }
    // The address may have been changed meanwhile.
    const ours = links.filter((link) => link.service === serviceAt(way.service.endpoint));
    if (ours.length === 0) return { asked: links.length, answered: 0, paid: 0, failure: 'other-service' };
    const asked = new Map(ours.flatMap((link) => (link.payLinkSendId === null ? [] : [[link.payLinkSendId, link] as const])));
    const noteTry = () => asked.forEach(({ id }) => tried.set(id, now()));
    noteTry();
    const saw = line.exchange();
    const { answered, failure, reached } = await way.client.status([...asked.keys()], stopping.signal);
    noteTry();
    end(answered.size);
    if (reached) {
      saw(null);
      ledger.links.asked(
        [...asked.values()].map(({ id }) => id),
        now(),
      );
    }
    const known = [...asked].flatMap(([sendId, link]) => {
      const status = answered.get(sendId);
      return status === undefined ? [] : [{ link, status }];
    });
    const paid = known.filter(({ link, status }) => status.paid && recordPayment(link.id, status, way.service.endpoint)).length;
    changed();
    return { asked: asked.size, answered: known.length, paid, failure: failure?.code ?? null };
  }

  function recordPayment(id: string, status: LinkStatus, endpoint: string): boolean {
    const paid = ledger.transact(() => {
      const link = ledger.links.get(id);
      if (link === null || link.state === 'paid') return null;
      const alarm = alarmOfPayment(link, related(link));
      return ledger.links.record(id, { kind: 'link.paid', refNo: status.refNo, alarm, service: endpoint }, APP);
    });
    if (paid !== null) told(paid.alarm === null ? 'paid' : 'alarm', paid);
    return paid !== null;
  }

  /** All links this one replaces or is replaced by, near and far: paying any two of them is paying twice. */
  function related(link: Link): Link[] {
    const follow = (next: (link: Link) => string | null): Link[] => {
      const found: Link[] = [];
      for (let at = next(link); at !== null;) {
        const other = ledger.links.get(at);
        if (other === null) break;
        found.push(other);
        at = next(other);
      }
      return found;
    };
    return [...follow(({ replaces }) => replaces), ...follow(({ replacedBy }) => replacedBy)];
  }

  /** Milliseconds that the back-off still lasts; a last round in time to come, as the clock is now, asks for none. */
  function rest(at: number): number {
    if (fruitless === 0 || ended === null || ended > at) return 0;
    return Math.max(0, ended + Math.min(LONGEST, BACK_OFF * 2 ** fruitless) - at);
  }

  /** Milliseconds until the next round; no turn, no line or an unreadable ledger: a minute, since clocks are set and PCs sleep. */
  function wait(): number {
    if (line.state().state === 'down') return IDLE;
    try {
      const at = now();
      const next = turns(at).reduce((soonest, turn) => Math.min(soonest, turn.at), at + IDLE);
      return Math.max(shortest, next - at, rest(at));
    } catch {
      return IDLE;
    }
  }

  function plan(): void {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    timer = setTimeout(round, wait());
    timer.unref();
  }

  function round(): void {
    void rounds
      .run(async () => {
        const at = now();
        const due = turns(at);
        if (line.state().state === 'down' || rest(at) > 0 || !due.some((turn) => turn.at <= at)) return;
        await ask(due.filter((turn) => turn.at <= at + turn.every * ALONG).map(({ link }) => link));
      })
      .catch(() => undefined)
      .finally(plan);
  }

  /** What changed in one moment is looked at once. */
  function wake(): void {
    if (waking || stopping.signal.aborted) return;
    waking = true;
    setTimeout(() => {
      waking = false;
      plan();
    }, shortest).unref();
  }

  plan();
  return {
    wake,
    forgive() {
      fruitless = 0;
      wake();
    },
    async askNow(id) {
      const one = id === null ? null : ledger.links.get(id);
      const links = id === null ? turns(now()).map(({ link }) => link) : one !== null && isFollowed(one) ? [one] : [];
      if (!askedFor.take()) return { asked: links.length, answered: 0, paid: 0, failure: 'too-often' };
      const result = await rounds.run(() => ask(links));
      plan();
      return result;
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await rounds.done();
    },
  };
}
