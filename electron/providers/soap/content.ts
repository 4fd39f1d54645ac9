import { newBudget, parseExactJson, VALUES_MAX } from './exact-json.ts';
import type { Budget, Json } from './exact-json.ts';
import { readXml } from './xml.ts';

/** A SOAP fault: whether it says that the request was at fault (so was not processed), and its message. */
interface Fault {
  whose: 'client' | 'server';
  message: string;
}

/**
 * What a reply holds, in whichever notation: an element with elements in it is an object, any other is text, names are
 * local and as written. Of an envelope only its Body speaks.
 */
export interface Content {
  value: Json;
  fault: Fault | null;
  shape: 'envelope' | 'html' | 'xml' | 'json';
  /** What is left for what is wrapped in it as text. */
  budget: Budget;
}

interface Node {
  name: string;
  text: string;
  children: Node[];
}

const named = (nodes: readonly Node[], name: string) => nodes.filter((node) => node.name.toLowerCase() === name);
const within = (nodes: readonly Node[]) => nodes.flatMap(({ children }) => children);

/** The text of the first leaf at a path; names in lower case. */
function leafAt(nodes: readonly Node[], path: readonly string[]): string | null {
  const ends = path.reduce((level, name, depth) => named(depth === 0 ? level : within(level), name), nodes);
  return ends.find(({ children }) => children.length === 0)?.text ?? null;
}

/** Codes that say the request was refused unread: SOAP 1.1's and 1.2's names for the caller, and for headers. */
const CLIENT_CODES = /^(?:client|sender|versionmismatch|mustunderstand|dataencodingunknown)$/iu;

/** A fault of what stands under Fault. */
function faultOf(nodes: readonly Node[]): Fault {
  const code = leafAt(nodes, ['faultcode']) ?? leafAt(nodes, ['code', 'value']) ?? '';
  // A 1.1 code may have subcodes after dots; both versions write it as a name with a prefix.
  const [name = ''] = code.slice(code.lastIndexOf(':') + 1).split('.', 1);
  const text = leafAt(nodes, ['faultstring']) ?? leafAt(nodes, ['reason', 'text']) ?? '';
  // ASP.NET writes the stack below the first line.
  const [message = ''] = text.trim().split('\n', 1);
  return { whose: CLIENT_CODES.test(name.trim()) ? 'client' : 'server', message: message.trim() };
}

const membersOf = (nodes: readonly Node[]): Json => ({
  kind: 'object',
  entries: nodes.map((node) => [node.name, valueOf(node)]),
});

function valueOf({ text, children }: Node): Json {
  return children.length === 0 ? { kind: 'text', text } : membersOf(children);
}

/** The root element of a document; null where it is not well-formed or was refused. */
async function readTree(text: string, budget: Budget): Promise<Node | null> {
  const top: Node = { name: '', text: '', children: [] };
  const stack = [top];
  const reader = {
    open(name: string) {
      budget.left -= 1;
      const node = { name, text: '', children: [] };
      stack.at(-1)?.children.push(node);
      stack.push(node);
    },
    text(part: string) {
      const current = stack.at(-1);
      if (current !== undefined) current.text += part;
    },
    close() {
      stack.pop();
    },
  };
  const whole = await readXml(text, reader, VALUES_MAX);
  return whole ? (top.children[0] ?? null) : null;
}

/** Reads a reply of XML. Null where it is not well-formed or was refused. */
export async function readXmlContent(text: string): Promise<Content | null> {
  const budget = newBudget();
  const root = await readTree(text, budget);
  if (root === null) return null;
  const name = root.name.toLowerCase();
  if (name !== 'envelope') return { value: membersOf([root]), fault: null, shape: name === 'html' ? 'html' : 'xml', budget };
  const body = within(named(root.children, 'body'));
  const faults = named(body, 'fault');
  const fault = faults.length > 0 ? faultOf(within(faults)) : null;
  return { value: membersOf(body), fault, shape: 'envelope', budget };
}

/** Reads a reply of JSON. Null where it is none or was refused. */
export function readJsonContent(text: string): Content | null {
  const budget = newBudget();
  const value = parseExactJson(text, budget);
  return value === null ? null : { value, fault: null, shape: 'json', budget };
}

/** What a method's result is called where it is one string: ASMX's …Result and `string`, ASP.NET's `d`, SizPay's …Resp. */
const WRAPPER = /(?:result|resp|response|return|^string|^d)$/iu;

/** How often a result may be text within text. */
export const WRAPPED_MAX = 4;

/** The JSON in a text that stands where a method's result stands; null where there is none. */
export function unwrap(name: string, text: string, budget: Budget): Json | null {
  return WRAPPER.test(name) && /^\s*["{[]/u.test(text) ? parseExactJson(text, budget) : null;
}
