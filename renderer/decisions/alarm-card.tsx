import { useTranslation } from 'react-i18next';
import type { LinkRow } from '../../shared/links.ts';
import { useCall } from '../base/api.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { LinkLine } from '../links/link-line.tsx';
import { useLinkActs } from '../links/link/use-link-acts.ts';
import { LinkFrame } from './link-frame.tsx';

/** A payment that should not have come: what happened, and both links it concerns. */
export function AlarmCard({ link }: { link: LinkRow }) {
  const { t } = useTranslation();
  const whole = useCall('links.get', { id: link.id });
  const acts = useLinkActs(link);
  const others = [whole.data?.replaces, whole.data?.replacedBy].filter((other) => other !== null && other !== undefined);
  return (
    <LinkFrame link={link} acts={[acts.seeAlarm]}>
      {link.alarm !== null && <p className="decision-alarm">{t(`alarm.${link.alarm}`)}</p>}
      {others.map((other) => (
        <div key={other.id} className="decision-other">
          <span className="soft">{t('decisions.other')}</span>
          <span className="line-room">
            <LinkLine link={other} />
          </span>
        </div>
      ))}
      <div className="acts">
        <Button look="primary" keyShown="firstAct" busy={acts.busy} onPress={acts.seeAlarm}>
          {t('decisions.seen')}
        </Button>
      </div>
      <Failure failed={acts.failed} />
    </LinkFrame>
  );
}
