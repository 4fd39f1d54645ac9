import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkRow } from '../../shared/links.ts';
import { LinkLine } from '../links/link-line.tsx';
import { useNav } from '../base/nav.tsx';
import { CardFrame } from './card-frame.tsx';

interface LinkFrameProps {
  link: LinkRow;
  acts: readonly (() => void)[];
  children: ReactNode;
  ref?: Ref<HTMLElement>;
}

/** A card about a link. */
export function LinkFrame({ link, acts, children, ref }: LinkFrameProps) {
  const { t } = useTranslation();
  const { go } = useNav();
  return (
    <CardFrame
      {...(ref ? { ref } : {})}
      name={link.invoiceNo}
      line={<LinkLine link={link} />}
      openWord={t('decisions.openLink')}
      open={() => go({ screen: 'link', id: link.id })}
      acts={acts}
    >
      {children}
    </CardFrame>
  );
}
