import { useTranslation } from 'react-i18next';
import { smsDescription } from '../../../shared/invoice.ts';
import type { Draft } from '../../../shared/draft.ts';
import { parseRial } from '../../../shared/money.ts';
import { rialText } from '../../base/format.ts';
import './sms-preview.css';

/**
 * The SMS as the customer will read it, with only as much of the description as it holds. It is in Persian whatever the
 * counter's language: the service sends it so.
 */
export function SmsPreview({ draft, shop }: { draft: Draft; shop: string }) {
  const { t, i18n } = useTranslation();
  const persian = i18n.getFixedT('fa');
  const amount = parseRial(draft.amount);
  const words = smsDescription(draft.description);
  return (
    <figure className="sms-preview">
      <figcaption>
        <strong>{t('counter.sms')}</strong>
        <span className="soft">{t('counter.smsNote')}</span>
      </figcaption>
      <div className="sms-preview-text" data-testid="sms-preview">
        {words === '' && !amount.ok ? (
          <p className="soft">{t('counter.smsWaiting')}</p>
        ) : (
          <div lang="fa" dir="rtl">
            {shop !== '' && <p dir="auto">{shop}</p>}
            {words !== '' && <p dir="auto">{words}</p>}
            {amount.ok && <p>{persian('counter.smsAmount', { amount: rialText(amount.rial, 'fa') })}</p>}
            <p className="sms-preview-link">{persian('counter.smsLink')} …</p>
          </div>
        )}
      </div>
    </figure>
  );
}
