import type { fa } from '../fa.ts';

export const trouble: typeof fa.trouble = {
  title: 'Pishkhan could not open',
  detail: 'Details',
  safe: 'The app has deleted nothing, and deletes nothing.',
  'ledger-missing': {
    what: 'The ledger’s file, which holds all the links, is not where it was.',
    todo: 'If you moved the file, put it back. If it was deleted, put the backup in its place and open the app again. The app does not begin an empty ledger, so that yours is not hidden by it.',
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
