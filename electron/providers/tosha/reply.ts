import { BATCH_MAX } from '../../../shared/batches.ts';
import type { HttpReply } from '../soap/body.ts';
import { unwrap, WRAPPED_MAX } from '../soap/content.ts';
import type { Content } from '../soap/content.ts';
import type { Budget, Json } from '../soap/exact-json.ts';
import { holdsKey, TOKEN_MAX, codeOf, referenceOf, messageOf } from '../soap/facts.ts';
import { judgeReply } from '../soap/judge.ts';
import type { AnswerReader, ReplyReason, RefusalCause } from '../soap/judge.ts';
import type { Credentials } from '../soap/masking.ts';
import { turn } from '../soap/slices.ts';
import { matchBills } from './match.ts';
import { billsOf, rialOf, textOf, valuesOf } from './members.ts';
import type { Members } from './members.ts';
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
  unreadableTotal?: string;
  items: Item[];
}

type SubmitVerdict =
  | ({ kind: 'accepted'; reason: ReplyReason; bills: BillAnswer[] } & Omit<Answer, 'items'>)
  | { kind: 'refused'; cause: RefusalCause; status: string; message: string; bills: BillAnswer[]; reason: ReplyReason }
  | { kind: 'unknown'; reason: ReplyReason };

/** Bills of one answer: as many as the largest batch has, each told a few times over. */
const ITEMS_MAX = 5 * BATCH_MAX;

const ITEMS = 'batchbillpaymentresponsedataitems';
/** What only an answer about a batch names. A bare Status is anybody's. */
const TELLING = ['batchtoken', 'paymenturl', 'totalamount', 'statusmessage', ITEMS];

/** Every answer within a value, however often it was wrapped as text. */
function answersIn(name: string, json: Json, budget: Budget, wrapped = 0): Members[] {
  switch (json.kind) {
    case 'object':
      if (valuesOf(json.entries, ...TELLING).length > 0 && valuesOf(json.entries, 'billid').length === 0) return [json.entries];
      return json.entries.flatMap(([key, value]) => answersIn(key, value, budget, wrapped));
    case 'array':
      return json.items.flatMap((item) => answersIn(name, item, budget, wrapped));
    case 'text': {
      const inner = wrapped < WRAPPED_MAX ? unwrap(name, json.text, budget) : null;
      return inner === null ? [] : answersIn(name, inner, budget, wrapped + 1);
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

function itemOf(members: Members, credentials: Credentials): Item | null {
  const found = texts(members, ITEM);
  return (
    found && {
      billId: codeOf(found.BillID),
      payId: codeOf(found.PayID),
      extOrderId: codeOf(found.ExtOrderID),
      status: codeOf(found.Status, credentials),
      message: messageOf(found.StatusMessage, credentials),
      price: rialOf(found.Price),
      billType: codeOf(found.BillType, credentials),
    }
  );
}

/** A total that cannot be read is not one that is missing: whoever pays should see what stands there. */
function totalOf(text: string, credentials: Credentials): Pick<Answer, 'total' | 'unreadableTotal'> {
  const total = rialOf(text);
  return text === '' || total !== null ? { total } : { total, unreadableTotal: codeOf(text, credentials) };
}

const ANSWER = ['Status', 'StatusMessage', 'BatchToken', 'PaymentUrl', 'TotalAmount'] as const;

/**
 * The answer in its members; null where it contradicts itself, or tells of so many bills that it is not about ours. Its
 * token and address are as they came: they are good, or none.
 */
async function answerOf(members: Members, budget: Budget, credentials: Credentials): Promise<Answer | null> {
  const found = texts(members, ANSWER);
  const lists = valuesOf(members, ITEMS);
  const bills = lists.flatMap((list) => billsOf(list, budget) ?? []);
  if (bills.length > ITEMS_MAX || budget.left < 0) return null;
  const items: (Item | null)[] = [];
  for (const bill of bills) {
    items.push(itemOf(bill, credentials));
    await turn();
  }
  if (found === null || lists.length > 1 || !items.every((item) => item !== null)) return null;
  return {
    status: codeOf(found.Status, credentials),
    message: messageOf(found.StatusMessage, credentials),
    batchToken: found.BatchToken,
    paymentUrl: found.PaymentUrl,
    ...totalOf(found.TotalAmount, credentials),
    items,
  };
}

/** Whether a return can be told by the token: it is compared with the return's, unit by unit. */
const isToken = (token: string, credentials: Credentials) =>
  token !== '' && referenceOf(token, TOKEN_MAX, credentials) === token;

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

function judgeAnswer(answer: Answer, orders: readonly BillOrder[], credentials: Credentials): SubmitVerdict {
  const { items: _, ...said } = answer;
  const { status, message, batchToken, paymentUrl } = said;
  const payable = isToken(batchToken, credentials) && payPageOf(paymentUrl) !== null && !holdsKey(paymentUrl, credentials);
  const bills = billAnswers(orders, answer, payable);
  if (payable) {
    if (!bills.some(({ accepted }) => accepted)) return unknown('contradiction');
    return { kind: 'accepted', ...said, bills, reason: 'answered' };
  }
  if (isSuccess(status)) return unknown('contradiction');
  if (status === '' && message === '') return unknown('unreadable');
  return { kind: 'refused', cause: 'service-refused', status, message, bills, reason: 'answered' };
}

interface Read {
  answers: Members[];
  content: Content;
}

const READER: AnswerReader<Read> = {
  ours: /batchtoken|paymenturl|bulkbillpaymentws/iu,
  read: (content) => ({ answers: answersIn('d', content.value, content.budget), content }),
  isAnswer: ({ answers }) => answers.length > 0,
  message: ({ content: { value } }) => (value.kind === 'object' ? (textOf(value.entries, 'message') ?? '') : ''),
};

/**
 * What a whole reply to a submission says: design.md, "The table of replies". Never rejects.
 * @param credentials what must not be in the verdict
 */
export async function judgeSubmit(
  reply: HttpReply,
  orders: readonly BillOrder[],
  credentials: Credentials,
): Promise<SubmitVerdict> {
  const judged = await judgeReply(reply, READER, credentials);
  if (judged.kind === 'refused') return { ...judged, kind: 'refused', status: '', bills: [] };
  if (judged.kind === 'unknown') return judged;
  const { answers, content } = judged.answer;
  const [members, ...others] = answers;
  if (members === undefined) return unknown('unreadable');
  const answer = await answerOf(members, content.budget, credentials);
  if (answer === null || others.length > 0) return unknown('contradiction');
  const verdict = judgeAnswer(answer, orders, credentials);
  return judged.turnedAway && verdict.kind !== 'refused' ? unknown('contradiction') : verdict;
}
