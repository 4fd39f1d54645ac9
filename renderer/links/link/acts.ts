import { admits, isFollowed, isReplaceable } from '../../../shared/links.ts';
import type { Link } from '../../../shared/links.ts';

/** Which acts a link admits now. Main decides again; this only keeps useless buttons off the screen. */
export function actsOf(link: Link) {
  return {
    check: isFollowed(link),
    replace: isReplaceable(link),
    close: admits(link, 'link.closed'),
    giveId: admits(link, 'link.idGiven'),
    decideSent: admits(link, 'link.decidedSent'),
    sendAgain: admits(link, 'link.requeued'),
    seeAlarm: admits(link, 'link.alarmSeen'),
  };
}
