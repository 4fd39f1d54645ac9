import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../shared/contract/settings.ts';
import type { Status } from '../../shared/contract/status.ts';
import { Card } from '../ui/screen.tsx';
import { ReceiverNotice } from '../bills/desk/receiver-notice.tsx';
import { Keys } from './access.tsx';
import { EndpointField, SettingField, ToshaVersionField } from './setting-field.tsx';
import type { SettingsForm } from './use-settings.ts';

/** The bill side: how ToshaNet is reached, who the shop is there, and how returns come back. */
export function ToshaSection({ form, status, view }: { form: SettingsForm; status: Status; view: SettingsView }) {
  const { t } = useTranslation();
  const live = status.mode === 'live';
  return (
    <Card title={t('settings.sections.tosha')}>
      <ToshaVersionField form={form} />
      {live ? (
        <>
          <EndpointField form={form} service="tosha" />
          <SettingField form={form} field="ownReturnUrl" ltr />
          <Keys view={view} service="tosha" />
        </>
      ) : (
        <p className="soft">{t('settings.toshaPractice')}</p>
      )}
      <h3>{t('settings.receiver')}</h3>
      <ReceiverNotice receiver={status.bills.receiver} />
    </Card>
  );
}
