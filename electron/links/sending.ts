import { APP } from '../../shared/actors.ts';
import type { News } from '../../shared/contract/events.ts';
import { serviceAt } from '../../shared/evidence.ts';
import type { Link, LinkEvent } from '../../shared/links.ts';
import type { Attempts } from '../attempts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { UNMARKED } from '../ledger/marked.ts';
import type { Line } from '../providers/net/line.ts';
import type { PayLinkClient } from '../providers/sizpay/client.ts';
import type { PayLinkService, SendOutcome } from '../providers/sizpay/outcome.ts';
import type { Way } from '../way.ts';

/** Of an outcome that nobody can know, though an id came with it: another link has that id. Its reason in the evidence. */
export const ID_REUSED = 'id-reused';

export interface SendingOptions {
  ledger: Ledger;
  line: Line;
  attempts: Attempts;
  changed: () => void;
  tell: (news: News) => void;
  /** Milliseconds before a link that could not be noted as under way gives its place to another try. */
  retryWrite: number;
  /** An attempt's outcome is in the ledger. */
  ended: (outcome: SendOutcome) => void;
}

/** The way to SizPay. */
export type PayLinkWay = Way<PayLinkService, PayLinkClient>;

/** Gives how one link is sent: noted as under way first, then sent, and its outcome noted; it rejects where that cannot be. */
export function createSending({ ledger, line, attempts, changed, tell, retryWrite, ended }: SendingOptions) {
  /** Notes that an attempt begins; null where the ledger cannot take it: then it does not. */
  function begin(link: Link, { endpoint, transport }: PayLinkService): Link | null {
    try {
      return ledger.links.record(link.id, { kind: 'link.sending', attempt: link.attempts + 1, transport, endpoint }, APP);
    } catch {
      return null;
    }
  }

  async function end(id: string, event: LinkEvent): Promise<void> {
    const link = await attempts.write(() => ledger.links.record(id, event, APP));
    if (link.state === 'unknown') tell({ kind: 'unknown', link });
  }

  async function attempt(link: Link, { service, client }: PayLinkWay): Promise<void> {
    const { endpoint, transport } = service;
    const saw = line.exchange();
    const outcome = await attempts.send({ transport, endpoint }, link.changedAt, (cut) => client.send(link, cut));
    await end(link.id, asEvent(ledger, outcome, endpoint));
    // An attempt that never began says nothing of the line; the next look waits until the mark can be written.
    if (outcome.evidence.reason !== UNMARKED) saw(outcome.kind === 'neverSent' ? outcome.reason : null);
    ended(outcome);
  }

  return async (link: Link, way: PayLinkWay): Promise<void> => {
    const begun = begin(link, way.service);
    if (begun === null) {
      // A full disk is the usual cause; it is tried again later.
      await new Promise((resolve) => setTimeout(resolve, retryWrite).unref());
      return;
    }
    try {
      changed();
      await attempt(begun, way);
    } catch {
      // An error of our own in the middle of a send: nobody can say what left, so a person has to look.
      if (ledger.links.get(link.id)?.state === 'sending') await end(link.id, { kind: 'link.unknown', evidence: null });
    }
    changed();
  };
}

function asEvent(ledger: Ledger, outcome: SendOutcome, service: string): LinkEvent {
  const { evidence } = outcome;
  switch (outcome.kind) {
    case 'sent': {
      const { payLinkSendId, message } = outcome;
      // An id that another link has contradicts itself: whose payment would it tell? A person has to look.
      if (ledger.links.byPayLinkSendId(payLinkSendId, serviceAt(service)) !== null)
        return { kind: 'link.unknown', evidence: { ...evidence, reason: ID_REUSED } };
      return { kind: 'link.sent', payLinkSendId, message, evidence, service };
    }
    case 'refused':
      return { kind: 'link.rejected', cause: outcome.cause, message: outcome.message, evidence, service };
    case 'unknown':
      return { kind: 'link.unknown', evidence };
    case 'neverSent':
      return { kind: 'link.neverLeft', evidence };
  }
}
