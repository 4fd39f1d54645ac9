import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import { billsTaken } from '../../../shared/bill-sums.ts';
import type { Status } from '../../../shared/contract/status.ts';
import { useCall } from '../../base/api.ts';
import { Amount, Code, Moment } from '../../ui/amount.tsx';
import { BackButton } from '../../ui/back-button.tsx';
import { BatchBadge } from '../bill-badges.tsx';
import { BillLine } from '../bill-line.tsx';
import { useBillWords } from '../bill-words.ts';
import { EventList } from '../../ui/event-list.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Card, Facts, Screen } from '../../ui/screen.tsx';
import { useNav } from '../../base/nav.tsx';
import { useFormat } from '../../base/use-format.ts';
import { EvidenceDetails } from '../../ui/evidence.tsx';
import { BatchAlarm } from './alarm.tsx';
import { BatchActs } from './batch-acts.tsx';
import { Pay } from './pay.tsx';
import { BatchRefusal } from './refusal.tsx';
import { batchSentence, batchWords, meaningOf, whatSentence } from './sentence.ts';
import { TakeReturn } from './take-return.tsx';
import { batchActsOf } from './use-batch-acts.ts';
import './batch.css';

/** One batch, whole: its state and what it waits for, the ways to pay, its return, its bills and its history. */
export function BatchScreen({ id, status }: { id: string; status: Status }) {
  const { t } = useTranslation();
  const words = useBillWords();
  const { language } = useFormat();
  const { data, error } = useCall('batches.get', { id });
  const back = <BackButton otherwise={{ screen: 'bills' }} />;
  if (error) {
    return (
      <Screen title={t('batch.notFound')} beside={back}>
        <Failure failed={error} />
      </Screen>
    );
  }
  if (!data) return null;
  const { batch, bills, history, differs, unreadableTotal, payPage, alarmMore, returnComes } = data;
  const can = batchActsOf(batch, bills);
  return (
    <Screen title={words.batchName(batch)} beside={back}>
      <section className="card page-state">
        <BatchBadge state={batch.state} big />
        <p className="page-meaning">{t(`batchMeaning.${meaningOf(batch)}`)}</p>
        {batch.state === 'settled' && <Outcome batch={batch} bills={bills} />}
        <BatchAlarm batch={batch} more={alarmMore} />
        <BatchRefusal batch={batch} />
        <BatchActs batch={batch} bills={bills} />
        {batch.state === 'unknown' && batch.evidence && <EvidenceDetails evidence={batch.evidence} />}
      </section>
      {(can.pay || can.takeReturn) && (
        <div className="page-columns">
          {can.pay && <Pay {...{ batch, bills, differs, unreadableTotal }} page={payPage} />}
          {can.takeReturn && <TakeReturn batch={batch} bills={bills} comes={returnComes} receiver={status.bills.receiver} />}
        </div>
      )}
      <BillsCard bills={bills} />
      <div className="page-columns">
        <Card title={t('batch.facts')}>
          <BatchFacts batch={batch} unreadableTotal={unreadableTotal} />
        </Card>
        <Card title={t('batch.history')}>
          <EventList
            entries={history}
            sentence={(event) => batchSentence(event, t)}
            words={batchWords}
            wordsName={t('batch.said')}
            evidence={(event) => ('evidence' in event ? event.evidence : null)}
            alarm={(event) =>
              event.kind === 'batch.alarm' && event.more === undefined
                ? event.what.map((code) => whatSentence(code, t)).join(language === 'fa' ? '؛ ' : '; ')
                : ''
            }
            came={(event) => (event.kind === 'batch.alarm' ? event.came : '')}
          />
        </Card>
      </div>
    </Screen>
  );
}

/** How many of a settled batch's bills were paid: it is settled with the first of them. */
function Outcome({ batch, bills }: { batch: Batch; bills: readonly Bill[] }) {
  const { t } = useTranslation();
  const own = billsTaken(batch, bills);
  const paid = own.filter(({ state }) => state === 'paid').length;
  const failed = own.length - paid;
  return <p className="batch-outcome">{t(failed === 0 ? 'batch.outcomeAll' : 'batch.outcome', { paid, failed })}</p>;
}

function BillsCard({ bills }: { bills: readonly Bill[] }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const words = useBillWords();
  return (
    <Card title={t('batch.billsTitle')}>
      <div className="line-room">
        <ListBox
          className="rows"
          aria-label={t('batch.billsLabel')}
          items={bills}
          selectionMode="none"
          onAction={(id) => go({ screen: 'bill', id: String(id) })}
        >
          {(bill) => (
            <ListBoxItem className="row" textValue={`${words.type(bill)} ${bill.billId} ${t(`billState.${bill.state}`)}`}>
              <BillLine bill={bill} />
            </ListBoxItem>
          )}
        </ListBox>
      </div>
    </Card>
  );
}

function BatchFacts({ batch, unreadableTotal }: { batch: Batch; unreadableTotal: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const unread = unreadableTotal === null ? t('batch.totalNone') : <bdi key="total">{unreadableTotal}</bdi>;
  const total = batch.total === null ? unread : <Amount key="total" rial={batch.total} both />;
  const said = [batch.status, batch.message].filter((part) => part !== null && part !== '').join(' · ');
  return (
    <Facts
      facts={[
        [t('batch.expected'), <Amount key="expected" rial={batch.expected} both />],
        [t('batch.total'), total],
        [t('batch.batchToken'), batch.batchToken === null ? null : <Code key="token">{batch.batchToken}</Code>],
        [t('batch.said'), said === '' ? null : <bdi key="said">{said}</bdi>],
        [t('batch.savedAt'), <Moment key="saved" at={batch.savedAt} exact />],
        [t('batch.savedBy'), batch.savedBy.name === '' ? null : <bdi key="by">{batch.savedBy.name}</bdi>],
        [t('batch.returnedAt'), batch.returnedAt === null ? null : <Moment key="returned" at={batch.returnedAt} exact />],
        [t('batch.attempts'), format.count(batch.attempts)],
        [t('batch.returnUrl'), <Code key="url">{batch.returnUrl}</Code>],
      ]}
    />
  );
}
