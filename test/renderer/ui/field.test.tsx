import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { Field } from '../../../renderer/ui/field.tsx';
import { createWords } from '../../../renderer/i18n/index.ts';
import { calls } from '../../../shared/contract/calls.ts';
import { TYPED_MAX } from '../../../shared/typed.ts';
import { RETURN_MAX } from '../../../shared/contract/bills.ts';

/** The most that the box of a field takes. */
function limitOf(more: { maxLength?: number }): number {
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={createWords('fa')}>
      <Field label="—" value="" onChange={() => undefined} {...more} />
    </I18nextProvider>,
  );
  return Number(/<input[^>]* maxLength="(\d+)"/iu.exec(markup)?.[1]);
}

test('a field takes what the calls take of typed text, or what it is told', () => {
  expect(limitOf({})).toBe(TYPED_MAX);
  expect(limitOf({ maxLength: RETURN_MAX })).toBe(RETURN_MAX);
});

test('the field for a return address takes as much as its call, and no more', () => {
  const { input } = calls['batches.pasteReturn'];
  expect(input.safeParse({ address: 'x'.repeat(RETURN_MAX) }).success).toBe(true);
  expect(input.safeParse({ address: 'x'.repeat(RETURN_MAX + 1) }).success).toBe(false);
});
