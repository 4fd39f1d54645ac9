import { z } from 'zod';
import { Invoice, PayLinkSendId } from './invoice.ts';
import { LINK_STATES, Link, LinkEvent } from './links.ts';
import { LANGUAGES, MODES, SECRET_NAMES, Settings, SettingsPatch } from './settings.ts';

/**
 * The contract between the renderer and the main process: each call's name with the schema of what goes in and of what
 * comes out, and the events main tells. Adding a call means its line here, its handler in its area, its use in a screen.
 */

const Id = z.uuid();
const Nothing = z.object({});
/** Set-up fills the live settings while the app is still in practice, so these calls name the mode they mean. */
const OfMode = z.object({ mode: z.enum(MODES) });
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
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const AppError = z.object({
  code: z.enum(ERROR_CODES),
  /** Of bad input: the field and what is wrong with it, as codes. */
  issues: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
  /** The link an answer is about: the one that holds the invoice number, or looks like the new one. */
  link: Link.optional(),
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
  /** Links that wait for a person: unknown, rejected, alarms. */
  decisions: z.number(),
  /** The outbox stopped by itself: everything is refused, and for this cause. */
  paused: z.object({ cause: z.string(), message: z.string(), since: At }).nullable(),
  credentialsMissing: z.boolean(),
  /** When any link was last asked about; null before the first time. */
  lastPollAt: At.nullable(),
  /** Of the last integrity check; null while the first one runs. */
  ledgerOk: z.boolean().nullable(),
});
export type Status = z.infer<typeof Status>;

/** A link as lists show it, with when the service was last asked about it. */
const LinkRow = Link.extend({ askedAt: At.nullable() });
export type LinkRow = z.infer<typeof LinkRow>;

const HistoryEntry = z.object({ seq: z.number(), at: At, who: z.string(), event: LinkEvent });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** The most a field takes, in UTF-16 units: far more than anything may have, so that a long paste is refused, not lost. */
export const TYPED_MAX = 5000;
const Typed = z.string().max(TYPED_MAX);

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
  liveReady: z.boolean(),
  dataFolder: z.string(),
});
export type SettingsView = z.infer<typeof SettingsView>;

const LedgerReport = z.object({
  ok: z.boolean(),
  checkedAt: At,
  events: z.number(),
  links: z.number(),
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

const Practice = z.object({
  fault: z.enum(FAULTS),
  endpoint: z.string(),
  messages: z.array(PhoneMessage),
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

  'draft.get': call(Nothing, z.object({ draft: Draft.nullable() })),
  'draft.put': call(z.object({ draft: Draft.nullable() }), Nothing),

  'settings.get': call(OfMode, SettingsView),
  'settings.put': call(OfMode.extend({ patch: SettingsPatch }), SettingsView),
  /** Seals a secret. No call gives one back: a stored secret only shows as set. */
  'settings.putSecret': call(OfMode.extend({ name: z.enum(SECRET_NAMES), value: Secret }), SettingsView),
  'settings.removeSecret': call(OfMode.extend({ name: z.enum(SECRET_NAMES) }), SettingsView),

  /** Reads the service's WSDL; sends no SMS. */
  'contract.check': call(OfMode, ContractReport),
  /** Reads it again and uses it from now on, in place of the bundled one. */
  'contract.adopt': call(OfMode, ContractReport),
  'contract.reset': call(OfMode, Nothing),

  'ledger.check': call(Nothing, LedgerReport),

  'practice.get': call(Nothing, Practice),
  'practice.setFault': call(z.object({ fault: z.enum(FAULTS) }), Practice),
  'practice.pay': call(z.object({ payLinkSendId: z.string() }), Practice),
  'practice.cancel': call(z.object({ payLinkSendId: z.string() }), Practice),
} as const;

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type Checked<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** What main tells the renderer: the areas whose answers may have changed. */
export const AREAS = ['status', 'links', 'settings', 'practice', 'draft'] as const;
export type Area = (typeof AREAS)[number];
export const events = {
  changed: z.object({ areas: z.array(z.enum(AREAS)) }),
  /** A payment or an alarm just seen: the screen says it aloud. */
  told: z.object({ kind: z.enum(['paid', 'alarm', 'paused', 'unknown']), link: Link.nullable() }),
} as const;
export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.output<(typeof events)[N]>;

/** What the preload puts on `window.pishkhan`: one function per call, and a way to listen to each event. */
export type Bridge = {
  [N in CallName]: (input: Input<N>) => Promise<Reply<Output<N>>>;
} & { listen: { [N in EventName]: (listener: (data: EventData<N>) => void) => () => void } };
