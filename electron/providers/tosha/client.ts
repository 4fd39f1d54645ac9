import { z } from 'zod';
import { BATCH_MAX } from '../../../shared/batches.ts';
import { pairKey } from '../../../shared/bill-digits.ts';
import { isXmlText } from '../../../shared/text.ts';
import type { Fate } from '../net/fate.ts';
import { readWebAddress } from '../net/host.ts';
import { checked } from '../soap/checked.ts';
import { callSoap } from '../soap/envelope.ts';
import { isFromPractice } from '../soap/practice-header.ts';
import { postTo, sending } from '../soap/send.ts';
import type { BillOrder, SubmitOutcome, ToshaService } from './outcome.ts';
import { judgeSubmit } from './reply.ts';
import { BULK_BILL } from './wsdl.ts';

export interface ToshaClient {
  /**
   * Submits 1 to 20 bills with one request, and says what came of it. It moves no money. Throws CallError `bad-input`
   * before anything is sent: for more bills, the same bill twice, or what is no id or no address.
   */
  submit(orders: readonly BillOrder[], returnUrl: string, signal?: AbortSignal): Promise<SubmitOutcome>;
}

const Digits = z.string().regex(/^\d{1,13}$/u, 'bill-digits');
const Order = z.object({
  billId: Digits,
  payId: Digits,
  extOrderId: z.string().min(1, 'text-missing').max(100, 'text-too-long').refine(isXmlText, 'text-bad'),
});
const areDistinct = (orders: readonly BillOrder[]) =>
  new Set(orders.map(({ extOrderId }) => extOrderId)).size === orders.length &&
  new Set(orders.map(pairKey)).size === orders.length;

const Submission = z.object({
  orders: z.array(Order).min(1, 'bills-missing').max(BATCH_MAX, 'bills-too-many').refine(areDistinct, 'bill-twice'),
  /** May hold the document's placeholders, which are no URL's characters. */
  returnUrl: z
    .string()
    .refine((text) => readWebAddress(text) !== null, 'return-url-bad')
    .refine(isXmlText, 'return-url-bad'),
});

/** wire.md, "BulkBillPaymentWS": the bills go as JSON in a string. */
function bills(orders: readonly BillOrder[]): string {
  return JSON.stringify(
    orders.map(({ billId, payId, extOrderId }) => ({ BillID: billId, PayID: payId, ExtOrderID: extOrderId })),
  );
}

type Good = z.infer<typeof Submission>;

/** Throws BadWsdl where the WSDL in use makes no request. */
function submitOnce(service: ToshaService, { orders, returnUrl }: Good, signal: AbortSignal | undefined): Promise<Fate> {
  return callSoap({
    wsdl: service.wsdl,
    version: service.version,
    operation: BULK_BILL,
    values: {
      Username: service.credentials.userName,
      Password: service.credentials.password,
      ReturnUrl: returnUrl,
      BatchBillRequestDataItem: bills(orders),
    },
    carry: postTo(service.endpoint, service.deadline, signal),
  });
}

async function submit(service: ToshaService, good: Good, signal: AbortSignal | undefined): Promise<SubmitOutcome> {
  const { endpoint, version: transport, credentials } = service;
  const { fate, evidence } = await sending({ endpoint, transport, credentials }, () => submitOnce(service, good, signal));
  if (fate === null) {
    const cause = 'contract-unusable';
    return { kind: 'refused', cause, status: '', message: '', bills: [], evidence: evidence(cause) };
  }
  if (fate.kind === 'neverSent') return { kind: 'neverSent', reason: fate.reason, evidence: evidence(fate.reason) };
  if (fate.kind === 'unknown') return { kind: 'unknown', evidence: evidence(fate.reason) };
  if (isFromPractice(fate) && service.practice !== true) {
    const cause = 'endpoint-is-practice';
    return { kind: 'refused', cause, status: '', message: '', bills: [], evidence: evidence('answered') };
  }
  const { reason, ...verdict } = await judgeSubmit(fate, good.orders, credentials);
  return { ...verdict, evidence: evidence(reason) };
}

/** The client of ToshaNet's bulk-bill service (wire.md, "ToshaNet: bulk bill payment"), for one way of reaching it. */
export function createToshaClient(service: ToshaService): ToshaClient {
  return {
    submit: async (orders, returnUrl, signal) => submit(service, checked(Submission, { orders, returnUrl }), signal),
  };
}
