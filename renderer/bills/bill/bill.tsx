import { useTranslation } from 'react-i18next';
import type { Bill } from '../../../shared/bills.ts';
import { meaningOf } from '../../../shared/bill-digits.ts';
import { useCall } from '../../base/api.ts';
import { Amount, Code, Moment } from '../../ui/amount.tsx';
import { BackButton } from '../../ui/back-button.tsx';
import { BatchBadge, BillBadge } from '../bill-badges.tsx';
import { BillGroups, BillMeaning } from '../bill-explained.tsx';
import { useBillWords } from '../bill-words.ts';
import { Button } from '../../ui/button.tsx';
import { EventList } from '../../ui/event-list.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Card, Facts, Screen } from '../../ui/screen.tsx';
import { useNav } from '../../base/nav.tsx';
import { useFormat } from '../../base/use-format.ts';
import { useRemoveBill } from '../desk/use-basket.ts';
import { billEventWords, billSentence } from './sentence.ts';

/** One bill, whole: its state, what its digits say, its facts and its history. */
export function BillScreen({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useBillWords();
  const { data, error } = useCall('bills.get', { id });
  const back = <BackButton otherwise={{ screen: 'billsList' }} />;
  if (error) {
    return (
      <Screen title={t('bill.notFound')} beside={back}>
        <Failure failed={error} />
      </Screen>
    );
  }
  if (!data) return null;
  const { bill, history } = data;
  return (
    <Screen title={t('bill.title', { type: words.type(bill), amount: words.amount(bill) })} beside={back}>
      <section className="card page-state">
        <BillBadge state={bill.state} big />
        <BillMeaning bill={bill} />
        <BillGroups pair={bill} faults={[]} />
        <BillActs bill={bill} />
      </section>
      <div className="page-columns">
        <Card title={t('bill.facts')}>
          <BillFacts bill={bill} />
        </Card>
        <Card title={t('bill.history')}>
          <EventList
            entries={history}
            sentence={(event) => billSentence(event, t, format.rial)}
            words={billEventWords}
            wordsName={t('bill.said')}
            evidence={() => null}
            alarm={() => ''}
          />
        </Card>
      </div>
    </Screen>
  );
}

function BillActs({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const { remove, failed } = useRemoveBill();
  const { batch, again } = bill;
  return (
    <>
      <div className="acts">
        {batch !== null && (
          <Button look="primary" onPress={() => go({ screen: 'batch', id: batch })}>
            {t('bill.openBatch')}
          </Button>
        )}
        {again !== null && <Button onPress={() => go({ screen: 'bill', id: again })}>{t('bill.againOpen')}</Button>}
        {bill.state === 'basket' && (
          <Button keyName="removeBill" onPress={() => remove(bill)}>
            {t('bill.remove')}
          </Button>
        )}
      </div>
      <Failure failed={failed} />
    </>
  );
}

function BillFacts({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const batch = useCall('batches.get', { id: bill.batch ?? '' }, { enabled: bill.batch !== null });
  const said = [bill.status, bill.message].filter((part) => part !== null && part !== '').join(' · ');
  const { type, amount } = meaningOf(bill);
  const moment = (at: number | null) => (at === null ? null : <Moment at={at} exact />);
  return (
    <Facts
      facts={[
        [t('bill.amount'), <Amount key="amount" rial={amount} />],
        [t('bill.price'), bill.price === null ? null : <Amount key="price" rial={bill.price} />],
        [t('bill.type'), t(`billType.${type}`)],
        [t('bill.providerType'), bill.billType ? <bdi key="type">{bill.billType}</bdi> : null],
        [t('bill.saleReferenceId'), bill.saleReferenceId === null ? null : <Code key="ref">{bill.saleReferenceId}</Code>],
        [t('bill.said'), said === '' ? null : <bdi key="said">{said}</bdi>],
        [t('bill.batch'), batch.data ? <BatchBadge key="batch" state={batch.data.batch.state} /> : null],
        [t('bill.extOrderId'), <Code key="order">{bill.extOrderId}</Code>],
        [t('bill.source'), t(`bill.sources.${bill.source}`)],
        [t('bill.savedAt'), moment(bill.savedAt)],
        [t('bill.savedBy'), bill.savedBy.name === '' ? null : <bdi key="by">{bill.savedBy.name}</bdi>],
        [t('bill.paidAt'), moment(bill.paidAt)],
      ]}
    />
  );
}
