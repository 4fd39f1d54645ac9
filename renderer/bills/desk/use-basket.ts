import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Bill } from '../../../shared/bills.ts';
import type { Output } from '../../../shared/contract/calls.ts';
import type { Rial } from '../../../shared/money.ts';
import { queryOf, useAct, useCall } from '../../base/api.ts';
import type { Failed } from '../../base/api.ts';
import { amountOfBill, useBillWords } from '../bill-words.ts';
import { useTell } from '../../ui/notices.tsx';
import { noteVerdicts } from './refused.ts';

/** The most that one call gives. */
const PAGE = 500;

const pageOf = (page: number) =>
  queryOf('bills.list', { search: '', states: ['basket' as const], limit: PAGE, offset: page * PAGE });

export interface Basket {
  /** Newest first. */
  bills: readonly Bill[];
  sum: Rial;
  failed: Failed | null;
  ready: boolean;
}

/** The whole basket, however long: its sum is over all of it. */
export function useBasket(): Basket {
  const first = useCall('bills.list', { search: '', states: ['basket'], limit: PAGE, offset: 0 });
  const pages = Math.ceil((first.data?.total ?? 0) / PAGE);
  const more = useQueries({ queries: Array.from({ length: Math.max(0, pages - 1) }, (_, at) => pageOf(at + 1)) });
  const bills = [first.data, ...more.map(({ data }) => data)].flatMap((answer) => answer?.bills ?? []);
  return {
    bills,
    sum: bills.reduce((sum, bill) => sum + (amountOfBill(bill) ?? 0), 0),
    failed: first.error,
    ready: first.data !== undefined,
  };
}

/** Takes a bill out of the basket; what is told of it can put it back. */
export function useRemoveBill(): { remove: (bill: Bill) => void; failed: Failed | null } {
  const { t } = useTranslation();
  const tell = useTell();
  const words = useBillWords();
  const removing = useAct('bills.remove');
  const adding = useAct('bills.add');
  const values = (bill: Bill) => ({ type: words.type(bill), amount: words.amount(bill) });
  const putBack = (bill: Bill) => {
    const { billId, payId, source } = bill;
    const put = ({ verdicts }: Output<'bills.add'>) => {
      noteVerdicts(verdicts);
      const back = verdicts.every(({ verdict }) => verdict === 'added');
      if (back) tell({ kind: 'info', text: t('bills.addedAgain', values(bill)) });
    };
    adding.mutate({ pairs: [{ billId, payId }], source }, { onSuccess: put });
  };
  const removed = (bill: Bill) =>
    tell({
      kind: 'info',
      text: t('bills.removed', values(bill)),
      act: { label: t('bills.undo'), onPress: () => putBack(bill) },
    });
  return {
    remove: (bill) => {
      if (!removing.isPending) removing.mutate({ id: bill.id }, { onSuccess: () => removed(bill) });
    },
    failed: removing.error ?? adding.error,
  };
}
