import { z } from 'zod';
import { Batch, BatchEvent } from '../batches.ts';
import { Bill, BillEvent } from '../bills.ts';
import { BILL_FAULTS } from '../bill-digits.ts';
import { Link, LinkEvent } from '../links.ts';
import { LANGUAGES, MODES, SECRET_NAMES, SERVICES, Settings } from '../settings.ts';
import { typed } from '../typed.ts';

/**
 * What the main process answers with, beside links, bills and batches themselves: the shapes that the contract
 * (shared/ipc.ts) is made of, errors included.
 */

const Id = z.uuid();
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
  'other-mode',
  'not-replaceable',
  'credentials-missing',
  'credentials-unreadable',
  'credentials-elsewhere',
  'keyring-waiting',
  'endpoint-plain-http',
  'endpoint-loopback',
  'plain-http',
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
  'ledger-behind',
  'disk-full',
  'practice-failed',
  'bill-taken',
  'basket-empty',
  'not-payable',
  'total-differs',
  'strange-pay-page',
  'pay-page-bad',
  'already-paid',
  'return-unreadable',
  'return-unmatched',
  'return-mismatch',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why live does not speak to an address: http, where only https will do; or this PC. */
const ADDRESS_FAULTS = ['endpoint-plain-http', 'endpoint-loopback'] as const satisfies readonly ErrorCode[];
export type AddressFault = (typeof ADDRESS_FAULTS)[number];

/**
 * Why live cannot call a service. `credentials-elsewhere`: its keys were entered for another address; `keyring-waiting`: the
 * system's keyring has not answered yet.
 */
const ACCESS_FAULTS = [
  ...ADDRESS_FAULTS,
  'credentials-missing',
  'credentials-unreadable',
  'credentials-elsewhere',
  'keyring-waiting',
] as const satisfies readonly ErrorCode[];
export type AccessFault = (typeof ACCESS_FAULTS)[number];

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

export const LineState = z.object({
  /** `unsure` until the first connection succeeded or failed. */
  state: z.enum(['up', 'down', 'unsure']),
  /** Why it is down: a `NeverSentReason` of electron/net. */
  reason: z.string().nullable(),
  since: At,
});
export type LineState = z.infer<typeof LineState>;

/** An event of the ledger by its number, and when it was. */
const Moment = z.object({ seq: z.number(), at: At });

/**
 * Why nothing is sent by itself until a person decides (electron/ledger/mark.ts): the ledger is `older` than, or not, the one
 * that was marked; its mark is gone; or the mark's seal is not ours. The facts are those of when it was first noticed.
 */
export const Hold = z.object({
  cause: z.enum(['older', 'no-mark', 'seal']),
  /** Where the ledger ended. */
  end: Moment,
  /** What the mark says that it had; null where there is none. */
  mark: Moment.nullable(),
  /** Sends and submissions between the two; null where that cannot be known. */
  sends: z.number().nullable(),
});
export type Hold = z.infer<typeof Hold>;

export const Status = z.object({
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
  /** Why SizPay cannot be called; null where it can, and in practice. */
  accessFault: z.enum(ACCESS_FAULTS).nullable(),
  /** A developer started the app so that live may be pointed at this PC. */
  loopbackAllowed: z.boolean(),
  /** Nothing is sent by itself, nor submitted, until `ledger.accept`. */
  hold: Hold.nullable(),
  /** The mark beside the ledger cannot be written, so nothing leaves; it is tried again. */
  markFailed: z.boolean(),
  /** Files that could not be read at a start and were set aside, until `app.seeSetAside`. */
  setAside: z.array(z.string()),
  /** When any link was last asked about; null before the first time. */
  lastPollAt: At.nullable(),
  bills: z.object({
    basket: z.number(),
    /** Batches whose payment is waited for. */
    awaiting: z.number(),
    /** The same of ToshaNet. */
    accessFault: z.enum(ACCESS_FAULTS).nullable(),
    /**
     * The loopback receiver of returns. `moved`: its usual port was taken, so returns of batches submitted before cannot
     * come by themselves; `failed`: it could not listen at all; `unused`: the shop has a ReturnUrl of its own.
     */
    receiver: z.enum(['listening', 'moved', 'failed', 'unused']),
    /** Batches whose return came and is not in the ledger, because the disk is full, say: their payers wait. */
    returnsWaiting: z.number(),
  }),
  /** Of the last integrity check; null while the first one runs. */
  ledgerOk: z.boolean().nullable(),
});
export type Status = z.infer<typeof Status>;

/**
 * What a person should know of a pay page's host: plain http, a host of this PC's or its network's, an IP address in place
 * of a name, a name with letters beyond ASCII (shown in punycode).
 */
export const PAY_PAGE_MARKS = ['http', 'private', 'ip', 'not-ascii'] as const;
export type PayPageMark = (typeof PAY_PAGE_MARKS)[number];

/** Where a payer is sent, in the one form that is shown and opened: ASCII, as a browser reads it. */
export const PayPage = z.object({
  address: z.string(),
  host: z.string(),
  marks: z.array(z.enum(PAY_PAGE_MARKS)),
  /** Whether no pay page of this host was opened before in this mode: it is opened only once a person has said so. */
  asks: z.boolean(),
});
export type PayPage = z.infer<typeof PayPage>;

/** A link as lists show it, with when the service was last asked about it. */
export const LinkRow = Link.extend({ askedAt: At.nullable() });
export type LinkRow = z.infer<typeof LinkRow>;

export const HistoryEntry = z.object({ seq: z.number(), at: At, who: z.string(), event: LinkEvent });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const BillHistoryEntry = z.object({ seq: z.number(), at: At, who: z.string(), event: BillEvent });
export const BatchHistoryEntry = z.object({ seq: z.number(), at: At, who: z.string(), event: BatchEvent });
export type BillHistoryEntry = z.infer<typeof BillHistoryEntry>;
export type BatchHistoryEntry = z.infer<typeof BatchHistoryEntry>;

/** A pair as it is entered: digits, folded and without blanks (shared/bills.ts, `cleanBillId`); not yet checked. */
export const Pair = z.object({ billId: typed(undefined, undefined, 100), payId: typed(undefined, undefined, 100) });

/** What became of one entered pair. `taken`: the same pair is there already, and `bill` is where. */
export const PairVerdict = z.object({
  pair: Pair,
  verdict: z.enum(['added', 'bad', 'taken']),
  faults: z.array(z.enum(BILL_FAULTS)),
  bill: Bill.nullable(),
});
export type PairVerdict = z.infer<typeof PairVerdict>;
/** The most of a pasted return address, in UTF-16 units: one with 20 bills in Persian has 11,000. */
export const RETURN_MAX = 200_000;

/** What the form holds while it is typed: text, not yet checked. */
export const Draft = z.object({
  invoiceNo: typed(),
  amount: typed(),
  mobileNo: typed(),
  customerName: typed(),
  description: typed(),
  replaces: typed(undefined, undefined, 36).pipe(Id).nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const Difference = z.object({
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

export const ContractReport = z.object({
  checkedAt: At,
  namespace: z.string(),
  differences: z.array(Difference),
  /** Whether the service's contract can be adopted: every operation and parameter the app needs is there. */
  adoptable: z.boolean(),
  adopted: z.boolean(),
});
export type ContractReport = z.infer<typeof ContractReport>;

/** Where a live service is. `plain`: what is sent there can be read on the way, so its secrets are stored knowingly. */
const Address = z.object({ origin: z.string(), fault: z.enum(ADDRESS_FAULTS).nullable(), plain: z.boolean() });

export const SettingsView = z.object({
  settings: Settings,
  /**
   * `elsewhere`: entered for another origin than its service's now, so that it is not sent; `waiting`: the system's keyring
   * has not answered yet, and what it says is told then.
   */
  secrets: z.record(z.enum(SECRET_NAMES), z.enum(['set', 'missing', 'unreadable', 'elsewhere', 'waiting'])),
  /** The origin each was entered for (scheme, host, port); null where there is none, or it cannot be opened. */
  enteredFor: z.record(z.enum(SECRET_NAMES), z.string().nullable()),
  addresses: z.record(z.enum(SERVICES), Address),
  /** `weak`: there is no keyring, so the seal keeps nobody out who can read the files; `waiting` as above. */
  seal: z.enum(['strong', 'weak', 'unavailable', 'waiting']),
  /** The namespace adopted from the service; null while the bundled contract is in use. */
  adoptedNamespace: z.string().nullable(),
  adoptedToshaNamespace: z.string().nullable(),
  /** Services whose contract was adopted once and cannot be used any more: the bundled one is in use. */
  unusableContracts: z.array(z.enum(SERVICES)),
  liveReady: z.boolean(),
  dataFolder: z.string(),
});
export type SettingsView = z.infer<typeof SettingsView>;

export const LedgerReport = z.object({
  ok: z.boolean(),
  checkedAt: At,
  events: z.number(),
  links: z.number(),
  bills: z.number(),
  /** What is wrong, as codes with a place: `chain 41`, `row <id>`, `sqlite …`. */
  problems: z.array(z.string()),
  /**
   * How far the end of the ledger is authenticated: `sealed`; `keyring`: not verified, the keyring did not answer; `none`:
   * not sealed yet. `since` is when its key was begun; `lost`: because the key before it could not be opened.
   */
  seal: z.object({
    state: z.enum(['sealed', 'keyring', 'none']),
    since: z.object({ at: At, lost: z.boolean() }).nullable(),
  }),
});
export type LedgerReport = z.infer<typeof LedgerReport>;

export const FAULTS = ['none', 'line-down', 'slow', 'reply-lost', 'server-fault', 'garbage', 'wrong-password'] as const;
export type Fault = (typeof FAULTS)[number];

export const PhoneMessage = z.object({
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
export const PracticeBatch = z.object({
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

export const Practice = z.object({
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
