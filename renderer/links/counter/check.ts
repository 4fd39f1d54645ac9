import type { Draft } from '../../../shared/draft.ts';
import { Invoice } from '../../../shared/invoice.ts';
import { parseRial } from '../../../shared/money.ts';

/** The form's fields in the order Enter goes through them. */
export const FIELDS = ['invoiceNo', 'amount', 'mobileNo', 'customerName', 'description'] as const;
export type FieldName = (typeof FIELDS)[number];
export type Faults = Partial<Record<FieldName, string>>;

/** A draft without a word in it. */
export const EMPTY: Draft = { invoiceNo: '', amount: '', mobileNo: '', customerName: '', description: '', replaces: null };

interface Checked {
  /** The invoice the draft says; null where a field is at fault. */
  invoice: Invoice | null;
  /** The first fault of each field, as a code. */
  faults: Faults;
}

function isField(name: string): name is FieldName {
  return (FIELDS as readonly string[]).includes(name);
}

/** Faults by field, from issues whose path ends in a field's name (of the form's schema, or of an answer's). */
export function faultsOf(issues: readonly { path: readonly string[]; code: string }[]): Faults {
  const faults: Faults = {};
  for (const { path, code } of issues) {
    const name = path.at(-1) ?? '';
    if (isField(name)) faults[name] ??= code;
  }
  return faults;
}

/** Checks what is typed, by the schema both sides share. */
export function checkDraft(draft: Draft): Checked {
  const amount = parseRial(draft.amount);
  const result = Invoice.safeParse({ ...draft, amount: amount.ok ? amount.rial : undefined });
  if (result.success) return { invoice: result.data, faults: {} };
  const faults = faultsOf(result.error.issues.map(({ path, message }) => ({ path: path.map(String), code: message })));
  return { invoice: null, faults: amount.ok ? faults : { ...faults, amount: amount.fault } };
}

/** Whether a person has written anything; a proposed number alone is nothing. */
export function isWritten(draft: Draft, proposed: string): boolean {
  const typedNumber = draft.invoiceNo !== '' && draft.invoiceNo !== proposed;
  return typedNumber || draft.replaces !== null || FIELDS.some((name) => name !== 'invoiceNo' && draft[name] !== '');
}

/** The draft that replaces a link: its facts, under a number of its own. */
export function draftFrom(link: Invoice & { id: string }, invoiceNo: string): Draft {
  return {
    invoiceNo,
    amount: String(link.amount),
    mobileNo: link.mobileNo,
    customerName: link.customerName,
    description: link.description,
    replaces: link.id,
  };
}
