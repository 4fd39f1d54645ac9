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

/** Characters of a name; the longest of the documents has 34. */
export const NAME_MAX = 200;
const DEPTH_MAX = 32;

/**
 * How many values may still be read of one reply, whichever notation they are in and however often they are wrapped as
 * text; below nothing where there were more. Twenty bills are 200 values, a status of fifty ids 350.
 */
export interface Budget {
  left: number;
}
export const VALUES_MAX = 4000;
/** What a text that is no JSON costs, in values: an error is thrown for it, as slow to make as so many values to read. */
const UNREADABLE = 40;
export const newBudget = (): Budget => ({ left: VALUES_MAX });

const BLANK = /[ \t\r\n]*/uy;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);

class Unreadable extends Error {}

/** Goes through a text once; each character is looked at a bounded number of times. */
class Scanner {
  readonly #text: string;
  readonly #budget: Budget;
  #at = 0;

  constructor(text: string, budget: Budget) {
    this.#text = text;
    this.#budget = budget;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0];
    if (token === undefined) throw new Unreadable();
    this.#at += token.length;
    return token;
  }

  /** Takes a character if it comes next, and the blanks after it. */
  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    this.#take(BLANK);
    return true;
  }

  #string(): string {
    let end = this.#at + 1;
    for (let code = this.#text.charCodeAt(end); code !== QUOTE; code = this.#text.charCodeAt(end)) {
      if (Number.isNaN(code)) throw new Unreadable();
      end += code === BACKSLASH ? 2 : 1;
    }
    // Which escapes there are, and that no control character stands in it, is JSON.parse's to judge.
    const text: unknown = JSON.parse(this.#text.slice(this.#at, end + 1));
    if (typeof text !== 'string') throw new Unreadable();
    this.#at = end + 1;
    return text;
  }

  #entry(depth: number): readonly [string, Json] {
    if (this.#text[this.#at] !== '"') throw new Unreadable();
    const name = this.#string();
    if (name.length > NAME_MAX || FORBIDDEN_NAMES.has(name)) throw new Unreadable();
    this.#take(BLANK);
    if (!this.#skip(':')) throw new Unreadable();
    return [name, this.#value(depth)];
  }

  #list<T>(end: string, read: () => T): T[] {
    const list: T[] = [];
    if (this.#skip(end)) return list;
    do list.push(read());
    while (this.#skip(','));
    if (!this.#skip(end)) throw new Unreadable();
    return list;
  }

  /** One value, and the blanks after it. */
  #value(depth: number): Json {
    this.#budget.left -= 1;
    if (this.#budget.left < 0 || depth > DEPTH_MAX) throw new Unreadable();
    if (this.#skip('{')) return { kind: 'object', entries: this.#list('}', () => this.#entry(depth + 1)) };
    if (this.#skip('[')) return { kind: 'array', items: this.#list(']', () => this.#value(depth + 1)) };
    const text = this.#text[this.#at] === '"' ? { kind: 'text' as const, text: this.#string() } : this.#word();
    this.#take(BLANK);
    return text;
  }

  #word(): Json {
    const text = this.#take(WORD);
    return text === 'null' ? { kind: 'null' } : { kind: 'text', text };
  }

  whole(): Json {
    this.#take(BLANK);
    const value = this.#value(0);
    if (this.#at < this.#text.length) throw new Unreadable();
    return value;
  }
}

/**
 * Reads JSON; null where it is none, is nested too deep, holds a forbidden name, or more values than the budget has.
 * Never throws.
 */
export function parseExactJson(text: string, budget: Budget = newBudget()): Json | null {
  if (budget.left < 0) return null;
  try {
    return new Scanner(text, budget).whole();
  } catch {
    budget.left -= UNREADABLE;
    return null;
  }
}
