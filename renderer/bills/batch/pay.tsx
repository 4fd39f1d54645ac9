import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import { billsTaken, sumOfBills } from '../../../shared/bill-sums.ts';
import { amountOf } from '../../../shared/bill-digits.ts';
import type { Rial } from '../../../shared/money.ts';
import type { PayPage } from '../../../shared/contract/bills.ts';
import { useAct } from '../../base/api.ts';
import { Amount, Code } from '../../ui/amount.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { useTell } from '../../ui/notices.tsx';
import { Qr } from '../../ui/qr.tsx';
import { Card, Facts } from '../../ui/screen.tsx';
import { useFormat } from '../../base/use-format.ts';

interface PayProps {
  batch: Batch;
  bills: readonly Bill[];
  /** Null for an address that no payer should be sent to. */
  page: PayPage | null;
  /** Whether the provider asks for another amount than the bills say. */
  differs: boolean;
  /** What stands where the provider's total should. */
  unreadableTotal: string | null;
}

/**
 * The ways to the pay page. Where the amounts differ, none of them is shown before the difference was seen; and where no
 * pay page of its host was opened before, none before the host was read; one question after the other.
 */
export function Pay({ batch, bills, page, differs, unreadableTotal }: PayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [seen, setSeen] = useState(false);
  const [read, setRead] = useState(false);
  const own = billsTaken(batch, bills);
  const sum = sumOfBills(own);
  const amount = batch.total ?? sum;
  return (
    <Card title={t('batch.pay')}>
      <p className="batch-amount">
        {t('batch.bills', { count: own.length })} · <Amount rial={amount} both />
      </p>
      <p className="soft">{format.words(amount)}</p>
      {differs && (
        <Differs bills={own} sum={sum} total={batch.total} unreadable={unreadableTotal} seen={seen} see={() => setSeen(true)} />
      )}
      {page === null && <Banner kind="error">{t('error.pay-page-bad')}</Banner>}
      {page?.asks && !read && (!differs || seen) && <StrangeHost page={page} read={() => setRead(true)} />}
      {page && (!differs || seen) && (!page.asks || read) && (
        <Ways id={batch.id} page={page} even={{ evenIfDiffers: seen, evenIfStrange: read }} />
      )}
    </Card>
  );
}

interface DiffersProps {
  bills: readonly Bill[];
  /** Rial, by the payment ids. */
  sum: Rial;
  /** Rial, as the provider states it. */
  total: Rial | null;
  unreadable: string | null;
  seen: boolean;
  see: () => void;
}

function Differs({ bills, sum, total, unreadable, seen, see }: DiffersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const priced = bills.filter(({ price, payId }) => price !== null && price !== amountOf(payId));
  const sums = total !== null && { bills: sum, total, difference: Math.abs(total - sum) };
  const act = !seen && (
    <Button keyName="seeDifference" onPress={see}>
      {t('batch.differsSeen')}
    </Button>
  );
  return (
    <Banner kind="error" icon="alarm" alert title={t('batch.differsTitle')} acts={act}>
      {sums && (
        <p>
          {t('batch.differs', {
            bills: format.rial(sums.bills),
            total: format.rial(sums.total),
            difference: format.rial(sums.difference),
          })}
        </p>
      )}
      {unreadable !== null && <p>{t('batch.differsUnreadable', { bills: format.rial(sum), total: unreadable })}</p>}
      {priced.map(({ id, billId, payId, price }) => (
        <p key={id}>
          {t('batch.differsBill', { id: billId, own: format.rial(amountOf(payId)), price: format.rial(price ?? 0) })}
        </p>
      ))}
      <p>{t('batch.differsHow')}</p>
    </Banner>
  );
}

/** Where the payer would be sent, before anybody was sent there: the host, letter by letter, and what is strange about it. */
function StrangeHost({ page, read }: { page: PayPage; read: () => void }) {
  const { t } = useTranslation();
  const act = (
    <Button keyName="seeHost" onPress={read}>
      {t('batch.hostSeen')}
    </Button>
  );
  return (
    <Banner kind="warning" alert title={t('batch.hostNew')} acts={act}>
      <p className="batch-host">
        <Code>{page.host}</Code>
      </p>
      <Oddities oddities={page.oddities} />
      <p>{t('batch.hostHow')}</p>
    </Banner>
  );
}

function Oddities({ oddities }: Pick<PayPage, 'oddities'>) {
  const { t } = useTranslation();
  return oddities.map((oddity) => <p key={oddity}>{t(`batch.hostMark.${oddity}`)}</p>);
}

interface WaysProps {
  id: string;
  page: PayPage;
  /** What the cashier has seen, and would go on with. */
  even: { evenIfDiffers: boolean; evenIfStrange: boolean };
}

function Ways({ id, page, even }: WaysProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const open = useAct('batches.openPayPage');
  const [qr, setQr] = useState<string | null>(null);
  const browser = () =>
    open.mutate({ id, how: 'browser', ...even }, { onSuccess: () => tell({ kind: 'info', text: t('batch.opened') }) });
  const toggleQr = () => {
    if (qr !== null) setQr(null);
    else open.mutate({ id, how: 'qr', ...even }, { onSuccess: (answer) => setQr(answer.paymentUrl) });
  };
  return (
    <>
      <div className="acts">
        <Button look="primary" keyName="openPayPage" busy={open.isPending} onPress={browser}>
          {t('batch.openPage')}
        </Button>
        <Button keyName="showQr" busy={open.isPending} onPress={toggleQr}>
          {t(qr === null ? 'batch.showQr' : 'batch.hideQr')}
        </Button>
      </div>
      <p className="batch-host">
        {t('batch.host')} <Code>{page.host}</Code>
      </p>
      {page.oddities.length > 0 && (
        <Banner kind="warning">
          <Oddities oddities={page.oddities} />
        </Banner>
      )}
      <Failure failed={open.error} />
      {qr !== null && (
        <div className="batch-qr">
          <Qr text={qr} label={t('batch.qrLabel', { address: qr })} />
          <p>{t('batch.qrHint')}</p>
        </div>
      )}
      <Facts facts={[[t('batch.address'), <Code key="address">{page.address}</Code>]]} />
    </>
  );
}
