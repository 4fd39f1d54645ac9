import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/ipc.ts';
import { Banner } from '../../components/banner.tsx';

const WORDS = {
  listening: 'batch.returnComes',
  moved: 'batch.returnMoved',
  failed: 'batch.returnFailed',
  unused: 'batch.returnOwn',
} as const;

interface ReceiverNoticeProps {
  receiver: Status['bills']['receiver'];
  /** Says nothing while all is as it should be. */
  onlyTrouble?: boolean;
}

/** How returns come to this PC, and what to do where they do not. */
export function ReceiverNotice({ receiver, onlyTrouble = false }: ReceiverNoticeProps) {
  const { t } = useTranslation();
  if (receiver === 'moved' || receiver === 'failed') {
    return (
      <Banner kind="warning">
        <span>{t(WORDS[receiver])}</span>
      </Banner>
    );
  }
  return onlyTrouble ? null : <p>{t(WORDS[receiver])}</p>;
}
