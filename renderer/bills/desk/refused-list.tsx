import { useTranslation } from 'react-i18next';
import type { BillPair } from '../../../shared/bill-digits.ts';
import type { PairVerdict } from '../../../shared/contract/bills.ts';
import { Banner } from '../../ui/banner.tsx';
import { BillFaults, BillGroups } from '../bill-explained.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/screen.tsx';
import { putAside, useRefused } from './refused.ts';
import { Taken } from './taken.tsx';
import './refused.css';

/** Bills that were scanned or listed and did not get in: why, and the ways on. Read aloud as they come. */
export function RefusedList({ correct }: { correct: (pair: BillPair) => void }) {
  const { t } = useTranslation();
  const refused = useRefused();
  return (
    <div role="alert">
      {refused.length > 0 && (
        <Card title={t('bills.refused')}>
          <ul className="refused-bills">
            {refused.map((verdict) => (
              <li key={`${verdict.pair.billId} ${verdict.pair.payId}`}>
                <Refused verdict={verdict} correct={correct} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

function Refused({ verdict, correct }: { verdict: PairVerdict; correct: (pair: BillPair) => void }) {
  const { t } = useTranslation();
  const { pair, faults } = verdict;
  const bad = verdict.verdict === 'bad';
  const take = () => {
    putAside(verdict);
    correct(pair);
  };
  return (
    <div className="refused-bill">
      {bad ? <Banner kind="error" title={t('bills.bad')} /> : <Taken bill={verdict.bill} />}
      {bad && <BillGroups pair={pair} faults={faults} />}
      <BillFaults faults={faults} />
      <div className="acts">
        {bad && (
          <Button small onPress={take}>
            {t('bills.correct')}
          </Button>
        )}
        <Button small onPress={() => putAside(verdict)}>
          {t('bills.putAside')}
        </Button>
      </div>
    </div>
  );
}
