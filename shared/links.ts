import { z } from 'zod';
import { Actor } from './actors.ts';
import { Evidence, RecordedId, SaidBy, serviceAt, TRANSPORTS } from './evidence.ts';
import { RecordedInvoice } from './invoice.ts';

/**
 * The life of a payment link: its states, the only moves between them, and how each event changes it (design.md, "The
 * life of a link"). The ledger writes rows through `applyLinkEvent` and checks them by replaying it; nothing else moves
 * a link.
 */

export const LINK_STATES = ['queued', 'sending', 'sent', 'paid', 'rejected', 'unknown', 'closed'] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** From each state, the states a link may move to. */
const LINK_MOVES: Readonly<Record<LinkState, readonly LinkState[]>> = {
  queued: ['sending', 'closed'],
  sending: ['sent', 'rejected', 'queued', 'unknown'],
  sent: ['paid', 'closed'],
  rejected: ['queued', 'closed'],
  unknown: ['sent', 'queued', 'closed'],
  /** A closed link stays payable at the service; what is paid late is recorded, and told. */
  closed: ['paid'],
  paid: [],
};

export const ALARMS = ['paid-after-replaced', 'paid-twice', 'paid-after-closed'] as const;
export type Alarm = (typeof ALARMS)[number];

/** Where the service was when a person gave an id by hand; absent from events of earlier versions. */
const SetEndpoint = z.string().optional();

/** One change of a link, as a recorded fact. `kind` is unique over all of the ledger's events. */
export const LinkEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link.saved'), invoice: RecordedInvoice, replaces: RecordedId.nullable() }),
  z.object({
    kind: z.literal('link.sending'),
    attempt: z.number().int().positive(),
    transport: z.enum(TRANSPORTS),
    endpoint: z.string(),
  }),
  z.object({ kind: z.literal('link.neverLeft'), evidence: Evidence }),
  z.object({
    kind: z.literal('link.sent'),
    payLinkSendId: z.string(),
    message: z.string(),
    evidence: Evidence,
    service: SaidBy,
  }),
  z.object({
    kind: z.literal('link.rejected'),
    cause: z.string(),
    message: z.string(),
    evidence: Evidence,
    service: SaidBy,
  }),
  z.object({ kind: z.literal('link.unknown'), evidence: Evidence.nullable() }),
  z.object({ kind: z.literal('link.decidedSent'), payLinkSendId: z.string().nullable(), endpoint: SetEndpoint }),
  z.object({ kind: z.literal('link.requeued') }),
  z.object({ kind: z.literal('link.idGiven'), payLinkSendId: z.string(), endpoint: SetEndpoint }),
  z.object({ kind: z.literal('link.closed') }),
  z.object({ kind: z.literal('link.replaced'), by: RecordedId }),
  z.object({
    kind: z.literal('link.paid'),
    refNo: z.string().nullable(),
    alarm: z.enum(ALARMS).nullable(),
    service: SaidBy,
  }),
  z.object({ kind: z.literal('link.alarmSeen') }),
]);
export type LinkEvent = z.infer<typeof LinkEvent>;

export const Link = RecordedInvoice.extend({
  id: RecordedId,
  state: z.enum(LINK_STATES),
  /** Null until the service gave one, or a cashier typed it; a sent link without one cannot be followed. */
  payLinkSendId: z.string().nullable(),
  /** The service that the last attempt went to (`serviceAt`): ids are its own. Null before the first. */
  service: z.string().nullable(),
  refNo: z.string().nullable(),
  replaces: RecordedId.nullable(),
  replacedBy: RecordedId.nullable(),
  attempts: z.number(),
  /** The service's own words of the last answer; of a rejection, with its cause as a code. */
  message: z.string().nullable(),
  cause: z.string().nullable(),
  evidence: Evidence.nullable(),
  alarm: z.enum(ALARMS).nullable(),
  savedBy: Actor,
  savedAt: z.number(),
  changedAt: z.number(),
  sentAt: z.number().nullable(),
  paidAt: z.number().nullable(),
});
export type Link = z.infer<typeof Link>;

/** An event that the table of moves does not admit. Nothing was changed. */
export class MoveError extends Error {
  override name = 'MoveError';
  readonly from: LinkState | null;
  readonly event: LinkEvent['kind'];

  constructor(from: LinkState | null, event: LinkEvent['kind']) {
    super(`A link that is ${from ?? 'not there'} cannot take ${event}`);
    this.from = from;
    this.event = event;
  }
}

const LIVE: readonly LinkState[] = ['queued', 'sending', 'sent', 'unknown'];

/** Whether a link can still become paid in the ordinary way: no two live links have the same invoice number. */
export function isLive(state: LinkState): boolean {
  return LIVE.includes(state);
}

/**
 * Whether a link keeps others from taking its invoice number. A paid one does, but is not live: a closed link can be paid
 * late, when another has its number by then.
 */
export function holdsInvoiceNo(state: LinkState): boolean {
  return isLive(state) || state === 'paid';
}

/** Whether a link waits for a person: the Decisions screen shows these. */
export function needsDecision(link: Pick<Link, 'state' | 'alarm'>): boolean {
  return link.state === 'unknown' || link.state === 'rejected' || link.alarm !== null;
}

/** Whether the service can be asked about a link: closed ones too, since a closed link can still be paid. */
export function isFollowed(link: Pick<Link, 'state' | 'payLinkSendId'>): boolean {
  return (link.state === 'sent' || link.state === 'closed') && link.payLinkSendId !== null;
}

/** The alarm that a payment on this link raises, if any; `others` are all that it replaced and that replaced it, link by link. */
export function alarmOfPayment(link: Pick<Link, 'state' | 'replacedBy'>, others: readonly Pick<Link, 'state'>[]): Alarm | null {
  if (others.some((other) => other.state === 'paid')) return 'paid-twice';
  if (link.replacedBy !== null) return 'paid-after-replaced';
  return link.state === 'closed' ? 'paid-after-closed' : null;
}

/** The state an event leads to; null where it changes no state. */
const TARGET: Readonly<Record<LinkEvent['kind'], LinkState | null>> = {
  'link.saved': 'queued',
  'link.sending': 'sending',
  'link.neverLeft': 'queued',
  'link.sent': 'sent',
  'link.rejected': 'rejected',
  'link.unknown': 'unknown',
  'link.decidedSent': 'sent',
  'link.requeued': 'queued',
  'link.idGiven': null,
  'link.closed': 'closed',
  'link.replaced': null,
  'link.paid': 'paid',
  'link.alarmSeen': null,
};

/** Who may do what: the outbox ends an attempt only while it is under way; a person decides only what waits for one. */
const FROM: Partial<Record<LinkEvent['kind'], readonly LinkState[]>> = {
  'link.neverLeft': ['sending'],
  'link.sent': ['sending'],
  'link.decidedSent': ['unknown'],
  'link.requeued': ['unknown', 'rejected'],
  /** A closed or replaced link can still be paid, so it can be followed once its id is known. */
  'link.idGiven': ['sent', 'closed'],
  'link.replaced': ['closed'],
};

/** Whether a link can take an event of this kind now: what a handler refuses, and what a screen offers. */
export function admits(
  link: Pick<Link, 'state' | 'payLinkSendId' | 'attempts' | 'replacedBy' | 'alarm'>,
  kind: LinkEvent['kind'],
): boolean {
  const to = TARGET[kind];
  if (kind === 'link.saved') return false;
  if (to !== null && !LINK_MOVES[link.state].includes(to)) return false;
  if (!(FROM[kind]?.includes(link.state) ?? true)) return false;
  if (kind === 'link.idGiven') return link.payLinkSendId === null && link.attempts > 0;
  if (kind === 'link.replaced') return link.replacedBy === null;
  return kind !== 'link.alarmSeen' || link.alarm !== null;
}

/** Whether another link can take this one's place: it is closed, or closed by that. */
export function isReplaceable(link: Link): boolean {
  return link.replacedBy === null && (link.state === 'closed' || admits(link, 'link.closed'));
}

function admit(link: Link, event: LinkEvent): void {
  const isNext = event.kind !== 'link.sending' || event.attempt === link.attempts + 1;
  if (!isNext || !admits(link, event.kind)) throw new MoveError(link.state, event.kind);
}

function created(id: string, event: LinkEvent, at: number, by: Actor): Link {
  if (event.kind !== 'link.saved') throw new MoveError(null, event.kind);
  return {
    ...event.invoice,
    id,
    state: 'queued',
    payLinkSendId: null,
    service: null,
    refNo: null,
    replaces: event.replaces,
    replacedBy: null,
    attempts: 0,
    message: null,
    cause: null,
    evidence: null,
    alarm: null,
    savedBy: by,
    savedAt: at,
    changedAt: at,
    sentAt: null,
    paidAt: null,
  };
}

/** What an event says of a link beyond its state. */
function facts(event: LinkEvent, at: number): Partial<Link> {
  switch (event.kind) {
    case 'link.sending':
      // What is known of an earlier attempt must not be read as evidence of this one.
      return { attempts: event.attempt, service: serviceAt(event.endpoint), evidence: null, message: null, cause: null };
    case 'link.neverLeft':
    case 'link.unknown':
      return { evidence: event.evidence };
    case 'link.sent':
      return { payLinkSendId: event.payLinkSendId, message: event.message, cause: null, evidence: event.evidence, sentAt: at };
    case 'link.rejected':
      return { message: event.message, cause: event.cause, evidence: event.evidence };
    case 'link.decidedSent':
      return { payLinkSendId: event.payLinkSendId, sentAt: at };
    case 'link.idGiven':
      return { payLinkSendId: event.payLinkSendId };
    case 'link.replaced':
      return { replacedBy: event.by };
    case 'link.paid':
      return { refNo: event.refNo, alarm: event.alarm, paidAt: at };
    case 'link.alarmSeen':
      return { alarm: null };
    case 'link.saved':
    case 'link.requeued':
    case 'link.closed':
      return {};
  }
}

/**
 * The link after an event; `link` is null before its first one. Pure: the same events give the same link.
 * Throws MoveError where the table of moves does not admit the event.
 * @param at milliseconds since 1970 (UTC)
 */
export function applyLinkEvent(link: Link | null, id: string, event: LinkEvent, at: number, by: Actor): Link {
  if (link === null) return created(id, event, at, by);
  admit(link, event);
  return { ...link, ...facts(event, at), state: TARGET[event.kind] ?? link.state, changedAt: at };
}

/** A link as lists show it, with when the service was last asked about it. */
export const LinkRow = Link.extend({ askedAt: z.number().nullable() });
export type LinkRow = z.infer<typeof LinkRow>;
