import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** Waiting, with the customer, done, refused, not known, over; and what somebody must see to. */
export type BadgeLook = 'wait' | 'out' | 'good' | 'bad' | 'unknown' | 'still' | 'alarm';

interface BadgeProps {
  look: BadgeLook;
  icon: IconName;
  big?: boolean;
  children: ReactNode;
}

/** A state by word and shape; the colour only helps. */
export function Badge({ look, icon, big = false, children }: BadgeProps) {
  return (
    <span className={big ? 'badge big' : 'badge'} data-look={look}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

/** The mark of an alarm nobody has seen to yet; nothing without one. */
export function AlarmBadge({ alarm }: { alarm: string | null }) {
  const { t } = useTranslation();
  if (alarm === null) return null;
  return (
    <Badge look="alarm" icon="alarm">
      {t('app.alarm')}
    </Badge>
  );
}
