import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/contract/status.ts';
import { Banner } from '../../ui/banner.tsx';

type Receiver = Status['bills']['receiver'];

const TROUBLE = { moved: 'batch.returnMoved', failed: 'batch.returnFailed' } as const;

/** On the bill screen: that returns do not come to this PC by themselves, and what to do. Nothing while they do. */
export function ReceiverNotice({ receiver }: { receiver: Receiver }) {
  const { t } = useTranslation();
  if (receiver !== 'moved' && receiver !== 'failed') return null;
  return (
    <Banner kind="warning">
      <span>{t(TROUBLE[receiver])}</span>
    </Banner>
  );
}

/** The word for how the return of one batch comes. It may go elsewhere than the receiver of now: to the port of another day. */
export function returnWay(comes: boolean, receiver: Receiver) {
  if (comes) return 'batch.returnComes';
  if (receiver === 'unused') return 'batch.returnOwn';
  return receiver === 'listening' ? 'batch.returnElsewhere' : TROUBLE[receiver];
}

/** How the return of one batch comes, and what to do where it does not by itself. */
export function ReturnWay({ comes, receiver }: { comes: boolean; receiver: Receiver }) {
  const { t } = useTranslation();
  const way = returnWay(comes, receiver);
  if (way === 'batch.returnComes' || way === 'batch.returnOwn') return <p>{t(way)}</p>;
  return (
    <Banner kind="warning">
      <span>{t(way)}</span>
    </Banner>
  );
}
