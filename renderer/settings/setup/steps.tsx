import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/screen.tsx';

/** The six steps of the SizPay document, in the order they are done. */
const STEPS = ['register', 'gateway', 'payLink', 'sms', 'keys', 'use'] as const;

const SITE = 'www.sizpay.ir';

export function Steps() {
  const { t } = useTranslation();
  return (
    <Card title={t('setup.steps.title')}>
      <ol className="setup-steps">
        {STEPS.map((step) => (
          <li key={step}>
            <strong>{t(`setup.steps.${step}`)}</strong>
            <span className="soft">{t(`setup.steps.${step}Hint`, { site: SITE })}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
