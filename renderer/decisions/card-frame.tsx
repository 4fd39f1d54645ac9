import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Button } from '../ui/button.tsx';
import { isKey } from '../base/keys.ts';
import type { KeyName } from '../base/keys.ts';

interface CardFrameProps {
  /** What it is about, by a name of its own, in one line, and the way there. */
  name: string;
  line: ReactNode;
  openWord: string;
  open: () => void;
  /** By Alt+1, Alt+2, Alt+3 while the focus is in the card. */
  acts: readonly (() => void)[];
  children: ReactNode;
  ref?: Ref<HTMLElement>;
}

const ACT_KEYS: readonly KeyName[] = ['firstAct', 'secondAct', 'thirdAct'];

/** A card of the decisions: what it is about on top; it takes the focus as a whole, and the keys of its acts. */
export function CardFrame({ name, line, openWord, open, acts, children, ref }: CardFrameProps) {
  const keyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.repeat || !event.currentTarget.contains(event.target as Node)) return;
    const act = acts[ACT_KEYS.findIndex((name) => isKey(name, event.nativeEvent))];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <article className="card" ref={ref} data-card="" tabIndex={-1} onKeyDown={keyDown} aria-label={name}>
      <div className="decision-head">
        <span className="line-room">{line}</span>
        <Button small look="quiet" onPress={open}>
          {openWord}
        </Button>
      </div>
      {children}
    </article>
  );
}
