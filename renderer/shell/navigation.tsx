import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/contract/status.ts';
import { KeyHint, shortcut } from '../ui/key-hint.tsx';
import { useKey } from '../base/keys.ts';
import { useNav } from '../base/nav.tsx';
import { useFormat } from '../base/use-format.ts';
import './navigation.css';

/** Screens reached from the header, each by its function key. */
type Tab = 'counter' | 'links' | 'bills' | 'decisions' | 'settings' | 'practice' | 'setup';

export function Navigation({ status }: { status: Status }) {
  const { t } = useTranslation();
  const practice = status.mode === 'practice';
  const tabs: Tab[] = [
    'counter',
    'links',
    'bills',
    'decisions',
    ...(practice ? (['practice'] as const) : []),
    'setup',
    'settings',
  ];
  return (
    <nav className="navigation" aria-label={t('nav.label')}>
      {tabs.map((tab) => (
        <NavTab key={tab} tab={tab} count={countOf(tab, status)} />
      ))}
    </nav>
  );
}

interface Count {
  count: number;
  label: 'nav.waitingForYou' | 'nav.inBasket';
  /** Whether it presses: a basket may stay as it is. */
  calm: boolean;
}

function countOf(tab: Tab, status: Status): Count | null {
  if (tab === 'decisions') return { count: status.decisions, label: 'nav.waitingForYou', calm: false };
  return tab === 'bills' ? { count: status.bills.basket, label: 'nav.inBasket', calm: true } : null;
}

function NavTab({ tab, count }: { tab: Tab; count: Count | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { place, go } = useNav();
  const here = place.screen === tab && !(place.screen === 'counter' && place.replaces);
  const open = () => {
    if (!here) go({ screen: tab });
  };
  useKey(tab, open);
  return (
    <Button className="navigation-tab" onPress={open} aria-current={here ? 'page' : false} aria-keyshortcuts={shortcut(tab)}>
      {t(`nav.${tab}`)}
      {count && count.count > 0 && (
        <span
          className={count.calm ? 'navigation-count calm' : 'navigation-count'}
          aria-label={t(count.label, { count: count.count })}
        >
          {format.count(count.count)}
        </span>
      )}
      <KeyHint name={tab} />
    </Button>
  );
}
