import type { Page } from '@playwright/test';
import { persianDigits } from '../../shared/text.ts';

/** Milliseconds from key to key of a scanner. */
const PACE = 3;

/**
 * A scanner's burst of real key events, wherever the focus is: digits and Enter, faster than anyone types. On a Persian
 * layout the same keys give Persian digits. Each key carries the time a scanner's would, however busy this machine is.
 */
export async function burst(page: Page, digits: string, layout: 'latin' | 'persian' = 'latin'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const keys = Array.from(digits, (digit) => {
    const key = layout === 'persian' ? persianDigits(digit) : digit;
    return { key, code: `Digit${digit}`, text: key, windowsVirtualKeyCode: digit.charCodeAt(0) };
  });
  const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  const began = Date.now();
  const sent = [...keys, enter].flatMap(({ text, ...key }, at) => {
    const timestamp = (began + at * PACE) / 1000;
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text, timestamp }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, timestamp }),
    ];
  });
  await Promise.all(sent);
  await session.detach();
}
