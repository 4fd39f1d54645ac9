import type { Settings, SettingsPatch } from '../../shared/settings.ts';
import { SettingsPatch as PatchSchema } from '../../shared/settings.ts';
import { parseRial } from '../../shared/money.ts';
import { cleanId, foldDigits } from '../../shared/text.ts';
import type { DurationUnit } from './duration.ts';
import { toDuration, toSeconds } from './duration.ts';

/** The settings form as it is typed: text until it is saved, so that nothing half typed is lost or rounded. */

export interface StepText {
  until: string;
  untilUnit: DurationUnit;
  every: string;
  everyUnit: DurationUnit;
}

export interface SettingsText {
  shopName: string;
  cashier: string;
  endpoint: string;
  transport: Settings['transport'];
  payLinkName: string;
  sendsAtOnce: string;
  amountWarning: string;
  invoicePattern: string;
  pollSteps: StepText[];
  sendTimeout: string;
  toshaEndpoint: string;
  toshaVersion: Settings['toshaVersion'];
  ownReturnUrl: string;
}
export type SettingsField = keyof SettingsText;

/** Only what was typed and not yet saved; every other field follows the stored settings. */
export type SettingsEdits = Partial<SettingsText>;

/** What is wrong, as codes by the path of the field (`endpoint`, `pollSteps.1.everySeconds`). */
export type Issues = Readonly<Record<string, string>>;

type Checked = { ok: true; patch: SettingsPatch } | { ok: false; issues: Issues };

/** The stored settings as the form shows them; `digits` writes a number in the digits of the page. */
export function textOf(settings: Settings, digits: (text: string) => string = (text) => text): SettingsText {
  const text = (value: number) => digits(String(value));
  return {
    ...settings,
    sendsAtOnce: text(settings.sendsAtOnce),
    amountWarning: text(settings.amountWarning),
    sendTimeout: text(settings.sendTimeout),
    pollSteps: settings.pollSteps.map(({ untilSeconds, everySeconds }) => {
      const until = toDuration(untilSeconds);
      const every = toDuration(everySeconds);
      return { until: text(until.count), untilUnit: until.unit, every: text(every.count), everyUnit: every.unit };
    }),
  };
}

/** A whole number in any digits; not a number where it is none. */
function count(text: string): number {
  const plain = cleanId(text);
  return /^\d+$/u.test(plain) ? Number(plain) : Number.NaN;
}

function valueOf(edits: SettingsEdits, field: SettingsField): unknown {
  switch (field) {
    case 'sendsAtOnce':
    case 'sendTimeout':
      return count(edits[field] ?? '');
    case 'amountWarning': {
      const parsed = parseRial(edits.amountWarning ?? '');
      return parsed.ok ? parsed.rial : Number.NaN;
    }
    case 'pollSteps':
      return edits.pollSteps?.map(({ until, untilUnit, every, everyUnit }) => ({
        untilSeconds: toSeconds({ count: count(until), unit: untilUnit }),
        everySeconds: toSeconds({ count: count(every), unit: everyUnit }),
      }));
    case 'shopName':
    case 'cashier':
    case 'endpoint':
    case 'transport':
    case 'payLinkName':
    case 'invoicePattern':
    case 'toshaEndpoint':
    case 'toshaVersion':
    case 'ownReturnUrl':
      return edits[field];
  }
}

/** The first issue of each path; later ones of the same field say less. */
export function issuesByPath(issues: readonly { path: string; code: string }[]): Issues {
  const byPath: Record<string, string> = {};
  for (const { path, code } of issues) {
    const field = path.replace(/^patch\./u, '');
    byPath[field] ??= code;
  }
  return byPath;
}

/** The edits as a patch under the shared schema, or what is wrong with them. */
export function checkEdits(edits: SettingsEdits): Checked {
  const fields = Object.keys(edits) as SettingsField[];
  const parsed = PatchSchema.safeParse(Object.fromEntries(fields.map((field) => [field, valueOf(edits, field)])));
  if (parsed.success) return { ok: true, patch: parsed.data };
  return {
    ok: false,
    issues: issuesByPath(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), code: message }))),
  };
}

const NUMBERS: ReadonlySet<SettingsField> = new Set(['sendsAtOnce', 'sendTimeout', 'amountWarning', 'pollSteps']);

/** Whether two texts of a field mean the same: numbers do in any digits, names only letter for letter. */
function alike(field: SettingsField, one: unknown, other: unknown): boolean {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return NUMBERS.has(field) ? foldDigits(a) === foldDigits(b) : a === b;
}

/** The edits without some fields. */
export function without(edits: SettingsEdits, fields: readonly SettingsField[]): SettingsEdits {
  return Object.fromEntries(Object.entries(edits).filter(([field]) => !fields.includes(field as SettingsField)));
}

/** The edits of some fields only. */
export function only(edits: SettingsEdits, fields: readonly SettingsField[]): SettingsEdits {
  return Object.fromEntries(Object.entries(edits).filter(([field]) => fields.includes(field as SettingsField)));
}

/** The edits after a field was typed in; a field typed back to what is stored is no edit any more. */
export function edit<F extends SettingsField>(
  edits: SettingsEdits,
  stored: SettingsText,
  field: F,
  value: SettingsText[F],
): SettingsEdits {
  return alike(field, value, stored[field]) ? without(edits, [field]) : { ...edits, [field]: value };
}
