import { BATCH_MAX } from '../../shared/batches.ts';
import { amountOf, faultsOf, pairKey } from '../../shared/bill-digits.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import { readWebAddress } from '../providers/net/host.ts';
import type { Credentials } from '../providers/soap/masking.ts';
import type { BatchStore } from './batches.ts';
import type { BillRequest, BulkRequest } from './requests.ts';

/** What is set in practice in place of ToshaNet's; no secret, and no real service takes it. */
export const PRACTICE_TOSHA_CREDENTIALS: Readonly<Credentials> = {
  userName: 'practice-tosha-user',
  password: 'practice-tosha-password',
};

/** The provider's words for the type of a bill, by its digit (wire.md, "Bills"). */
const TYPES = [
  'نامشخص',
  'آب',
  'برق',
  'گاز',
  'تلفن ثابت',
  'تلفن همراه',
  'عوارض شهرداری',
  'شهرداری',
  'مالیات',
  'جرایم رانندگی',
] as const;

/** A bill's type as the provider names it, and its code. */
export function providerType({ billId }: BillPair): { code: number; name: string } {
  const code = Number(billId.at(-2));
  return TYPES[code] === undefined ? { code: 0, name: TYPES[0] } : { code, name: TYPES[code] };
}

interface Answer {
  Status: number;
  StatusMessage: string;
}

const answer = (Status: number, StatusMessage: string): Answer => ({ Status, StatusMessage });

// The provider's own words, as the real one's are its own: the app shows them and never reads them.
const BATCH = {
  done: answer(0, 'عملیات موفق'),
  keys: answer(1, 'نام کاربری یا کلمه عبور نادرست است'),
  returnUrl: answer(2, 'آدرس بازگشت نامعتبر است'),
  format: answer(3, 'قالب فهرست قبض‌ها نادرست است'),
  none: answer(3, 'قبضی ارسال نشده است'),
  tooMany: answer(4, 'تعداد قبض‌ها در هر بار بیش از ۲۰ عدد است'),
  noneTaken: answer(5, 'هیچ قبضی پذیرفته نشد'),
} as const;
const BILL = {
  done: answer(0, 'قبض پذیرفته شد'),
  paid: answer(101, 'قبض قبلا پرداخت شده است'),
  billId: answer(102, 'شناسه قبض نادرست است'),
  payId: answer(103, 'شناسه پرداخت نادرست است'),
  again: answer(104, 'قبض در این فهرست تکراری است'),
  late: answer(105, 'مهلت پرداخت قبض به پایان رسیده است'),
} as const;

/** One bill of the first answer, in the document's spelling. */
interface BulkReplyItem extends Answer {
  BillID: string;
  PayID: string;
  /** Rial. */
  Price: number;
  BillType: string;
  BillTypeCode: number;
  ExtOrderID: string;
}

/** The first answer, in the document's spelling (wire.md, "BulkBillPaymentWS"). */
interface BulkReply extends Answer {
  BatchBillPaymentResponseDataItems: BulkReplyItem[];
  BatchToken: string;
  /** Rial, of the accepted bills. */
  TotalAmount: number;
  PaymentUrl: string;
}

const refused = (why: Answer, items: BulkReplyItem[] = []): BulkReply => ({
  BatchBillPaymentResponseDataItems: items,
  ...why,
  BatchToken: '',
  TotalAmount: 0,
  PaymentUrl: '',
});

export interface BillServiceParts {
  batches: BatchStore;
  /** Milliseconds since 1970 (UTC). */
  now: () => number;
  /** Whether every password is wrong just now. */
  refusesKeys: () => boolean;
  /** How many bills at the end of this submission are to be refused; asked once for each that is looked at. */
  takeRefusals: () => number;
  /** Where a batch is paid. */
  paymentUrl: (batchToken: string) => string;
  /** Called after each batch that was made. */
  made: () => void;
}

export interface BillService {
  submit(request: BulkRequest): BulkReply;
}

/**
 * The rules of the bulk-bill service (wire.md, "ToshaNet: bulk bill payment"). A batch is made before its
 * reply exists. The service knows no idempotency: the same bills sent again make another batch, and each of them can be
 * paid in one of them only.
 */
export function createBillService(parts: BillServiceParts): BillService {
  const { batches, now, refusesKeys, takeRefusals, paymentUrl, made } = parts;

  const whyNotTaken = ({ userName, password, returnUrl, bills }: BulkRequest): Answer | null => {
    const { userName: user, password: word } = PRACTICE_TOSHA_CREDENTIALS;
    if (refusesKeys() || userName !== user || password !== word) return BATCH.keys;
    if (readWebAddress(returnUrl) === null) return BATCH.returnUrl;
    if (bills === null) return BATCH.format;
    if (bills.length === 0) return BATCH.none;
    return bills.length > BATCH_MAX ? BATCH.tooMany : null;
  };
  const judge = (bill: BillRequest, seen: ReadonlySet<string>): Answer => {
    const [fault] = faultsOf(bill);
    if (fault !== undefined) return fault.startsWith('bill-id') ? BILL.billId : BILL.payId;
    if (batches.isPaid(bill)) return BILL.paid;
    return seen.has(pairKey(bill)) ? BILL.again : BILL.done;
  };
  const judgeAll = (bills: readonly BillRequest[]): BulkReplyItem[] => {
    const firstLate = bills.length - takeRefusals();
    const seen = new Set<string>();
    return bills.map((bill, index) => {
      const own = judge(bill, seen);
      seen.add(pairKey(bill));
      const { code, name } = providerType(bill);
      return {
        BillID: bill.billId,
        PayID: bill.payId,
        ...(own === BILL.done && index >= firstLate ? BILL.late : own),
        Price: own === BILL.billId || own === BILL.payId ? 0 : amountOf(bill.payId),
        BillType: name,
        BillTypeCode: code,
        ExtOrderID: bill.extOrderId,
      };
    });
  };

  return {
    submit(request) {
      const refusal = whyNotTaken(request);
      if (refusal !== null) return refused(refusal);
      const items = judgeAll(request.bills ?? []);
      const accepted = items.filter(({ Status }) => Status === 0);
      if (accepted.length === 0) return refused(BATCH.noneTaken, items);
      const bills = items.map(({ BillID, PayID, ExtOrderID, Price, Status }) => ({
        billId: BillID,
        payId: PayID,
        extOrderId: ExtOrderID,
        price: Price,
        accepted: Status === 0,
      }));
      const BatchToken = batches.add({ at: now(), returnUrl: request.returnUrl, bills });
      made();
      return {
        BatchBillPaymentResponseDataItems: items,
        ...BATCH.done,
        BatchToken,
        TotalAmount: accepted.reduce((sum, { Price }) => sum + Price, 0),
        PaymentUrl: paymentUrl(BatchToken),
      };
    },
  };
}
