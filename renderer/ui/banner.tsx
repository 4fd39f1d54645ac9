import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

interface BannerProps {
  kind: 'info' | 'warning' | 'error' | 'good';
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons. */
  acts?: ReactNode;
  icon?: IconName;
  /** Read aloud at once when it appears. */
  alert?: boolean;
}

const ICONS = { info: 'info', warning: 'alarm', error: 'rejected', good: 'paid' } as const;

/** Something the cashier should know here and now, with what can be done about it. */
export function Banner({ kind, title, children, acts, icon = ICONS[kind], alert = false }: BannerProps) {
  return (
    <div className="banner" data-kind={kind} role={alert ? 'alert' : undefined}>
      <Icon name={icon} />
      <div className="banner-text">
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
      {acts !== undefined && <div className="acts">{acts}</div>}
    </div>
  );
}
