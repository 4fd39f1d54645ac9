// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { StickyProvider, useSticky } from '../../../renderer/base/sticky.ts';

function Field() {
  const [text, setText] = useSticky('bills.entry', '');
  return <button onClick={() => setText(`${text}1`)}>{text}</button>;
}

const modes = { practice: new Map<string, unknown>(), live: new Map<string, unknown>() };
const at = (mode: keyof typeof modes, shown = true) => (
  <StickyProvider value={modes[mode]}>{shown && <Field key={mode} />}</StickyProvider>
);
const text = () => screen.getByRole('button').textContent;
const type = () => act(async () => screen.getByRole('button').click());

afterEach(cleanup);

test('what is typed outlives its screen, and never shows in the other mode', async () => {
  const { rerender } = render(at('practice'));
  await type();
  rerender(at('practice', false));
  rerender(at('practice'));
  expect(text()).toBe('1');
  rerender(at('live'));
  expect(text()).toBe('');
  await type();
  await type();
  rerender(at('practice'));
  expect(text()).toBe('1');
});
