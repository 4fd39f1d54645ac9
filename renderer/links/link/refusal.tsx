import { useTranslation } from 'react-i18next';
import type { Link } from '../../../shared/links.ts';
import { codeKey } from '../../i18n/codes.ts';
import { Refusal } from '../../ui/refusal.tsx';

/** Of a rejected link: the service's own words, its cause, and what to do about that. Nothing for other links. */
export function RefusalWords({ link }: { link: Link }) {
  const { t } = useTranslation();
  if (link.state !== 'rejected') return null;
  const cause = link.cause ?? 'other';
  return (
    <Refusal
      whyName={t('decisions.serviceSays')}
      why={link.message ? <bdi>«{link.message}»</bdi> : t(codeKey('cause', cause), { code: cause })}
      fixName={t('decisions.toDo')}
      fix={t(codeKey('fix', cause))}
    />
  );
}
