import { z } from 'zod';
import type { HttpReply } from '../soap/body.ts';
import { messageOf } from '../soap/facts.ts';
import { judgeReply } from '../soap/judge.ts';
import type { AnswerReader, ReplyReason, RefusalCause } from '../soap/judge.ts';
import type { Credentials } from '../soap/masking.ts';
import { isLong } from '../../../shared/invoice.ts';
import { fieldsOf } from './fields.ts';
import type { Fields } from './fields.ts';

export type Verdict =
  | { kind: 'sent'; payLinkSendId: string; message: string; reason: ReplyReason }
  | { kind: 'refused'; cause: RefusalCause; message: string; reason: ReplyReason }
  | { kind: 'unknown'; reason: ReplyReason };

/** Names that only a reply of the service would hold. */
export const OURS = /rescod|paylinksendid/iu;

/** ResCod is an int, and the id a 64-bit number, both as text; '' where the reply has none. */
const SendAnswer = z.object({
  resCod: z.string().regex(/^-?\d{1,10}$/u),
  message: z.string(),
  id: z.string().refine((id) => id === '' || isLong(id)),
});

/** Whether a result code says "done": wire.md, "PayLinkSendSoap", 1 = done, anything else = not done. */
export function isDone(resCod: string): boolean {
  return /^0*1$/u.test(resCod);
}

const unknown = (reason: ReplyReason): Verdict => ({ kind: 'unknown', reason });

const SEND_READER: AnswerReader<Fields> = {
  ours: OURS,
  read: fieldsOf,
  isAnswer: (fields) => fields.text('ResCod') !== '' || fields.text('PayLinkSendID') !== '',
  message: (fields) => fields.text('Message') ?? '',
};

/** The rows of the table that need the service's own answer. */
function judgeAnswer(fields: Fields, credentials: Credentials): Verdict {
  const told = fields.text('Message');
  const resCod = fields.text('ResCod');
  const id = fields.text('PayLinkSendID');
  if (told === null || resCod === null || id === null) return unknown('contradiction');
  const message = messageOf(told, credentials);
  const answer = SendAnswer.safeParse({ resCod, message, id });
  if (!answer.success) return unknown('unreadable');
  const hasId = /[1-9]/u.test(id);
  const done = isDone(resCod);
  if (done && hasId) {
    // An id with leading zeros is no number as .NET writes one, and could not be matched later.
    return id.startsWith('0') ? unknown('unreadable') : { kind: 'sent', payLinkSendId: id, message, reason: 'answered' };
  }
  if (hasId || (done && id === '')) return unknown('contradiction');
  return { kind: 'refused', cause: 'service-refused', message, reason: 'answered' };
}

/**
 * What a whole reply to a send says: design.md, "The table of replies". Never rejects.
 * @param credentials what must not be in the verdict
 */
export async function judgeSend(reply: HttpReply, credentials: Credentials): Promise<Verdict> {
  const judged = await judgeReply(reply, SEND_READER, credentials);
  if (judged.kind !== 'answer') return judged;
  const verdict = judgeAnswer(judged.answer, credentials);
  return judged.turnedAway && verdict.kind !== 'refused' ? unknown('contradiction') : verdict;
}
