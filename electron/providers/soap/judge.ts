import { NEVER_SENT_REASONS, UNKNOWN_REASONS } from '../net/fate.ts';
import { readBody } from './body.ts';
import type { Body, HttpReply } from './body.ts';
import type { Content } from './content.ts';
import { messageOf } from './facts.ts';
import type { Credentials } from './masking.ts';

/** Why a request was refused. With the service's own refusal its message says more. */
export const REFUSAL_CAUSES = [
  'service-refused',
  'soap-client-fault',
  'http-redirect',
  /** 403 or 451: a VPN, a filter, or a caller the service does not know. */
  'http-forbidden',
  'http-not-found',
  'http-refused',
  /** The contract in use (an adopted one) makes no request, so nothing was sent. */
  'contract-unusable',
  /** A practice shop answered live. */
  'endpoint-is-practice',
] as const;
export type RefusalCause = (typeof REFUSAL_CAUSES)[number];

const REPLY_REASONS = [
  'answered',
  'fault-client',
  'fault-server',
  'http-3xx',
  'http-4xx',
  'http-5xx',
  'contradiction',
  'unreadable',
  'html',
  'contract-unusable',
] as const;
export type ReplyReason = (typeof REPLY_REASONS)[number];

/** Every `reason` that a request and its reply give evidence. What the app itself adds: `UNMARKED`, `ID_REUSED`. */
export const SEND_REASONS = [...new Set([...NEVER_SENT_REASONS, ...UNKNOWN_REASONS, ...REPLY_REASONS])] as const;
export type SendReason = (typeof SEND_REASONS)[number];

/** How the answers of one service are found in a reply. */
export interface AnswerReader<A> {
  /** Names that only a reply of the service would hold. */
  ours: RegExp;
  read(content: Content): A;
  /** Whether what was read is the service's own answer, however broken. */
  isAnswer(answer: A): boolean;
  /** What else the reply says in words, as it came; '' where it says nothing. */
  message(answer: A): string;
}

/** What a reply is, before the service's own answer in it is judged. */
type Judged<A> =
  /** `turnedAway`: with a status that says the request was not processed, so that only a refusal is to be believed. */
  | { kind: 'answer'; answer: A; turnedAway: boolean }
  | { kind: 'refused'; cause: RefusalCause; message: string; reason: ReplyReason }
  | { kind: 'unknown'; reason: ReplyReason };

const unknown = (reason: ReplyReason) => ({ kind: 'unknown', reason }) as const;

function causeOf(status: number): RefusalCause {
  if (status < 400) return 'http-redirect';
  if (status === 403 || status === 451) return 'http-forbidden';
  if (status === 404 || status === 410) return 'http-not-found';
  return 'http-refused';
}

/** A reply's body with the service's answer in it, as far as there is one. */
type Read<A> = Exclude<Body, { kind: 'content' }> | { kind: 'content'; content: Content; answer: A };

/** Reads a reply. One that holds more, wrapped as text, than can be read is not read in part. */
async function read<A>(reply: HttpReply, reader: AnswerReader<A>): Promise<Read<A>> {
  const body = await readBody(reply, reader.ours);
  if (body.kind !== 'content') return body;
  const answer = reader.read(body.content);
  return body.content.budget.left < 0 ? { kind: 'unreadable', speaksOurs: true } : { ...body, answer };
}

/** A 3xx or 4xx: where it is not the service's own answer, whoever wrote it did not process the request. */
function judgeTurnedAway<A>(status: number, body: Read<A>, reader: AnswerReader<A>, credentials: Credentials): Judged<A> {
  const refused = (message: string): Judged<A> => {
    return { kind: 'refused', cause: causeOf(status), message, reason: status < 400 ? 'http-3xx' : 'http-4xx' };
  };
  if (body.kind === 'html') return refused('');
  if (body.kind === 'unreadable') return body.speaksOurs ? unknown('contradiction') : refused('');
  if (reader.isAnswer(body.answer)) return { kind: 'answer', answer: body.answer, turnedAway: true };
  return body.content.shape === 'envelope'
    ? unknown('contradiction')
    : refused(messageOf(reader.message(body.answer), credentials));
}

function judgeFault<A>(body: Read<A>, reader: AnswerReader<A>, credentials: Credentials): Judged<A> | null {
  if (body.kind !== 'content' || body.content.fault === null) return null;
  const { whose, message } = body.content.fault;
  if (reader.isAnswer(body.answer)) return unknown('contradiction');
  if (whose === 'server') return unknown('fault-server');
  return { kind: 'refused', cause: 'soap-client-fault', message: messageOf(message, credentials), reason: 'fault-client' };
}

/**
 * Sorts a whole reply (design.md, "The table of replies"), up to the service's own answer. Never rejects.
 * @param credentials what must not be in anything that is made of it
 */
export async function judgeReply<A>(reply: HttpReply, reader: AnswerReader<A>, credentials: Credentials): Promise<Judged<A>> {
  const body = await read(reply, reader);
  const fault = judgeFault(body, reader, credentials);
  if (fault !== null) return fault;
  if (reply.status >= 500) return unknown('http-5xx');
  if (reply.status >= 300) return judgeTurnedAway(reply.status, body, reader, credentials);
  if (body.kind !== 'content') return unknown(body.kind);
  return { kind: 'answer', answer: body.answer, turnedAway: false };
}
