import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkRow } from '../../shared/links.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useNav } from '../base/nav.tsx';
import { AskedDialog } from '../links/link/asked-dialog.tsx';
import type { Asking } from '../links/link/asked-dialog.tsx';
import { EvidenceDetails } from '../ui/evidence.tsx';
import { RefusalWords } from '../links/link/refusal.tsx';
import { useLinkActs } from '../links/link/use-link-acts.ts';
import { LinkFrame } from './link-frame.tsx';
import { WhatHappened } from './what-happened.tsx';

/** One link that waits: what is known, in plain words, and the three things a person can say about it. */
export function DecisionCard({ link }: { link: LinkRow }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => setAsking(null);
  const acts = useLinkActs(link, done);
  const unknown = link.state === 'unknown';
  const first = unknown ? () => setAsking('hasSms') : () => go({ screen: 'counter', replaces: link.id });
  const second = unknown ? () => setAsking('sendAgain') : acts.sendAgain;
  const third = () => setAsking('close');
  const card = useRef<HTMLElement>(null);
  return (
    <LinkFrame ref={card} link={link} acts={asking === null ? [first, second, third] : []}>
      {unknown ? (
        <WhatHappened evidence={link.evidence} nothingKnown={t('decisions.noEvidence')} />
      ) : (
        <RefusalWords link={link} />
      )}
      <div className="acts">
        <Button look="primary" keyShown="firstAct" onPress={first}>
          {t(unknown ? 'decisions.hasSms' : 'decisions.correct')}
        </Button>
        <Button keyShown="secondAct" busy={acts.busy} onPress={second}>
          {t(unknown ? 'decisions.sendAgain' : 'decisions.sendSame')}
        </Button>
        <Button keyShown="thirdAct" onPress={third}>
          {t('decisions.close')}
        </Button>
      </div>
      <Failure failed={asking === null ? acts.failed : null} />
      {link.evidence && <EvidenceDetails evidence={link.evidence} />}
      <AskedDialog asking={asking} link={link} acts={acts} done={done} />
    </LinkFrame>
  );
}
