import { z } from 'zod';

/**
 * What is known of what a service was told, and said. What was once recorded stays readable: lists of codes only grow.
 */

export const SOAP_VERSIONS = ['soap11', 'soap12'] as const;
export type SoapVersion = (typeof SOAP_VERSIONS)[number];
export const TRANSPORTS = ['soap11', 'soap12', 'json'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** What is known of one attempt to send, kept for the person who decides. Secrets are masked before it is made. */
export const Evidence = z.object({
  transport: z.enum(TRANSPORTS),
  endpoint: z.string(),
  /** Milliseconds since 1970 (UTC). */
  startedAt: z.number(),
  endedAt: z.number(),
  /** Bytes of the request handed to the connection; 0 where it was never complete. */
  bytesOut: z.number(),
  /** Why the attempt ended as it did, as a code: see `SendReason`. */
  reason: z.string(),
  status: z.number().nullable(),
  /** The beginning of what came back, masked; null where nothing did. */
  reply: z.string().nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What an event names: a link, a bill, a batch. What an id looks like is a rule of the day. */
export const RecordedId = z.string().min(1);

/** The endpoint of the service that said so; absent from events of earlier versions. */
export const SaidBy = z.string().optional();

/** This PC, as an address names it. */
const THIS_PC = /^(https?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])):\d+$/u;

/**
 * Which service an endpoint is: its origin, `https://pay.example`. A service on this PC is the same whatever port the system
 * gave it. Ids that one service gave mean nothing to another.
 */
export function serviceAt(endpoint: string): string {
  const origin = /^https?:\/\/[^/?#]+/iu.exec(endpoint)?.[0].toLowerCase() ?? endpoint;
  const usual = origin.startsWith('https:') ? ':443' : ':80';
  return (origin.endsWith(usual) ? origin.slice(0, -usual.length) : origin).replace(THIS_PC, '$1');
}
