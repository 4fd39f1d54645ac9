import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SOAP_VERSIONS, TRANSPORTS } from '../../shared/evidence.ts';
import { ENDPOINT_OF } from '../../shared/settings.ts';
import type { Service } from '../../shared/settings.ts';
import { useFieldWords } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import type { SettingsForm } from './use-settings.ts';

type TextField =
  | 'cashier'
  | 'shopName'
  | 'invoicePattern'
  | 'payLinkName'
  | 'endpoint'
  | 'toshaEndpoint'
  | 'ownReturnUrl'
  | 'sendsAtOnce'
  | 'sendTimeout'
  | 'amountWarning';

interface SettingFieldProps {
  form: SettingsForm;
  field: TextField;
  /** Below the field, after its hint: an example, the amount in words. */
  below?: ReactNode;
  digits?: boolean;
  ltr?: boolean;
}

/** One setting that is typed, with its words from the catalogue and its error. */
export function SettingField({ form, field, below, digits = false, ltr = false }: SettingFieldProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  return (
    <Field
      label={t(`settings.field.${field}`)}
      value={form.text[field]}
      onChange={(text) => form.set(field, text)}
      error={words(form.issues[field])}
      digits={digits}
      ltr={ltr}
      hint={
        <>
          {t(`settings.field.${field}Hint`)}
          {below}
        </>
      }
    />
  );
}

/** How the service is spoken to. */
export function TransportField({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('settings.field.transport')}
      value={form.text.transport}
      options={TRANSPORTS.map((value) => ({ value, label: t(`settings.transport.${value}`) }))}
      onChange={(value) => form.set('transport', value)}
      hint={t('settings.field.transportHint')}
    />
  );
}

/** How ToshaNet is spoken to. */
export function ToshaVersionField({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('settings.field.toshaVersion')}
      value={form.text.toshaVersion}
      options={SOAP_VERSIONS.map((value) => ({ value, label: t(`settings.transport.${value}`) }))}
      onChange={(value) => form.set('toshaVersion', value)}
      hint={t('settings.field.toshaVersionHint')}
    />
  );
}

/** Where the service is (live only). */
export function EndpointField({ form, service }: { form: SettingsForm; service: Service }) {
  return <SettingField form={form} field={ENDPOINT_OF[service]} ltr />;
}
