import { useTranslation } from 'react-i18next';
import type { BatchState } from '../../shared/batches.ts';
import type { BillState } from '../../shared/bills.ts';
import { Icon } from '../ui/icon.tsx';
import type { IconName } from '../ui/icon.tsx';

export const BILL_ICONS: Readonly<Record<BillState, IconName>> = {
  basket: 'basket',
  submitting: 'sending',
  awaiting: 'clock',
  paid: 'paid',
  failed: 'rejected',
  abandoned: 'closed',
  removed: 'close',
};

export const BATCH_ICONS: Readonly<Record<BatchState, IconName>> = {
  submitting: 'sending',
  awaiting: 'clock',
  settled: 'paid',
  failed: 'rejected',
  abandoned: 'closed',
  refused: 'rejected',
  unknown: 'unknown',
  unsent: 'lineDown',
};

/** The look that the states of links gave: waiting, on its way, good, bad, unknown, still. */
const BILL_LOOKS = {
  basket: 'queued',
  submitting: 'sending',
  awaiting: 'sent',
  paid: 'paid',
  failed: 'rejected',
  abandoned: 'closed',
  removed: 'closed',
} as const satisfies Record<BillState, string>;
const BATCH_LOOKS = {
  submitting: 'sending',
  awaiting: 'sent',
  settled: 'paid',
  failed: 'rejected',
  abandoned: 'closed',
  refused: 'rejected',
  unknown: 'unknown',
  unsent: 'queued',
} as const satisfies Record<BatchState, string>;

/** A bill's state by word and shape. */
export function BillBadge({ state, big = false }: { state: BillState; big?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={`badge state-${BILL_LOOKS[state]}${big ? ' big' : ''}`}>
      <Icon name={BILL_ICONS[state]} />
      {t(`billState.${state}`)}
    </span>
  );
}

/** A batch's state by word and shape. */
export function BatchBadge({ state, big = false }: { state: BatchState; big?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={`badge state-${BATCH_LOOKS[state]}${big ? ' big' : ''}`}>
      <Icon name={BATCH_ICONS[state]} />
      {t(`batchState.${state}`)}
    </span>
  );
}
