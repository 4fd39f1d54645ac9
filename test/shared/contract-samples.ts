import { person } from '../../shared/actors.ts';
import type { CallName, Input, Output } from '../../shared/contract/calls.ts';
import type { PairVerdict } from '../../shared/contract/bills.ts';
import type { Practice } from '../../shared/contract/practice.ts';
import type { ContractReport } from '../../shared/contract/settings.ts';
import type { LedgerReport } from '../../shared/ledger.ts';
import { batch, batchRow, bill, idOf, link as row, status, view, wholeBatch, wholeLink } from '../renderer/samples.ts';
import { evidence, invoice } from '../samples.ts';

/** What goes in and out of every call of the contract, by hand, with something in every field. */

/** As an answer that is about one link has it: when it was last asked about is of lists. */
const { askedAt: _askedAt, ...link } = row();

const sara = person('سارا');
export const name = 'key1';
export const told = { seq: 1, at: 2, actor: sara };
const verdict: PairVerdict = { pair: { billId: '1', payId: '2' }, verdict: 'taken', faults: ['bill-id-check'], bill: bill() };

export const practice: Practice = {
  fault: 'slow',
  endpoint: 'http://127.0.0.1:1/',
  messages: [
    {
      payLinkSendId: '134',
      mobileNo: '09120000000',
      at: 1,
      text: 'x',
      invoiceNo: 'T1',
      amount: 5,
      customerName: 'n',
      description: 'd',
      state: 'paid',
      refNo: '7',
    },
  ],
  returnForm: 'post',
  refuseBills: 2,
  batches: [
    {
      batchToken: '9',
      paymentUrl: 'http://127.0.0.1:1/p',
      at: 1,
      total: 5,
      bills: [{ billId: '1', payId: '2', price: 5, billType: '1', accepted: true }],
      state: 'partly',
      returned: '200',
    },
  ],
};
const difference = { kind: 'soap-action', where: 'w', bundled: 'b', service: 's' } as const;
const contract: ContractReport = {
  checkedAt: 1,
  namespace: 'urn:x',
  differences: [difference],
  adoptable: true,
  adopted: false,
};
export const ledger: LedgerReport = {
  ok: true,
  checkedAt: 1,
  events: 2,
  counts: { links: 1 },
  unknown: 0,
  problems: ['chain 41'],
  disagree: true,
  seal: { state: 'sealed', since: { at: 1, lost: false } },
};
export const moment = { seq: 1, at: 2 };
const wholeStatus = status(
  {
    trouble: { code: 'disk-full', detail: 'ledger.db' },
    line: { state: 'down', reason: 'refused', since: 1 },
    accessFault: 'endpoint-loopback',
    paused: { cause: 'credentials', message: 'no', since: 1 },
    hold: { cause: 'older', end: moment, mark: moment, sends: 3 },
    setAside: ['draft.json'],
    lastPollAt: 5,
  },
  { accessFault: 'credentials-missing', receiver: 'moved' },
);

export const ANSWERS: { [N in CallName]: Output<N> } = {
  'app.status': wholeStatus,
  'app.setLanguage': {},
  'app.seeSetAside': {},
  'app.setMode': status(),
  'app.network': {},
  'links.save': { link },
  'links.list': { links: [row({ evidence })], total: 1 },
  'links.get': wholeLink(
    {},
    { otherService: true, history: [{ ...told, event: { kind: 'link.closed' } }], replaces: link, replacedBy: link },
  ),
  'links.proposeInvoiceNo': { invoiceNo: 'T1' },
  'links.decide': { link },
  'links.giveId': { link },
  'links.seeAlarm': { link },
  'links.checkNow': { asked: 3, answered: 2, paid: 1, failure: 'late' },
  'outbox.resume': { requeued: 2 },
  'bills.check': { verdicts: [verdict] },
  'bills.add': { verdicts: [{ ...verdict, verdict: 'added' }] },
  'bills.remove': { bill: bill() },
  'bills.list': { bills: [bill()], total: 1 },
  'bills.get': { bill: bill(), history: [{ ...told, event: { kind: 'bill.removed' } }] },
  'bills.submit': { batches: [batch()] },
  'batches.list': { batches: [batchRow()], total: 1 },
  'batches.get': wholeBatch({}, { history: [{ ...told, event: { kind: 'batch.givenUp' } }], unreadableTotal: 'x' }),
  'batches.resubmit': { batch: batch() },
  'batches.giveUp': { batch: batch() },
  'batches.abandon': { batch: batch() },
  'batches.openPayPage': { paymentUrl: 'https://pay.example/1' },
  'batches.pasteReturn': { batch: batch() },
  'batches.settleByHand': { batch: batch() },
  'batches.seeAlarm': { batch: batch() },
  'batches.rebasket': { verdicts: [{ ...verdict, verdict: 'bad', bill: null }] },
  'draft.get': { draft: { invoiceNo: '', amount: '1', mobileNo: '', customerName: '', description: '', replaces: null } },
  'draft.put': {},
  'settings.get': view(
    {},
    { adoptedNamespace: 'urn:x', adoptedToshaNamespace: 'urn:y', unusableContracts: ['tosha'], seal: 'weak' },
  ),
  'settings.put': view(),
  'settings.putSecret': view(),
  'settings.removeSecret': view(),
  'contract.check': contract,
  'contract.adopt': contract,
  'contract.reset': {},
  'ledger.check': ledger,
  'ledger.rebuild': ledger,
  'ledger.accept': {},
  'practice.get': practice,
  'practice.setFault': practice,
  'practice.setReturnForm': practice,
  'practice.setRefuseBills': practice,
  'practice.payBatch': practice,
  'practice.pay': practice,
  'practice.cancel': practice,
};

export const id = idOf(1);
const page = { search: 'x', limit: 500, offset: 0 };
export const pair = { billId: '1', payId: '2' };

export const INPUTS: { [N in CallName]: Input<N> } = {
  'app.status': {},
  'app.setLanguage': { language: 'en' },
  'app.seeSetAside': {},
  'app.setMode': { mode: 'live' },
  'app.network': {},
  'links.save': { mode: 'practice', invoice, replaces: id, evenIfSame: true },
  'links.list': { ...page, states: ['queued'], day: '1405-08-30', onlyDecisions: true },
  'links.get': { id },
  'links.proposeInvoiceNo': {},
  'links.decide': { id, decision: { kind: 'has-sms', payLinkSendId: '134' } },
  'links.giveId': { id, payLinkSendId: '134' },
  'links.seeAlarm': { id },
  'links.checkNow': { id },
  'outbox.resume': { rejectedToo: true },
  'bills.check': { pairs: [pair] },
  'bills.add': { pairs: [pair], source: 'paste' },
  'bills.remove': { id },
  'bills.list': { ...page, states: ['basket'] },
  'bills.get': { id },
  'bills.submit': {},
  'batches.list': { ...page, states: ['awaiting'], onlyDecisions: false },
  'batches.get': { id },
  'batches.resubmit': { id },
  'batches.giveUp': { id },
  'batches.abandon': { id },
  'batches.openPayPage': { id, how: 'qr', evenIfDiffers: true, evenIfStrange: true },
  'batches.pasteReturn': { address: 'http://127.0.0.1/r/1' },
  'batches.settleByHand': { id, paid: [{ bill: id, saleReferenceId: '5' }], why: 'receipt' },
  'batches.seeAlarm': { id },
  'batches.rebasket': { id },
  'draft.get': {},
  'draft.put': { draft: { invoiceNo: '', amount: '1', mobileNo: '', customerName: '', description: '', replaces: null } },
  'settings.get': { mode: 'live' },
  'settings.put': { mode: 'live', patch: { cashier: 'x' } },
  'settings.putSecret': { mode: 'live', name, value: 'x', evenIfPlain: true },
  'settings.removeSecret': { mode: 'live', name },
  'contract.check': { mode: 'live', service: 'tosha' },
  'contract.adopt': { mode: 'live', service: 'tosha' },
  'contract.reset': { mode: 'live', service: 'tosha' },
  'ledger.check': {},
  'ledger.rebuild': {},
  'ledger.accept': {},
  'practice.get': {},
  'practice.setFault': { fault: 'slow' },
  'practice.setReturnForm': { returnForm: 'post' },
  'practice.setRefuseBills': { count: 20 },
  'practice.payBatch': { batchToken: '9', act: 'pay-partly' },
  'practice.pay': { payLinkSendId: '134' },
  'practice.cancel': { payLinkSendId: '134' },
};
export { link };
