import { unwrap, WRAPPED_MAX } from '../soap/content.ts';
import type { Content } from '../soap/content.ts';
import type { Budget, Json } from '../soap/exact-json.ts';
import { isDeepStrictEqual } from 'node:util';

/**
 * The fields of a reply, found by name without regard to case, wherever they stand: as out parameters, in a class, in a
 * JSON string, in JSON with or without `d` (wire.md, "What is open, and how to stay right").
 */
export class Fields {
  readonly #values = new Map<string, Json[]>();

  /** Keeps a value if its name is one of the service's; two that differ are a contradiction, and more say no more. */
  add(name: string, value: Json): void {
    const key = name.toLowerCase();
    if (!KNOWN.has(key)) return;
    const values = this.#values.get(key) ?? [];
    this.#values.set(key, values);
    const kept: Json = value.kind === 'text' ? { kind: 'text', text: value.text.trim() } : value;
    if (values.length < 2 && !values.some((known) => isDeepStrictEqual(known, kept))) values.push(kept);
  }

  /** The one value of a field, empty text where it is absent or empty; null where the reply contradicts itself about it. */
  json(name: string): Json | null {
    const [only = EMPTY, ...others] = this.#values.get(name.toLowerCase()) ?? [];
    return others.length > 0 ? null : only;
  }

  /** The one text of a field, '' where it is absent or empty; null where the reply contradicts itself about it. */
  text(name: string): string | null {
    const only = this.json(name);
    return only?.kind === 'text' ? only.text : null;
  }
}

const EMPTY: Json = { kind: 'text', text: '' };
const LIST = 'prmpaylinkliststatus';
const KNOWN: ReadonlySet<string> = new Set([
  'rescod',
  'message',
  'paylinksendid',
  'prmpaylinkfirststatus',
  'prmpaylinkfirstrefno',
  LIST,
]);

/** Adds what a reply holds, as long as its budget lasts. */
class Filler {
  readonly fields = new Fields();
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  json(name: string, json: Json, wrapped: number): void {
    if (json.kind === 'null') return this.fields.add(name, EMPTY);
    // The list is one value, however it is written; any other field is text, wherever it stands.
    if (json.kind === 'text' || name.toLowerCase() === LIST) this.fields.add(name, json);
    else if (json.kind === 'array') json.items.forEach((item) => this.json(name, item, wrapped));
    else json.entries.forEach(([key, value]) => this.json(key, value, wrapped));
    const inner = json.kind === 'text' && wrapped < WRAPPED_MAX ? unwrap(name, json.text, this.#budget) : null;
    if (inner !== null) this.json(name, inner, wrapped + 1);
  }
}

/** The fields that a reply holds. */
export function fieldsOf({ value, budget }: Content): Fields {
  const filler = new Filler(budget);
  filler.json('d', value, 0);
  return filler.fields;
}
