import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createQueries, useCall, useNews } from './api.ts';
import { Notices } from './components/notices.tsx';
import { speak } from './i18n/index.ts';
import { NavProvider } from './nav.tsx';
import { TroubleScreen } from './screens/trouble.tsx';
import { Shell } from './shell/shell.tsx';

export function App() {
  const [queries] = useState(createQueries);
  return (
    <QueryClientProvider client={queries}>
      <Root />
    </QueryClientProvider>
  );
}

/** Waits for the first status, then gives the page its language and either the app or what is wrong with the ledger. */
function Root() {
  useNews();
  const status = useCall('app.status', {});
  const language = status.data?.language;
  useEffect(() => {
    if (language) speak(language);
  }, [language]);
  if (status.error) return <TroubleScreen error={status.error.error} />;
  if (!status.data) return null;
  return (
    <I18nProvider locale={language === 'en' ? 'en-GB' : 'fa-IR'}>
      {status.data.trouble ? (
        <TroubleScreen error={status.data.trouble} />
      ) : (
        <NavProvider>
          <Notices>
            <Shell key={status.data.mode} status={status.data} />
          </Notices>
        </NavProvider>
      )}
    </I18nProvider>
  );
}
