import { useTranslation } from 'react-i18next';
import './practice-band.css';

/** Across the whole window while in practice: nobody may take it for the real thing. */
export function PracticeBand() {
  const { t } = useTranslation();
  return (
    <aside className="practice-band" aria-label={t('status.practiceWord')}>
      <strong>{t('status.practiceWord')}</strong>
      <span>{t('status.practiceMeans')}</span>
    </aside>
  );
}
