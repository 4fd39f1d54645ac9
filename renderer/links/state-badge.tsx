import { useTranslation } from 'react-i18next';
import type { LinkState } from '../../shared/links.ts';
import { Badge } from '../ui/badge.tsx';
import type { BadgeLook } from '../ui/badge.tsx';

const LOOKS: Readonly<Record<LinkState, BadgeLook>> = {
  queued: 'wait',
  sending: 'wait',
  sent: 'out',
  paid: 'good',
  rejected: 'bad',
  unknown: 'unknown',
  closed: 'still',
};

/** A link's state by word and shape. */
export function StateBadge({ state, big = false }: { state: LinkState; big?: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge look={LOOKS[state]} icon={state} big={big}>
      {t(`state.${state}`)}
    </Badge>
  );
}
