import { z } from 'zod';
import { Invoice, isLong } from '../../../shared/invoice.ts';
import { checked } from '../soap/checked.ts';
import { isFromPractice } from '../soap/practice-header.ts';
import { sending } from '../soap/send.ts';
import type { PayLinkService, SendOutcome, StatusOutcome } from './outcome.ts';
import { judgeSend } from './reply.ts';
import { askStatus } from './status-round.ts';
import { sendOnce } from './transport.ts';

export interface PayLinkClient {
  /** Sends one link with one request, and says what came of it. Throws CallError `bad-input` for a bad invoice. */
  send(invoice: Invoice, signal?: AbortSignal): Promise<SendOutcome>;
  /** Asks which links are paid, over as few calls as it takes. Throws CallError `bad-input` for what is no id. */
  status(ids: readonly string[], signal?: AbortSignal): Promise<StatusOutcome>;
}

async function send(service: PayLinkService, invoice: Invoice, signal?: AbortSignal): Promise<SendOutcome> {
  const good = checked(Invoice, invoice);
  const { fate, evidence } = await sending(service, () => sendOnce(service, good, signal));
  if (fate === null) {
    const cause = 'contract-unusable';
    return { kind: 'refused', cause, message: '', evidence: evidence(cause) };
  }
  if (fate.kind === 'neverSent') return { kind: 'neverSent', reason: fate.reason, evidence: evidence(fate.reason) };
  if (fate.kind === 'unknown') return { kind: 'unknown', evidence: evidence(fate.reason) };
  if (isFromPractice(fate) && service.practice !== true)
    return { kind: 'refused', cause: 'endpoint-is-practice', message: '', evidence: evidence('answered') };
  const verdict = await judgeSend(fate, service.credentials);
  const { kind, reason } = verdict;
  if (kind === 'unknown') return { kind, evidence: evidence(reason) };
  const { message } = verdict;
  if (kind === 'refused') return { kind, cause: verdict.cause, message, evidence: evidence(reason) };
  return { kind, payLinkSendId: verdict.payLinkSendId, message, evidence: evidence(reason) };
}

const Id = z.string().regex(/^[1-9]\d{0,18}$/u, 'id-bad');

/**
 * An older ledger may hold an id that is more than a `long`: nobody can be asked about it, and it must not keep the rest
 * from being asked about.
 */
async function status(service: PayLinkService, ids: readonly string[], signal?: AbortSignal): Promise<StatusOutcome> {
  return askStatus(service, checked(z.array(Id), ids).filter(isLong), signal);
}

/** The client of SizPay's pay-link service (wire.md, "SizPay: payment link"), for one way of reaching it. */
export function createPayLinkClient(service: PayLinkService): PayLinkClient {
  return {
    send: (invoice, signal) => send(service, invoice, signal),
    status: (ids, signal) => status(service, ids, signal),
  };
}
