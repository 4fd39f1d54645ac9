import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createQueries, useCall, useNews } from '../base/api.ts';
import { Notices } from '../ui/notices.tsx';
import { speak } from '../i18n/index.ts';
import { NavProvider } from '../base/nav.tsx';
import { TroubleScreen } from './trouble.tsx';
import { Shell } from './shell.tsx';
import { StickyProvider } from '../base/sticky.ts';

export function App() {
  const [queries] = useState(createQueries);
  return (
    <QueryClientProvider client={queries}>
      <NavProvider>
        <Root />
      </NavProvider>
    </QueryClientProvider>
  );
}

/** Waits for the first status, then gives the page its language and either the app or what is wrong with the ledger. */
function Root() {
  useNews();
  const status = useCall('app.status', {});
  const [kept] = useState({ practice: new Map<string, unknown>(), live: new Map<string, unknown>() });
  const language = status.data?.language;
  useEffect(() => {
    if (language) speak(language);
  }, [language]);
  // An error later on leaves the last status standing: the calls say what is wrong where it matters.
  if (!status.data) return status.error && <TroubleScreen error={status.error.error} />;
  return (
    <I18nProvider locale={language === 'en' ? 'en-GB' : 'fa-IR'}>
      {status.data.trouble ? (
        <TroubleScreen error={status.data.trouble} setAside={status.data.setAside} />
      ) : (
        <Notices>
          <StickyProvider value={kept[status.data.mode]}>
            <Shell key={status.data.mode} status={status.data} />
          </StickyProvider>
        </Notices>
      )}
    </I18nProvider>
  );
}
