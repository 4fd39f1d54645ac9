import type { NeverSentReason } from '../net/fate.ts';
import type { Credentials } from '../soap/masking.ts';
import type { Evidence, Transport } from '../../../shared/evidence.ts';

/**
 * What one send came to (design.md, "The table of replies"). `cause` and `reason` are codes for the renderer's words;
 * `message` is the service's own. Two rejections in a row with the same cause pause the outbox.
 */
export type SendOutcome =
  | { kind: 'sent'; payLinkSendId: string; message: string; evidence: Evidence }
  | { kind: 'refused'; cause: string; message: string; evidence: Evidence }
  | { kind: 'unknown'; evidence: Evidence }
  | { kind: 'neverSent'; reason: NeverSentReason; evidence: Evidence };

export interface LinkStatus {
  paid: boolean;
  /** The reference number as the service wrote it; null where it gave none. */
  refNo: string | null;
}

/** What asking about ids came to: only ids that were answered are in `answered`; a missing one is never "unpaid". */
export interface StatusOutcome {
  answered: ReadonlyMap<string, LinkStatus>;
  /** Why some ids have no answer, as a code; null when all have one. */
  failure: { code: string; message: string } | null;
  /** Whether a connection was made at all: what the line monitor learns from a poll. */
  reached: boolean;
}

export interface PayLinkCredentials extends Credentials {
  payLinkName: string;
}

/** How to reach the service; `wsdl` is the bundled contract or the adopted one. */
export interface PayLinkService {
  endpoint: string;
  transport: Transport;
  credentials: PayLinkCredentials;
  wsdl: string;
  /** Whether it is practice's own: otherwise a reply of a practice shop is no service's word. */
  practice?: boolean;
  /** Milliseconds. */
  deadline: number;
}
