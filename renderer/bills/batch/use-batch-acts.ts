import { useTranslation } from 'react-i18next';
import { billsTaken } from '../../../shared/bill-sums.ts';
import { admitsBatch } from '../../../shared/batches.ts';
import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import type { Output } from '../../../shared/contract/calls.ts';
import { useAct } from '../../base/api.ts';
import { useDismissAbout, useTell } from '../../ui/notices.tsx';
import { noteVerdicts } from '../desk/refused.ts';

/** Which acts a batch admits now. Main decides again; this only keeps useless buttons off the screen. */
export function batchActsOf(batch: Batch, bills: readonly Bill[]) {
  const own = billsTaken(batch, bills);
  const inState = (wanted: Bill['state']) => own.filter(({ state }) => state === wanted).length;
  return {
    pay: admitsBatch(batch, 'batch.payPageOpened') && batch.paymentUrl !== null,
    // Of a batch paid in part, the rest can be paid later: by a return, or by a person's word for a receipt.
    takeReturn: admitsBatch(batch, 'batch.settledByHand') && inState('paid') < own.length,
    abandon: admitsBatch(batch, 'batch.abandoned'),
    decide: admitsBatch(batch, 'batch.givenUp'),
    /** How many bills can be tried again; for abandoned ones, whose pay page stays payable, only behind a question. */
    rebasket: inState('failed') + inState('abandoned'),
    rebasketAsks: inState('abandoned') > 0,
    seeAlarm: admitsBatch(batch, 'batch.alarmSeen'),
  };
}

/** The acts on a batch, each saying what was done. */
export function useBatchActs(batch: Batch, done: () => void = () => undefined) {
  const { t } = useTranslation();
  const tell = useTell();
  const dismissAbout = useDismissAbout();
  const resubmitting = useAct('batches.resubmit');
  const givingUp = useAct('batches.giveUp');
  const abandoning = useAct('batches.abandon');
  const seeing = useAct('batches.seeAlarm');
  const rebasketing = useAct('batches.rebasket');
  const { id } = batch;
  const say = (text: string) => ({
    onSuccess: (_answer: unknown, here: boolean) => {
      dismissAbout(id);
      tell({ kind: 'info', text });
      if (here) done();
    },
  });
  const rebasketed = ({ verdicts }: Output<'batches.rebasket'>, here: boolean) => {
    const added = verdicts.filter(({ verdict }) => verdict === 'added').length;
    const left = verdicts.length - added;
    noteVerdicts(verdicts.filter(({ verdict }) => verdict === 'added'));
    const text = t('batch.rebasketed', { count: added });
    tell({ kind: 'info', text: left === 0 ? text : `${text} ${t('batch.rebasketLeft', { left })}` });
    if (here) done();
  };
  const all = [resubmitting, givingUp, abandoning, seeing, rebasketing];
  return {
    resubmit: () => resubmitting.mutate({ id }, say(t('batch.resubmitted'))),
    giveUp: () => givingUp.mutate({ id }, say(t('batch.givenUp'))),
    abandon: () => abandoning.mutate({ id }, say(t('batch.abandoned'))),
    seeAlarm: () => seeing.mutate({ id }, say(t('batch.alarmSeen'))),
    rebasket: () => rebasketing.mutate({ id }, { onSuccess: rebasketed }),
    busy: all.some(({ isPending }) => isPending),
    failed: all.find(({ error }) => error !== null)?.error ?? null,
  };
}
export type BatchActsState = ReturnType<typeof useBatchActs>;
