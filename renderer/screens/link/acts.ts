import { isFollowed, LINK_MOVES } from '../../../shared/links.ts';
import type { Link } from '../../../shared/links.ts';

/** Which acts a link admits now. Main decides again; this only keeps useless buttons off the screen. */
export function actsOf(link: Link) {
  return {
    check: isFollowed(link),
    replace: link.replacedBy === null && !['paid', 'sending'].includes(link.state),
    close: LINK_MOVES[link.state].includes('closed'),
    giveId: link.state === 'sent' && link.payLinkSendId === null,
    decideSent: link.state === 'unknown',
    sendAgain: link.state === 'unknown' || link.state === 'rejected',
    seeAlarm: link.alarm !== null,
  };
}
