import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/ipc.ts';
import { KeyHint, shortcut } from '../components/key-hint.tsx';
import { useKey } from '../keys.ts';
import { useNav } from '../nav.tsx';
import { useFormat } from '../use-format.ts';

/** Screens reached from the header, each by its function key. */
type Tab = 'counter' | 'links' | 'decisions' | 'settings' | 'practice' | 'setup';

export function Navigation({ status }: { status: Status }) {
  const { t } = useTranslation();
  const practice = status.mode === 'practice';
  const tabs: Tab[] = ['counter', 'links', 'decisions', ...(practice ? (['practice'] as const) : []), 'setup', 'settings'];
  return (
    <nav className="navigation" aria-label={t('nav.label')}>
      {tabs.map((tab) => (
        <NavTab key={tab} tab={tab} waiting={tab === 'decisions' ? status.decisions : 0} />
      ))}
    </nav>
  );
}

function NavTab({ tab, waiting }: { tab: Tab; waiting: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { place, go } = useNav();
  const here = place.screen === tab && !(place.screen === 'counter' && place.replaces);
  const open = () => {
    if (!here) go({ screen: tab });
  };
  useKey(tab, open);
  return (
    <Button className="tab" onPress={open} aria-current={here ? 'page' : false} aria-keyshortcuts={shortcut(tab)}>
      {t(`nav.${tab}`)}
      {waiting > 0 && (
        <span className="tab-count" aria-label={t('nav.waitingForYou', { count: waiting })}>
          {format.count(waiting)}
        </span>
      )}
      <KeyHint name={tab} />
    </Button>
  );
}
