import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/contract/status.ts';
import { useAct } from '../base/api.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useNav } from '../base/nav.tsx';
import { searchFrom } from './search-from.ts';
import { useFormat, useNow } from '../base/use-format.ts';
import { useCheckNow } from '../links/check-now.ts';
import './status-bar.css';

/** What the counter must know at every moment: the line, the outbox, what waits for a person, when it last asked. */
export function StatusBar({ status }: { status: Status }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { place, go } = useNav();
  const check = useCheckNow();
  const last = status.lastPollAt;
  return (
    <section className="status-bar" aria-label={t('status.label')}>
      {status.loopbackAllowed && (
        <span className="status-bar-chip loopback">
          <Icon name="alarm" />
          {t('status.loopback')}
        </span>
      )}
      <LineChip line={status.line} />
      <span className={status.queued > 0 ? 'status-bar-chip busy' : 'status-bar-chip'} data-testid="queued">
        <Icon name="queued" />
        {status.queued > 0 ? t('status.queued', { count: status.queued }) : t('status.nothingWaits')}
      </span>
      {status.sending > 0 && (
        <span className="status-bar-chip busy">
          <Icon name="sending" />
          {t('status.sending', { count: status.sending })}
        </span>
      )}
      {status.bills.awaiting > 0 && (
        <Button small look="quiet" onPress={() => go({ screen: 'bills' })}>
          <Icon name="clock" />
          {t('status.awaiting', { count: status.bills.awaiting })}
        </Button>
      )}
      {status.decisions > 0 && (
        <Button small look="quiet" onPress={() => go({ screen: 'decisions' })}>
          <Icon name="unknown" />
          {t('status.decisions', { count: status.decisions })}
        </Button>
      )}
      <span className="status-bar-chip">
        <Icon name="clock" />
        {last === null ? t('status.neverPolled') : t('status.lastPoll', { when: format.ago(last, now) })}
      </span>
      <Button
        small
        look="quiet"
        keyName="checkNow"
        busy={check.busy}
        onPress={() => check.run(place.screen === 'link' ? place.id : null)}
      >
        {check.busy ? t('status.checking') : t(place.screen === 'link' ? 'link.checkNow' : 'status.checkAll')}
      </Button>
      <Button small look="quiet" keyShown="search" onPress={() => go({ screen: searchFrom(place) })}>
        <Icon name="search" />
        {t('nav.search')}
      </Button>
      <LanguageSwitch language={status.language} />
    </section>
  );
}

function LineChip({ line }: Pick<Status, 'line'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const down = line.state === 'down';
  return (
    <span className="status-bar-chip" data-line={line.state} role="status">
      <Icon name={down ? 'lineDown' : 'lineUp'} />
      {t(`status.line.${line.state}`)}
      {down && <span>{t('status.lineSince', { time: format.clock(line.since) })}</span>}
    </span>
  );
}

/** Named in the language it switches to, so that whoever needs it can read it. */
function LanguageSwitch({ language }: Pick<Status, 'language'>) {
  const { t } = useTranslation();
  const set = useAct('app.setLanguage');
  const other = language === 'fa' ? 'en' : 'fa';
  return (
    <Button small look="quiet" onPress={() => set.mutate({ language: other })}>
      <span lang={other} dir={other === 'fa' ? 'rtl' : 'ltr'}>
        {t('app.otherLanguage')}
      </span>
    </Button>
  );
}
