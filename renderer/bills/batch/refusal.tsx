import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import { codeKey } from '../../i18n/codes.ts';

/** Of a refused batch: the provider's own words, and what to do. Nothing for others, or for one that was given up. */
export function BatchRefusal({ batch: { state, cause, message } }: { batch: Batch }) {
  const { t } = useTranslation();
  if (state !== 'refused' || cause === 'given-up') return null;
  const code = cause ?? 'other';
  return (
    <dl className="refusal">
      <div>
        <dt>{t('batch.serviceSays')}</dt>
        <dd>{message ? <bdi>«{message}»</bdi> : t(codeKey('cause', code), { code })}</dd>
      </div>
      <div>
        <dt>{t('batch.toDo')}</dt>
        <dd>{code === 'service-refused' ? t('batch.serviceFix') : t(codeKey('fix', code))}</dd>
      </div>
    </dl>
  );
}
