import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { burst } from './scanner.ts';

/** What the keys give on a Persian layout: the place of a key stays, its letter does not. */
const PERSIAN: Readonly<Record<string, string>> = {
  KeyA: 'ش',
  KeyB: 'ذ',
  KeyC: 'ز',
  KeyD: 'ی',
  KeyG: 'ل',
  KeyI: 'ه',
  KeyK: 'ن',
  KeyL: 'م',
  KeyN: 'د',
  KeyO: 'خ',
  KeyP: 'ح',
  KeyQ: 'ض',
  KeyR: 'ق',
  KeyS: 'س',
  KeyV: 'ر',
  Digit0: '۰',
  Digit1: '۱',
  Digit2: '۲',
  Digit3: '۳',
};
/** Windows' numbers of the keys without a letter. */
const NAMED: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, ArrowUp: 38, ArrowDown: 40 };
const MODIFIERS = { Alt: 1, Control: 2 } as const;

const numberOf = (code: string) => NAMED[code] ?? code.charCodeAt(code.length - 1);

/** A keyboard with a Persian layout, and a barcode scanner beside it. */
export class Keyboard {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Keyboard> {
    return new Keyboard(page, await page.context().newCDPSession(page));
  }

  async #key(key: string, code: string, modifiers = 0, text?: string): Promise<void> {
    const common = { key, code, modifiers, windowsVirtualKeyCode: numberOf(code) };
    const typed = text === undefined ? { type: 'rawKeyDown' as const } : { type: 'keyDown' as const, text };
    const down = this.#session.send('Input.dispatchKeyEvent', { ...common, ...typed });
    await Promise.all([down, this.#session.send('Input.dispatchKeyEvent', { ...common, type: 'keyUp' })]);
  }

  /** A chord by the places of its keys, as `Alt+KeyC`. */
  async press(chord: string): Promise<void> {
    const names = chord.split('+');
    const code = names.pop() ?? '';
    const modifiers = names.reduce((sum, name) => sum + MODIFIERS[name as keyof typeof MODIFIERS], 0);
    await this.#key(PERSIAN[code] ?? code, code, modifiers);
  }

  /** Digits and Enter as fast as a scanner gives them. */
  scan(digits: string): Promise<void> {
    return burst(this.#page, digits);
  }

  /** Tab, until what is looked for has the focus; on the way, every stop must be seen to have it. */
  async tabTo(wanted: Locator, step: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stops = 0; stops < 60; stops += 1) {
      if (await hasFocus(wanted)) return expectVisibleFocus(this.#page);
      await this.#page.keyboard.press(step);
      await expectVisibleFocus(this.#page);
    }
    throw new Error(`Tab does not reach ${wanted.toString()}`);
  }
}

function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement);
}

/**
 * The focus is somewhere, and drawn: an outline or a shadow on the element, or on what frames it. A screen's heading takes
 * the focus when the screen opens, so that it is read aloud; no key acts on it, and it needs no frame.
 */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const drawn = async () =>
    page.evaluate(() => {
      const here = document.activeElement;
      if (here === null || here === document.body) return 'no focus';
      if (here.matches('h1[tabindex="-1"]')) return 'drawn';
      const frames = [here, here.closest('label'), here.parentElement].filter((one) => one !== null);
      const seen = frames.some((frame) => {
        const style = getComputedStyle(frame);
        return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
      });
      return seen ? 'drawn' : `not drawn on ${here.outerHTML.slice(0, 200)}`;
    });
  await expect.poll(drawn).toBe('drawn');
}
