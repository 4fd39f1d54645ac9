import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Link } from '../../../shared/links.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import type { KeyName } from '../../base/keys.ts';
import { useNav } from '../../base/nav.tsx';
import { useCheckNow } from '../check-now.ts';
import { actsOf } from './acts.ts';
import { AskedDialog } from './asked-dialog.tsx';
import type { Asking } from './asked-dialog.tsx';
import { useLinkActs } from './use-link-acts.ts';

/** The acts a link admits in its state, each with its key; the one it most likely needs comes first. */
export function LinkActs({ link }: { link: Link }) {
  const { t } = useTranslation();
  const { go } = useNav();
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => setAsking(null);
  const acts = useLinkActs(link, done);
  const can = actsOf(link);
  const check = useCheckNow();
  const replace = () => go({ screen: 'counter', replaces: link.id });
  const rejected = link.state === 'rejected';
  return (
    <>
      <div className="acts">
        {can.seeAlarm && (
          <Button look="primary" keyName="seen" busy={acts.busy} onPress={acts.seeAlarm}>
            {t('link.seen')}
          </Button>
        )}
        {can.decideSent && <AskButton word="decisions.hasSms" ask={() => setAsking('hasSms')} keyName="firstAct" primary />}
        {can.sendAgain && !rejected && (
          <AskButton word="decisions.sendAgain" ask={() => setAsking('sendAgain')} keyName="secondAct" />
        )}
        {rejected && <AskButton word="decisions.correct" ask={replace} keyName="replace" primary />}
        {rejected && <AskButton word="decisions.sendSame" ask={acts.sendAgain} keyName="secondAct" />}
        {can.giveId && <AskButton word="link.giveId" ask={() => setAsking('giveId')} keyName="giveId" primary />}
        {can.check && (
          <Button keyShown="checkNow" busy={check.busy} onPress={() => check.run(link.id)}>
            {t('link.checkNow')}
          </Button>
        )}
        {can.replace && !rejected && <AskButton word="link.replace" ask={replace} keyName="replace" />}
        {can.close && <AskButton word="link.close" ask={() => setAsking('close')} keyName="close" />}
      </div>
      <Failure failed={asking === null ? acts.failed : null} />
      <AskedDialog asking={asking} link={link} acts={acts} done={done} />
    </>
  );
}

type Word =
  | 'decisions.hasSms'
  | 'decisions.sendAgain'
  | 'decisions.correct'
  | 'decisions.sendSame'
  | 'link.giveId'
  | 'link.replace'
  | 'link.close';

function AskButton({
  word,
  ask,
  keyName,
  primary = false,
}: {
  word: Word;
  ask: () => void;
  keyName: KeyName;
  primary?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Button look={primary ? 'primary' : 'plain'} keyName={keyName} onPress={ask}>
      {t(word)}
    </Button>
  );
}
