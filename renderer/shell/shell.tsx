import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/contract/status.ts';
import { useKey } from '../base/keys.ts';
import { useNav } from '../base/nav.tsx';
import type { Place } from '../base/nav.tsx';
import { BatchScreen } from '../bills/batch/batch.tsx';
import { BillScreen } from '../bills/bill/bill.tsx';
import { BillsListScreen } from '../bills/list/bills-list.tsx';
import { BillsScreen } from '../bills/desk/bills.tsx';
import { CounterScreen } from '../links/counter/counter.tsx';
import { DecisionsScreen } from '../decisions/decisions.tsx';
import { LinkScreen } from '../links/link/link.tsx';
import { LinksScreen } from '../links/list/links.tsx';
import { PracticeScreen } from '../practice/practice.tsx';
import { SettingsScreen } from '../settings/settings.tsx';
import { SetupScreen } from '../settings/setup/setup.tsx';
import { Alerts } from './alerts.tsx';
import { useBatchNewsAloud } from './batch-news.ts';
import { Navigation } from './navigation.tsx';
import { PracticeBand } from './practice-band.tsx';
import { useScanToBasket } from './scan-to-basket.ts';
import { searchFrom } from './search-from.ts';
import { StatusBar } from './status-bar.tsx';
import { useNewsAloud } from './told.ts';
import './shell.css';

/** The window: the band of practice, the header with navigation and status, what must be known now, and a screen. */
export function Shell({ status }: { status: Status }) {
  const { t } = useTranslation();
  const { place, go, back } = useNav();
  useNewsAloud();
  useBatchNewsAloud();
  useScanToBasket();
  const lists = searchFrom(place);
  useKey('search', place.screen === lists ? null : () => go({ screen: lists }));
  useKey('back', 'id' in place ? back : null);
  useEffect(() => {
    document.documentElement.dataset['mode'] = status.mode;
  }, [status.mode]);
  return (
    <>
      {status.mode === 'practice' && <PracticeBand />}
      <header className="shell-header">
        <span className="shell-brand">{t('app.name')}</span>
        <Navigation status={status} />
        <StatusBar status={status} />
      </header>
      <Alerts status={status} />
      <ScreenAt key={placeKey(place)} place={place} status={status} />
    </>
  );
}

function placeKey(place: Place): string {
  if ('id' in place) return place.id;
  return place.screen === 'counter' ? `counter ${place.replaces ?? ''}` : place.screen;
}

function ScreenAt({ place, status }: { place: Place; status: Status }) {
  switch (place.screen) {
    case 'counter':
      return <CounterScreen mode={status.mode} replaces={place.replaces ?? null} />;
    case 'links':
      return <LinksScreen />;
    case 'link':
      return <LinkScreen id={place.id} />;
    case 'bills':
      return <BillsScreen status={status} />;
    case 'billsList':
      return <BillsListScreen />;
    case 'bill':
      return <BillScreen id={place.id} />;
    case 'batch':
      return <BatchScreen id={place.id} status={status} />;
    case 'decisions':
      return <DecisionsScreen />;
    case 'settings':
      return <SettingsScreen status={status} />;
    case 'practice':
      return <PracticeScreen />;
    case 'setup':
      return <SetupScreen status={status} />;
  }
}
