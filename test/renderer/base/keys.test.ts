import { describe, expect, test } from 'vitest';
import { isKey, KEYS, keyCaps } from '../../../renderer/base/keys.ts';
import type { Key, KeyName } from '../../../renderer/base/keys.ts';

const names = Object.keys(KEYS) as KeyName[];
const press = (key: Key) => ({
  code: key.code,
  ctrlKey: key.ctrl ?? false,
  altKey: key.alt ?? false,
  shiftKey: false,
  metaKey: false,
});

describe('the table of keys', () => {
  const together = (one: Key, other: Key) =>
    one.where === other.where || one.where === 'everywhere' || other.where === 'everywhere';

  test('no press means two acts in one place', () => {
    for (const name of names) {
      const rivals = names.filter((other) => together(KEYS[name], KEYS[other]));
      expect(rivals.filter((other) => isKey(other, press(KEYS[name])))).toEqual([name]);
    }
  });

  test('each is drawn as what is pressed, Latin and whole', () => {
    for (const name of names) expect(keyCaps(name).join(' ')).toMatch(/^(?:Ctrl |Alt )*(?:F\d|Esc|Del|Enter|[A-Z\d]|[↓↑])$/u);
  });

  test('a letter goes by its place on the keyboard, so that a Persian layout changes nothing', () => {
    const letters = names.filter((name) => /^[a-z]$/iu.test(keyCaps(name).at(-1) ?? ''));
    expect(letters.length).toBeGreaterThan(0);
    for (const name of letters) expect(KEYS[name].code).toMatch(/^Key[A-Z]$/u);
  });

  test('a modifier more or less is another press', () => {
    expect(isKey('links', { ...press(KEYS.links), altKey: true })).toBe(false);
    expect(isKey('settings', { ...press(KEYS.settings), altKey: true })).toBe(false);
    expect(isKey('save', { ...press(KEYS.save), ctrlKey: false })).toBe(false);
  });

  test("the numeric pad's Enter is Enter", () => {
    expect(isKey('save', { ...press(KEYS.save), code: 'NumpadEnter' })).toBe(true);
  });
});
