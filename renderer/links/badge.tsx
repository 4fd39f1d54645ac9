import { useTranslation } from 'react-i18next';
import type { LinkState } from '../../shared/links.ts';
import { Icon } from '../ui/icon.tsx';

/** A state by word and shape; the colour only helps. */
export function StateBadge({ state, big = false }: { state: LinkState; big?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={`badge state-${state}${big ? ' big' : ''}`}>
      <Icon name={state} />
      {t(`state.${state}`)}
    </span>
  );
}

/** The mark of an alarm nobody has seen to yet. */
export function AlarmBadge({ alarm }: { alarm: string | null }) {
  const { t } = useTranslation();
  if (alarm === null) return null;
  return (
    <span className="badge alarm">
      <Icon name="alarm" />
      {t('alarm.word')}
    </span>
  );
}
