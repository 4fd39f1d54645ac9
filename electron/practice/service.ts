import { PAYER_TEXT_MAX } from '../../shared/invoice.ts';
import type { PayLinkCredentials } from '../providers/sizpay/outcome.ts';
import type { Keys, SendRequest, StatusRequest } from './requests.ts';
import type { PracticeStore, StoredMessage } from './store.ts';

/** What is set in practice in place of the panel's keys; no secret, and no real service takes it. */
export const PRACTICE_CREDENTIALS: Readonly<PayLinkCredentials> = {
  userName: 'practice-key-1',
  password: 'practice-key-2',
  payLinkName: 'practice',
};

interface SendReply {
  ResCod: number;
  Message: string;
  /** Digits; 0 where nothing was sent. */
  PayLinkSendID: string;
}

interface StatusReply {
  ResCod: number;
  Message: string;
  prmPayLinkFirstStatus: number;
  prmPayLinkFirstRefNo: string;
  /** JSON: a list of {PayLinkSendID, Status, RefNo}. */
  prmPayLinkListStatus: string;
}

export interface PracticeService {
  send(request: SendRequest): SendReply;
  status(request: StatusRequest): StatusReply;
}

export interface ServiceParts {
  store: PracticeStore;
  /** Milliseconds since 1970 (UTC). */
  now: () => number;
  /** Whether every password is wrong just now. */
  refusesKeys: () => boolean;
  /** Called after each accepted send. */
  sent: () => void;
}

// The service's own words, as the real one's are its own: the app shows them and never reads them.
const WORDS = {
  keys: 'نام کاربری یا رمز عبور نادرست است',
  linkName: 'شناسه لینک پرداخت نادرست است',
  amount: 'مبلغ نامعتبر است',
  mobile: 'شماره تلفن همراه نامعتبر است',
  tooLong: 'نام مشتری یا توضیحات بیش از ۵۰ کاراکتر است',
  sent: 'لینک پرداخت ارسال شد',
  noIds: 'شناسه‌ای ارسال نشده است',
  unknownId: 'شناسه لینک پرداخت یافت نشد',
  answered: 'عملیات موفق',
} as const;

const refusedSend = (Message: string): SendReply => ({ ResCod: 0, Message, PayLinkSendID: '0' });

const refusedStatus = (Message: string): StatusReply => ({
  ResCod: 0,
  Message,
  prmPayLinkFirstStatus: 0,
  prmPayLinkFirstRefNo: '',
  prmPayLinkListStatus: '[]',
});

function whyNotSent(request: SendRequest): string | null {
  if (request.amount < 1n || request.amount > BigInt(Number.MAX_SAFE_INTEGER)) return WORDS.amount;
  if (!/^09\d{9}$/u.test(request.mobileNo)) return WORDS.mobile;
  const tooLong = request.customerName.length > PAYER_TEXT_MAX || request.description.length > PAYER_TEXT_MAX;
  return tooLong ? WORDS.tooLong : null;
}

function listItem({ payLinkSendId, state, refNo }: StoredMessage) {
  return { PayLinkSendID: Number(payLinkSendId), Status: state === 'paid' ? 1 : 0, RefNo: refNo ?? '' };
}

/**
 * The rules of the pay-link service (wire.md, "SizPay: payment link"). A send is done (kept, and on the
 * customer's phone) before its reply exists. An id that is not the service's is left out of the list; where it is the
 * first one, the question is refused, since the `First` fields could only lie about it.
 */
export function createService({ store, now, refusesKeys, sent }: ServiceParts): PracticeService {
  const whyNotLetIn = (keys: Keys): string | null => {
    const { userName, password, payLinkName } = PRACTICE_CREDENTIALS;
    if (refusesKeys() || keys.userName !== userName || keys.password !== password) return WORDS.keys;
    return keys.payLinkName === payLinkName ? null : WORDS.linkName;
  };
  return {
    send(request) {
      const refusal = whyNotLetIn(request) ?? whyNotSent(request);
      if (refusal !== null) return refusedSend(refusal);
      const { mobileNo, invoiceNo, customerName, description } = request;
      const amount = Number(request.amount);
      const PayLinkSendID = store.add({ at: now(), mobileNo, invoiceNo, amount, customerName, description });
      sent();
      return { ResCod: 1, Message: WORDS.sent, PayLinkSendID };
    },
    status(request) {
      const refusal = whyNotLetIn(request);
      if (refusal !== null) return refusedStatus(refusal);
      const ids = request.payLinkIdList.split(',').filter((id) => id !== '');
      if (ids.length === 0) return refusedStatus(WORDS.noIds);
      const found = ids.map((id) => store.find(id));
      const [first] = found;
      if (!first) return refusedStatus(WORDS.unknownId);
      const items = found.filter((message) => message !== null).map(listItem);
      return {
        ResCod: 1,
        Message: WORDS.answered,
        prmPayLinkFirstStatus: listItem(first).Status,
        prmPayLinkFirstRefNo: first.refNo ?? '',
        prmPayLinkListStatus: JSON.stringify(items),
      };
    },
  };
}
