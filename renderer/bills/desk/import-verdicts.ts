import type { Bill } from '../../../shared/bills.ts';
import { pairKey } from '../../../shared/bill-digits.ts';
import type { BillFault, BillPair } from '../../../shared/bill-digits.ts';
import type { PairVerdict } from '../../../shared/contract/bills.ts';
import type { BillRow } from './rows.ts';

/** The most pairs that one call takes. */
export const ROWS_MAX = 2000;

export const ROW_VERDICTS = ['bad', 'unread', 'taken', 'good'] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];

export interface JudgedRow extends BillRow {
  verdict: RowVerdict;
  faults: readonly BillFault[];
  /** Where the same pair is already; null also where that is an earlier row of the same list. */
  bill: Bill | null;
}

/** Each pair of the rows once, in their order. */
export function pairsOf(rows: readonly BillRow[]): BillPair[] {
  const pairs = new Map<string, BillPair>();
  for (const { pair } of rows) if (pair && !pairs.has(pairKey(pair))) pairs.set(pairKey(pair), pair);
  return [...pairs.values()];
}

const WORDS = { added: 'good', bad: 'bad', taken: 'taken' } as const;

/** What became of each row, by the verdicts on its pairs; a pair that came in an earlier row is taken. */
export function judgeRows(rows: readonly BillRow[], verdicts: readonly PairVerdict[]): JudgedRow[] {
  const byPair = new Map(verdicts.map((verdict) => [pairKey(verdict.pair), verdict]));
  const seen = new Set<string>();
  return rows.map((row) => {
    const key = row.pair ? pairKey(row.pair) : null;
    const found = key === null ? undefined : byPair.get(key);
    if (key === null || !found) return { ...row, verdict: 'unread', faults: [], bill: null };
    const again = seen.has(key) && found.verdict === 'added';
    seen.add(key);
    return again
      ? { ...row, verdict: 'taken', faults: [], bill: null }
      : { ...row, verdict: WORDS[found.verdict], faults: found.faults, bill: found.bill };
  });
}

/** How many rows came to each verdict. */
export function countRows(rows: readonly JudgedRow[]): Record<RowVerdict, number> {
  const counts = { bad: 0, unread: 0, taken: 0, good: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}
