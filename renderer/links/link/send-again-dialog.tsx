import { useTranslation } from 'react-i18next';
import type { Failed } from '../../base/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';

interface SendAgainDialogProps {
  busy: boolean;
  failed: Failed | null;
  send: () => void;
  done: () => void;
}

/** Before an unknown link goes out again: two SMS are possible, and both links payable. */
export function SendAgainDialog({ busy, failed, send, done }: SendAgainDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onClose={done}
      title={t('decisions.sendAgainTitle')}
      acts={
        <>
          <Button look="danger" busy={busy} onPress={send}>
            {t('decisions.sendAgainYes')}
          </Button>
          <Button autoFocus onPress={done}>
            {t('app.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('decisions.sendAgainMeans')}</p>
      <Failure failed={failed} />
    </Dialog>
  );
}
