import type { Fate } from '../net/fate.ts';
import { BadWsdl } from '../soap/contract-model.ts';
import { isFromPractice } from '../soap/practice-header.ts';
import type { LinkStatus, PayLinkService, StatusOutcome } from './outcome.ts';
import { judgeStatus } from './status-reply.ts';
import { askOnce } from './transport.ts';

/** Ids asked about in one call. The document gives no maximum; this keeps a request small. */
export const IDS_PER_CALL = 50;
/**
 * Calls that brought no answer before a round gives up: while nothing at all was answered it is the shop's keys or the
 * service, not an id; after that, enough to find a few bad ids among fifty by halving.
 */
const FRUITLESS_AT_FIRST = 8;
const FRUITLESS_MAX = 20;

function chunks(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size));
}

const halves = (ids: readonly string[]) => chunks(ids, Math.ceil(ids.length / 2));

/**
 * Asks about ids until each is answered or asking more is no use: what a reply leaves open is asked again in halves,
 * down to single ids, which need no list (wire.md, "PayLinkPayStatusSoap"). Each call answers an id or counts as
 * fruitless, so a round ends.
 */
class Round {
  readonly #service: PayLinkService;
  readonly #signal: AbortSignal | undefined;
  readonly #answered = new Map<string, LinkStatus>();
  readonly #open: string[][];
  #failure: StatusOutcome['failure'] = null;
  #reached = false;
  #fruitless = 0;

  constructor(service: PayLinkService, ids: readonly string[], signal: AbortSignal | undefined) {
    this.#service = service;
    this.#signal = signal;
    this.#open = chunks(ids, IDS_PER_CALL);
  }

  #fail(code: string, message = ''): void {
    this.#failure = { code, message };
  }

  #stop(code: string): void {
    this.#fail(code);
    this.#open.length = 0;
  }

  async #ask(ids: readonly string[]): Promise<Fate | null> {
    try {
      return await askOnce(this.#service, ids, this.#signal);
    } catch (error) {
      if (error instanceof BadWsdl) return null;
      throw error;
    }
  }

  #again(ids: readonly string[]): void {
    this.#fruitless += 1;
    if (this.#fruitless >= (this.#answered.size === 0 ? FRUITLESS_AT_FIRST : FRUITLESS_MAX)) this.#open.length = 0;
    else if (ids.length > 1) this.#open.push(...halves(ids));
  }

  #learn(ids: readonly string[], answered: ReadonlyMap<string, LinkStatus>): void {
    for (const [id, status] of answered) this.#answered.set(id, status);
    const rest = ids.filter((id) => !answered.has(id));
    if (rest.length === 0) return;
    this.#fail('missing');
    if (answered.size === 0) this.#again(rest);
    else this.#open.push(...halves(rest));
  }

  async #step(ids: readonly string[]): Promise<void> {
    const fate = await this.#ask(ids);
    if (fate === null) return this.#stop('contract-unusable');
    if (fate.kind === 'neverSent') return this.#stop(fate.reason);
    this.#reached = true;
    if (fate.kind === 'unknown') return this.#stop(fate.reason);
    if (isFromPractice(fate) && this.#service.practice !== true) return this.#stop('endpoint-is-practice');
    const verdict = await judgeStatus(fate, ids, this.#service.credentials);
    if (verdict.kind === 'failed') return this.#stop(verdict.code);
    if (verdict.kind === 'answered') return this.#learn(ids, verdict.answered);
    this.#fail(verdict.code, verdict.message);
    this.#again(ids);
  }

  async run(all: number): Promise<StatusOutcome> {
    for (let ids = this.#open.shift(); ids !== undefined; ids = this.#open.shift()) await this.#step(ids);
    const failure = this.#answered.size === all ? null : this.#failure;
    return { answered: this.#answered, failure, reached: this.#reached };
  }
}

/** Asks the service what became of links. `reached` is false where no connection was made, so also for no ids. */
export function askStatus(
  service: PayLinkService,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<StatusOutcome> {
  const distinct = [...new Set(ids)];
  return new Round(service, distinct, signal).run(distinct.length);
}
