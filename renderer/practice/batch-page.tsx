import { useTranslation } from 'react-i18next';
import type { PracticeBatch } from '../../shared/contract/practice.ts';
import { useAct } from '../base/api.ts';
import { Amount, Code } from '../ui/amount.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icon.tsx';
import { useTell } from '../ui/notices.tsx';
import './pay-page.css';

type Act = 'pay' | 'pay-partly' | 'cancel';

/** The pay page of a batch as its payer sees it, and what a payer can do there. */
export function BatchPage({ batch }: { batch: PracticeBatch }) {
  const { t } = useTranslation();
  const returned = useReturnedWords();
  const payer = usePayer(batch);
  const paid = batch.state === 'paid' || batch.state === 'partly';
  return (
    <div className="pay-page">
      <div className="pay-page-bar">
        <span>{t('practice.page.gateway')}</span>
        <Code>{batch.batchToken}</Code>
      </div>
      <p className="pay-page-amount">
        <Amount rial={batch.total} both />
      </p>
      <ul className="practice-bills" tabIndex={0} aria-label={t('batch.billsTitle')}>
        {batch.bills.map((bill) => (
          <PageBill key={`${bill.billId} ${bill.payId}`} bill={bill} />
        ))}
      </ul>
      {batch.state !== 'unpaid' && (
        <Banner kind={paid ? 'good' : 'info'} title={t(`practice.bills.state.${batch.state}`)}>
          {batch.returned !== null && <span>{t('practice.bills.returned', { how: returned(batch.returned) })}</span>}
        </Banner>
      )}
      <Failure failed={payer.failed} />
      <div className="acts">
        <Button look="primary" keyName="payBatch" busy={payer.busy} onPress={() => payer.run('pay')}>
          {t(paid ? 'practice.bills.again' : 'practice.bills.pay')}
        </Button>
        {!paid && (
          <>
            <Button busy={payer.busy} onPress={() => payer.run('pay-partly')}>
              {t('practice.bills.payPartly')}
            </Button>
            <Button busy={payer.busy} onPress={() => payer.run('cancel')}>
              {t('practice.bills.cancel')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function PageBill({ bill }: { bill: PracticeBatch['bills'][number] }) {
  const { t } = useTranslation();
  return (
    <li>
      <Icon name={bill.accepted ? 'paid' : 'rejected'} />
      <span>{t(bill.accepted ? 'practice.bills.accepted' : 'practice.bills.refused')}</span>
      <bdi>{bill.billType}</bdi>
      <Code>{bill.billId}</Code>
      <Amount rial={bill.price} />
    </li>
  );
}

/** What the payer's browser met on its way back, in words. */
function useReturnedWords(): (returned: string) => string {
  const { t } = useTranslation();
  return (returned) => {
    if (returned === 'none') return t('practice.bills.returnedNone');
    if (returned === 'unreached') return t('practice.bills.returnedUnreached');
    return t('practice.bills.returnedStatus', { status: returned });
  };
}

function usePayer({ batchToken }: PracticeBatch) {
  const { t } = useTranslation();
  const tell = useTell();
  const words = useReturnedWords();
  const act = useAct('practice.payBatch');
  const run = (what: Act) =>
    act.mutate(
      { batchToken, act: what },
      {
        onSuccess: ({ batches }) => {
          const how = words(batches.find((one) => one.batchToken === batchToken)?.returned ?? 'none');
          tell({ kind: 'info', text: t('practice.bills.said', { returned: t('practice.bills.returned', { how }) }) });
        },
      },
    );
  return { run, busy: act.isPending, failed: act.error };
}
