import { z } from 'zod';
import { Invoice, PayLinkSendId } from '../../shared/invoice.ts';
import { CallError } from '../errors.ts';
import type { Fate } from '../net/fate.ts';
import { BadWsdl } from './contractModel.ts';
import { cleanMessage, evidenceOf } from './evidence.ts';
import type { PayLinkService, SendOutcome, StatusOutcome } from './outcome.ts';
import { judgeSend } from './reply.ts';
import { askStatus } from './statusRound.ts';
import { sendOnce } from './transport.ts';

export interface PayLinkClient {
  /** Sends one link with one request, and says what came of it. Throws CallError `bad-input` for a bad invoice. */
  send(invoice: Invoice, signal?: AbortSignal): Promise<SendOutcome>;
  /** Asks which links are paid, over as few calls as it takes. Throws CallError `bad-input` for what is no id. */
  status(ids: readonly string[], signal?: AbortSignal): Promise<StatusOutcome>;
}

/** Checks again what the form and the ledger have checked: nothing goes out that the field rules refuse. */
function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.message }));
  throw new CallError('bad-input', { issues });
}

function outcomeOf(fate: Fate, service: PayLinkService, startedAt: number): SendOutcome {
  const evidence = (reason: Parameters<typeof evidenceOf>[1]) => evidenceOf(fate, reason, service, startedAt, Date.now());
  if (fate.kind === 'neverSent') return { kind: 'neverSent', reason: fate.reason, evidence: evidence(fate.reason) };
  if (fate.kind === 'unknown') return { kind: 'unknown', evidence: evidence(fate.reason) };
  const verdict = judgeSend(fate);
  const { kind, reason } = verdict;
  if (kind === 'unknown') return { kind, evidence: evidence(reason) };
  const message = cleanMessage(verdict.message, service.credentials);
  if (kind === 'rejected') return { kind, cause: verdict.cause, message, evidence: evidence(reason) };
  return { kind, payLinkSendId: verdict.payLinkSendId, message, evidence: evidence(reason) };
}

async function send(service: PayLinkService, invoice: Invoice, signal?: AbortSignal): Promise<SendOutcome> {
  const good = checked(Invoice, invoice);
  const startedAt = Date.now();
  try {
    return outcomeOf(await sendOnce(service, good, signal), service, startedAt);
  } catch (error) {
    if (!(error instanceof BadWsdl)) throw error;
    const cause = 'contract-unusable';
    const fate: Fate = { kind: 'neverSent', reason: 'bad-address' };
    const evidence = evidenceOf(fate, cause, service, startedAt, Date.now());
    return { kind: 'rejected', cause, message: '', evidence };
  }
}

/** The client of SizPay's pay-link service (wire.md, "SizPay: payment link"), for one way of reaching it. */
export function createPayLinkClient(service: PayLinkService): PayLinkClient {
  return {
    send: (invoice, signal) => send(service, invoice, signal),
    status: async (ids, signal) => askStatus(service, checked(z.array(PayLinkSendId), ids), signal),
  };
}
