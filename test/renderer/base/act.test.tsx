// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createQueries, useAct, useUnheard } from '../../../renderer/base/api.ts';
import type { Output, Reply } from '../../../shared/contract/calls.ts';

type Saved = Output<'links.checkNow'>;
const SAVED: Saved = { asked: 1, answered: 1, paid: 0, failure: null };

/** The answers that main still owes, oldest first: the test gives them when it wants. */
let owed: ((reply: Reply<Saved>) => void)[];
const heard = vi.fn<(what: string, here?: boolean) => void>();

function Acting({ quiet = false }: { quiet?: boolean }) {
  const check = useAct('links.checkNow');
  const press = () =>
    check.mutate(
      { id: null },
      {
        onSuccess: (_answer, here) => heard('success', here),
        ...(quiet ? {} : { onError: (failed, here) => heard(failed.error.code, here) }),
        onSettled: () => heard('settled'),
      },
    );
  return <button onClick={press}>{check.isPending ? 'busy' : (check.error?.error.code ?? 'idle')}</button>;
}

function Counter({ place, quiet = false }: { place: string | null; quiet?: boolean }) {
  useUnheard((failed) => heard(`unheard ${failed.error.code}`));
  return place === null ? null : <Acting key={place} quiet={quiet} />;
}

function counter() {
  const queries = createQueries();
  const at = (place: string | null, quiet = false) => (
    <QueryClientProvider client={queries}>
      <Counter place={place} quiet={quiet} />
    </QueryClientProvider>
  );
  const view = render(at('first'));
  return {
    text: () => view.container.textContent,
    show: (place: string | null, quiet = false) => view.rerender(at(place, quiet)),
  };
}

const press = (times = 1) =>
  act(async () => {
    for (let at = 0; at < times; at += 1) screen.getByRole('button').click();
  });
const answer = (reply: Reply<Saved>) => act(async () => owed.shift()?.(reply));
const refused = { ok: false, error: { code: 'disk-full' } } as const;

beforeEach(() => {
  owed = [];
  heard.mockReset();
  const call = () => new Promise<Reply<Saved>>((resolve) => owed.push(resolve));
  vi.stubGlobal('window', Object.assign(window, { pishkhan: { 'links.checkNow': call } }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('what is handed to an act is heard', () => {
  test('on the screen that acted', async () => {
    const { text } = counter();
    await press();
    await waitFor(() => expect(text()).toBe('busy'));
    await answer({ ok: true, value: SAVED });
    expect(heard.mock.calls).toEqual([['success', true], ['settled']]);
    await waitFor(() => expect(text()).toBe('idle'));
  });

  test.each([
    ['the screen is gone', null],
    ['the screen was drawn anew', 'second'],
  ])('when %s', async (_what, next) => {
    const { show } = counter();
    await press();
    show(next);
    await answer({ ok: true, value: SAVED });
    expect(heard.mock.calls).toEqual([['success', false], ['settled']]);
    heard.mockReset();
    if (next === null) return;
    await press();
    await answer(refused);
    expect(heard.mock.calls).toEqual([['disk-full', true], ['settled']]);
  });

  test('of each of two acts that are under way at once', async () => {
    counter();
    await press(2);
    await answer({ ok: true, value: SAVED });
    await answer(refused);
    expect(heard.mock.calls).toEqual([['success', true], ['settled'], ['disk-full', true], ['settled']]);
  });
});

describe('an act that failed', () => {
  test('shows at its screen, and is told by nobody else while that is there', async () => {
    const { text, show } = counter();
    show('first', true);
    await press();
    await answer(refused);
    await waitFor(() => expect(text()).toBe('disk-full'));
    expect(heard.mock.calls).toEqual([['settled']]);
  });

  test('is told to the window once its screen is gone, unless the act had words of its own', async () => {
    const { show } = counter();
    show('first', true);
    await press();
    show(null);
    await answer(refused);
    expect(heard.mock.calls).toEqual([['unheard disk-full'], ['settled']]);

    heard.mockReset();
    show('second');
    await press();
    show(null);
    await answer(refused);
    expect(heard.mock.calls).toEqual([['disk-full', false], ['settled']]);
  });
});
