import type { fa } from '../fa.ts';

export const batchState: typeof fa.batchState = {
  submitting: 'Being submitted',
  awaiting: 'Awaiting payment',
  settled: 'Settled',
  failed: 'Not paid',
  abandoned: 'Abandoned',
  refused: 'Refused',
  unknown: 'Unknown',
  unsent: 'Not sent',
};

export const batchMeaning: typeof fa.batchMeaning = {
  submitting: 'It is on its way to ToshaNet right now; an answer with the pay page is waited for.',
  awaiting: 'ToshaNet accepted it and made a pay page. The payment and the payer’s return are waited for.',
  settled: 'The return of the payment has come. What became of each bill is below.',
  failed: 'The return has come and no bill was paid. The bills can be put into the basket again.',
  abandoned:
    'Its payment is no longer waited for. The pay page stays open at ToshaNet; if it is paid and the return arrives, you will be told.',
  refused: 'ToshaNet refused this batch. Its bills are back in the basket and no money moved.',
  givenUp: 'You gave this submission up. Its bills are back in the basket.',
  unknown:
    'The request left here, but no trustworthy reply came. No money moved: submit the same batch again with the same order numbers, or give it up.',
  unsent: 'The line was down and nothing left this PC. The bills are back in the basket; submit again when the line is back.',
};

export const batchAlarm: typeof fa.batchAlarm = {
  'return-mismatch': 'A return came that does not agree with this batch. Nothing was changed. Somebody may have made it up.',
  'return-contradiction': 'A return came that contradicts itself. Nothing was changed.',
  'paid-late':
    'This batch was paid when nobody waited for it any more: it had been abandoned, or was recorded as not paid. Look whether the same bills were paid another way too.',
};

export const alarmWhat: typeof fa.alarmWhat = {
  token: 'the batch token is another',
  'bill-unknown': 'bill {{place}} is not of this batch',
  'bill-missing': 'bill {{place}} is missing from the return',
  amount: 'the amount of bill {{place}} is another',
  status: 'the status of the whole return contradicts its list of bills',
  'bill-status': 'the status of bill {{place}} contradicts itself',
  state: 'this batch waited for no return',
  items: 'the list of bills did not come, or could not be read',
  other: '{{code}}',
};

export const batch: typeof fa.batch = {
  name_one: 'Batch of {{count}} bill, {{amount}}',
  name_other: 'Batch of {{count}} bills, {{amount}}',
  bills_one: '{{count}} bill',
  bills_other: '{{count}} bills',
  notFound: 'This batch was not found.',
  facts: 'Facts',
  expected: 'Sum submitted',
  outcome: 'Bills paid: {{paid}}; not paid: {{failed}}.',
  outcomeAll: 'Bills paid: {{paid}}, all of them.',
  total: 'Sum as ToshaNet says',
  totalNone: 'not said',
  batchToken: 'Batch token',
  attempts: 'Times submitted',
  savedAt: 'Saved',
  savedBy: 'Saved by',
  returnedAt: 'Return',
  returnUrl: 'Return address',
  said: 'ToshaNet’s words',
  history: 'History',
  billsTitle: 'Bills',
  billsLabel: 'Bills of this batch',
  toDo: 'What to do:',
  serviceSays: 'ToshaNet said:',
  serviceFix:
    'Read what ToshaNet says. If it speaks of the user or the password, look at ToshaNet’s user name and password in Settings.',
  pay: 'Pay',
  openPage: 'Open the pay page',
  opened: 'The pay page is open in this PC’s browser.',
  showQr: 'QR code for the customer’s phone',
  hideQr: 'Close the QR code',
  qrLabel: 'QR code of the pay page: {{address}}',
  qrHint:
    'The customer reads it with the phone’s camera and pays there. Afterwards take the return address from that phone and paste it at “The return”.',
  address: 'Address of the pay page',
  host: 'On the site',
  hostNew: 'The pay page is on a site that was never opened from here',
  hostHow:
    'Read the name of the site letter by letter. If it is no bank or gateway that you know, send nobody there and ask ToshaNet. Once it was opened, this site is not asked about again.',
  hostSeen: 'I have read the name; show the ways to pay',
  hostMark: {
    http: 'Its address is http, not https: whoever is on the way can read and change the page.',
    private: 'This site is on this PC or in your own network, not on the internet.',
    ip: 'It has an IP number in place of a name, which does not tell whose page it is.',
    'not-ascii':
      'Its name has letters other than Latin ones and may look like another name; it is written here in its Latin form.',
  },
  differsTitle: 'ToshaNet’s amounts are not the bills’',
  differs: 'Bills: {{bills}}. ToshaNet: {{total}}. Difference: {{difference}}.',
  differsUnreadable: 'Bills: {{bills}}. Where its total should stand, ToshaNet wrote what is no amount: “{{total}}”.',
  differsBill: 'Bill {{id}}: {{own}} by its id, {{price}} as ToshaNet says.',
  differsHow: 'Do not pay before you know why. See each bill’s words and amount below, or ask ToshaNet.',
  differsSeen: 'I have seen the difference; go on',
  waits: 'The return',
  proves:
    'A return is unsigned and comes over plain http: whoever knows its address can make one up. A return that agrees in token, bills and amounts is a sign of payment, not proof of it; proof is the report in ToshaNet’s panel.',
  returnComes: 'If the payer pays on this PC, the return comes by itself.',
  returnMoved:
    'The usual port for returns was taken: returns of batches submitted before cannot come by themselves. Paste the return address.',
  returnFailed: 'This PC cannot receive returns; after the payment, paste the return address.',
  returnOwn: 'Returns go to the shop’s own address; bring the whole return address from there and paste it.',
  returnElsewhere:
    'The return of this batch goes to another address, where this PC does not listen now, and does not come by itself. After the payment, paste the return address.',
  pasteTitle: 'Return address',
  pasteHint: 'What stands in the address bar of the payer’s browser or phone after the payment, the whole of it.',
  paste: 'Read the return',
  pasted: 'The return was read: {{state}}.',
  pastedOther: 'This return was for another batch and is recorded there: {{state}}.',
  abandon: 'Abandon',
  abandonTitle: 'Abandon this batch?',
  abandonMeans:
    'Its payment is no longer waited for. The pay page is not closed at ToshaNet and can still be paid. If it is paid and the return arrives, that is recorded and you are told.',
  abandonYes: 'Yes, abandon it',
  abandoned: 'Abandoned.',
  resubmit: 'Submit again',
  resubmitMeans: 'The same bills are submitted with the same order numbers. No money moves.',
  resubmitted: 'On its way to ToshaNet again.',
  giveUp: 'Give it up',
  giveUpMeans: 'The bills go back to the basket.',
  givenUp: 'The bills are back in the basket.',
  rebasket_one: 'Put {{count}} unpaid bill into a new basket',
  rebasket_other: 'Put {{count}} unpaid bills into a new basket',
  rebasketTitle: 'Put abandoned bills into the basket again?',
  rebasketMeans:
    'The old pay page is not closed at ToshaNet and can still be paid. If somebody pays there and you pay here, the bill is paid twice. Make sure first that the payer will not use that page any more.',
  rebasketYes: 'Yes, into the basket',
  rebasketed_one: '{{count}} bill is in the basket.',
  rebasketed_other: '{{count}} bills are in the basket.',
  rebasketLeft: '{{left}} were not, because they are in the basket or paid already.',
  seen: 'I have seen the alarm',
  alarmSeen: 'The alarm was seen.',
  came: 'The return as it came',
  whatCame: 'In that return:',
  alarmMore_one: '{{count}} more return that disagrees came.',
  alarmMore_other: '{{count}} more returns that disagree came.',
  alarmToDo: 'If the payer says that it was paid, look at the report in ToshaNet’s panel before anything else.',
  decideUnknown: 'Unknown batch: did ToshaNet get it?',
  decideUnknownHow: 'No money moved. Submitting again uses the same order numbers.',
  openBatch: 'Open the batch',
  noEvidence: 'The app ended in the middle of submitting; nothing is known of a reply.',
};

export const batchNews: typeof fa.batchNews = {
  accepted: '{{name}}: the pay page is ready.',
  refused: '{{name}}: ToshaNet refused it; the bills are back in the basket.',
  unsent: '{{name}}: the line was down and it was not sent; the bills are back in the basket.',
  unknown: '{{name}}: no trustworthy reply came; it is yours to decide.',
  settled: '{{name}}: the return came, settled.',
  failed: '{{name}}: the return came, not paid.',
  alarm: 'Alarm, {{name}}: {{what}}',
};

export const batchEvent: typeof fa.batchEvent = {
  submitting: 'Submission {{attempt}} began: {{bills}} bills, {{version}}.',
  accepted: 'ToshaNet accepted it; token {{token}}.',
  refused: 'ToshaNet refused it: {{cause}}.',
  unknown: 'What became of it is unknown: {{reason}}.',
  unknownAtStart: 'The app was closed in the middle of submitting; what became of it is unknown.',
  unsent: 'The request did not leave this PC: {{reason}}. The bills went back to the basket.',
  givenUp: 'Decided: given up. The bills went back to the basket.',
  abandoned: 'Abandoned.',
  payPageOpened: 'The pay page was opened in this PC’s browser.',
  payPageQr: 'The pay page was shown as a QR code.',
  returned: 'The return came ({{via}}): settled.',
  returnedLate: 'The return came ({{via}}): paid when nobody waited for it any more.',
  returnedFailed: 'The return came ({{via}}): not paid.',
  alarm: 'A return came ({{via}}) that was not used.',
  alarmMore_one: '{{count}} more return that disagrees came (the last {{via}}) and was not used.',
  alarmMore_other: '{{count}} more returns that disagree came (the last {{via}}) and were not used.',
  alarmSeen: 'The alarm was seen.',
  via: { receiver: 'by itself', pasted: 'pasted' },
};
