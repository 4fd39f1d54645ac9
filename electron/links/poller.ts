import type { News } from '../../shared/contract/events.ts';
import { serviceAt } from '../../shared/evidence.ts';
import { isFollowed } from '../../shared/links.ts';
import type { Link } from '../../shared/links.ts';
import type { PollStep } from '../../shared/settings.ts';
import { CallError } from '../errors.ts';
import { createAllowance } from '../allowance.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Line } from '../providers/net/line.ts';
import type { PayLinkClient } from '../providers/sizpay/client.ts';
import type { PayLinkService } from '../providers/sizpay/outcome.ts';
import { createTurns } from '../turns.ts';
import type { Way } from '../way.ts';
import { recordPayment } from './payments.ts';
import { createRounds, nextTurn, oldest } from './schedule.ts';

interface PollResult {
  asked: number;
  answered: number;
  paid: number;
  /** Why some were not answered, as a code. */
  failure: string | null;
}

export interface Poller {
  /**
   * Asks now, whatever the turn: about one link that is followed, or (null) about all that have a turn to come. Those past the
   * last step, of another service, or with an event of a newer version have none.
   */
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
  way: () => Promise<Way<Pick<PayLinkService, 'endpoint'>, PayLinkClient> | null>;
  /** Where the service is now: it is asked only about links that it sent itself. */
  endpoint: () => string;
  steps: () => readonly PollStep[];
  now: () => number;
  changed: () => void;
  tell: (news: News) => void;
  /** Milliseconds: the shortest wait between two rounds of asking. */
  shortest?: number;
}

/** A round takes along links whose turn comes within this share of their interval: one call asks for many. */
const ALONG = 0.2;
/** Milliseconds between two looks whether there is anything to ask. */
const IDLE = 60_000;
/** Rounds that may be asked for in one moment, and milliseconds until each may be again: a page could ask in a loop. */
const ASKED_ROUNDS = 10;
const ASKED_AGAIN = 5000;

const NOBODY: PollResult = { asked: 0, answered: 0, paid: 0, failure: null };

/**
 * Asks which links were paid: young ones often, old ones seldom, many in one call (design.md, "Asking who paid"). A link the
 * service did not answer for stays as it was and is asked again at its next turn; "missing" is never "unpaid".
 */
export function createPoller(options: PollerOptions): Poller {
  const { ledger, line, now, shortest = 500 } = options;
  const asking = createAsking(options);
  let timer: NodeJS.Timeout | undefined;
  let waking = false;
  const askedFor = createAllowance(ASKED_ROUNDS, ASKED_AGAIN);
  /** Rounds run one after the other, so that a payment is recorded and told once. */
  const turns = createTurns();

  /** Milliseconds until the next round; no turn, no line or an unreadable ledger: a minute, since clocks are set and PCs sleep. */
  function wait(): number {
    if (line.state().state === 'down') return IDLE;
    try {
      const at = now();
      const next = asking.due(at).reduce((soonest, turn) => Math.min(soonest, turn.at), at + IDLE);
      return Math.max(shortest, next - at, asking.rest(at));
    } catch {
      return IDLE;
    }
  }

  function plan(): void {
    clearTimeout(timer);
    if (asking.isStopped()) return;
    timer = setTimeout(round, wait());
    timer.unref();
  }

  async function askDue(): Promise<void> {
    const at = now();
    const due = asking.due(at);
    if (line.state().state === 'down' || asking.rest(at) > 0 || !due.some((turn) => turn.at <= at)) return;
    await asking.ask(due.filter((turn) => turn.at <= at + turn.every * ALONG).map(({ link }) => link));
  }

  function round(): void {
    void turns
      .run(askDue)
      .catch(() => undefined)
      .finally(plan);
  }

  /** What changed in one moment is looked at once. */
  function wake(): void {
    if (waking || asking.isStopped()) return;
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
      asking.forgive();
      wake();
    },
    async askNow(id) {
      // What it answers could not be written.
      if (id !== null && ledger.links.history(id).some(({ event }) => event === null))
        throw new CallError('event-newer', { detail: id });
      const one = id === null ? null : ledger.links.get(id);
      const all = () => asking.due(now()).map(({ link }) => link);
      const links = id === null ? all() : one !== null && isFollowed(one) ? [one] : [];
      if (!askedFor.take()) return { ...NOBODY, asked: links.length, failure: 'too-often' };
      const result = await turns.run(() => asking.ask(links));
      plan();
      return result;
    },
    async stop() {
      asking.stop();
      clearTimeout(timer);
      await turns.done();
    },
  };
}

/** One round of asking, and what each leaves behind for when the next may be. */
function createAsking({ ledger, line, way, endpoint, steps, now, changed, tell }: PollerOptions) {
  const tried = new Map<string, number>();
  const stopping = new AbortController();
  const rounds = createRounds();

  /** Each followed link with its next turn, but for those past the last step: they are asked about on demand. */
  function due(at: number) {
    const current = [...steps()];
    return ledger.links.followed(oldest(at, current), serviceAt(endpoint())).flatMap((link) => {
      const turn = nextTurn(link, tried.get(link.id) ?? link.askedAt, current, at);
      return turn === null ? [] : [{ link, ...turn }];
    });
  }

  /** @param asked by their PayLinkSendIDs */
  async function answersFor(asked: ReadonlyMap<string, Link>, client: PayLinkClient) {
    const ids = [...asked.values()].map(({ id }) => id);
    const noteTry = () => ids.forEach((id) => tried.set(id, now()));
    noteTry();
    const saw = line.exchange();
    const { answered, failure, reached } = await client.status([...asked.keys()], stopping.signal);
    noteTry();
    rounds.ended(answered.size, now());
    if (reached) {
      saw(null);
      ledger.links.asked(ids, now());
    }
    const known = [...asked].flatMap(([sendId, link]) => {
      const status = answered.get(sendId);
      return status === undefined ? [] : [{ link, status }];
    });
    return { known, failure: failure?.code ?? null };
  }

  async function ask(links: readonly Link[]): Promise<PollResult> {
    if (links.length === 0) return NOBODY;
    const found = await way();
    if (found === null) {
      rounds.ended(0, now());
      return { ...NOBODY, failure: 'credentials-missing' };
    }
    // The address may have been changed meanwhile.
    const ours = links.filter((link) => link.service === serviceAt(found.service.endpoint));
    if (ours.length === 0) return { ...NOBODY, asked: links.length, failure: 'other-service' };
    const asked = new Map(ours.flatMap((link) => (link.payLinkSendId === null ? [] : [[link.payLinkSendId, link] as const])));
    const { known, failure } = await answersFor(asked, found.client);
    let paid = 0;
    for (const { link, status } of known) {
      const after = status.paid ? recordPayment(ledger, link.id, status, found.service.endpoint) : null;
      if (after === null) continue;
      paid += 1;
      tell({ kind: after.alarm === null ? 'paid' : 'alarm', link: after });
    }
    changed();
    return { asked: asked.size, answered: known.length, paid, failure };
  }

  return {
    due,
    ask,
    rest: rounds.rest,
    forgive: rounds.forgive,
    isStopped: () => stopping.signal.aborted,
    stop: () => stopping.abort(),
  };
}
