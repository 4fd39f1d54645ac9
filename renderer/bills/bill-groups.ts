import type { BillFault, BillPair } from '../../shared/bill-digits.ts';
import type { fa } from '../i18n/fa.ts';

/** The digits of a bill's two ids in the groups they mean something by, for drawing them apart. */

type GroupName = Exclude<keyof typeof fa.billGroup, 'wrong'>;

export interface Group {
  name: GroupName;
  digits: string;
  /** Whether a fault points here. */
  wrong: boolean;
}

type Layout = readonly (readonly [name: GroupName, length: number])[];

/** From the right; the leftmost group takes what is left. */
const BILL: Layout = [
  ['check', 1],
  ['type', 1],
  ['company', 3],
  ['file', Infinity],
];
const PAY: Layout = [
  ['check2', 1],
  ['check1', 1],
  ['period', 2],
  ['year', 1],
  ['amount', Infinity],
];

const POINTS_AT: Readonly<Partial<Record<BillFault, GroupName>>> = {
  'bill-id-check': 'check',
  'pay-id-check-1': 'check1',
  'pay-id-check-2': 'check2',
  'pay-id-amount': 'amount',
};

function groupsBy(layout: Layout, id: string, faults: readonly BillFault[], side: 'bill-id' | 'pay-id'): Group[] {
  const own = faults.filter((fault) => fault.startsWith(side));
  if (own.some((fault) => POINTS_AT[fault] === undefined)) return id === '' ? [] : [{ name: 'whole', digits: id, wrong: true }];
  const wrong = new Set(own.map((fault) => POINTS_AT[fault]));
  const groups: Group[] = [];
  let rest = id;
  for (const [name, length] of layout) {
    if (rest === '') break;
    const digits = rest.slice(-Math.min(length, rest.length));
    rest = rest.slice(0, rest.length - digits.length);
    groups.unshift({ name, digits, wrong: wrong.has(name) });
  }
  return groups;
}

/** Both ids in groups, from left to right, each with whether it is wrong. An id no group can be told of is one group. */
export function groupsOf({ billId, payId }: BillPair, faults: readonly BillFault[]): { bill: Group[]; pay: Group[] } {
  return { bill: groupsBy(BILL, billId, faults, 'bill-id'), pay: groupsBy(PAY, payId, faults, 'pay-id') };
}
