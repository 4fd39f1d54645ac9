import { WRAPPED_MAX } from '../soap/content.ts';
import { parseExactJson } from '../soap/exact-json.ts';
import type { Budget, Json } from '../soap/exact-json.ts';

/** The members of an object as it was read: in order, with repetitions. */
export type Members = Extract<Json, { kind: 'object' }>['entries'];

/** Every value that goes by one of these names (in lower case), whatever its case. */
export function valuesOf(members: Members, ...names: readonly string[]): Json[] {
  return members.filter(([name]) => names.includes(name.toLowerCase())).map(([, value]) => value);
}

/** The one text that goes by one of these names, '' where there is none; null where there are several, or none is text. */
export function textOf(members: Members, ...names: readonly string[]): string | null {
  const values = valuesOf(members, ...names);
  if (values.some(({ kind }) => kind === 'object' || kind === 'array')) return null;
  const [only = '', ...others] = new Set(values.map((value) => (value.kind === 'text' ? value.text.trim() : '')));
  return others.length > 0 ? null : only;
}

/** An amount in rial as the provider writes it (digits, as number or text); null for what is no safe integer. */
export function rialOf(text: string): number | null {
  const rial = /^\d{1,20}(?:\.0{1,20})?$/u.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(rial) ? rial : null;
}

const BILL_NAMES = ['billid', 'payid', 'extorderid'];

/**
 * The bills of a list that came as an array, as JSON in a text, or as an element with elements in it. Null where
 * something else is in it, or the text is no JSON, or has more in it than the budget.
 */
export function billsOf(json: Json, budget: Budget, wrapped = 0): Members[] | null {
  const all = (parts: readonly Json[]) => {
    const lists = parts.map((part) => billsOf(part, budget, wrapped));
    return lists.every((list) => list !== null) ? lists.flat() : null;
  };
  switch (json.kind) {
    case 'null':
      return [];
    case 'array':
      return all(json.items);
    case 'object':
      if (valuesOf(json.entries, ...BILL_NAMES).length > 0) return [json.entries];
      return all(json.entries.map(([, value]) => value));
    case 'text': {
      if (json.text.trim() === '') return [];
      const inner = wrapped < WRAPPED_MAX ? parseExactJson(json.text, budget) : null;
      return inner === null ? null : billsOf(inner, budget, wrapped + 1);
    }
  }
}
