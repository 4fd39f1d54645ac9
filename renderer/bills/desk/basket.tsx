import type { KeyboardEvent } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { BATCH_MAX } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import type { Status } from '../../../shared/contract/status.ts';
import { useAct } from '../../base/api.ts';
import { Amount, Moment } from '../../ui/amount.tsx';
import { Banner } from '../../ui/banner.tsx';
import { BillWho } from '../bill-line.tsx';
import { amountOfBill, useBillWords } from '../bill-words.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useTell } from '../../ui/notices.tsx';
import { Card, EmptyState } from '../../ui/screen.tsx';
import { isKey } from '../../base/keys.ts';
import { useNav } from '../../base/nav.tsx';
import { useFormat } from '../../base/use-format.ts';
import { useBasket, useRemoveBill } from './use-basket.ts';
import type { Basket as BasketState } from './use-basket.ts';
import './basket.css';

/** The most rows drawn here; the lists screen has the rest. */
const SHOWN = 100;

/** What will be submitted: the sum first, then the bills, newest first; the newest is explained, as it has just landed. */
export function Basket({ status }: { status: Status }) {
  const { t } = useTranslation();
  const basket = useBasket();
  const submit = useSubmit();
  const { bills } = basket;
  return (
    <Card title={t('bills.basket')} beside={<span className="soft">{t('bills.basketCount', { count: bills.length })}</span>}>
      <Failure failed={basket.failed} />
      {bills.length > 0 && <Submit basket={basket} status={status} submit={submit} />}
      <Failure failed={submit.failed} />
      {basket.ready && <BasketRows bills={bills} />}
    </Card>
  );
}

interface SubmitProps {
  basket: BasketState;
  status: Status;
  submit: ReturnType<typeof useSubmit>;
}

function Submit({ basket: { bills, sum }, status, submit }: SubmitProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="basket-sum">
      <div>
        <p className="basket-amount">
          <span className="soft">{t('bills.basketSum')}</span> <Amount rial={sum} both />
        </p>
        <p className="soft">{format.words(sum)}</p>
        <p>{t('bills.makes', { count: Math.ceil(bills.length / BATCH_MAX) })}</p>
      </div>
      <div className="acts">
        <Button look="primary" keyName="submitBasket" busy={submit.busy} onPress={submit.run}>
          {t(submit.busy ? 'bills.submitting' : 'bills.submit')}
        </Button>
        <span className="soft hint">{t('bills.submitMeans')}</span>
      </div>
      {status.line.state === 'down' && (
        <Banner kind="warning" icon="lineDown">
          <span>{t('bills.offline')}</span>
        </Banner>
      )}
    </div>
  );
}

/**
 * Submits the basket once per press. One batch is opened at once, unless the cashier left meanwhile: its pay page is what
 * comes next. Held by what stays while the basket empties itself.
 */
function useSubmit() {
  const { t } = useTranslation();
  const tell = useTell();
  const { go } = useNav();
  const act = useAct('bills.submit');
  const run = () => {
    if (document.querySelector('[data-dialog]') !== null || act.isPending) return;
    act.mutate(
      {},
      {
        onSuccess: ({ batches }, here) => {
          const [only, more] = batches;
          const about = only && !more ? { about: only.id } : {};
          tell({ kind: 'info', text: t('bills.submitted', { count: batches.length }), ...about });
          if (here && only && !more) go({ screen: 'batch', id: only.id });
        },
      },
    );
  };
  return { run, busy: act.isPending, failed: act.error };
}

function BasketRows({ bills }: { bills: readonly Bill[] }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const words = useBillWords();
  const { remove, failed } = useRemoveBill();
  const newest = bills[0]?.id;
  const keyDown = (event: KeyboardEvent) => {
    if (!isKey('removeBill', event.nativeEvent) || event.repeat || !(event.target instanceof Element)) return;
    const id = event.target.closest('[data-key]')?.getAttribute('data-key');
    const bill = bills.find((one) => one.id === id);
    if (bill) remove(bill);
  };
  return (
    <>
      <Failure failed={failed} />
      <div className="line-room" onKeyDown={keyDown}>
        <GridList
          className="rows"
          aria-label={t('bills.basketList')}
          items={bills.slice(0, SHOWN)}
          dependencies={[newest]}
          selectionMode="none"
          onAction={(id) => go({ screen: 'bill', id: String(id) })}
          renderEmptyState={() => (
            <EmptyState title={t('bills.basketEmpty')}>
              <p>{t('bills.basketEmptyHow')}</p>
            </EmptyState>
          )}
        >
          {(bill) => (
            <GridListItem
              className={bill.id === newest ? 'row basket-row newest' : 'row basket-row'}
              textValue={`${words.type(bill)} ${bill.billId}`}
            >
              <BillWho bill={bill} explained={bill.id === newest} />
              {bill.id !== newest && <BillAmount bill={bill} />}
              <span className="soft">
                <Moment at={bill.savedAt} />
              </span>
              <Button
                small
                look="quiet"
                label={t('bills.removeOf', { type: words.type(bill), amount: words.amount(bill) })}
                onPress={() => remove(bill)}
              >
                <Icon name="close" />
              </Button>
            </GridListItem>
          )}
        </GridList>
      </div>
      {bills.length > 0 && (
        <p className="soft hint">
          <KeyHint name="removeBill" /> {t('bills.removeHint')}
        </p>
      )}
      {bills.length > SHOWN && <p className="soft">{t('bills.more', { count: bills.length - SHOWN })}</p>}
    </>
  );
}

function BillAmount({ bill }: { bill: Bill }) {
  const amount = amountOfBill(bill);
  return <span className="bill-line-amount">{amount === null ? '—' : <Amount rial={amount} />}</span>;
}
