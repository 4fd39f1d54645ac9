import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanBillId, faultsOf } from '../../../shared/bills.ts';
import type { BillFault, BillPair } from '../../../shared/bills.ts';
import type { PairVerdict } from '../../../shared/ipc.ts';
import { useAct } from '../../api.ts';
import { toldFaults, useBillWords } from '../../components/bill-words.ts';
import { useTell } from '../../components/notices.tsx';
import { useSticky } from '../../sticky.ts';
import { noteVerdicts } from './refused.ts';
import { readBillLine } from './rows.ts';

export const ID_FIELDS = ['billId', 'payId'] as const;
export type IdField = (typeof ID_FIELDS)[number];

const EMPTY: BillPair = { billId: '', payId: '' };
const NONE: ReadonlySet<IdField> = new Set();
const MAX = 13;

/** The field that a fault is told at. */
export const fieldOf = (fault: BillFault): IdField => (fault.startsWith('bill-id') ? 'billId' : 'payId');

/** The two ids as they are typed, what they say so far, and the act that puts them into the basket. */
export function useEntry(focus: (field: IdField) => void) {
  const { t } = useTranslation();
  const tell = useTell();
  const words = useBillWords();
  const act = useAct('bills.add');
  const [text, setText] = useSticky<BillPair>('bills.entry', EMPTY);
  const [visited, setVisited] = useState(NONE);
  const [taken, setTaken] = useState<PairVerdict | null>(null);
  const pair = { billId: cleanBillId(text.billId), payId: cleanBillId(text.payId) };
  const faults = faultsOf(pair);

  const put = (next: BillPair) => {
    setText(next);
    setTaken(null);
    if (next.billId === '' && next.payId === '') setVisited(NONE);
    if (act.error) act.reset();
  };
  const answered = (verdict: PairVerdict | undefined) => {
    if (verdict?.verdict === 'added') {
      noteVerdicts([verdict]);
      put(EMPTY);
      tell({ kind: 'good', text: t('bills.added', { type: words.type(pair), amount: words.amount(pair) }) });
      focus('billId');
    } else if (verdict?.verdict === 'taken') {
      setTaken(verdict);
      focus('billId');
    }
  };
  const add = () => {
    setVisited(new Set(ID_FIELDS));
    const wrong = faults[0];
    if (wrong !== undefined) focus(fieldOf(wrong));
    else if (!act.isPending)
      act.mutate({ pairs: [pair], source: 'typed' }, { onSuccess: ({ verdicts }) => answered(verdicts[0]) });
  };
  return {
    text,
    pair,
    /** Faults of the fields that were left, or of all once adding was tried. */
    faults: toldFaults(faults).filter((fault) => visited.has(fieldOf(fault))),
    taken,
    failed: act.error,
    busy: act.isPending,
    /** What is typed or pasted; a whole barcode, or both ids in one, fills both fields. */
    set: (field: IdField, value: string) => {
      const both = cleanBillId(value).length > MAX ? readBillLine(value) : null;
      put(both ?? { ...text, [field]: value });
      if (both) focus('payId');
    },
    visit: (field: IdField) => {
      if (text[field] !== '') setVisited((before) => new Set([...before, field]));
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
