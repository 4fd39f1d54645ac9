import type { HttpReply } from '../soap/body.ts';
import { unwrap, WRAPPED_MAX, type Content } from '../soap/content.ts';
import type { Json } from '../soap/exactJson.ts';
import { judgeReply, type AnswerReader, type RejectCause, type ReplyReason } from '../soap/judge.ts';
import { matchBills } from './match.ts';
import { billsOf, rialOf, textOf, valuesOf, type Members } from './members.ts';
import type { BillAnswer, BillOrder } from './outcome.ts';
import { payPageOf } from './pay-page.ts';
import { isSuccess } from './status.ts';

interface Item extends BillOrder {
  status: string;
  message: string;
  price: number | null;
  billType: string;
}

/** Texts and bills of a reply's answer. */
interface Answer {
  status: string;
  message: string;
  batchToken: string;
  paymentUrl: string;
  total: number | null;
  items: Item[];
}

export type SubmitVerdict =
  | ({ kind: 'accepted'; reason: ReplyReason; bills: BillAnswer[] } & Omit<Answer, 'items'>)
  | { kind: 'refused'; cause: RejectCause; status: string; message: string; bills: BillAnswer[]; reason: ReplyReason }
  | { kind: 'unknown'; reason: ReplyReason };

const TOKEN_MAX = 500;

const ITEMS = 'batchbillpaymentresponsedataitems';
/** What only an answer about a batch names. A bare Status is anybody's. */
const MARKS = ['batchtoken', 'paymenturl', 'totalamount', 'statusmessage', ITEMS];

/** Every answer within a value, however often it was wrapped as text. */
function answersIn(name: string, json: Json, wrapped = 0): Members[] {
  switch (json.kind) {
    case 'object':
      if (valuesOf(json.entries, ...MARKS).length > 0 && valuesOf(json.entries, 'billid').length === 0) return [json.entries];
      return json.entries.flatMap(([key, value]) => answersIn(key, value, wrapped));
    case 'array':
      return json.items.flatMap((item) => answersIn(name, item, wrapped));
    case 'text': {
      const inner = wrapped < WRAPPED_MAX ? unwrap(name, json.text) : null;
      return inner === null ? [] : answersIn(name, inner, wrapped + 1);
    }
    case 'null':
      return [];
  }
}

/** The texts of some members; null where the answer contradicts itself about one. */
function texts<N extends string>(members: Members, names: readonly N[]): Record<N, string> | null {
  const found = names.map((name) => [name, textOf(members, name.toLowerCase())] as const);
  return found.every(([, text]) => text !== null) ? (Object.fromEntries(found) as Record<N, string>) : null;
}

const ITEM = ['BillID', 'PayID', 'ExtOrderID', 'Status', 'StatusMessage', 'Price', 'BillType'] as const;

function itemOf(members: Members): Item | null {
  const found = texts(members, ITEM);
  return (
    found && {
      billId: found.BillID,
      payId: found.PayID,
      extOrderId: found.ExtOrderID,
      status: found.Status,
      message: found.StatusMessage,
      price: rialOf(found.Price),
      billType: found.BillType,
    }
  );
}

const ANSWER = ['Status', 'StatusMessage', 'BatchToken', 'PaymentUrl', 'TotalAmount'] as const;

/** The answer in its members; null where it contradicts itself. */
function answerOf(members: Members): Answer | null {
  const found = texts(members, ANSWER);
  const lists = valuesOf(members, ITEMS);
  const items = lists.flatMap((list) => billsOf(list) ?? []).map(itemOf);
  if (found === null || lists.length > 1 || !items.every((item) => item !== null)) return null;
  return {
    status: found.Status,
    message: found.StatusMessage,
    batchToken: found.BatchToken,
    paymentUrl: found.PaymentUrl,
    total: rialOf(found.TotalAmount),
    items,
  };
}

const hasToken = (token: string) => token !== '' && token.length <= TOKEN_MAX && !/\p{Cc}/u.test(token);

/**
 * What the answer says of each order. Of a payable batch a bill counts as accepted too where its status is the batch's
 * own, so that a wrong guess about success does not refuse them all.
 */
function billAnswers(orders: readonly BillOrder[], { items, status }: Answer, payable: boolean): BillAnswer[] {
  const { of } = matchBills(orders, items);
  return orders.map((order) => {
    const { extOrderId } = order;
    const [item, ...others] = of.get(order) ?? [];
    // Two items about one bill that differ are as good as none.
    if (item === undefined || others.some((other) => other.status !== item.status)) {
      return { extOrderId, accepted: false, status: '', message: '', price: null, billType: '' };
    }
    const accepted = payable && (isSuccess(item.status) || item.status === status);
    return { extOrderId, accepted, status: item.status, message: item.message, price: item.price, billType: item.billType };
  });
}

const unknown = (reason: ReplyReason): SubmitVerdict => ({ kind: 'unknown', reason });

function judgeAnswer(answer: Answer, orders: readonly BillOrder[]): SubmitVerdict {
  const { status, message, batchToken, paymentUrl, total } = answer;
  const payable = hasToken(batchToken) && payPageOf(paymentUrl) !== null;
  const bills = billAnswers(orders, answer, payable);
  if (payable) {
    if (!bills.some(({ accepted }) => accepted)) return unknown('contradiction');
    return { kind: 'accepted', status, message, batchToken, paymentUrl, total, bills, reason: 'answered' };
  }
  if (isSuccess(status)) return unknown('contradiction');
  if (status === '' && message === '') return unknown('unreadable');
  return { kind: 'refused', cause: 'service-refused', status, message, bills, reason: 'answered' };
}

interface Found {
  answers: Members[];
  content: Content;
}

const READER: AnswerReader<Found> = {
  ours: /batchtoken|paymenturl|bulkbillpaymentws/iu,
  read: (content) => ({ answers: answersIn('d', content.value), content }),
  isAnswer: ({ answers }) => answers.length > 0,
  words: ({ content: { value } }) => (value.kind === 'object' ? (textOf(value.entries, 'message') ?? '') : ''),
};

/** What a whole reply to a submission says: design.md, the table of replies. Never throws. */
export function judgeSubmit(reply: HttpReply, orders: readonly BillOrder[]): SubmitVerdict {
  const judged = judgeReply(reply, READER);
  if (judged.kind === 'rejected') return { ...judged, kind: 'refused', status: '', bills: [] };
  if (judged.kind === 'unknown') return judged;
  const [members, ...others] = judged.answer.answers;
  if (members === undefined) return unknown('unreadable');
  const answer = answerOf(members);
  if (answer === null || others.length > 0) return unknown('contradiction');
  const verdict = judgeAnswer(answer, orders);
  return judged.turnedAway && verdict.kind !== 'refused' ? unknown('contradiction') : verdict;
}
