import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../shared/contract/settings.ts';
import type { Status } from '../../../shared/contract/status.ts';
import { SIZPAY_ENDPOINT } from '../../../shared/settings.ts';
import { useCall } from '../../base/api.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { useTell } from '../../ui/notices.tsx';
import { Card, Screen } from '../../ui/screen.tsx';
import { Keys } from '../access.tsx';
import { ContractCard } from '../contract.tsx';
import { EndpointField, SettingField, ToshaVersionField, TransportField } from '../setting-field.tsx';
import type { SettingsField } from '../form.ts';
import { useSettingsForm } from '../use-settings.ts';
import type { SettingsForm } from '../use-settings.ts';
import { Ready } from './ready.tsx';
import { Steps } from './steps.tsx';
import '../settings.css';
import './setup.css';

/** From practice to live: what to do at SizPay, what to bring from there, and the switch. */
export function SetupScreen({ status }: { status: Status }) {
  const { t } = useTranslation();
  const { data, error } = useCall('settings.get', { mode: 'live' });
  return (
    <Screen title={t('setup.title')}>
      <p className="soft">{t('setup.lead')}</p>
      <Failure failed={error} />
      {data && <Columns status={status} view={data} />}
    </Screen>
  );
}

function Columns({ status, view }: { status: Status; view: SettingsView }) {
  const form = useSettingsForm('live', view);
  return (
    <div className="settings-columns">
      <div className="settings-column">
        <Steps />
        <Service form={form} />
        <Tosha form={form} view={view} />
      </div>
      <div className="settings-column">
        <Access form={form} view={view} />
        <ContractCard service="sizpay" mode="live" view={view} />
        <Ready mode={status.mode} awaiting={status.bills.awaiting} view={view} />
        <ContractCard service="tosha" mode="live" view={view} />
      </div>
    </div>
  );
}

function Access({ form, view }: { form: SettingsForm; view: SettingsView }) {
  const { t } = useTranslation();
  return (
    <Card title={t('setup.access.title')}>
      <SettingField form={form} field="payLinkName" />
      <SaveFields form={form} fields={['payLinkName']} label={t('setup.access.saveName')} said={t('setup.access.savedName')} />
      <Keys view={view} service="sizpay" />
    </Card>
  );
}

function Service({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  return (
    <Card title={t('setup.service.title')}>
      <p className="soft">{t('setup.service.lead')}</p>
      <EndpointField form={form} service="sizpay" />
      <TransportField form={form} />
      <SaveFields
        form={form}
        fields={['endpoint', 'transport']}
        label={t('setup.service.save')}
        said={t('setup.service.saved')}
      >
        {form.text.endpoint.trim() !== SIZPAY_ENDPOINT && (
          <Button look="quiet" onPress={() => form.set('endpoint', SIZPAY_ENDPOINT)}>
            {t('setup.service.again')}
          </Button>
        )}
      </SaveFields>
    </Card>
  );
}

/** What bills need: ToshaNet's user name and password, and how it is reached. */
function Tosha({ form, view }: { form: SettingsForm; view: SettingsView }) {
  const { t } = useTranslation();
  return (
    <Card title={t('setup.tosha.title')}>
      <p className="soft">{t('setup.tosha.lead')}</p>
      <EndpointField form={form} service="tosha" />
      <ToshaVersionField form={form} />
      <SettingField form={form} field="ownReturnUrl" ltr />
      <SaveFields
        form={form}
        fields={['toshaEndpoint', 'toshaVersion', 'ownReturnUrl']}
        label={t('setup.tosha.save')}
        said={t('setup.tosha.saved')}
      />
      <Keys view={view} service="tosha" />
    </Card>
  );
}

interface SaveFieldsProps {
  form: SettingsForm;
  fields: readonly SettingsField[];
  label: string;
  /** What is said once they are stored. */
  said: string;
  children?: ReactNode;
}

/** Saves some fields of the form, without those that another screen holds. */
function SaveFields({ form, fields, label, said, children }: SaveFieldsProps) {
  const tell = useTell();
  const dirty = fields.some((field) => form.dirty.includes(field));
  return (
    <>
      {dirty && <Failure failed={form.failed(fields)} />}
      <div className="acts">
        <Button disabled={!dirty} busy={form.busy} onPress={() => form.save(() => tell({ kind: 'good', text: said }), fields)}>
          {label}
        </Button>
        {children}
      </div>
    </>
  );
}
