import { isFollowed, LINK_MOVES } from '../../../shared/links.ts';
import type { Link } from '../../../shared/links.ts';

/** Which acts a link admits now. Main decides again; this only keeps useless buttons off the screen. */
export function actsOf(link: Link) {
  return {
    check: isFollowed(link),
    replace: link.replacedBy === null && !['paid', 'sending'].includes(link.state),
    close: LINK_MOVES[link.state].includes('closed'),
    // A closed or replaced link that was once sent can still be paid, and be watched once its id is known.
    giveId: (link.state === 'sent' || link.state === 'closed') && link.payLinkSendId === null && link.attempts > 0,
    decideSent: link.state === 'unknown',
    sendAgain: link.state === 'unknown' || link.state === 'rejected',
    seeAlarm: link.alarm !== null,
  };
}
