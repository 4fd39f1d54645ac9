import { useEffect, useEffectEvent } from 'react';

/**
 * The app's keys, in one table so that no two acts share one. Letters go by `code`, the key's place on the keyboard:
 * on a Persian layout the same key gives another letter.
 */
export interface Key {
  code: string;
  ctrl?: true;
  alt?: true;
  /** Where the key works; keys of one place and global ones must differ. (A link's page takes those of a decision too.) */
  where: 'everywhere' | 'counter' | 'link' | 'decisions' | 'settings' | 'practice' | 'bills' | 'batch' | 'billsList';
}

export const KEYS = {
  counter: { code: 'F1', where: 'everywhere' },
  links: { code: 'F2', where: 'everywhere' },
  decisions: { code: 'F3', where: 'everywhere' },
  settings: { code: 'F4', where: 'everywhere' },
  bills: { code: 'F5', where: 'everywhere' },
  practice: { code: 'F6', where: 'everywhere' },
  checkNow: { code: 'F8', where: 'everywhere' },
  setup: { code: 'F9', where: 'everywhere' },
  search: { code: 'KeyK', ctrl: true, where: 'everywhere' },
  back: { code: 'Escape', where: 'everywhere' },
  save: { code: 'Enter', ctrl: true, where: 'counter' },
  clear: { code: 'KeyN', alt: true, where: 'counter' },
  replace: { code: 'KeyR', alt: true, where: 'link' },
  close: { code: 'KeyC', alt: true, where: 'link' },
  giveId: { code: 'KeyI', alt: true, where: 'link' },
  seen: { code: 'KeyS', alt: true, where: 'link' },
  firstAct: { code: 'Digit1', alt: true, where: 'decisions' },
  secondAct: { code: 'Digit2', alt: true, where: 'decisions' },
  thirdAct: { code: 'Digit3', alt: true, where: 'decisions' },
  nextCard: { code: 'ArrowDown', alt: true, where: 'decisions' },
  lastCard: { code: 'ArrowUp', alt: true, where: 'decisions' },
  saveSettings: { code: 'Enter', ctrl: true, where: 'settings' },
  pay: { code: 'KeyP', alt: true, where: 'practice' },
  cancelPay: { code: 'KeyC', alt: true, where: 'practice' },
  faultOff: { code: 'Digit0', alt: true, where: 'practice' },
  payBatch: { code: 'KeyB', alt: true, where: 'practice' },
  submitBasket: { code: 'Enter', ctrl: true, where: 'bills' },
  importBills: { code: 'KeyI', alt: true, where: 'bills' },
  billsList: { code: 'KeyL', alt: true, where: 'bills' },
  removeBill: { code: 'Delete', where: 'bills' },
  openPayPage: { code: 'KeyO', alt: true, where: 'batch' },
  showQr: { code: 'KeyQ', alt: true, where: 'batch' },
  seeDifference: { code: 'KeyD', alt: true, where: 'batch' },
  seeHost: { code: 'KeyH', alt: true, where: 'batch' },
  pasteReturn: { code: 'KeyV', alt: true, where: 'batch' },
  settleByHand: { code: 'KeyP', alt: true, where: 'batch' },
  abandon: { code: 'KeyA', alt: true, where: 'batch' },
  resubmit: { code: 'KeyR', alt: true, where: 'batch' },
  giveUp: { code: 'KeyG', alt: true, where: 'batch' },
  rebasket: { code: 'KeyB', alt: true, where: 'batch' },
  seeBatchAlarm: { code: 'KeyS', alt: true, where: 'batch' },
  listBills: { code: 'Digit1', alt: true, where: 'billsList' },
  listBatches: { code: 'Digit2', alt: true, where: 'billsList' },
} as const satisfies Record<string, Key>;
export type KeyName = keyof typeof KEYS;

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Whether a key press is the named key, with exactly its modifiers. The numeric pad's Enter counts as Enter. */
export function isKey(name: KeyName, press: Press): boolean {
  const key: Key = KEYS[name];
  const code = press.code === 'NumpadEnter' ? 'Enter' : press.code;
  return (
    code === key.code &&
    press.ctrlKey === (key.ctrl ?? false) &&
    press.altKey === (key.alt ?? false) &&
    !press.shiftKey &&
    !press.metaKey
  );
}

/** The caps to draw for a key: `['Ctrl', 'K']`. */
export function keyCaps(name: KeyName): string[] {
  const key: Key = KEYS[name];
  const last = key.code.replace(/^(?:Key|Digit)/u, '');
  const shown = { Escape: 'Esc', Delete: 'Del', ArrowDown: '↓', ArrowUp: '↑' }[last] ?? last;
  return [...(key.ctrl ? ['Ctrl'] : []), ...(key.alt ? ['Alt'] : []), shown];
}

/** Calls `act` when the key is pressed anywhere in the window, except under an open dialog; null turns it off. */
export function useKey(name: KeyName, act: (() => void) | null): void {
  const pressedNow = useEffectEvent(() => act?.());
  const on = act !== null;
  useEffect(() => {
    if (!on) return undefined;
    // A chord is caught on its way down: react-aria takes Ctrl+Enter on a button that has the focus for a press of it.
    const key: Key = KEYS[name];
    const chord = key.ctrl === true || key.alt === true;
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !isKey(name, event)) return;
      if (document.querySelector('[data-dialog]') !== null) return;
      event.preventDefault();
      if (chord) event.stopPropagation();
      if (!event.repeat) pressedNow();
    };
    window.addEventListener('keydown', pressed, { capture: chord });
    return () => window.removeEventListener('keydown', pressed, { capture: chord });
  }, [name, on]);
}
