import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../shared/contract/settings.ts';
import { SECRETS_OF } from '../../shared/settings.ts';
import type { Service } from '../../shared/settings.ts';
import { Banner } from '../ui/banner.tsx';
import { Tick } from '../ui/tick.tsx';
import { SecretRow } from './secret-row.tsx';
import './secrets.css';

/** Host and port of an origin, as it is said to a person. */
const hostOf = (origin: string) => new URL(origin).host;

/** Secrets of a live service, where they are sent, and how well this PC can keep them. */
export function Keys({ view, service }: { view: SettingsView; service: Service }) {
  const { t } = useTranslation();
  const { origin, fault, plain } = view.addresses[service];
  const [known, setKnown] = useState(false);
  const host = hostOf(origin);
  return (
    <div className="secrets">
      {view.seal !== 'strong' && (
        <Banner kind={view.seal === 'unavailable' ? 'error' : 'warning'}>
          <span>{t(`settings.secret.${view.seal === 'waiting' ? 'silent' : view.seal}`)}</span>
        </Banner>
      )}
      {fault !== null && (
        <Banner kind="error">
          <span>{t(`error.${fault}`)}</span>
        </Banner>
      )}
      {plain && fault === null && (
        <Banner kind="warning">
          <p>{t('settings.secret.plainWhy', { host })}</p>
          <Tick on={known} onChange={setKnown}>
            {t('settings.secret.plainKnown')}
          </Tick>
        </Banner>
      )}
      {SECRETS_OF[service].map((name) => {
        const enteredFor = view.enteredFor[name];
        return (
          <SecretRow
            key={name}
            name={name}
            state={view.secrets[name]}
            hosts={{ enteredFor: enteredFor === null ? null : hostOf(enteredFor), now: host }}
            evenIfPlain={known}
            canStore={view.seal !== 'unavailable' && view.seal !== 'waiting' && fault === null}
          />
        );
      })}
      <p className="soft">
        {t('settings.secret.boundTo', { host })} {t('settings.secret.hidden')}
      </p>
    </div>
  );
}
