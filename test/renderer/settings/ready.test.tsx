import { QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { createQueries } from '../../../renderer/base/api.ts';
import { Notices } from '../../../renderer/ui/notices.tsx';
import { en } from '../../../renderer/i18n/en.ts';
import { createWords } from '../../../renderer/i18n/index.ts';
import { Ready } from '../../../renderer/settings/setup/ready.tsx';
import { Settings } from '../../../shared/settings.ts';
import type { SettingsView } from '../../../shared/contract/settings.ts';

const ORIGIN = 'https://pay.example';
const SET: SettingsView = {
  settings: Settings.parse({ payLinkName: 'shop' }),
  secrets: { key1: 'set', key2: 'set', toshaUser: 'missing', toshaPassword: 'missing' },
  enteredFor: { key1: ORIGIN, key2: ORIGIN, toshaUser: null, toshaPassword: null },
  addresses: {
    sizpay: { origin: ORIGIN, fault: null, plain: false },
    tosha: { origin: ORIGIN, fault: null, plain: false },
  },
  seal: 'strong',
  adoptedNamespace: null,
  adoptedToshaNamespace: null,
  unusableContracts: [],
  liveReady: true,
  dataFolder: '',
};

/** What is not ready, with the word beside it. */
function open(view: SettingsView): string[] {
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={createWords('en')}>
      <QueryClientProvider client={createQueries()}>
        <Notices>
          <Ready mode="practice" awaiting={0} view={view} />
        </Notices>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return [...markup.matchAll(/<li data-met="false">.*?<span>(?<name>.*?)<\/span><strong>(?<word>.*?)<\/strong>/gu)].map(
    ({ groups }) => `${groups?.['name']}: ${groups?.['word']}`,
  );
}

test('where live is not ready, at least one thing is shown as open, and says why', () => {
  const { ready, service } = en.setup;
  expect(open(SET)).toEqual([]);
  expect(open({ ...SET, liveReady: false, secrets: { ...SET.secrets, key2: 'elsewhere' } })).toEqual([
    `${ready.key2}: ${en.settings.secret.elsewhere}`,
  ]);
  const addresses = { ...SET.addresses, sizpay: { ...SET.addresses.sizpay, fault: 'endpoint-plain-http' as const } };
  expect(open({ ...SET, liveReady: false, addresses })).toEqual([`${service.title}: ${ready.missing}`]);
});
