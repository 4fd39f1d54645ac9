import type { fa } from '../fa.ts';

export const trouble: typeof fa.trouble = {
  title: 'Pishkhan could not open',
  detail: 'Details',
  safe: 'The app has deleted nothing, and deletes nothing.',
  'ledger-missing': {
    what: 'The ledger’s file, which holds all the links, is not where it was.',
    todo: 'If you moved the file, put it back. If it was deleted, put the backup in its place and open the app again. The app begins no empty one in its place, so that the loss stays in sight.',
  },
  'ledger-newer': {
    what: 'A newer version of Pishkhan wrote the ledger, and this version does not know it.',
    todo: 'Install the newer Pishkhan and open it again.',
  },
  'ledger-damaged': {
    what: 'The ledger’s file is damaged and cannot be read.',
    todo: 'Make a copy of the ledger’s file and those beside it, put the backup in its place and open the app again. Do not throw the damaged file away: it may still be readable.',
  },
  'ledger-busy': {
    what: 'Another program holds the ledger open; perhaps Pishkhan is open twice.',
    todo: 'Close the other window of Pishkhan, or restart the PC, and open it again.',
  },
  'ledger-unreadable': {
    what: 'The PC does not let the ledger’s file be opened.',
    todo: 'Look whether this user of the PC may read and write the folder below, and whether its disk is connected; an antivirus program can be in the way too. Then open the app again.',
  },
  'disk-full': {
    what: 'The disk is full and the ledger cannot be written.',
    todo: 'Make room on the disk and open the app again.',
  },
  other: {
    what: 'An error kept the app from working.',
    todo: 'Close the app and open it again. If it happens again, show this page to whoever supports you.',
  },
};

export const hold: typeof fa.hold = {
  title: {
    older: 'The ledger is not whole; nothing is sent by itself',
    'no-mark': 'The ledger’s mark file is gone; nothing is sent by itself',
    seal: 'The ledger’s seal is not right; nothing is sent by itself',
  },
  empty: 'The ledger is empty.',
  end: 'This ledger goes up to event {{seq}},',
  mark: 'It should go at least up to event {{seq}},',
  sends_one: 'At least {{count}} send or batch is not in this ledger; what waits in the outbox may have gone out before.',
  sends_other: 'At least {{count}} sends or batches are not in this ledger; what waits in the outbox may have gone out before.',
  sendsUnknown: 'Sends may be missing from this ledger, and what waits in the outbox may have gone out before.',
  todo: {
    older:
      'If you have a newer copy of the ledger, close the app and put it in its place. Otherwise look through the outbox, close each link that has gone out, and go on.',
    'no-mark':
      'If you moved the data folder, close the app and put the mark file (live.mark or practice.mark) back into it too. Otherwise look through the outbox, close each link that has gone out, and go on.',
    seal: 'Something other than this app changed the ledger or its mark file. Copy the data folder and tell whoever looks after the app. Look through the outbox before you go on.',
  },
  meanwhile: 'Entering, searching and asking what was paid work as always.',
  showQueue_one: 'See the outbox ({{count}})',
  showQueue_other: 'See the outbox ({{count}})',
  goOn: 'Go on with this ledger…',
  goOnTitle: 'Go on with this ledger?',
  more: 'What is known, and what to do',
  goOnMeans_zero:
    'No link waits in the outbox now; what is entered from here on is sent as always. The ledger keeps this decision, with your name.',
  goOnMeans_one:
    '{{count}} waiting link will be sent; if it has gone out before, its customer gets a second SMS. The ledger keeps this decision, with your name.',
  goOnMeans_other:
    '{{count}} waiting links will be sent; for each that has gone out before, its customer gets a second SMS. The ledger keeps this decision, with your name.',
  goOnYes_zero: 'Go on with this ledger',
  goOnYes_one: 'Go on and send {{count}} link',
  goOnYes_other: 'Go on and send {{count}} links',
};

export const setAside: typeof fa.setAside = {
  title: 'A file could not be read and was set aside',
  app: 'It held the app’s language and mode; see that the language and the mode (practice or live) are the ones you want.',
  live: 'It held the settings and the keys of live; enter them again.',
  practice: 'It held the settings of practice; enter them again.',
  seen: 'I have seen it',
};
