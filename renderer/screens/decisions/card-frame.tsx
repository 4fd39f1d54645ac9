import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkRow } from '../../../shared/ipc.ts';
import { Button } from '../../components/button.tsx';
import { LinkLine } from '../../components/link-line.tsx';
import { isKey } from '../../keys.ts';
import type { KeyName } from '../../keys.ts';
import { useNav } from '../../nav.tsx';

interface CardFrameProps {
  link: LinkRow;
  /** By Alt+1, Alt+2, Alt+3 while the focus is in the card. */
  acts: readonly (() => void)[];
  children: ReactNode;
  ref?: Ref<HTMLElement>;
}

const ACT_KEYS: readonly KeyName[] = ['firstAct', 'secondAct', 'thirdAct'];

/** A card of the decisions: the link it is about on top; it takes the focus as a whole, and the keys of its acts. */
export function CardFrame({ link, acts, children, ref }: CardFrameProps) {
  const { t } = useTranslation();
  const { go } = useNav();
  const keyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.repeat || !event.currentTarget.contains(event.target as Node)) return;
    const act = acts[ACT_KEYS.findIndex((name) => isKey(name, event.nativeEvent))];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <article className="card decision" ref={ref} data-card="" tabIndex={-1} onKeyDown={keyDown} aria-label={link.invoiceNo}>
      <div className="decision-head">
        <span className="line-room">
          <LinkLine link={link} />
        </span>
        <Button small look="quiet" onPress={() => go({ screen: 'link', id: link.id })}>
          {t('decisions.openLink')}
        </Button>
      </div>
      {children}
    </article>
  );
}
