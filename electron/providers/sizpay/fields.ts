import { unwrap, WRAPPED_MAX } from '../soap/content.ts';
import type { Content } from '../soap/content.ts';
import { writeExactJson } from '../soap/exact-json.ts';
import type { Budget, Json } from '../soap/exact-json.ts';

/**
 * The fields of a reply, found by name without regard to case, wherever they stand: as out parameters, in a class, in a
 * JSON string, in JSON with or without `d` (wire.md, "What is open, and how to stay right").
 */
export class Fields {
  readonly #values = new Map<string, Set<string>>();

  /** Keeps a value if its name is one of the service's. */
  add(name: string, value: string): void {
    const key = name.toLowerCase();
    if (!KNOWN.has(key)) return;
    const values = this.#values.get(key) ?? new Set();
    this.#values.set(key, values.add(value.trim()));
  }

  /** The one value of a field, '' where it is absent or empty; null where the reply contradicts itself about it. */
  get(name: string): string | null {
    const values = this.#values.get(name.toLowerCase());
    if (values === undefined) return '';
    const [only = ''] = values;
    return values.size > 1 ? null : only;
  }
}

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

  #text(name: string, text: string, wrapped: number): void {
    this.fields.add(name, text);
    const inner = wrapped < WRAPPED_MAX ? unwrap(name, text, this.#budget) : null;
    if (inner !== null) this.json(name, inner, wrapped + 1);
  }

  json(name: string, json: Json, wrapped: number): void {
    switch (json.kind) {
      case 'object':
        if (name.toLowerCase() === LIST) return this.fields.add(name, writeExactJson(json));
        return json.entries.forEach(([key, value]) => this.json(key, value, wrapped));
      case 'array':
        if (name.toLowerCase() === LIST) return this.fields.add(name, writeExactJson(json));
        return json.items.forEach((item) => this.json(name, item, wrapped));
      case 'text':
        return this.#text(name, json.text, wrapped);
      case 'null':
        return this.fields.add(name, '');
    }
  }
}

/** The fields that a reply holds. */
export function fieldsOf({ value, budget }: Content): Fields {
  const filler = new Filler(budget);
  filler.json('d', value, 0);
  return filler.fields;
}
