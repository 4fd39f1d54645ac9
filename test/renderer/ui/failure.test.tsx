import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { Failed } from '../../../renderer/base/api.ts';
import { Failure } from '../../../renderer/ui/failure.tsx';
import { createWords } from '../../../renderer/i18n/index.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';

const said = (code: ErrorCode, detail: string) =>
  renderToStaticMarkup(
    <I18nextProvider i18n={createWords('fa')}>
      <Failure failed={new Failed({ code, detail })} />
    </I18nextProvider>,
  );

test.each<[ErrorCode, string]>([
  ['disk-full', 'database or disk is full'],
  ['strange-pay-page', 'pay.example http private'],
])('%s is said in the language of the page alone', (code, detail) => {
  expect(said(code, detail)).not.toContain(detail);
});

test('a plain fact stands beside the words', () => {
  expect(said('ledger-missing', '/data/live/ledger.db')).toContain('/data/live/ledger.db');
});
