import { BATCH_MAX } from '../../../shared/batches.ts';
import { newBudget } from '../soap/exact-json.ts';
import type { Json } from '../soap/exact-json.ts';
import { REFERENCE_MAX, TOKEN_MAX, codeOf, referenceOf, messageOf } from '../soap/facts.ts';
import { billsOf, rialOf, textOf } from './members.ts';
import type { Members } from './members.ts';
import type { BillOrder } from './outcome.ts';

/** One bill of a return; '' where the return has no such text. Texts are the provider's own. */
export interface ReturnItem extends BillOrder {
  /** Rial; null where it is no whole number. */
  amount: number | null;
  billType: string;
  saleReferenceId: string;
  status: string;
  message: string;
  token: string;
}

/** What a return says. It is unsigned, so it is a claim: see judgeReturn. */
export interface ReturnReading {
  batchToken: string | null;
  status: string;
  message: string;
  /** Null where the return has no list of bills, and where it has one that cannot be read. */
  items: ReturnItem[] | null;
  /** Whether there is a list that cannot be read: then nobody can say that no bill was paid. */
  itemsBroken: boolean;
}

/** Characters of a return that are read at all; twenty bills of Persian text are a tenth of it. */
const RETURN_MAX = 200_000;
/** Fields of a return: four, as many placeholders, and what the shop's own address has. */
const PAIRS_MAX = 100;
/** Bills of a return: as many as the largest batch has, each told a few times over. */
const ITEMS_MAX = 5 * BATCH_MAX;

/** The document's names and the ways they wander (wire.md, "BulkBillPaymentWS"), in lower case. */
const STATUS = ['status', 'sataus'] as const;
const MESSAGE = ['statusdescription', 'satausdescription'] as const;
const FIELDS = {
  token: ['batchtokenid', 'batchtoken'],
  status: STATUS,
  message: MESSAGE,
  items: ['billitems'],
} as const;
const NAMES = Object.values(FIELDS).flat();

/** A `?` begins the query, or one more query that was appended to it; elsewhere it is a character of a value. */
const SEPARATOR = new RegExp(`&(?:amp;)?|\\?(?=(?:${NAMES.join('|')})=)`, 'iu');

/** Decodes `+` and %XX as forms encode them; what is no escape stays, what is no UTF-8 becomes U+FFFD. */
const decode = (text: string) => new URLSearchParams(`v=${text}`).get('v') ?? '';

/** A placeholder that the provider left as it was says nothing, like an empty value. */
const isAbsent = (value: string) => /^(?:\{\d+\})?$/u.test(value.trim());

type Pair = readonly [name: string, value: string];

/** The fields that say something, in order, by name in lower case; none where there are more than any return has. */
function readPairs(text: string): Pair[] {
  const address = /^\s*https?:/iu.test(text);
  const query = (address ? (text.split('#', 1)[0] ?? '') : text).replace(/^[^?&=]*\?/u, '');
  const parts = query.split(SEPARATOR, PAIRS_MAX + 1);
  if (parts.length > PAIRS_MAX) return [];
  const pairs = parts.map((part): Pair => {
    const [name = ''] = part.split('=', 1);
    return [decode(name).trim().toLowerCase(), decode(part.slice(name.length + 1))];
  });
  return pairs.filter(([, value]) => !isAbsent(value));
}

/** The value of a field by any of its names: the last that came. */
function pick(pairs: readonly Pair[], names: readonly string[]): string | null {
  return pairs.findLast(([name]) => names.includes(name))?.[1] ?? null;
}

/** One bill; null where it contradicts itself, or has a reference number or a token that is none. */
function itemOf(members: Members): ReturnItem | null {
  const found = {
    billId: textOf(members, 'billid'),
    payId: textOf(members, 'payid'),
    extOrderId: textOf(members, 'extorderid'),
    amount: textOf(members, 'amount'),
    billType: textOf(members, 'billtypename') || textOf(members, 'billtypeid'),
    saleReferenceId: textOf(members, 'salereferenceid'),
    status: textOf(members, ...STATUS),
    message: textOf(members, ...MESSAGE),
    token: textOf(members, 'token'),
  };
  if (Object.values(found).some((text) => text === null)) return null;
  const { billId, payId, extOrderId, amount, billType, status, message, ...refs } = found as Record<keyof ReturnItem, string>;
  const saleReferenceId = referenceOf(refs.saleReferenceId, REFERENCE_MAX);
  const token = referenceOf(refs.token, TOKEN_MAX);
  if (saleReferenceId === null || token === null) return null;
  return {
    billId: codeOf(billId),
    payId: codeOf(payId),
    extOrderId: codeOf(extOrderId),
    amount: rialOf(amount),
    billType: codeOf(billType),
    saleReferenceId,
    status: codeOf(status),
    message: messageOf(message),
    token,
  };
}

/** The bills in a BillItems; null where it is no list of bills. */
function readItems(text: string): ReturnItem[] | null {
  const json: Json = { kind: 'text', text };
  const bills = billsOf(json, newBudget());
  if (bills === null || bills.length > ITEMS_MAX) return null;
  const items = bills.map(itemOf);
  return items.every((item) => item !== null) ? items : null;
}

/**
 * Reads a return from a query, the body of a POST, or a whole address as pasted (wire.md, "BulkBillPaymentWS"). Null where
 * nothing of a return is in it. Never throws.
 */
export function readReturn(text: string): ReturnReading | null {
  if (text.length > RETURN_MAX) return null;
  const pairs = readPairs(text);
  const token = pick(pairs, FIELDS.token);
  const status = pick(pairs, FIELDS.status);
  const list = pick(pairs, FIELDS.items);
  if (token === null && status === null && list === null) return null;
  const items = list === null ? null : readItems(list);
  return {
    batchToken: token === null ? null : referenceOf(token, TOKEN_MAX),
    status: codeOf(status ?? ''),
    message: messageOf(pick(pairs, FIELDS.message) ?? ''),
    items,
    itemsBroken: list !== null && items === null,
  };
}
