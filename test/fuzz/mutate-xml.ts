import * as fc from 'fast-check';

/** Names and values that reach where they should not, of code that is careless with them. */
const HOSTILE = [
  '__proto__',
  'tns:__proto__',
  's:__proto__',
  'constructor',
  'tns:prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'attributes',
  '$xml',
  '_xml',
  'targetNSAlias',
  'targetNamespace',
  'httpClient',
  '_invoke',
  'wsdl',
  'emit',
  '',
  ' ',
  ':',
  'tns:',
  ':x',
  'a b',
  'x'.repeat(129),
  'x'.repeat(70_000),
  '&lt;x/&gt;',
  '&quot; x=&quot;',
  '&#13;&#10;Host: evil',
  '&#0;',
  '&undefined;',
  '<',
  '\u202egnp',
  '\u200c',
  '\ud800',
  'نام',
  "it's",
  '../../x',
  'file:///etc/passwd',
  'http://127.0.0.1:9/x',
  'http://www.w3.org/2000/xmlns/',
  'http://www.w3.org/2001/XMLSchema',
  'http://schemas.xmlsoap.org/soap/envelope/',
  'http://schemas.xmlsoap.org/soap/http',
  'urn:x?a=1&amp;b=2',
  'rpc',
  'encoded',
  'unqualified',
  'unbounded',
];
const ATTRIBUTES = [
  'name',
  'type',
  'element',
  'message',
  'binding',
  'base',
  'ref',
  'form',
  'style',
  'use',
  'soapAction',
  'targetNamespace',
  'schemaLocation',
  'location',
  '__proto__',
  'constructor',
  'xmlns',
  'xmlns:name',
  'xmlns:tns',
  'xmlns:__proto__',
];
const MARKUP = [
  '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
  '<![CDATA[<x>]]>',
  '<!-- -->',
  '<?x y?>',
  '\u0000',
  '\u000b',
  '\uFEFF',
  '</x>',
  '&b;',
  '<s:import namespace="x" schemaLocation="http://127.0.0.1:9/x"/>',
  '<s:complexType name="c"><s:complexContent><s:extension base="tns:c"/></s:complexContent></s:complexType>',
  '<__proto__/>',
  '<s:element name="__proto__" type="s:string"/>',
  '<s:any/>',
];

interface Span {
  start: number;
  end: number;
}

/** The elements of a text that is well-formed, or was before it was changed. */
function elementsOf(text: string): Span[] {
  const open: number[] = [];
  const found: Span[] = [];
  for (const { 0: tag, index } of text.matchAll(/<[^!?>][^>]*>/gu)) {
    const end = index + tag.length;
    if (tag.endsWith('/>')) found.push({ start: index, end });
    else if (!tag.startsWith('</')) open.push(index);
    else found.push({ start: open.pop() ?? index, end });
  }
  return found;
}

const attributesOf = (text: string): (Span & { value: string })[] =>
  [...text.matchAll(/[\w:]+="(?<value>[^"]*)"/gu)].map(({ 0: whole, index, groups }) => ({
    start: index,
    end: index + whole.length,
    value: groups?.['value'] ?? '',
  }));

const splice = (text: string, { start, end }: Span, by: string) => text.slice(0, start) + by + text.slice(end);
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

/** Changes a text at a place that two numbers choose. */
type Mutation = (text: string, one: number, two: number) => string;

/** A change of one attribute, of one that the text has. */
const ofAttribute =
  (change: (found: { whole: string; name: string; value: string }, two: number) => string): Mutation =>
  (text, one, two) => {
    const found = pick(attributesOf(text), one);
    if (found === undefined) return text;
    const whole = text.slice(found.start, found.end);
    return splice(text, found, change({ whole, name: whole.slice(0, whole.indexOf('=')), value: found.value }, two));
  };

/** A change of one element with all that is in it. */
const ofElement =
  (change: (element: string, two: number, text: string) => string): Mutation =>
  (text, one, two) => {
    const found = pick(elementsOf(text), one);
    return found === undefined ? text : splice(text, found, change(text.slice(found.start, found.end), two, text));
  };

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  value: ofAttribute(({ name }, two) => `${name}="${pick(HOSTILE, two) ?? ''}"`),
  attributeName: ofAttribute(({ value }, two) => `${pick(ATTRIBUTES, two) ?? ''}="${value}"`),
  attributeMore: ofAttribute(({ whole, value }, two) => `${whole} ${pick(ATTRIBUTES, two) ?? ''}="${value}"`),
  attributeTwice: ofAttribute(({ whole }, two) => `${whole} `.repeat(1 + (two % 400))),
  attributeGone: ofAttribute(() => ''),
  /** A name wherever it is used, so that the references to it hold. */
  everywhere: (text, one, two) => {
    const from = pick(attributesOf(text), one)?.value.replace(/^\w+:/u, '') ?? '';
    return from === '' ? text : text.replaceAll(from, pick(HOSTILE, two) ?? '');
  },
  twice: ofElement((element) => element + element),
  often: ofElement((element, two) => element.repeat(element.length > 500 ? 3 : two % 300)),
  gone: ofElement(() => ''),
  nested: ofElement((element, two) => {
    const name = /^<([\w:]+)/u.exec(element)?.[1] ?? 'x';
    const depth = two % 100;
    return `<${name}>`.repeat(depth) + element + `</${name}>`.repeat(depth);
  }),
  moved: ofElement((element, two, text) => {
    const other = pick(elementsOf(text), two);
    return other === undefined ? element : text.slice(other.start, other.end);
  }),
  markup: (text, one, two) => {
    const at = pick(elementsOf(text), one)?.start ?? 0;
    return splice(text, { start: at, end: at }, pick(MARKUP, two) ?? '');
  },
  cut: (text, one) => text.slice(0, one % text.length),
  lost: (text, one, two) => splice(text, { start: one % text.length, end: (one % text.length) + (two % 50) }, ''),
  changed: (text, one, two) => {
    const at = one % text.length;
    return splice(text, { start: at, end: at + 1 }, String.fromCharCode(two % 0x3000));
  },
};

/** Characters from which on a text grows no more: no reader takes more than a megabyte. */
const LONG = 200_000;

/** A change of an XML text, told by its name and two numbers. */
const step = fc.tuple(fc.constantFrom(...Object.keys(MUTATIONS)), fc.nat(), fc.nat());

/** An XML text after one to four changes, whatever they made of it. */
export function mutants(originals: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...originals), fc.array(step, { minLength: 1, maxLength: 4 }))
    .map(([text, steps]) =>
      steps.reduce(
        (now, [name, one, two]) => (now === '' || now.length > LONG ? now : (MUTATIONS[name]?.(now, one, two) ?? now)),
        text,
      ),
    );
}
