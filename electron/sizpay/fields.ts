import { parseExactJson, writeExactJson, type Json } from './exactJson.ts';
import { readXml } from './xml.ts';

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

  get size(): number {
    return this.#values.size;
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

/** What a method's result is called where it is one string: ASMX's …Result and `string`, ASP.NET's `d`, the document's …Resp. */
const WRAPPER = /(?:result|resp|response|return|^string|^d)$/iu;
const WRAPPED_MAX = 4;

function addText(fields: Fields, name: string, text: string, wrapped: number): void {
  fields.add(name, text);
  if (!WRAPPER.test(name) || !/^\s*["{[]/u.test(text) || wrapped >= WRAPPED_MAX) return;
  const inner = parseExactJson(text);
  if (inner !== null) addJson(fields, name, inner, wrapped + 1);
}

function addJson(fields: Fields, name: string, json: Json, wrapped: number): void {
  switch (json.kind) {
    case 'object':
      if (name.toLowerCase() === LIST) return fields.add(name, writeExactJson(json));
      return json.entries.forEach(([key, value]) => addJson(fields, key, value, wrapped));
    case 'array':
      if (name.toLowerCase() === LIST) return fields.add(name, writeExactJson(json));
      return json.items.forEach((item) => addJson(fields, name, item, wrapped));
    case 'text':
      return addText(fields, name, json.text, wrapped);
    case 'null':
      return fields.add(name, '');
  }
}

/** A SOAP fault: whether it says that the request was at fault (so was not processed), and its words. */
export interface Fault {
  whose: 'client' | 'server';
  message: string;
}

export interface Content {
  fields: Fields;
  fault: Fault | null;
  shape: 'envelope' | 'html' | 'xml' | 'json';
}

/** Codes that say the request was refused unread: SOAP 1.1's and 1.2's names for the caller, and for headers. */
const CLIENT_CODES = /^(?:client|sender|versionmismatch|mustunderstand|dataencodingunknown)$/iu;

/** A fault of what stands under Fault: each leaf by the path to it, the first of several. */
function faultOf(leaves: ReadonlyMap<string, string>): Fault {
  const code = leaves.get('faultcode') ?? leaves.get('code/value') ?? '';
  // A 1.1 code may have subcodes after dots; both versions write it as a name with a prefix.
  const name = code.slice(code.lastIndexOf(':') + 1).split('.')[0] ?? '';
  const words = leaves.get('faultstring') ?? leaves.get('reason/text') ?? '';
  // ASP.NET writes the stack below the first line.
  const message = words.trim().split('\n')[0] ?? '';
  return { whose: CLIENT_CODES.test(name.trim()) ? 'client' : 'server', message: message.trim() };
}

/** Reads a reply of XML. Of an envelope only its Body speaks. Null where it is not well-formed or was refused. */
export function readXmlContent(text: string): Content | null {
  const fields = new Fields();
  const faultLeaves = new Map<string, string>();
  const stack: { name: string; text: string; leaf: boolean }[] = [];
  let root = '';
  let fault = false;

  const path = () => stack.map(({ name }) => name);
  const leaf = (name: string, value: string) => {
    const names = path();
    if (root === 'envelope' && names[1] !== 'body') return;
    if (names[2] === 'fault' && !faultLeaves.has(names.slice(3).join('/'))) {
      faultLeaves.set(names.slice(3).join('/'), value);
    }
    addText(fields, name, value, 0);
  };
  const whole = readXml(text, {
    open(name) {
      const parent = stack.at(-1);
      if (parent !== undefined) parent.leaf = false;
      stack.push({ name: name.toLowerCase(), text: '', leaf: true });
      const names = path();
      root = names[0] ?? '';
      if (root === 'envelope' && names[1] === 'body' && names[2] === 'fault') fault = true;
    },
    text(part) {
      const current = stack.at(-1);
      if (current !== undefined) current.text += part;
    },
    close(name) {
      const current = stack.at(-1);
      if (current?.leaf === true) leaf(name, current.text);
      stack.pop();
    },
  });
  if (!whole) return null;
  const shape = root === 'envelope' || root === 'html' ? root : 'xml';
  return { fields, fault: fault ? faultOf(faultLeaves) : null, shape };
}

/** Reads a reply of JSON. Null where it is none or was refused. */
export function readJsonContent(text: string): Content | null {
  const json = parseExactJson(text);
  if (json === null) return null;
  const fields = new Fields();
  addJson(fields, 'd', json, 0);
  return { fields, fault: null, shape: 'json' };
}
