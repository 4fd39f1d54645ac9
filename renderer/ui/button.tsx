import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { KeyName } from '../base/keys.ts';
import { useKey } from '../base/keys.ts';
import { KeyHint, shortcut } from './key-hint.tsx';

interface ButtonProps {
  children: ReactNode;
  onPress: () => void;
  /** `primary`: the one act a screen is for. `danger`: it cannot be taken back. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  small?: boolean;
  disabled?: boolean;
  /** Shows as under way and takes no second press; keeps the focus. */
  busy?: boolean;
  /** The key that presses it from anywhere on the screen, drawn on it. */
  keyName?: KeyName;
  /** Draws the key only: somebody else listens for it. */
  keyShown?: KeyName;
  autoFocus?: boolean;
  label?: string;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', small = false, disabled = false, busy = false, keyName, label } = props;
  const drawn = keyName ?? props.keyShown;
  useKeyOf(keyName, disabled || busy ? null : props.onPress);
  return (
    <AriaButton
      className={small ? 'button small' : 'button'}
      data-look={look}
      onPress={() => !busy && props.onPress()}
      isDisabled={disabled}
      // Not isPending: react-aria announces that by an element that names the button, which may be gone by then.
      {...(busy ? { 'data-pending': 'true' } : {})}
      autoFocus={props.autoFocus ?? false}
      {...(label ? { 'aria-label': label } : {})}
      {...(drawn ? { 'aria-keyshortcuts': shortcut(drawn) } : {})}
    >
      <span className="button-text">{props.children}</span>
      {drawn && <KeyHint name={drawn} />}
    </AriaButton>
  );
}

function useKeyOf(name: KeyName | undefined, act: (() => void) | null): void {
  useKey(name ?? 'back', name === undefined ? null : act);
}
