import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import { billsTaken } from '../../../shared/bill-sums.ts';
import { calls } from '../../../shared/contract/calls.ts';
import { useAct } from '../../base/api.ts';
import { useBillWords } from '../bill-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, useFieldWords } from '../../ui/failure.tsx';
import { Field } from '../../ui/field.tsx';
import { useTell } from '../../ui/notices.tsx';
import { Tick } from '../../ui/tick.tsx';

interface SettleDialogProps {
  batch: Batch;
  bills: readonly Bill[];
  done: () => void;
}

/** Which bills were paid, by which receipts, and why a person says so and no return does. */
export function SettleDialog({ batch, bills, done }: SettleDialogProps) {
  const { t } = useTranslation();
  const words = useBillWords();
  const fieldWords = useFieldWords();
  const open = billsTaken(batch, bills).filter(({ state }) => state !== 'paid');
  const settle = useSettle(batch, open, done);
  return (
    <Dialog
      open
      wide
      onClose={done}
      title={t('batch.byHandTitle')}
      acts={
        <>
          <Button look="primary" busy={settle.busy} onPress={settle.run}>
            {t('batch.byHandYes')}
          </Button>
          <Button onPress={done}>{t('app.cancel')}</Button>
        </>
      }
    >
      <p>{t('batch.byHandMeans')}</p>
      {open.map((bill) => (
        <div key={bill.id} className="batch-settle-bill">
          <Tick on={settle.paid.has(bill.id)} onChange={(on) => settle.tick(bill.id, on)}>
            {t('batch.byHandPaid', { id: bill.billId, amount: words.amount(bill) })}
          </Tick>
          {settle.paid.has(bill.id) && (
            <Field
              label={t('batch.byHandRef')}
              value={settle.paid.get(bill.id) ?? ''}
              onChange={(text) => settle.write(bill.id, text)}
              error={fieldWords(settle.faultOf(bill.id))}
              ltr
              maxLength={100}
            />
          )}
        </div>
      ))}
      {settle.faultOf('paid') !== undefined && (
        <p className="field-error" role="alert">
          {fieldWords(settle.faultOf('paid'))}
        </p>
      )}
      <Field
        label={t('batch.byHandWhy')}
        hint={t('batch.byHandWhyHint')}
        value={settle.why}
        onChange={settle.setWhy}
        error={fieldWords(settle.faultOf('why'))}
        maxLength={500}
      />
      <Failure failed={settle.failed} />
    </Dialog>
  );
}

/** What is written so far, what is wrong with it once it was tried, and the act. */
function useSettle(batch: Batch, open: readonly Bill[], done: () => void) {
  const { t } = useTranslation();
  const tell = useTell();
  const act = useAct('batches.settleByHand');
  /** The receipts, by the bills that were paid. One bill alone is the one that it is about. */
  const [paid, setPaid] = useState<ReadonlyMap<string, string>>(
    () => new Map(open.length === 1 ? [[open[0]?.id ?? '', '']] : []),
  );
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const input = { id: batch.id, paid: [...paid].map(([bill, saleReferenceId]) => ({ bill, saleReferenceId })), why };
  const checked = calls['batches.settleByHand'].input.safeParse(input);
  const issues = tried ? (checked.error?.issues ?? []) : [];
  return {
    paid,
    why,
    setWhy,
    tick: (id: string, on: boolean) => setPaid(new Map(on ? [...paid, [id, '']] : [...paid].filter(([bill]) => bill !== id))),
    write: (id: string, text: string) => setPaid(new Map([...paid, [id, text]])),
    /** The code of what is wrong at a bill, with the reason (`why`), or with the choice of bills (`paid`). */
    faultOf: (place: string): string | undefined =>
      issues.find(({ path: [name, at] }) => (at === undefined ? name === place : input.paid[Number(at)]?.bill === place))
        ?.message,
    run: () => {
      setTried(true);
      if (!checked.success || act.isPending) return;
      const settled = (_answer: unknown, here: boolean) => {
        tell({ kind: 'info', text: t('batch.byHandSaid', { count: paid.size }) });
        if (here) done();
      };
      act.mutate(input, { onSuccess: settled });
    },
    busy: act.isPending,
    failed: act.error,
  };
}
