import type { fa } from '../fa.ts';

export const app: typeof fa.app = {
  name: 'Pishkhan',
  otherLanguage: 'فارسی',
  cancel: 'Cancel',
  dismiss: 'Seen',
  loading: 'Reading…',
  alarm: 'Alarm',
  optional: 'optional',
  characters: '{{used}} of {{limit}}',
  failed: 'Not done: {{what}}',
  failedBehind: 'What you asked for on the screen before was not done: {{what}}',
};

export const nav: typeof fa.nav = {
  label: 'Sections',
  counter: 'New invoice',
  bills: 'Bills',
  links: 'Links',
  decisions: 'Decisions',
  settings: 'Settings',
  practice: 'Customer’s phone',
  setup: 'Set-up',
  back: 'Back',
  search: 'Search',
  waitingForYou_one: '{{count}} case waits for your decision',
  waitingForYou_other: '{{count}} cases wait for your decision',
  inBasket_one: '{{count}} bill in the basket',
  inBasket_other: '{{count}} bills in the basket',
};

export const status: typeof fa.status = {
  label: 'Status',
  line: { up: 'Line up', down: 'Line down', unsure: 'Line: not known yet' },
  lineSince: 'since {{time}}',
  queued_one: '{{count}} waiting',
  queued_other: '{{count}} waiting',
  sending_one: '{{count}} being sent',
  sending_other: '{{count}} being sent',
  nothingWaits: 'Nothing waiting',
  awaiting_one: '{{count}} batch awaits payment',
  awaiting_other: '{{count}} batches await payment',
  decisions_one: '{{count}} to decide',
  decisions_other: '{{count}} to decide',
  lastPoll: 'Last asked: {{when}}',
  neverPolled: 'Not asked yet',
  checkAll: 'Ask about all',
  checking: 'Asking…',
  checkedNone: 'No link is being followed.',
  checked: '{{asked}} links asked about, {{answered}} answered, {{paid}} newly paid.',
  checkFailed: 'Asking did not finish: {{why}}',
  practiceWord: 'Practice',
  practiceMeans: 'This is practice: no SMS goes to anyone and no money moves.',
  access: {
    'credentials-missing': 'SizPay’s keys are not entered yet; invoices stay in the outbox.',
    'credentials-unreadable': 'SizPay’s keys cannot be read and must be entered again; invoices stay in the outbox.',
    'credentials-elsewhere':
      'SizPay’s keys were entered for another address and are not sent to the present one; invoices stay in the outbox.',
    'keyring-waiting':
      'The system’s keyring has not answered yet; invoices stay in the outbox and go out by themselves. If a window asks for its password, enter it.',
    'endpoint-plain-http': 'SizPay’s address is not encrypted (http), so nothing is sent to it; invoices stay in the outbox.',
    'endpoint-loopback': 'SizPay’s address is this PC, so nothing is sent to it; invoices stay in the outbox.',
  },
  openSetup: 'Go to Set-up',
  loopback: 'Development: this PC’s address is allowed',
  returnsWait_one: 'The return of {{count}} batch came, but the ledger could not take it',
  returnsWait_other: 'The returns of {{count}} batches came, but the ledger could not take them',
  returnsWaitHow:
    'The disk may be full: make room. It is tried again each second and recorded by itself. While this stands here, the payer should keep the page of the return open, and nothing should be paid again.',
  ledgerBad: 'The check of the ledger found a fault. See “Check the ledger” in Settings, and make a copy of the data folder.',
  markFailed: 'The disk cannot be written to, and nothing is sent',
  markFailedHow:
    'The disk is full, or writing to the data folder is not allowed. Make room or allow it; invoices stay in the outbox and then go out by themselves.',
  paused: 'Sending is paused',
  pausedWhy:
    'Since {{time}} the service refuses everything for one cause: {{cause}}. Invoices stay in the outbox; nothing is lost.',
  serviceSaid: 'The service said: “{{message}}”',
  goOn: 'Go on sending',
  sendRejectedToo: 'Go on and send the rejected again',
  resumed_one: 'Sending goes on; {{count}} rejected link is back in the outbox.',
  resumed_other: 'Sending goes on; {{count}} rejected links are back in the outbox.',
  resumedPlain: 'Sending goes on.',
};

export const notice: typeof fa.notice = {
  label: 'News',
  paid: '{{name}} has paid {{amount}}, invoice {{invoice}}',
  paidNameless: 'Paid: {{amount}}, invoice {{invoice}}',
  alarm: 'Alarm, invoice {{invoice}}: {{what}}',
  unknown: 'Nobody knows whether invoice {{invoice}} was sent; it is yours to decide.',
  open: 'Show it',
};

export const money: typeof fa.money = {
  rial: 'rial',
  toman: 'toman',
  and: 'and',
};

export const days: typeof fa.days = {
  justNow: 'just now',
  weekday: { 0: 'Saturday', 1: 'Sunday', 2: 'Monday', 3: 'Tuesday', 4: 'Wednesday', 5: 'Thursday', 6: 'Friday' },
  month: {
    1: 'Farvardin',
    2: 'Ordibehesht',
    3: 'Khordad',
    4: 'Tir',
    5: 'Mordad',
    6: 'Shahrivar',
    7: 'Mehr',
    8: 'Aban',
    9: 'Azar',
    10: 'Dey',
    11: 'Bahman',
    12: 'Esfand',
  },
};
