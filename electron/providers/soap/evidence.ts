import type { Fate } from '../net/fate.ts';
import type { Evidence } from '../../../shared/evidence.ts';
import { excerptOf } from './facts.ts';
import type { SendReason } from './judge.ts';
import type { Credentials } from './masking.ts';

/** How a request went out. */
export interface Channel extends Pick<Evidence, 'transport' | 'endpoint'> {
  credentials: Credentials;
}

/** Characters of a reply that evidence keeps. */
export const EVIDENCE_REPLY_MAX = 1000;
/** Bytes of a reply that are looked at for them. */
const LOOKED_AT = 16_384;

function replyText(body: Buffer, credentials: Credentials): string {
  return excerptOf(body.toString('utf8', 0, LOOKED_AT), credentials, EVIDENCE_REPLY_MAX);
}

/**
 * What is kept of one attempt for the person who decides.
 * @param startedAt milliseconds since 1970 (UTC); so is endedAt
 */
export function evidenceOf(fate: Fate, reason: SendReason, channel: Channel, startedAt: number, endedAt: number): Evidence {
  const { transport, endpoint, credentials } = channel;
  const common = { transport, endpoint, startedAt, endedAt, reason };
  switch (fate.kind) {
    case 'neverSent':
      return { ...common, bytesOut: 0, status: null, reply: null };
    case 'reply':
      return { ...common, bytesOut: fate.bytesOut, status: fate.status, reply: replyText(fate.body, credentials) };
    case 'unknown': {
      const reply = fate.partial.length > 0 ? replyText(fate.partial, credentials) : null;
      return { ...common, bytesOut: fate.bytesOut, status: fate.status, reply };
    }
  }
}
