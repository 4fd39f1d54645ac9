import { useTranslation } from 'react-i18next';
import type { Link } from '../../../shared/links.ts';
import { useAct, useCall } from '../../base/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { useTell } from '../../ui/notices.tsx';

/** What closing does not do, by the state it is closed from and whether an earlier attempt may have reached the customer. */
function meaningOf({ state }: Link, mayBeOut: boolean) {
  if (state === 'unknown') return 'decisions.closeMeans';
  if (state === 'sent') return 'link.closePayable';
  if (mayBeOut) return 'decisions.closeMeans';
  return state === 'rejected' ? 'decisions.closeRejected' : 'link.closeQueued';
}

/** Asks before a link is closed, and says what stays payable. */
export function CloseDialog({ link, done }: { link: Link; done: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const decide = useAct('links.decide');
  const whole = useCall('links.get', { id: link.id });
  // Until the history is there, the careful sentence.
  const mayBeOut = whole.data?.history.some(({ event }) => event?.kind === 'link.unknown') ?? true;
  const close = () =>
    decide.mutate(
      { id: link.id, decision: { kind: 'close' } },
      {
        onSuccess: (_answer, here) => {
          tell({ kind: 'info', text: t('link.closed', { invoice: link.invoiceNo }) });
          if (here) done();
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
      <p>{t(meaningOf(link, mayBeOut))}</p>
      <Failure failed={decide.error} />
    </Dialog>
  );
}
