import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { readBarcode } from '../../shared/bill-digits.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import type { PairVerdict } from '../../shared/contract/bills.ts';
import { ask, Failed } from '../base/api.ts';
import { useBillScan } from '../scan/bill-scan.ts';
import { useBillWords } from '../bills/bill-words.ts';
import { useErrorWords } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import { useNav } from '../base/nav.tsx';
import { forgetRefused, noteVerdicts } from '../bills/desk/refused.ts';

/** A scanned bill goes into the basket from any screen, and what became of it is said; the screen stays where it is. */
export function useScanToBasket(): void {
  const { t } = useTranslation();
  const tell = useTell();
  const words = useBillWords();
  const errorWords = useErrorWords();
  const { place, go } = useNav();
  const here = place.screen === 'bills';
  const show = here ? {} : { act: { label: t('bills.open'), onPress: () => go({ screen: 'bills' }) } };

  const said = (verdict: PairVerdict) => {
    noteVerdicts([verdict]);
    if (verdict.verdict === 'added') {
      tell({ kind: 'good', text: words.landed(verdict.bill ?? verdict.pair), ...show });
    } else if (!here) {
      tell({ kind: 'alarm', text: t(verdict.verdict === 'bad' ? 'bills.badScan' : 'bills.takenScan'), ...show });
    }
  };
  const add = async (pair: BillPair) => {
    try {
      const { verdicts } = await ask('bills.add', { pairs: [pair], source: 'scan' });
      verdicts.forEach(said);
    } catch (error) {
      const what = errorWords(error instanceof Failed ? error.error : { code: 'internal' });
      tell({ kind: 'alarm', text: t('bills.failedScan', { what }) });
    }
  };
  useBillScan((digits) => {
    const pair = readBarcode(digits);
    if (pair) void add(pair);
    else tell({ kind: 'alarm', text: t('bills.oddScan', { length: digits.length }) });
  });
  useEffect(() => forgetRefused, []);
}
