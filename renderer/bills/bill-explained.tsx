import { useTranslation } from 'react-i18next';
import type { BillFault, BillPair } from '../../shared/bill-digits.ts';
import { groupsOf } from './bill-groups.ts';
import type { Group } from './bill-groups.ts';
import { useFormat } from '../base/use-format.ts';
import { Amount } from '../ui/amount.tsx';
import { readable, toldFaults, useBillWords } from './bill-words.ts';
import type { Billed } from './bill-words.ts';
import { Icon } from '../ui/icon.tsx';
import './bill-explained.css';

/** What the digits of a bill say: type, company, year and period, and the amount three ways. Nothing where too few. */
export function BillMeaning({ bill }: { bill: Billed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useBillWords();
  const meaning = readable(bill);
  if (meaning === null) return null;
  const amount = bill.price ?? meaning.amount;
  return (
    <div className="bill-meaning">
      <p>
        <strong className="bill-meaning-type">
          <bdi>{words.type(bill)}</bdi>
        </strong>{' '}
        {[
          t('bills.company', { code: format.digits(meaning.company) }),
          t('bills.yearEnding', { year: format.digits(meaning.year) }),
          t('bills.period', { period: format.digits(meaning.period) }),
        ].join(format.language === 'fa' ? '، ' : ', ')}
      </p>
      <p className="bill-meaning-amount">
        <Amount rial={amount} both />
      </p>
      <p className="soft">{format.words(amount)}</p>
    </div>
  );
}

/** The two ids with their groups of digits apart; a wrong group is framed, crossed and named. */
export function BillGroups({ pair, faults }: { pair: BillPair; faults: readonly BillFault[] }) {
  const { t } = useTranslation();
  const { bill, pay } = groupsOf(pair, toldFaults(faults));
  return (
    <div className="bill-groups">
      <GroupRow title={t('bills.billId')} groups={bill} />
      <GroupRow title={t('bills.payId')} groups={pay} />
    </div>
  );
}

function GroupRow({ title, groups }: { title: string; groups: readonly Group[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (groups.length === 0) return null;
  return (
    <div className="bill-group-row" role="group" aria-label={title}>
      <span className="bill-group-title">{title}</span>
      <span className="bill-group-list">
        {groups.map(({ name, digits, wrong }) => (
          <span key={name} className={wrong ? 'bill-group wrong' : 'bill-group'}>
            <span className="bill-group-digits">{format.digits(digits)}</span>
            <span className="bill-group-name">
              {t(`billGroup.${name}`)}
              {wrong && (
                <strong>
                  <Icon name="close" />
                  {t('billGroup.wrong')}
                </strong>
              )}
            </span>
          </span>
        ))}
      </span>
    </div>
  );
}

/** What is wrong with a pair, one sentence for each fault. */
export function BillFaults({ faults }: { faults: readonly BillFault[] }) {
  const words = useBillWords();
  if (faults.length === 0) return null;
  return (
    <ul className="bill-faults">
      {toldFaults(faults).map((fault) => (
        <li key={fault}>{words.fault(fault)}</li>
      ))}
    </ul>
  );
}
