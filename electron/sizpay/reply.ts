import { z } from 'zod';
import { NEVER_SENT_REASONS, UNKNOWN_REASONS } from '../net/fate.ts';
import { readBody, type Body, type HttpReply } from './body.ts';
import type { Fields } from './fields.ts';

/** Why a send was rejected. With the service's own refusal its message says more. */
export const REJECT_CAUSES = [
  'service-refused',
  'soap-client-fault',
  'http-redirect',
  /** 403 or 451: a VPN, a filter, or a caller the service does not know. */
  'http-forbidden',
  'http-not-found',
  'http-refused',
  /** The contract in use (an adopted one) makes no request, so nothing was sent. */
  'contract-unusable',
] as const;
export type RejectCause = (typeof REJECT_CAUSES)[number];

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
type ReplyReason = (typeof REPLY_REASONS)[number];

/** Every `reason` that evidence can carry. */
export const SEND_REASONS = [...new Set([...NEVER_SENT_REASONS, ...UNKNOWN_REASONS, ...REPLY_REASONS])] as const;
export type SendReason = (typeof SEND_REASONS)[number];

export type Verdict =
  | { kind: 'sent'; payLinkSendId: string; message: string; reason: ReplyReason }
  | { kind: 'rejected'; cause: RejectCause; message: string; reason: ReplyReason }
  | { kind: 'unknown'; reason: ReplyReason };

/** ResCod is an int, and the id a 64-bit number, both as text; '' where the reply has none. */
const SendAnswer = z.object({
  resCod: z.string().regex(/^-?\d{1,10}$/u),
  message: z.string(),
  id: z.string().regex(/^(?:\d{1,19})?$/u),
});

/** Whether a result code says "done": wire.md, "PayLinkSendSoap", 1 = done, anything else = not done. */
export function isDone(resCod: string): boolean {
  return /^0*1$/u.test(resCod);
}

const unknown = (reason: ReplyReason): Verdict => ({ kind: 'unknown', reason });

/** The rows of the table that need the service's own answer. */
function judgeAnswer(fields: Fields): Verdict {
  const message = fields.get('Message');
  const resCod = fields.get('ResCod');
  const id = fields.get('PayLinkSendID');
  if (message === null || resCod === null || id === null) return unknown('contradiction');
  const answer = SendAnswer.safeParse({ resCod, message, id });
  if (!answer.success) return unknown('unreadable');
  const hasId = /[1-9]/u.test(id);
  const done = isDone(resCod);
  if (done && hasId) {
    // An id with leading zeros is no number as .NET writes one, and could not be matched later.
    return id.startsWith('0') ? unknown('unreadable') : { kind: 'sent', payLinkSendId: id, message, reason: 'answered' };
  }
  if (hasId || (done && id === '')) return unknown('contradiction');
  return { kind: 'rejected', cause: 'service-refused', message, reason: 'answered' };
}

function causeOf(status: number): RejectCause {
  if (status < 400) return 'http-redirect';
  if (status === 403 || status === 451) return 'http-forbidden';
  if (status === 404 || status === 410) return 'http-not-found';
  return 'http-refused';
}

/** A 3xx or 4xx that is not the service's own answer: whoever wrote it did not process the request. */
function turnedAway(status: number, message: string): Verdict {
  return { kind: 'rejected', cause: causeOf(status), message, reason: status < 400 ? 'http-3xx' : 'http-4xx' };
}

function judgeTurnedAway(status: number, body: Body): Verdict {
  if (body.kind === 'html') return turnedAway(status, '');
  if (body.kind === 'unreadable') return body.speaksOurs ? unknown('contradiction') : turnedAway(status, '');
  const { fields, shape } = body.content;
  const answers = fields.get('ResCod') !== '' || fields.get('PayLinkSendID') !== '';
  if (!answers) return shape === 'envelope' ? unknown('contradiction') : turnedAway(status, fields.get('Message') ?? '');
  const verdict = judgeAnswer(fields);
  return verdict.kind === 'rejected' ? verdict : unknown('contradiction');
}

function judgeFault(body: Body): Verdict | null {
  if (body.kind !== 'content' || body.content.fault === null) return null;
  const { fault, fields } = body.content;
  if (fields.get('ResCod') !== '' || fields.get('PayLinkSendID') !== '') return unknown('contradiction');
  if (fault.whose === 'server') return unknown('fault-server');
  return { kind: 'rejected', cause: 'soap-client-fault', message: fault.message, reason: 'fault-client' };
}

/** What a whole reply to a send says: design.md, the table of replies. Never throws. */
export function judgeSend(reply: HttpReply): Verdict {
  const body = readBody(reply);
  const fault = judgeFault(body);
  if (fault !== null) return fault;
  if (reply.status >= 500) return unknown('http-5xx');
  if (reply.status >= 300) return judgeTurnedAway(reply.status, body);
  if (body.kind !== 'content') return unknown(body.kind);
  return judgeAnswer(body.content.fields);
}
