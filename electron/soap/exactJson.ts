/**
 * JSON read exactly: numbers stay the text they were written as (a 64-bit id does not survive a double), and names stay
 * in order with repetitions (JSON.parse keeps the last silently).
 */
export type Json =
  | { kind: 'object'; entries: readonly (readonly [name: string, value: Json])[] }
  | { kind: 'array'; items: readonly Json[] }
  /** A string's value, a number as written, or true and false. */
  | { kind: 'text'; text: string }
  | { kind: 'null' };

/** Names that reach an object's prototype where code is careless with them. No reply has a use for them. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const DEPTH_MAX = 32;
const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu;

class Unreadable extends Error {}

class Builder {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === undefined) throw new Unreadable();
    return token;
  }

  #skip(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #entry(depth: number): readonly [string, Json] {
    const name = unquote(this.#next());
    if (FORBIDDEN_NAMES.has(name)) throw new Unreadable();
    this.#skip(':');
    return [name, this.value(depth)];
  }

  #list<T>(end: string, read: () => T): T[] {
    const list: T[] = [];
    while (!this.#skip(end)) {
      list.push(read());
      this.#skip(',');
    }
    return list;
  }

  value(depth: number): Json {
    if (depth > DEPTH_MAX) throw new Unreadable();
    const token = this.#next();
    if (token === '{') return { kind: 'object', entries: this.#list('}', () => this.#entry(depth + 1)) };
    if (token === '[') return { kind: 'array', items: this.#list(']', () => this.value(depth + 1)) };
    if (token === 'null') return { kind: 'null' };
    return { kind: 'text', text: token.startsWith('"') ? unquote(token) : token };
  }
}

function unquote(token: string): string {
  const text: unknown = JSON.parse(token);
  if (typeof text !== 'string') throw new Unreadable();
  return text;
}

/** Reads JSON; null where it is none, is nested too deep, or holds a forbidden name. Never throws. */
export function parseExactJson(text: string): Json | null {
  try {
    // The grammar is JSON.parse's to judge; after that, the tokens need no further checking.
    JSON.parse(text);
    return new Builder(text.match(TOKEN) ?? []).value(0);
  } catch {
    return null;
  }
}

/** Writes what was read as JSON again, every value as text, to hand it on to whoever expects it in a string. */
export function writeExactJson(json: Json): string {
  switch (json.kind) {
    case 'object':
      return `{${json.entries.map(([name, value]) => `${JSON.stringify(name)}:${writeExactJson(value)}`).join(',')}}`;
    case 'array':
      return `[${json.items.map(writeExactJson).join(',')}]`;
    case 'text':
      return JSON.stringify(json.text);
    case 'null':
      return 'null';
  }
}
