import type { fa } from '../fa.ts';

export const decisions: typeof fa.decisions = {
  title: 'Decisions',
  empty: 'No link waits for your decision.',
  emptyHow: 'A link whose sending stays unknown or is rejected comes here.',
  more: 'The first {{count}} are shown; the rest follow after these.',
  moveHint: 'From card to card:',
  unknown: 'Unknown: did the SMS go out?',
  unknownHow: 'Ask the customer, or look at the report of sent links in SizPay’s panel.',
  whatHappened: '{{when}}, {{bytes}} bytes of the request went out: {{reason}}.',
  noEvidence: 'The app ended in the middle of sending (a power cut, or the PC was switched off); nothing is known of a reply.',
  hasSms: 'The customer has the SMS',
  hasSmsTitle: 'The customer has the SMS',
  hasSmsHint:
    'With the link’s id from SizPay’s panel the app can ask whether it is paid. It can be saved without, and the id given later.',
  hasSmsYes: 'Record it as sent',
  decidedSent: 'Invoice {{invoice}} is recorded as sent.',
  sendAgain: 'Send again',
  sendAgainTitle: 'Send it again?',
  sendAgainMeans:
    'If the first one did arrive, the customer will have two SMS and two links, and both can be paid. The app does not know the first link’s id and cannot watch it.',
  sendAgainYes: 'I know; send it',
  requeued: 'Invoice {{invoice}} is back in the outbox.',
  close: 'Close',
  closeMeans:
    'If the SMS did arrive, SizPay cannot cancel its link and the customer can pay it; without its id the app will not hear of that.',
  rejected: 'Rejected: no SMS went out',
  sendAllAgain: 'Send all the rejected again',
  serviceSays: 'SizPay said:',
  toDo: 'What to do:',
  correct: 'Correct it and send as new',
  sendSame: 'Send the same again',
  closeRejected: 'No SMS went out; closing puts this invoice aside and frees its number.',
  alarms: 'Alarms',
  other: 'The other link',
  seen: 'Seen',
  openLink: 'Open the link',
};
