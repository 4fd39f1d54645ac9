import type { fa } from '../fa.ts';

export const state: typeof fa.state = {
  queued: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  paid: 'Paid',
  rejected: 'Rejected',
  unknown: 'Unknown',
  closed: 'Closed',
};

export const meaning: typeof fa.meaning = {
  queued: 'Saved and waiting. It is sent by itself as soon as the line is up; nothing to do.',
  sending: 'It is on its way to SizPay right now.',
  sent: 'The customer has the SMS with the link. The app keeps asking whether it is paid.',
  sentWithoutId:
    'You said the customer has the SMS, but the link’s id is not known, so nobody asks whether it is paid. Find the id in SizPay’s panel and give it here.',
  paid: 'The customer has paid.',
  rejected: 'SizPay refused this request and no SMS went out. See why, and decide.',
  unknown:
    'The request left here, but no trustworthy reply came. Nobody knows whether the customer has the SMS, and the app does not send it again by itself.',
  closed: 'This link is closed; nothing more is done about it.',
  closedPayable: 'Closed here, but SizPay cannot cancel a link: it can still be paid. If it is, you will be told.',
};

export const alarm: typeof fa.alarm = {
  short: {
    'paid-after-replaced': 'paid after it was replaced',
    'paid-twice': 'paid twice',
    'paid-after-closed': 'paid after it was closed',
  },
  'paid-after-replaced': 'This link was paid after it was replaced. See to it that the customer does not pay the new one too.',
  'paid-twice':
    'Both this link and the other one of the pair (old and new) are paid. One of the two payments must go back to the customer.',
  'paid-after-closed': 'This link had been closed, and the customer paid it.',
};

export const event: typeof fa.event = {
  saved: 'Saved, and put in the outbox.',
  savedReplacing: 'Saved in place of an earlier link, and put in the outbox.',
  sending: 'Attempt {{attempt}} to send began ({{transport}}).',
  neverLeft: 'The request did not leave this PC: {{reason}}. It goes again by itself.',
  sent: 'SizPay took it and sent the SMS; link id {{id}}.',
  rejected: 'SizPay refused: {{cause}}.',
  unknown: 'What became of it is unknown: {{reason}}.',
  unknownAtStart: 'The app was closed in the middle of sending; what became of it is unknown.',
  decidedSent: 'Decided: the customer has the SMS; link id {{id}}.',
  decidedSentWithoutId: 'Decided: the customer has the SMS; its id is not known.',
  requeued: 'Decided: send again. Back in the outbox.',
  idGiven: 'The link’s id was given: {{id}}.',
  closed: 'Closed.',
  replaced: 'A new link took its place.',
  paid: 'Paid; reference number {{ref}}.',
  paidWithoutRef: 'Paid; SizPay gave no reference number.',
  alarmSeen: 'The alarm was seen.',
  newer: 'An event that a newer version of the app wrote; this version does not know it.',
};

export const links: typeof fa.links = {
  title: 'Links',
  searchLabel: 'Search the links',
  searchHint: 'Name, mobile, invoice number, link id or reference number',
  listLabel: 'List of links',
  total_one: '{{count}} link',
  total_other: '{{count}} links',
  empty: 'No link has been saved yet.',
  emptyHow: 'F1 begins a new invoice.',
  nameless: 'no name',
};

export const link: typeof fa.link = {
  title: 'Invoice {{invoice}}',
  facts: 'Facts',
  amount: 'Amount',
  customer: 'Customer',
  mobile: 'Mobile',
  description: 'Description',
  payLinkSendId: 'Link id',
  noId: 'none yet',
  refNo: 'Reference number',
  savedBy: 'Saved by',
  savedAt: 'Saved',
  sentAt: 'Sent',
  paidAt: 'Paid',
  askedAt: 'Last asked about',
  otherService:
    'Another service sent this link; its payment is not asked about while that service’s address is not set in Settings:',
  neverAsked: 'not asked yet',
  attempts: 'Attempts to send',
  message: 'SizPay’s words',
  replaces: 'In place of',
  replacedBy: 'Replaced by',
  openInvoice: 'Invoice {{invoice}}',
  history: 'History',
  checkNow: 'Ask about this link',
  replace: 'Replace',
  close: 'Close the link',
  closeTitle: 'Close this link?',
  closeQueued: 'It has not been sent. If it is closed, no SMS goes out.',
  closePayable: 'SizPay has no way to cancel a link: the customer can still pay it. If that happens you will be told.',
  closeYes: 'Yes, close it',
  closed: 'Invoice {{invoice}} is closed.',
  giveId: 'Give the link’s id',
  giveIdTitle: 'The link’s id',
  giveIdHint: 'In SizPay’s panel, open the report of sent pay links and write down the id of this one.',
  giveIdYes: 'Save the id',
  idGiven: 'The id is saved; from now on the app asks whether it is paid.',
  seen: 'I have seen the alarm',
  alarmSeen: 'The alarm was seen.',
  notFound: 'This link was not found.',
};
