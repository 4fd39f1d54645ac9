import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../shared/views.ts';
import type { SecretName } from '../../../shared/settings.ts';
import { Banner } from '../../components/banner.tsx';
import { SecretRow } from './secret-row.tsx';

/** Secrets of a live service, and how well this PC can keep them. */
export function Keys({ view, names }: { view: SettingsView; names: readonly SecretName[] }) {
  const { t } = useTranslation();
  return (
    <div className="secrets">
      {view.seal !== 'strong' && (
        <Banner kind={view.seal === 'weak' ? 'warning' : 'error'}>
          <span>{t(`settings.secret.${view.seal}`)}</span>
        </Banner>
      )}
      {names.map((name) => (
        <SecretRow key={name} name={name} state={view.secrets[name]} canStore={view.seal !== 'unavailable'} />
      ))}
      <p className="soft">{t('settings.secret.hidden')}</p>
    </div>
  );
}
