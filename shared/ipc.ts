import { z } from 'zod';
import { BATCH_STATES, BILL_SOURCES, BILL_STATES, Batch, BatchEvent, Bill, BillEvent } from './batches.ts';
import { BILL_FAULTS } from './bills.ts';
import { Invoice, PayLinkSendId } from './invoice.ts';
import { LINK_STATES, Link, LinkEvent } from './links.ts';
import { LANGUAGES, MODES, SECRET_NAMES, SERVICES, Settings, SettingsPatch } from './settings.ts';

/**
 * The contract between the renderer and the main process: each call's name with the schema of what goes in and of what
 * comes out, and the events main tells. Adding a call means its line here, its handler in its area, its use in a screen.
 */

const Id = z.uuid();
const Nothing = z.object({});
/** Set-up fills the live settings while the app is still in practice, so these calls name the mode they mean. */
const OfMode = z.object({ mode: z.enum(MODES) });
const OfContract = OfMode.extend({ service: z.enum(SERVICES).default('sizpay') });
const Secret = z.string('text-missing').trim().min(1, 'text-missing').max(500, 'text-too-long');
/** Milliseconds since 1970 (UTC). */
const At = z.number();

/** Every error a call can answer with. Words are the renderer's (`error.<code>` in the catalogues). */
export const ERROR_CODES = [
  'bad-input',
  'not-found',
  'move-refused',
  'invoice-taken',
  'same-again',
  'id-taken',
  'not-replaceable',
  'credentials-missing',
  'credentials-unreadable',
  'only-in-practice',
  'only-live',
  'contract-unreachable',
  'contract-unreadable',
  'contract-incompatible',
  'endpoint-is-practice',
  'ledger-missing',
  'ledger-newer',
  'ledger-damaged',
  'ledger-busy',
  'ledger-unreadable',
  'disk-full',
  'practice-failed',
  'bill-taken',
  'basket-empty',
  'not-payable',
  'total-differs',
  'already-paid',
  'return-unreadable',
  'return-unmatched',
  'return-mismatch',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const AppError = z.object({
  code: z.enum(ERROR_CODES),
  /** Of bad input: the field and what is wrong with it, as codes. */
  issues: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
  /** The link an answer is about: the one that holds the invoice number, or looks like the new one. */
  link: Link.optional(),
  /** The batch an answer is about. */
  batch: Batch.optional(),
  /** A path, a version or another plain fact, never a sentence and never a secret. */
  detail: z.string().optional(),
});
export type AppError = z.infer<typeof AppError>;

export type Reply<T> = { ok: true; value: T } | { ok: false; error: AppError };

const LineState = z.object({
  /** `unsure` until the first connection succeeded or failed. */
  state: z.enum(['up', 'down', 'unsure']),
  /** Why it is down: a `NeverSentReason` of electron/net. */
  reason: z.string().nullable(),
  since: At,
});
export type LineState = z.infer<typeof LineState>;

const Status = z.object({
  mode: z.enum(MODES),
  language: z.enum(LANGUAGES),
  version: z.string(),
  /** `stand-in` is the developers' host, in Chromium without Electron. */
  host: z.enum(['electron', 'stand-in']),
  /** Why the ledger cannot be used; null when it can. */
  trouble: AppError.nullable(),
  line: LineState,
  queued: z.number(),
  sending: z.number(),
  /** What waits for a person: links that are unknown, rejected or alarmed; batches that are unknown or alarmed. */
  decisions: z.number(),
  /** The outbox stopped by itself: everything is refused, and for this cause. */
  paused: z.object({ cause: z.string(), message: z.string(), since: At }).nullable(),
  credentialsMissing: z.boolean(),
  /** When any link was last asked about; null before the first time. */
  lastPollAt: At.nullable(),
  bills: z.object({
    basket: z.number(),
    /** Batches whose payment is waited for. */
    awaiting: z.number(),
    /** Whether ToshaNet's name and password are there. */
    credentialsMissing: z.boolean(),
    /**
     * The loopback receiver of returns. `moved`: its usual port was taken, so returns of batches submitted before cannot
     * come by themselves; `failed`: it could not listen at all; `unused`: the shop has a ReturnUrl of its own.
     */
    receiver: z.enum(['listening', 'moved', 'failed', 'unused']),
  }),
  /** Of the last integrity check; null while the first one runs. */
  ledgerOk: z.boolean().nullable(),
});
export type Status = z.infer<typeof Status>;

/** A link as lists show it, with when the service was last asked about it. */
const LinkRow = Link.extend({ askedAt: At.nullable() });
export type LinkRow = z.infer<typeof LinkRow>;

const HistoryEntry = z.object({ seq: z.number(), at: At, who: z.string(), event: LinkEvent });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

const BillHistoryEntry = z.object({ seq: z.number(), at: At, who: z.string(), event: BillEvent });
const BatchHistoryEntry = z.object({ seq: z.number(), at: At, who: z.string(), event: BatchEvent });
export type BillHistoryEntry = z.infer<typeof BillHistoryEntry>;
export type BatchHistoryEntry = z.infer<typeof BatchHistoryEntry>;

/** A pair as it is entered: digits, folded and without blanks (shared/bills.ts, `cleanBillId`); not yet checked. */
const Pair = z.object({ billId: z.string().max(100), payId: z.string().max(100) });

/** What became of one entered pair. `taken`: the same pair is there already, and `bill` is where. */
const PairVerdict = z.object({
  pair: Pair,
  verdict: z.enum(['added', 'bad', 'taken']),
  faults: z.array(z.enum(BILL_FAULTS)),
  bill: Bill.nullable(),
});
export type PairVerdict = z.infer<typeof PairVerdict>;
/** The most a field takes, in UTF-16 units: far more than anything may have, so that a long paste is refused, not lost. */
export const TYPED_MAX = 5000;
const Typed = z.string().max(TYPED_MAX);
/** The most of a pasted return address, in UTF-16 units: one with 20 bills in Persian has 11,000. */
export const RETURN_MAX = 200_000;

/** What the form holds while it is typed: text, not yet checked. */
export const Draft = z.object({
  invoiceNo: Typed,
  amount: Typed,
  mobileNo: Typed,
  customerName: Typed,
  description: Typed,
  replaces: Id.nullable(),
});
export type Draft = z.infer<typeof Draft>;

const Difference = z.object({
  kind: z.enum([
    'namespace',
    'operation-missing',
    'parameter-missing',
    'parameter-extra',
    'parameter-renamed',
    'parameter-type',
    'soap-action',
    'reply-shape',
  ]),
  where: z.string(),
  bundled: z.string(),
  service: z.string(),
});
export type Difference = z.infer<typeof Difference>;

const ContractReport = z.object({
  checkedAt: At,
  namespace: z.string(),
  differences: z.array(Difference),
  /** Whether the service's contract can be adopted: every operation and parameter the app needs is there. */
  adoptable: z.boolean(),
  adopted: z.boolean(),
});
export type ContractReport = z.infer<typeof ContractReport>;

const SettingsView = z.object({
  settings: Settings,
  secrets: z.record(z.enum(SECRET_NAMES), z.enum(['set', 'missing', 'unreadable'])),
  /** `weak`: there is no keyring, so the seal keeps nobody out who can read the files. */
  seal: z.enum(['strong', 'weak', 'unavailable']),
  /** The namespace adopted from the service; null while the bundled contract is in use. */
  adoptedNamespace: z.string().nullable(),
  adoptedToshaNamespace: z.string().nullable(),
  liveReady: z.boolean(),
  dataFolder: z.string(),
});
export type SettingsView = z.infer<typeof SettingsView>;

const LedgerReport = z.object({
  ok: z.boolean(),
  checkedAt: At,
  events: z.number(),
  links: z.number(),
  bills: z.number(),
  /** What is wrong, as codes with a place: `chain 41`, `row <id>`, `sqlite …`. */
  problems: z.array(z.string()),
});
export type LedgerReport = z.infer<typeof LedgerReport>;

export const FAULTS = ['none', 'line-down', 'slow', 'reply-lost', 'server-fault', 'garbage', 'wrong-password'] as const;
export type Fault = (typeof FAULTS)[number];

const PhoneMessage = z.object({
  payLinkSendId: z.string(),
  mobileNo: z.string(),
  at: At,
  /** The SMS word for word. */
  text: z.string(),
  invoiceNo: z.string(),
  amount: z.number(),
  customerName: z.string(),
  description: z.string(),
  state: z.enum(['unpaid', 'paid', 'cancelled']),
  refNo: z.string().nullable(),
});
export type PhoneMessage = z.infer<typeof PhoneMessage>;

/** How the practice provider sends the payer back (wire.md, "What is open": each of these is met). */
export const RETURN_FORMS = [
  'placeholders',
  'appended',
  'post',
  'post-appended',
  'second-question-mark',
  'none',
  'forged',
] as const;
export type ReturnForm = (typeof RETURN_FORMS)[number];

/** A pay page at the practice provider, for one batch. */
const PracticeBatch = z.object({
  batchToken: z.string(),
  paymentUrl: z.string(),
  at: At,
  /** Rial. */
  total: z.number(),
  bills: z.array(
    z.object({ billId: z.string(), payId: z.string(), price: z.number(), billType: z.string(), accepted: z.boolean() }),
  ),
  state: z.enum(['unpaid', 'paid', 'partly', 'cancelled']),
  /** What the payer's browser met when it was sent back: an HTTP status, or `none` / `unreached`. */
  returned: z.string().nullable(),
});
export type PracticeBatch = z.infer<typeof PracticeBatch>;

const Practice = z.object({
  fault: z.enum(FAULTS),
  endpoint: z.string(),
  messages: z.array(PhoneMessage),
  returnForm: z.enum(RETURN_FORMS),
  /** How many bills of the next submission are refused, from its end. */
  refuseBills: z.number().int().min(0).max(20),
  /** Newest first. */
  batches: z.array(PracticeBatch),
});
export type Practice = z.infer<typeof Practice>;

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

export const calls = {
  'app.status': call(Nothing, Status),
  'app.setLanguage': call(z.object({ language: z.enum(LANGUAGES) }), Nothing),
  'app.setMode': call(z.object({ mode: z.enum(MODES) }), Status),
  /** The renderer's hint that the PC's network came or went: the outbox looks again at once. */
  'app.network': call(z.object({ online: z.boolean() }), Nothing),

  'links.save': call(
    z.object({ invoice: Invoice, replaces: Id.nullable(), evenIfSame: z.boolean() }),
    z.object({ link: Link }),
  ),
  'links.list': call(
    z.object({
      search: z.string().max(200),
      states: z.array(z.enum(LINK_STATES)),
      /** Jalali day, 1405-08-30: only links saved on it. */
      day: z.string().nullable(),
      onlyDecisions: z.boolean(),
      limit: z.number().int().min(1).max(500),
      offset: z.number().int().min(0),
    }),
    z.object({ links: z.array(LinkRow), total: z.number() }),
  ),
  'links.get': call(
    z.object({ id: Id }),
    z.object({ link: LinkRow, history: z.array(HistoryEntry), replaces: Link.nullable(), replacedBy: Link.nullable() }),
  ),
  'links.proposeInvoiceNo': call(Nothing, z.object({ invoiceNo: z.string() })),
  'links.decide': call(
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
  'links.giveId': call(z.object({ id: Id, payLinkSendId: PayLinkSendId }), z.object({ link: Link })),
  'links.seeAlarm': call(z.object({ id: Id }), z.object({ link: Link })),
  /** Asks the service now, about one link or (id null) about all that are followed. */
  'links.checkNow': call(
    z.object({ id: Id.nullable() }),
    z.object({ asked: z.number(), answered: z.number(), paid: z.number(), failure: z.string().nullable() }),
  ),

  /** Goes on after a pause; with `rejectedToo`, everything rejected is queued again in the same act. */
  'outbox.resume': call(z.object({ rejectedToo: z.boolean() }), z.object({ requeued: z.number() })),

  /** What each pair would come to, changing nothing: the preview of a paste or a file. */
  'bills.check': call(z.object({ pairs: z.array(Pair).max(2000) }), z.object({ verdicts: z.array(PairVerdict) })),
  /** Puts the good pairs into the basket, all in one act, and says what became of each. */
  'bills.add': call(
    z.object({ pairs: z.array(Pair).min(1).max(2000), source: z.enum(BILL_SOURCES) }),
    z.object({ verdicts: z.array(PairVerdict) }),
  ),
  'bills.remove': call(z.object({ id: Id }), z.object({ bill: Bill })),
  'bills.list': call(
    z.object({
      search: z.string().max(200),
      states: z.array(z.enum(BILL_STATES)),
      limit: z.number().int().min(1).max(500),
      offset: z.number().int().min(0),
    }),
    z.object({ bills: z.array(Bill), total: z.number() }),
  ),
  'bills.get': call(z.object({ id: Id }), z.object({ bill: Bill, history: z.array(BillHistoryEntry) })),
  /** Splits the basket into batches of at most 20 and submits them; answers once they are in the ledger, not once sent. */
  'bills.submit': call(Nothing, z.object({ batches: z.array(Batch) })),
  'batches.list': call(
    z.object({
      search: z.string().max(200),
      states: z.array(z.enum(BATCH_STATES)),
      onlyDecisions: z.boolean(),
      limit: z.number().int().min(1).max(500),
      offset: z.number().int().min(0),
    }),
    z.object({ batches: z.array(Batch), total: z.number() }),
  ),
  'batches.get': call(
    z.object({ id: Id }),
    z.object({
      batch: Batch,
      bills: z.array(Bill),
      history: z.array(BatchHistoryEntry),
      differs: z.boolean(),
      /** Whether the batch's own return address leads to the receiver that listens now; else its return is pasted. */
      returnComes: z.boolean(),
    }),
  ),
  /** An unknown submission again, with the same ExtOrderIDs: it moves no money. */
  'batches.resubmit': call(z.object({ id: Id }), z.object({ batch: Batch })),
  /** Gives an unknown submission up: its bills go back to the basket. */
  'batches.giveUp': call(z.object({ id: Id }), z.object({ batch: Batch })),
  /** The payer will not pay: no longer waited for. The pay page itself stays open at the provider. */
  'batches.abandon': call(z.object({ id: Id }), z.object({ batch: Batch })),
  /**
   * Opens the pay page in the PC's browser, or notes that it was shown as a QR code; either way refused with
   * `total-differs` while the provider's total is not the bills', unless told that the cashier saw it.
   */
  'batches.openPayPage': call(
    z.object({ id: Id, how: z.enum(['browser', 'qr']), evenIfDiffers: z.boolean() }),
    z.object({ paymentUrl: z.string() }),
  ),
  /** The return address that a payer on another device was sent to. */
  'batches.pasteReturn': call(z.object({ address: z.string().max(RETURN_MAX) }), z.object({ batch: Batch })),
  'batches.seeAlarm': call(z.object({ id: Id }), z.object({ batch: Batch })),
  /** The failed bills of a batch into the basket again, as new bills. */
  'batches.rebasket': call(z.object({ id: Id }), z.object({ verdicts: z.array(PairVerdict) })),

  'draft.get': call(Nothing, z.object({ draft: Draft.nullable() })),
  'draft.put': call(z.object({ draft: Draft.nullable() }), Nothing),

  'settings.get': call(OfMode, SettingsView),
  'settings.put': call(OfMode.extend({ patch: SettingsPatch }), SettingsView),
  /** Seals a secret. No call gives one back: a stored secret only shows as set. */
  'settings.putSecret': call(OfMode.extend({ name: z.enum(SECRET_NAMES), value: Secret }), SettingsView),
  'settings.removeSecret': call(OfMode.extend({ name: z.enum(SECRET_NAMES) }), SettingsView),

  /** Reads the service's WSDL; sends no SMS, submits no bill. */
  'contract.check': call(OfContract, ContractReport),
  /** Reads it again and uses it from now on, in place of the bundled one. */
  'contract.adopt': call(OfContract, ContractReport),
  'contract.reset': call(OfContract, Nothing),

  'ledger.check': call(Nothing, LedgerReport),

  'practice.get': call(Nothing, Practice),
  'practice.setFault': call(z.object({ fault: z.enum(FAULTS) }), Practice),
  'practice.setReturnForm': call(z.object({ returnForm: z.enum(RETURN_FORMS) }), Practice),
  'practice.setRefuseBills': call(z.object({ count: z.number().int().min(0).max(20) }), Practice),
  /** The payer at the provider's pay page: pays all, all but the last bill, or cancels; then is sent back as set. */
  'practice.payBatch': call(z.object({ batchToken: z.string(), act: z.enum(['pay', 'pay-partly', 'cancel']) }), Practice),
  'practice.pay': call(z.object({ payLinkSendId: z.string() }), Practice),
  'practice.cancel': call(z.object({ payLinkSendId: z.string() }), Practice),
} as const;

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type Checked<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** What main tells the renderer: the areas whose answers may have changed. */
export const AREAS = ['status', 'links', 'bills', 'batches', 'settings', 'practice', 'draft'] as const;
export type Area = (typeof AREAS)[number];
export const events = {
  changed: z.object({ areas: z.array(z.enum(AREAS)) }),
  /** A payment or an alarm just seen: the screen says it aloud. */
  told: z.object({
    kind: z.enum([
      'paid',
      'alarm',
      'paused',
      'unknown',
      'batch-accepted',
      'batch-refused',
      'batch-unsent',
      'batch-unknown',
      'batch-returned',
      'batch-alarm',
    ]),
    link: Link.nullable(),
    batch: Batch.nullable(),
  }),
} as const;
export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.output<(typeof events)[N]>;

/** What the preload puts on `window.pishkhan`: one function per call, and a way to listen to each event. */
export type Bridge = {
  [N in CallName]: (input: Input<N>) => Promise<Reply<Output<N>>>;
} & { listen: { [N in EventName]: (listener: (data: EventData<N>) => void) => () => void } };
