import { useTranslation } from 'react-i18next';
import type { BatchState } from '../../shared/batches.ts';
import type { BillState } from '../../shared/bills.ts';
import { Badge } from '../ui/badge.tsx';
import type { BadgeLook } from '../ui/badge.tsx';
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

const BILL_LOOKS: Readonly<Record<BillState, BadgeLook>> = {
  basket: 'wait',
  submitting: 'wait',
  awaiting: 'out',
  paid: 'good',
  failed: 'bad',
  abandoned: 'still',
  removed: 'still',
};
const BATCH_LOOKS: Readonly<Record<BatchState, BadgeLook>> = {
  submitting: 'wait',
  awaiting: 'out',
  settled: 'good',
  failed: 'bad',
  abandoned: 'still',
  refused: 'bad',
  unknown: 'unknown',
  unsent: 'wait',
};

/** A bill's state by word and shape. */
export function BillBadge({ state, big = false }: { state: BillState; big?: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge look={BILL_LOOKS[state]} icon={BILL_ICONS[state]} big={big}>
      {t(`billState.${state}`)}
    </Badge>
  );
}

/** A batch's state by word and shape. */
export function BatchBadge({ state, big = false }: { state: BatchState; big?: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge look={BATCH_LOOKS[state]} icon={BATCH_ICONS[state]} big={big}>
      {t(`batchState.${state}`)}
    </Badge>
  );
}
