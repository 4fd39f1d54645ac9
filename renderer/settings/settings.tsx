import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../shared/contract/settings.ts';
import type { Status } from '../../shared/contract/status.ts';
import { useCall } from '../base/api.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Card, Screen } from '../ui/screen.tsx';
import { useNav } from '../base/nav.tsx';
import { Keys } from './access.tsx';
import { AboutSection, LanguageSection } from './app-sections.tsx';
import { ContractCard } from './contract.tsx';
import { LedgerSection } from './ledger.tsx';
import { SaveBar } from './save-bar.tsx';
import { AskingSection, SendingSection, ShopSection } from './sections.tsx';
import { SettingField } from './setting-field.tsx';
import { ToshaSection } from './tosha.tsx';
import type { SettingsForm } from './use-settings.ts';
import { useSettingsForm } from './use-settings.ts';
import './settings.css';

/** The settings of the mode the counter is in. */
export function SettingsScreen({ status }: { status: Status }) {
  const { t } = useTranslation();
  const { data, error } = useCall('settings.get', { mode: status.mode });
  return (
    <Screen
      title={t(`settings.of.${status.mode}`)}
      beside={<span className="soft">{t('settings.apart')}</span>}
      className="settings"
    >
      <Failure failed={error} />
      {data && <Sections status={status} view={data} />}
    </Screen>
  );
}

function Sections({ status, view }: { status: Status; view: SettingsView }) {
  const { mode } = status;
  const form = useSettingsForm(mode, view);
  return (
    <>
      <div className="settings-columns">
        <div className="settings-column">
          <ShopSection form={form} />
          <SendingSection form={form} status={status} />
          <AskingSection form={form} />
          <ToshaSection form={form} status={status} view={view} />
        </div>
        <div className="settings-column">
          {mode === 'live' ? <AccessCard form={form} view={view} /> : <PracticeAccessCard />}
          <ContractCard service="sizpay" mode={mode} view={view} />
          <ContractCard service="tosha" mode={mode} view={view} />
          <LanguageSection />
          <LedgerSection />
          <AboutSection status={status} view={view} />
        </div>
      </div>
      <SaveBar form={form} />
    </>
  );
}

function AccessCard({ form, view }: { form: SettingsForm; view: SettingsView }) {
  const { t } = useTranslation();
  return (
    <Card title={t('settings.sections.access')}>
      <SettingField form={form} field="payLinkName" />
      <Keys view={view} service="sizpay" />
    </Card>
  );
}

function PracticeAccessCard() {
  const { t } = useTranslation();
  const { go } = useNav();
  return (
    <Card title={t('settings.sections.access')}>
      <p>{t('settings.secret.practice')}</p>
      <div className="acts">
        <Button small keyShown="setup" onPress={() => go({ screen: 'setup' })}>
          {t('settings.secret.toSetup')}
        </Button>
      </div>
    </Card>
  );
}
