import { person } from '../../shared/actors.ts';
import type { Batch } from '../../shared/batches.ts';
import type { Bill } from '../../shared/bills.ts';
import type { BatchRow } from '../../shared/contract/bills.ts';
import type { Output } from '../../shared/contract/calls.ts';
import type { SettingsView } from '../../shared/contract/settings.ts';
import type { Status } from '../../shared/contract/status.ts';
import type { LinkRow } from '../../shared/links.ts';
import { Settings } from '../../shared/settings.ts';
import { billNo } from '../bill-samples.ts';
import { invoice } from '../samples.ts';

/** What main answers with, of one kind each; a test names what it is about. */

const AT = Date.UTC(2026, 10, 21, 9, 0);

/** An id of the contract, each number another. */
export const idOf = (n: number) => `0192d3c4-0000-7000-8000-${String(n).padStart(12, '0')}`;

export function link(changes: Partial<LinkRow> = {}): LinkRow {
  return {
    ...invoice,
    id: idOf(1),
    state: 'sent',
    payLinkSendId: '134',
    service: 'https://pay.example',
    refNo: null,
    replaces: null,
    replacedBy: null,
    attempts: 1,
    message: null,
    cause: null,
    evidence: null,
    alarm: null,
    savedBy: person(''),
    savedAt: AT,
    changedAt: AT,
    sentAt: AT,
    paidAt: null,
    askedAt: AT,
    ...changes,
  };
}

/** A link as its page asks for it. */
export function wholeLink(
  changes: Partial<LinkRow> = {},
  more: Partial<Omit<Output<'links.get'>, 'link'>> = {},
): Output<'links.get'> {
  return { link: link(changes), otherService: false, history: [], replaces: null, replacedBy: null, ...more };
}

/** The n-th bill of bill-samples.ts. */
export function bill(n = 1, changes: Partial<Bill> = {}): Bill {
  return {
    id: idOf(100 + n),
    state: 'basket',
    ...billNo(n),
    extOrderId: String(n),
    source: 'scan',
    again: null,
    batch: null,
    status: null,
    message: null,
    price: null,
    billType: null,
    saleReferenceId: null,
    token: null,
    savedBy: person(''),
    savedAt: AT,
    changedAt: AT,
    paidAt: null,
    ...changes,
  };
}

export function batch(changes: Partial<Batch> = {}): Batch {
  return {
    id: idOf(50),
    state: 'awaiting',
    bills: [idOf(101), idOf(102)],
    expected: 203_000,
    attempts: 1,
    returnUrl: 'http://127.0.0.1/r/1',
    returnKey: '1',
    batchToken: '777',
    paymentUrl: 'https://pay.example/777',
    total: 203_000,
    cause: null,
    status: null,
    message: null,
    evidence: null,
    alarm: null,
    alarmWhat: [],
    savedBy: person(''),
    savedAt: AT,
    changedAt: AT,
    returnedAt: null,
    ...changes,
  };
}

/** A batch as a list has it. */
export const batchRow = (changes: Partial<BatchRow> = {}): BatchRow => ({ ...batch(changes), alarmMore: 0, ...changes });

/** A batch as its page asks for it: two bills that are in the state its own leaves them in. */
export function wholeBatch(
  changes: Partial<Batch> = {},
  more: Partial<Omit<Output<'batches.get'>, 'batch'>> = {},
): Output<'batches.get'> {
  const whole = batch(changes);
  return {
    batch: whole,
    bills: [1, 2].map((n) => bill(n, { state: 'awaiting', batch: whole.id })),
    history: [],
    differs: false,
    unreadableTotal: null,
    payPage: { address: 'https://pay.example/777', host: 'pay.example', oddities: [], asks: false },
    alarmMore: 0,
    returnComes: true,
    ...more,
  };
}

export function status(changes: Partial<Omit<Status, 'bills'>> = {}, bills: Partial<Status['bills']> = {}): Status {
  return {
    mode: 'practice',
    language: 'en',
    version: '0.1.0',
    host: 'stand-in',
    trouble: null,
    line: { state: 'up', reason: null, since: AT },
    queued: 0,
    sending: 0,
    decisions: 0,
    paused: null,
    otherService: 0,
    accessFault: null,
    loopbackAllowed: false,
    hold: null,
    markFailed: false,
    setAside: [],
    lastPollAt: null,
    ledgerOk: true,
    ...changes,
    bills: { basket: 0, awaiting: 0, accessFault: null, receiver: 'listening', returnsWaiting: 0, ...bills },
  };
}

const ORIGIN = 'https://pay.example';

/** The settings of a mode with its keys for SizPay set, and none for ToshaNet. */
export function view(settings: Partial<Settings> = {}, changes: Partial<SettingsView> = {}): SettingsView {
  return {
    settings: Settings.parse({ payLinkName: 'shop', ...settings }),
    secrets: { key1: 'set', key2: 'set', toshaUser: 'missing', toshaPassword: 'missing' },
    enteredFor: { key1: ORIGIN, key2: ORIGIN, toshaUser: null, toshaPassword: null },
    addresses: {
      sizpay: { origin: ORIGIN, fault: null, plain: false },
      tosha: { origin: ORIGIN, fault: null, plain: false },
    },
    seal: 'strong',
    adoptedNamespace: null,
    adoptedToshaNamespace: null,
    unusableContracts: [],
    liveReady: true,
    dataFolder: '/data',
    ...changes,
  };
}
