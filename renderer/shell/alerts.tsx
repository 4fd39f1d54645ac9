import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/contract/status.ts';
import { useAct } from '../base/api.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useTell } from '../ui/notices.tsx';
import { codeKey } from '../i18n/codes.ts';
import { useNav } from '../base/nav.tsx';
import { useFormat } from '../base/use-format.ts';
import { Held } from './held.tsx';
import { SetAside } from './set-aside.tsx';
import './alerts.css';

/**
 * Under the header while it holds: a ledger that is not whole, returns it could not take, the paused outbox, a line that is
 * down, missing keys.
 */
export function Alerts({ status }: { status: Status }) {
  const { t } = useTranslation();
  const { place, go } = useNav();
  const { line, paused } = status;
  return (
    <div className="alerts">
      {status.hold && <Held hold={status.hold} queued={status.queued} />}
      {status.ledgerOk === false && !status.hold && <Banner kind="error">{t('status.ledgerBad')}</Banner>}
      {status.markFailed && (
        <Banner kind="error" icon="pause" alert title={t('status.markFailed')}>
          {t('status.markFailedHow')}
        </Banner>
      )}
      {status.bills.returnsWaiting > 0 && (
        <Banner kind="error" icon="alarm" alert title={t('status.returnsWait', { count: status.bills.returnsWaiting })}>
          {t('status.returnsWaitHow')}
        </Banner>
      )}
      <SetAside files={status.setAside} />
      {paused && <Paused paused={paused} />}
      {status.accessFault !== null && place.screen !== 'setup' && (
        <Banner kind="warning" acts={<Button onPress={() => go({ screen: 'setup' })}>{t('status.openSetup')}</Button>}>
          {t(`status.access.${status.accessFault}`)}
        </Banner>
      )}
      {line.state === 'down' && (
        <Banner kind="warning" icon="lineDown" title={t('status.line.down')}>
          <span>{t(codeKey('lineReason', line.reason ?? 'other'))}</span> <span>{t('counter.worksOffline')}</span>
        </Banner>
      )}
    </div>
  );
}

function Paused({ paused }: { paused: NonNullable<Status['paused']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const resume = useAct('outbox.resume');
  const go = (rejectedToo: boolean) =>
    resume.mutate(
      { rejectedToo },
      {
        onSuccess: ({ requeued }) =>
          tell({ kind: 'info', text: requeued > 0 ? t('status.resumed', { count: requeued }) : t('status.resumedPlain') }),
      },
    );
  const cause = t(codeKey('cause', paused.cause), { code: paused.cause });
  return (
    <Banner
      kind="error"
      icon="pause"
      alert
      title={t('status.paused')}
      acts={
        <>
          <Button busy={resume.isPending} onPress={() => go(false)}>
            {t('status.goOn')}
          </Button>
          <Button busy={resume.isPending} onPress={() => go(true)}>
            {t('status.sendRejectedToo')}
          </Button>
        </>
      }
    >
      <p>{t('status.pausedWhy', { time: format.clock(paused.since), cause })}</p>
      {paused.message !== '' && <p>{t('status.serviceSaid', { message: paused.message })}</p>}
      <p>{t(codeKey('fix', paused.cause))}</p>
      <Failure failed={resume.error} />
    </Banner>
  );
}
