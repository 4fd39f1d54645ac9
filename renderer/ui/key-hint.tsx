import { keyCaps } from '../base/keys.ts';
import type { KeyName } from '../base/keys.ts';

/** The caps of a key, drawn. Decoration for the eye: what is pressed carries `aria-keyshortcuts`. */
export function KeyHint({ name }: { name: KeyName }) {
  return (
    <span className="keys" dir="ltr" aria-hidden="true">
      {keyCaps(name).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}

/** The value of `aria-keyshortcuts` for a key. */
export function shortcut(name: KeyName): string {
  return keyCaps(name)
    .map((cap) => ({ Ctrl: 'Control', Esc: 'Escape', Del: 'Delete', '↓': 'ArrowDown', '↑': 'ArrowUp' })[cap] ?? cap)
    .join('+');
}
