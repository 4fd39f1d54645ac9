import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanBillId, faultsOf, readBarcode } from '../../../shared/bill-digits.ts';
import type { BillFault, BillPair } from '../../../shared/bill-digits.ts';
import type { PairVerdict } from '../../../shared/contract/bills.ts';
import { useAct } from '../../base/api.ts';
import { toldFaults, useBillWords } from '../bill-words.ts';
import { useTell } from '../../ui/notices.tsx';
import { useSticky } from '../../base/sticky.ts';
import { noteVerdicts } from './refused.ts';
import { readBillLine } from './rows.ts';

export const ID_FIELDS = ['billId', 'payId'] as const;
export type IdField = (typeof ID_FIELDS)[number];

const EMPTY: BillPair = { billId: '', payId: '' };
const NONE: ReadonlySet<IdField> = new Set();
const MAX = 13;

/** Both ids in what was meant for one field. While it is typed nobody is interrupted: it may be a scan, and is taken back. */
const bothIn = (text: string) => (cleanBillId(text).length > MAX ? readBillLine(text) : null);

/** The field that a fault is told at. */
export const fieldOf = (fault: BillFault): IdField => (fault.startsWith('bill-id') ? 'billId' : 'payId');

/**
 * The pair that the fields hold; a whole barcode typed into the first is both. It is read here and not split into the
 * fields while it is typed: a scanner's digits must stay where they fell, to be taken back from there.
 */
function pairOf(text: BillPair): BillPair {
  const barcode = text.payId === '' ? readBarcode(text.billId) : null;
  return barcode ?? { billId: cleanBillId(text.billId), payId: cleanBillId(text.payId) };
}

/** The two ids as they are typed, what they say so far, and the act that puts them into the basket. */
export function useEntry(focus: (field: IdField) => void) {
  const { t } = useTranslation();
  const tell = useTell();
  const words = useBillWords();
  const act = useAct('bills.add');
  const [text, setText] = useSticky<BillPair>('bills.entry', EMPTY);
  const [visited, setVisited] = useState(NONE);
  const [taken, setTaken] = useState<PairVerdict | null>(null);
  const pair = pairOf(text);
  const faults = faultsOf(pair);

  const put = (next: BillPair) => {
    setText(next);
    setTaken(null);
    if (next.billId === '' && next.payId === '') setVisited(NONE);
    if (act.error) act.reset();
  };
  const answered = (verdict: PairVerdict | undefined, here: boolean) => {
    if (verdict?.verdict === 'added') {
      noteVerdicts([verdict]);
      put(EMPTY);
      tell({ kind: 'good', text: words.landed(pair) });
      if (here) focus('billId');
    } else if (verdict?.verdict === 'taken') {
      setTaken(verdict);
      if (here) focus('billId');
      else tell({ kind: 'alarm', text: t('bills.takenTyped', { bill: verdict.pair.billId }) });
    }
  };
  const add = () => {
    setVisited(new Set(ID_FIELDS));
    const wrong = faults[0];
    if (wrong !== undefined) focus(fieldOf(wrong));
    else if (!act.isPending)
      act.mutate({ pairs: [pair], source: 'typed' }, { onSuccess: ({ verdicts }, here) => answered(verdicts[0], here) });
  };
  return {
    text,
    pair,
    /** Faults of the fields that were left, or of all once adding was tried. */
    faults: toldFaults(faults).filter((fault) => visited.has(fieldOf(fault))),
    taken,
    failed: act.error,
    busy: act.isPending,
    /** What is typed, or pasted: then a whole barcode, or both ids in one, fills both fields at once. */
    set: (field: IdField, value: string) => {
      const pasted = value.length > text[field].length + 1;
      const both = pasted ? bothIn(value) : null;
      put(both ?? { ...text, [field]: value });
      if (both) focus('payId');
    },
    visit: (field: IdField) => {
      if (text[field] === '') return;
      const both = bothIn(text[field]);
      if (both) put(both);
      setVisited((before) => new Set([...before, field]));
    },
    /** Takes a pair into the fields, to be corrected. */
    correct: (wrong: BillPair) => {
      put(wrong);
      setVisited(new Set(ID_FIELDS));
      focus(fieldOf(faultsOf(wrong)[0] ?? 'bill-id-check'));
    },
    add,
  };
}
export type EntryState = ReturnType<typeof useEntry>;
