import type { Evidence } from '../../../shared/evidence.ts';
import type { Fate } from '../net/fate.ts';
import { request } from '../net/request.ts';
import { REPLY_MAX } from './body.ts';
import { BadWsdl } from './contract-model.ts';
import type { Carry } from './envelope.ts';
import { evidenceOf } from './evidence.ts';
import type { Channel } from './evidence.ts';
import type { SendReason } from './judge.ts';

/** Milliseconds for connecting: what lies beyond is no line, and the request is better kept for later. */
const CONNECT_TIMEOUT = 15_000;

/**
 * Carries a POST to an address.
 * @param deadline milliseconds for the whole
 */
export function postTo(url: string, deadline: number, signal: AbortSignal | undefined): Carry {
  const limits = { connectTimeout: CONNECT_TIMEOUT, deadline, maxReply: REPLY_MAX };
  return (headers, body) => request({ url, method: 'POST', headers, body, ...limits, ...(signal && { signal }) });
}

/** One sending: its fate, null where the WSDL in use makes no request of it, so that nothing was sent. */
export interface Sending {
  fate: Fate | null;
  evidence: (reason: SendReason) => Evidence;
}

/** Sends once, and keeps what there is to keep of it. */
export async function sending(channel: Channel, send: () => Promise<Fate>): Promise<Sending> {
  const startedAt = Date.now();
  const fate = await send().catch((error: unknown) => {
    if (error instanceof BadWsdl) return null;
    throw error;
  });
  const endedAt = Date.now();
  const kept: Fate = fate ?? { kind: 'neverSent', reason: 'bad-address' };
  return { fate, evidence: (reason) => evidenceOf(kept, reason, channel, startedAt, endedAt) };
}
