import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../shared/ipc.ts';
import { SIZPAY_SECRETS } from '../../../shared/settings.ts';
import { Banner } from '../../components/banner.tsx';
import { SecretRow } from './secret-row.tsx';

/** Key 1 and key 2 of the live service, and how well this PC can keep them. */
export function Keys({ view }: { view: SettingsView }) {
  const { t } = useTranslation();
  return (
    <div className="secrets">
      {view.seal !== 'strong' && (
        <Banner kind={view.seal === 'weak' ? 'warning' : 'error'}>
          <span>{t(`settings.secret.${view.seal}`)}</span>
        </Banner>
      )}
      {SIZPAY_SECRETS.map((name) => (
        <SecretRow key={name} name={name} state={view.secrets[name]} canStore={view.seal !== 'unavailable'} />
      ))}
      <p className="soft">{t('settings.secret.hidden')}</p>
    </div>
  );
}
