import { useTranslation } from 'react-i18next';
import type { Link } from '../../../shared/links.ts';
import { CloseDialog } from './close-dialog.tsx';
import { IdDialog } from './id-dialog.tsx';
import { SendAgainDialog } from './send-again-dialog.tsx';
import type { useLinkActs } from './use-link-acts.ts';

/** What is asked before an act on a link is done. */
export type Asking = 'close' | 'sendAgain' | 'hasSms' | 'giveId';

interface AskedDialogProps {
  asking: Asking | null;
  link: Link;
  acts: ReturnType<typeof useLinkActs>;
  done: () => void;
}

/** The dialog of the act that is being asked about; nothing while none is. */
export function AskedDialog({ asking, link, acts, done }: AskedDialogProps) {
  const { t } = useTranslation();
  const common = { busy: acts.busy, failed: acts.failed, done };
  switch (asking) {
    case null:
      return null;
    case 'close':
      return <CloseDialog link={link} done={done} />;
    case 'sendAgain':
      return <SendAgainDialog {...common} send={acts.sendAgain} />;
    case 'hasSms':
      return (
        <IdDialog
          {...common}
          title={t('decisions.hasSmsTitle')}
          hint={t('decisions.hasSmsHint')}
          yes={t('decisions.hasSmsYes')}
          mayBeEmpty
          give={acts.hasSms}
        />
      );
    case 'giveId':
      return (
        <IdDialog
          {...common}
          title={t('link.giveIdTitle')}
          hint={t('link.giveIdHint')}
          yes={t('link.giveIdYes')}
          mayBeEmpty={false}
          give={(id) => id !== null && acts.giveId(id)}
        />
      );
  }
}
