import type { Fault, Practice, ReturnForm } from '../../shared/contract/practice.ts';
import type { StoredBatch } from './batches.ts';
import { providerType } from './bills.ts';
import { PATHS, PAY_PATH } from './http.ts';
import { smsText } from './sms.ts';
import type { PracticeStore, StoredMessage } from './store.ts';

const MESSAGES_SHOWN = 200;
const BATCHES_SHOWN = 50;

/** What the screen can switch; not kept over a restart. */
export interface Switches {
  fault: Fault;
  returnForm: ReturnForm;
  refuseBills: number;
}

/** Where a batch is paid. */
export const paymentUrlOf = (origin: string, batchToken: string): string => `${origin}${PAY_PATH}${batchToken}`;

function shownMessage(message: StoredMessage, origin: string): Practice['messages'][number] {
  const payAddress = `${origin}/p/${message.payLinkSendId}`;
  return { ...message, text: smsText({ ...message, payAddress }) };
}

function shownBatch(batch: StoredBatch, origin: string): Practice['batches'][number] {
  const bills = batch.bills.map((bill) => ({
    billId: bill.billId,
    payId: bill.payId,
    price: bill.price,
    billType: providerType(bill).name,
    accepted: bill.state !== 'refused',
  }));
  const total = bills.reduce((sum, { price, accepted }) => sum + (accepted ? price : 0), 0);
  const { batchToken, at, state, returned } = batch;
  return { batchToken, paymentUrl: paymentUrlOf(origin, batchToken), at, total, bills, state, returned };
}

/** All that the practice screen shows, the newest first. */
export function viewOf(store: PracticeStore, switches: Switches, origin: string): Practice {
  return {
    ...switches,
    endpoint: `${origin}${PATHS.sizpay}`,
    messages: store.newest(MESSAGES_SHOWN).map((message) => shownMessage(message, origin)),
    batches: store.batches.newest(BATCHES_SHOWN).map((batch) => shownBatch(batch, origin)),
  };
}
