import { z } from 'zod';
import type { Role } from '../actors.ts';
import { BATCH_MAX, BATCH_STATES, Batch } from '../batches.ts';
import { BILL_SOURCES, BILL_STATES, Bill } from '../bills.ts';
import { Invoice, PayLinkSendId } from '../invoice.ts';
import { LINK_STATES, Link, LinkRow } from '../links.ts';
import { LANGUAGES, MODES, SECRET_NAMES, SERVICES, SettingsPatch } from '../settings.ts';
import { cleanId, cleanText, isXmlText } from '../text.ts';
import { typed } from '../typed.ts';
import { Status } from './status.ts';
import { HistoryEntry } from './links.ts';
import { BatchHistoryEntry, BatchRow, BillHistoryEntry, Pair, PairVerdict, PayPage, RETURN_MAX } from './bills.ts';
import { Draft } from '../draft.ts';
import { ContractReport, SettingsView } from './settings.ts';
import { LedgerReport } from '../ledger.ts';
import { FAULTS, RETURN_FORMS, Practice } from './practice.ts';
import type { AppError } from './errors.ts';
import type { EventData, EventName } from './events.ts';

/**
 * The contract between the renderer and the main process: each call's name with who may make it, and the schema of what goes
 * in and of what comes out (the events main tells are in events.ts). How a call is added: ARCHITECTURE.md, "Adding a call".
 */

/** Longer text is no id, and is not matched. */
const Id = typed(undefined, undefined, 36).pipe(z.uuid());
const Nothing = z.object({});
/** Set-up fills the live settings while the app is still in practice, so these calls name the mode they mean. */
const OfMode = z.object({ mode: z.enum(MODES) });
const OfContract = OfMode.extend({ service: z.enum(SERVICES).default('sizpay') });
const Search = typed(undefined, undefined, 200);
const Secret = typed('text-missing').trim().min(1, 'text-missing').max(500, 'text-too-long');

/** Of a receipt: digits as a rule, but the document does not say so. */
const SaleReferenceId = typed('receipt-missing', 'text-too-long', 100)
  .transform(cleanId)
  .refine((text) => text !== '', 'receipt-missing')
  .refine(isXmlText, 'text-bad-character');
const Why = typed('why-missing', 'text-too-long', 500)
  .transform(cleanText)
  .refine((text) => text !== '', 'why-missing')
  .refine(isXmlText, 'text-bad-character');

export type Reply<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** @param by the least of those who may make it */
const call = <I extends z.ZodType, O extends z.ZodType>(by: Role, input: I, output: O) => ({ input, output, by });

export const calls = {
  'app.status': call('anyone', Nothing, Status),
  'app.setLanguage': call('anyone', z.object({ language: z.enum(LANGUAGES) }), Nothing),
  /** A person saw which files were set aside. */
  'app.seeSetAside': call('manager', Nothing, Nothing),
  'app.setMode': call('manager', z.object({ mode: z.enum(MODES) }), Status),
  /** The renderer's hint that the PC's network came or went: the line looks again, within its allowance. */
  'app.network': call('anyone', Nothing, Nothing),

  /** Refused with `other-mode` where the counter is in another mode than the form was: the number is not of this one. */
  'links.save': call(
    'cashier',
    OfMode.extend({ invoice: Invoice, replaces: Id.nullable(), evenIfSame: z.boolean() }),
    z.object({ link: Link }),
  ),
  'links.list': call(
    'cashier',
    z.object({
      search: Search,
      states: z.array(z.enum(LINK_STATES)).max(LINK_STATES.length),
      /** Jalali day, 1405-08-30: only links saved on it. */
      day: typed(undefined, undefined, 10).nullable(),
      onlyDecisions: z.boolean(),
      limit: z.number().int().min(1).max(500),
      offset: z.number().int().min(0),
    }),
    z.object({ links: z.array(LinkRow), total: z.number() }),
  ),
  'links.get': call(
    'cashier',
    z.object({ id: Id }),
    z.object({
      link: LinkRow,
      /** Whether it is followed, but was sent by another service than the one set now: that one is not asked about it. */
      otherService: z.boolean(),
      history: z.array(HistoryEntry),
      replaces: Link.nullable(),
      replacedBy: Link.nullable(),
    }),
  ),
  'links.proposeInvoiceNo': call('cashier', Nothing, z.object({ invoiceNo: z.string() })),
  'links.decide': call(
    'cashier',
    z.object({
      id: Id,
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('has-sms'), payLinkSendId: PayLinkSendId.nullable() }),
        z.object({ kind: z.literal('send-again') }),
        z.object({ kind: z.literal('close') }),
      ]),
    }),
    z.object({ link: Link }),
  ),
  'links.giveId': call('cashier', z.object({ id: Id, payLinkSendId: PayLinkSendId }), z.object({ link: Link })),
  'links.seeAlarm': call('cashier', z.object({ id: Id }), z.object({ link: Link })),
  /**
   * Asks the service now: about one link, or (id null) about all that have a turn to come. Those past the last step, of another
   * service, or with an event of a newer version have none.
   */
  'links.checkNow': call(
    'cashier',
    z.object({ id: Id.nullable() }),
    z.object({ asked: z.number(), answered: z.number(), paid: z.number(), failure: z.string().nullable() }),
  ),

  /** Goes on after a pause; with `rejectedToo`, everything rejected is queued again in the same act. */
  'outbox.resume': call('cashier', z.object({ rejectedToo: z.boolean() }), z.object({ requeued: z.number() })),

  /** What each pair would come to, changing nothing: the preview of a paste or a file. */
  'bills.check': call('cashier', z.object({ pairs: z.array(Pair).max(2000) }), z.object({ verdicts: z.array(PairVerdict) })),
  /** Puts the good pairs into the basket, all in one act, and says what became of each. */
  'bills.add': call(
    'cashier',
    z.object({ pairs: z.array(Pair).min(1).max(2000), source: z.enum(BILL_SOURCES) }),
    z.object({ verdicts: z.array(PairVerdict) }),
  ),
  'bills.remove': call('cashier', z.object({ id: Id }), z.object({ bill: Bill })),
  'bills.list': call(
    'cashier',
    z.object({
      search: Search,
      states: z.array(z.enum(BILL_STATES)).max(BILL_STATES.length),
      limit: z.number().int().min(1).max(500),
      offset: z.number().int().min(0),
    }),
    z.object({ bills: z.array(Bill), total: z.number() }),
  ),
  'bills.get': call('cashier', z.object({ id: Id }), z.object({ bill: Bill, history: z.array(BillHistoryEntry) })),
  /** Splits the basket into batches of at most 20 and submits them; answers once they are in the ledger, not once sent. */
  'bills.submit': call('cashier', Nothing, z.object({ batches: z.array(Batch) })),
  'batches.list': call(
    'cashier',
    z.object({
      search: Search,
      states: z.array(z.enum(BATCH_STATES)).max(BATCH_STATES.length),
      onlyDecisions: z.boolean(),
      limit: z.number().int().min(1).max(500),
      offset: z.number().int().min(0),
    }),
    z.object({ batches: z.array(BatchRow), total: z.number() }),
  ),
  'batches.get': call(
    'cashier',
    z.object({ id: Id }),
    z.object({
      batch: Batch,
      bills: z.array(Bill),
      history: z.array(BatchHistoryEntry),
      /** Whether the provider asks for other amounts than the bills say, or for a total that cannot be read. */
      differs: z.boolean(),
      unreadableTotal: z.string().nullable(),
      /** Null where there is no pay page, or one that no payer should be sent to. */
      payPage: PayPage.nullable(),
      /** Returns that disagreed since the alarm was last seen, beside the one that the alarm is about. */
      alarmMore: z.number(),
      /** Whether the batch's own return address leads to the receiver that listens now; else its return is pasted. */
      returnComes: z.boolean(),
    }),
  ),
  /** An unknown submission again, with the same ExtOrderIDs: it moves no money. */
  'batches.resubmit': call('cashier', z.object({ id: Id }), z.object({ batch: Batch })),
  /** Gives an unknown submission up: its bills go back to the basket. */
  'batches.giveUp': call('cashier', z.object({ id: Id }), z.object({ batch: Batch })),
  /** The payer will not pay: no longer waited for. The pay page itself stays open at the provider. */
  'batches.abandon': call('cashier', z.object({ id: Id }), z.object({ batch: Batch })),
  /**
   * Opens the pay page in the PC's browser, or notes that it was shown as a QR code; either way refused with
   * `total-differs` while the provider's total is not the bills', and with `strange-pay-page` (its host and oddities as the
   * detail) while its host was never opened before, unless told that the cashier saw it.
   */
  'batches.openPayPage': call(
    'cashier',
    z.object({
      id: Id,
      how: z.enum(['browser', 'qr']),
      evenIfDiffers: z.boolean(),
      evenIfStrange: z.boolean().default(false),
    }),
    z.object({ paymentUrl: z.string() }),
  ),
  /** The return address that a payer on another device was sent to. */
  'batches.pasteReturn': call(
    'cashier',
    z.object({ address: typed(undefined, undefined, RETURN_MAX) }),
    z.object({ batch: Batch }),
  ),
  /**
   * Settles a batch by a person's word, where its true return was judged wrong or never comes: the bills that were paid, each
   * with the SaleReferenceID of its receipt, and why. The others of the batch that were waited for count as not paid.
   */
  'batches.settleByHand': call(
    'manager',
    z.object({
      id: Id,
      paid: z
        .array(z.object({ bill: Id, saleReferenceId: SaleReferenceId }))
        .min(1, 'settle-none')
        .max(BATCH_MAX),
      why: Why,
    }),
    z.object({ batch: Batch }),
  ),
  'batches.seeAlarm': call('cashier', z.object({ id: Id }), z.object({ batch: Batch })),
  /** The bills of a batch into the basket again: failed ones as new bills, abandoned ones as they are. */
  'batches.rebasket': call('cashier', z.object({ id: Id }), z.object({ verdicts: z.array(PairVerdict) })),

  'draft.get': call('cashier', Nothing, z.object({ draft: Draft.nullable() })),
  'draft.put': call('cashier', z.object({ draft: Draft.nullable() }), Nothing),

  'settings.get': call('cashier', OfMode, SettingsView),
  'settings.put': call('manager', OfMode.extend({ patch: SettingsPatch }), SettingsView),
  /**
   * Seals a secret for the address its service has now. No call gives one back: a stored secret only shows as set. Refused
   * with `plain-http` where it can be read on the way to that address, unless told that who enters it knows.
   */
  'settings.putSecret': call(
    'manager',
    OfMode.extend({ name: z.enum(SECRET_NAMES), value: Secret, evenIfPlain: z.boolean().default(false) }),
    SettingsView,
  ),
  'settings.removeSecret': call('manager', OfMode.extend({ name: z.enum(SECRET_NAMES) }), SettingsView),

  /** Reads the service's WSDL; sends no SMS, submits no bill. */
  'contract.check': call('manager', OfContract, ContractReport),
  /** Reads it again and uses it from now on, in place of the bundled one. */
  'contract.adopt': call('manager', OfContract, ContractReport),
  'contract.reset': call('manager', OfContract, Nothing),

  'ledger.check': call('cashier', Nothing, LedgerReport),
  /** Makes rows that disagree with sound events anew from them, which the ledger tells; answers with a check after it. */
  'ledger.rebuild': call('manager', Nothing, LedgerReport),
  /** The ledger is taken as it is, though its mark says that it is not whole: what is queued goes out. A person's act. */
  'ledger.accept': call('manager', Nothing, Nothing),

  'practice.get': call('cashier', Nothing, Practice),
  'practice.setFault': call('cashier', z.object({ fault: z.enum(FAULTS) }), Practice),
  'practice.setReturnForm': call('cashier', z.object({ returnForm: z.enum(RETURN_FORMS) }), Practice),
  'practice.setRefuseBills': call('cashier', z.object({ count: z.number().int().min(0).max(20) }), Practice),
  /** The payer at the provider's pay page: pays all, all but the last bill, or cancels; then is sent back as set. */
  'practice.payBatch': call(
    'cashier',
    z.object({ batchToken: typed(), act: z.enum(['pay', 'pay-partly', 'cancel']) }),
    Practice,
  ),
  'practice.pay': call('cashier', z.object({ payLinkSendId: typed() }), Practice),
  'practice.cancel': call('cashier', z.object({ payLinkSendId: typed() }), Practice),
} as const;

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type Checked<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** What the preload puts on `window.pishkhan`: one function per call, and a way to listen to each event. */
export type Bridge = {
  [N in CallName]: (input: Input<N>) => Promise<Reply<Output<N>>>;
} & { listen: { [N in EventName]: (listener: (data: EventData<N>) => void) => () => void } };
