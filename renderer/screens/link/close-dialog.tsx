import { useTranslation } from 'react-i18next';
import type { Link } from '../../../shared/links.ts';
import { useAct } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { useTell } from '../../components/notices.tsx';

/** What closing does not do, by the state it is closed from. */
function meaningOf(link: Link): 'link.closeQueued' | 'link.closePayable' | 'decisions.closeMeans' | 'decisions.closeRejected' {
  if (link.state === 'unknown') return 'decisions.closeMeans';
  if (link.state === 'rejected') return 'decisions.closeRejected';
  if (link.state !== 'queued') return 'link.closePayable';
  // An unknown link that was queued again may have reached the customer the first time.
  return (link.evidence?.bytesOut ?? 0) > 0 ? 'decisions.closeMeans' : 'link.closeQueued';
}

/** Asks before a link is closed, and says what stays payable. */
export function CloseDialog({ link, done }: { link: Link; done: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const decide = useAct('links.decide');
  const close = () =>
    decide.mutate(
      { id: link.id, decision: { kind: 'close' } },
      {
        onSuccess: () => {
          tell({ kind: 'info', text: t('link.closed', { invoice: link.invoiceNo }) });
          done();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={done}
      title={t('link.closeTitle')}
      acts={
        <>
          <Button look="danger" busy={decide.isPending} onPress={close}>
            {t('link.closeYes')}
          </Button>
          <Button autoFocus onPress={done}>
            {t('app.cancel')}
          </Button>
        </>
      }
    >
      <p>{t(meaningOf(link))}</p>
      <Failure failed={decide.error} />
    </Dialog>
  );
}
