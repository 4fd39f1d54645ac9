// @vitest-environment jsdom
import { act } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { useDismissAbout, useTell } from '../../../renderer/ui/notices.tsx';
import type { Notice } from '../../../renderer/ui/notices.tsx';
import { button, notices, press, show } from '../bridge.tsx';

let tell: (notice: Notice) => Promise<void>;
let dismissAbout: (id: string) => Promise<void>;

function Teller() {
  const [told, dismissed] = [useTell(), useDismissAbout()];
  useEffect(() => {
    tell = (notice) => act(async () => told(notice));
    dismissAbout = (id) => act(async () => dismissed(id));
  });
  return null;
}

afterEach(() => void vi.useRealTimers());

const calm = (text: string): Notice => ({ kind: 'info', text });
const alarm = (text: string, about?: string): Notice => ({ kind: 'alarm', text, ...(about ? { about } : {}) });

describe('what is told', () => {
  test('stands in the live region of its loudness, the last two of each', async () => {
    await show(<Teller />, {});
    for (const text of ['one', 'two', 'three']) await tell(calm(text));
    await tell(alarm('fire'));
    expect(document.querySelector('.notices [role="status"]')?.textContent).toBe('twothree');
    expect(document.querySelector('.notices [role="alert"]')?.textContent).toContain('fire');
    for (const text of ['four', 'five']) await tell(calm(text));
    expect(notices()).toEqual(['fire', 'four', 'five']);
  });

  test('goes by itself, but for an alarm, which somebody must dismiss', async () => {
    await show(<Teller />, {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await tell(calm('passing'));
    await tell(alarm('fire'));
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(notices()).toEqual(['fire']);
    vi.useRealTimers();
    await press(button(en.app.dismiss));
    expect(notices()).toEqual([]);
  });

  test('goes with what it offers, once that was taken', async () => {
    const onPress = vi.fn();
    await show(<Teller />, {});
    await tell({ ...calm('removed'), act: { label: 'Undo', onPress } });
    await press(button('Undo'));
    expect([onPress.mock.calls.length, notices()]).toEqual([1, []]);
  });

  test('goes when somebody has seen to what it is about, and only that', async () => {
    await show(<Teller />, {});
    await tell(alarm('first', 'a'));
    await tell(alarm('second', 'b'));
    await dismissAbout('a');
    expect(notices()).toEqual(['second']);
  });
});
