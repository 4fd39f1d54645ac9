import { useTranslation } from 'react-i18next';
import { jalaliDay } from '../../shared/days.ts';
import { invoiceSeries, proposeInvoiceNo } from '../../shared/invoice.ts';
import { parseRial } from '../../shared/money.ts';
import type { Status } from '../../shared/contract/status.ts';
import { Code } from '../ui/amount.tsx';
import { Card } from '../ui/screen.tsx';
import { useFormat, useNow } from '../base/use-format.ts';
import { PollSteps } from './poll-steps.tsx';
import { EndpointField, SettingField, TransportField } from './setting-field.tsx';
import type { SettingsForm } from './use-settings.ts';

export function ShopSection({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  return (
    <Card title={t('settings.sections.shop')}>
      <div className="settings-pair">
        <SettingField form={form} field="cashier" />
        <SettingField form={form} field="shopName" />
      </div>
      <SettingField form={form} field="invoicePattern" ltr below={<PatternExample pattern={form.text.invoicePattern} />} />
      <SettingField form={form} field="amountWarning" digits below={<AmountBelow text={form.text.amountWarning} />} />
    </Card>
  );
}

function PatternExample({ pattern }: { pattern: string }) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  const example = proposeInvoiceNo(invoiceSeries(pattern, jalaliDay(now)), 7);
  return (
    <span className="settings-below">
      {t('settings.field.invoicePatternExample')} <Code>{example}</Code>
    </span>
  );
}

function AmountBelow({ text }: { text: string }) {
  const format = useFormat();
  const parsed = parseRial(text);
  if (!parsed.ok) return null;
  return (
    <span className="settings-below">
      <bdi>{format.rial(parsed.rial)}</bdi> · <bdi>{format.toman(parsed.rial)}</bdi> · {format.words(parsed.rial)}
    </span>
  );
}

/** Links that wait for their payment at another address than the one set now. */
function OtherService({ count }: { count: number }) {
  const { t } = useTranslation();
  return count > 0 && <p className="soft">{t('settings.field.otherService', { count })}</p>;
}

export function SendingSection({ form, status }: { form: SettingsForm; status: Status }) {
  const { t } = useTranslation();
  return (
    <Card title={t('settings.sections.sending')}>
      <TransportField form={form} />
      {status.mode === 'live' ? (
        <>
          <EndpointField form={form} service="sizpay" />
          <OtherService count={status.otherService} />
        </>
      ) : (
        <p className="soft">{t('settings.field.endpointPractice')}</p>
      )}
      <div className="settings-pair">
        <SettingField form={form} field="sendsAtOnce" digits />
        <SettingField form={form} field="sendTimeout" digits />
      </div>
    </Card>
  );
}

export function AskingSection({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  return (
    <Card title={t('settings.sections.asking')}>
      <PollSteps form={form} />
    </Card>
  );
}
