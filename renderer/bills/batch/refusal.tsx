import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/batches.ts';
import { codeKey } from '../../i18n/codes.ts';
import { Refusal } from '../../ui/refusal.tsx';

/** Of a refused batch: the provider's own words, and what to do. Nothing for others, or for one that was given up. */
export function BatchRefusal({ batch: { state, cause, message } }: { batch: Batch }) {
  const { t } = useTranslation();
  if (state !== 'refused' || cause === 'given-up') return null;
  const code = cause ?? 'other';
  return (
    <Refusal
      whyName={t('batch.serviceSays')}
      why={message ? <bdi>«{message}»</bdi> : t(codeKey('cause', code), { code })}
      fixName={t('batch.toDo')}
      fix={code === 'service-refused' ? t('batch.serviceFix') : t(codeKey('fix', code))}
    />
  );
}
