import { BadWsdl } from './contract-model.ts';
import type { Contract, Operation, Parts, TypeText } from './contract-model.ts';
import { attribute, checkAddress, checkName, Look, readTree } from './wsdl-tree.ts';
import type { Element } from './wsdl-tree.ts';
import { localName } from './xml.ts';

/** Members of one class, or parameters of one operation. */
const PARTS_MAX = 100;
/** Members of all classes of one reply; the classes after that are taken for classes without any. */
const REPLY_MAX = 300;
/** How far a class may be another's heir. */
const ANCESTORS_MAX = 8;

/** Namespaces of XML, SOAP and WSDL themselves; node-soap declares none that holds one of these. */
const RESERVED = /http:\/\/(?:www\.w3\.org|schemas\.xmlsoap\.org|xml\.apache\.org)\//iu;

/** The types that XML Schema brings. */
const BUILT_IN: ReadonlySet<string> = new Set(
  (
    'anyType anySimpleType anyURI base64Binary boolean byte date dateTime decimal double duration float hexBinary int integer ' +
    'language long negativeInteger nonNegativeInteger nonPositiveInteger normalizedString positiveInteger QName short string ' +
    'time token unsignedByte unsignedInt unsignedLong unsignedShort'
  ).split(' '),
);

/** Declarations by name; one that is there twice could mean either, and is null. */
type Named = ReadonlyMap<string, Element | null>;

function byName(elements: readonly Element[]): Named {
  const found = new Map<string, Element | null>();
  for (const element of elements) {
    const name = attribute(element, 'name');
    found.set(name, found.has(name) ? null : element);
  }
  return found;
}

const lookUp = (declared: Named, reference: string): Element | undefined => declared.get(localName(reference)) ?? undefined;

/** A WSDL that points elsewhere would need another fetch, of a stranger's choice. */
function pointsElsewhere({ name, attributes, children }: Element): boolean {
  const points = attributes.has('schemaLocation') || attributes.has('location');
  return (/^(?:import|include|redefine|override)$/u.test(name) && points) || children.some(pointsElsewhere);
}

function namespaceOf(definitions: Element): string {
  const namespace = checkAddress(attribute(definitions, 'targetNamespace'));
  if (namespace === '') throw new BadWsdl('not-wsdl');
  if (RESERVED.test(namespace)) throw new BadWsdl('bad-address');
  return namespace;
}

/** The `types` of a WSDL: what is in an element. */
class Types {
  readonly #look: Look;
  readonly #elements: Named;
  readonly #classes: Named;
  readonly #simple: Named;
  /** Elements of the target namespace whose members are in it too, as ASMX declares them. */
  readonly #ours: ReadonlySet<Element>;

  constructor(look: Look, definitions: Element, namespace: string) {
    const schemas = look.named(definitions, 'types').flatMap((types) => look.named(types, 'schema'));
    const declared = (kind: string) => schemas.flatMap((schema) => look.named(schema, kind));
    const isOurs = (schema: Element) =>
      attribute(schema, 'targetNamespace') === namespace && attribute(schema, 'elementFormDefault') === 'qualified';
    this.#look = look;
    this.#elements = byName(declared('element'));
    this.#classes = byName(declared('complexType'));
    this.#simple = byName(declared('simpleType'));
    this.#ours = new Set(schemas.filter(isOurs).flatMap((schema) => look.named(schema, 'element')));
  }

  element(reference: string): Element | undefined {
    return lookUp(this.#elements, reference);
  }

  /** Whether it and what is in it stand in the target namespace. */
  isOurs(element: Element): boolean {
    const members = this.#members(this.#classOf(element));
    return this.#ours.has(element) && members.every((member) => attribute(member, 'form') !== 'unqualified');
  }

  /** What is in an element, by name, a class as `class`. */
  parts(element: Element | undefined): Parts {
    return new Map(this.#named(element).map(([name, part]) => [name, this.#typeOf(part)]));
  }

  /** What is in an element, by name, a class with its members: one class may stand there a hundred times. */
  reply(element: Element | undefined): Operation['reply'] {
    let left = REPLY_MAX;
    const type = (part: Element): TypeText | Parts => {
      if (this.#classOf(part) === undefined || left <= 0) return this.#typeOf(part);
      const members = this.parts(part);
      left -= members.size + 1;
      return members;
    };
    return new Map(this.#named(element).map(([name, part]) => [name, type(part)]));
  }

  /** The members of an element's class; one that refers to an element has that one's name and type. */
  #named(element: Element | undefined): (readonly [string, Element])[] {
    const members = element === undefined ? [] : this.#members(this.#classOf(element));
    return members.map((member) => {
      const there = this.element(attribute(member, 'ref')) ?? member;
      return [checkName(attribute(there, 'name')), there] as const;
    });
  }

  /** The elements of a class in order, those of its ancestors first. */
  #members(type: Element | undefined, ancestors = 0): Element[] {
    if (ancestors > ANCESTORS_MAX) throw new BadWsdl('too-large');
    const extension = this.#look.first(type, 'complexContent', 'extension');
    const base = lookUp(this.#classes, attribute(extension, 'base'));
    const inherited = base === undefined ? [] : this.#members(base, ancestors + 1);
    const members = [...inherited, ...this.#group(extension ?? type)];
    if (members.length > PARTS_MAX) throw new BadWsdl('too-large');
    return members;
  }

  #group(group: Element | undefined): Element[] {
    return this.#look.children(group).flatMap((child) => {
      if (child.name === 'element') return [child];
      return /^(?:sequence|all|choice)$/u.test(child.name) ? this.#group(child) : [];
    });
  }

  /** The class of an element, named or written within it; undefined where it has none. */
  #classOf(element: Element): Element | undefined {
    const type = attribute(element, 'type');
    if (type === '') return this.#look.first(element, 'complexType');
    return BUILT_IN.has(localName(type)) ? undefined : lookUp(this.#classes, type);
  }

  #typeOf(element: Element): TypeText {
    if (this.#classOf(element) !== undefined) return 'class';
    const type = attribute(element, 'type');
    if (BUILT_IN.has(localName(type))) return localName(type);
    const simple = lookUp(this.#simple, type) ?? this.#look.first(element, 'simpleType');
    const base = localName(attribute(this.#look.first(simple, 'restriction'), 'base'));
    return BUILT_IN.has(base) ? base : 'anyType';
  }
}

class Reader {
  readonly #look = new Look();
  readonly #definitions: Element;
  readonly #types: Types;
  readonly #messages: Named;
  readonly #operations = new Map<string, Operation>();
  readonly #wanted: ReadonlySet<string> | null;
  readonly namespace: string;

  constructor(definitions: Element, wanted: ReadonlySet<string> | null) {
    this.#definitions = definitions;
    this.#wanted = wanted;
    this.namespace = namespaceOf(definitions);
    this.#types = new Types(this.#look, definitions, this.namespace);
    this.#messages = byName(this.#look.named(definitions, 'message'));
  }

  /** The first of each name over all SOAP ports. */
  async operations(): Promise<ReadonlyMap<string, Operation>> {
    const [bindings, portTypes] = ['binding', 'portType'].map((kind) => byName(this.#look.named(this.#definitions, kind)));
    for (const service of this.#look.named(this.#definitions, 'service')) {
      for (const port of this.#look.named(service, 'port')) {
        const binding = lookUp(bindings ?? new Map(), attribute(port, 'binding'));
        if (binding !== undefined) await this.#add(binding, lookUp(portTypes ?? new Map(), attribute(binding, 'type')));
      }
    }
    return this.#operations;
  }

  /** Adds what a binding binds, where it is one of SOAP; ASMX has bindings of plain HTTP besides, under the same names. */
  async #add(binding: Element, portType: Element | undefined): Promise<void> {
    const soap = this.#look.named(binding, 'binding').find((each) => /\/soap\/http\/?$/u.test(attribute(each, 'transport')));
    if (soap === undefined) return;
    const declared = byName(this.#look.named(portType, 'operation'));
    for (const bound of this.#look.named(binding, 'operation')) {
      const name = attribute(bound, 'name');
      if (this.#operations.has(name) || this.#wanted?.has(name) === false) continue;
      await this.#look.rest();
      const operation = this.#operation(bound, lookUp(declared, name), soap.attributes.get('style') ?? 'document');
      if (operation !== null) this.#operations.set(checkName(name), operation);
    }
  }

  /** An operation as it is bound and declared; null where it is none that this app could call. */
  #operation(bound: Element, declared: Element | undefined, style: string): Operation | null {
    const soap = this.#look.first(bound, 'operation');
    if ((soap?.attributes.get('style') ?? style) !== 'document' || !this.#isLiteral(bound)) return null;
    const input = this.#message(declared, 'input');
    const output = this.#message(declared, 'output');
    if (input === undefined || !this.#types.isOurs(input)) return null;
    const request = checkName(attribute(input, 'name'));
    return {
      soapAction: checkAddress(attribute(soap, 'soapAction')),
      request,
      parameters: this.#types.parts(input),
      response: output === undefined ? null : checkName(attribute(output, 'name')),
      reply: this.#types.reply(output),
    };
  }

  /** The one element that goes in or out. */
  #message(declared: Element | undefined, direction: 'input' | 'output'): Element | undefined {
    const reference = attribute(this.#look.first(declared, direction), 'message');
    const parts = this.#look.named(lookUp(this.#messages, reference), 'part');
    return parts.length === 1 ? this.#types.element(attribute(parts[0], 'element')) : undefined;
  }

  #isLiteral(bound: Element): boolean {
    const bodies = ['input', 'output'].map((direction) => this.#look.first(bound, direction, 'body'));
    return bodies.every((body) => (body?.attributes.get('use') ?? 'literal') === 'literal');
  }
}

/**
 * Reads what this app needs of a WSDL 1.1 text: the operations of its SOAP ports that are document style and literal, in
 * the target namespace. The text may be a stranger's: it must be self-contained, without a DOCTYPE, and every name and
 * address is checked, so that what is read may be written into a WSDL of ours (`cleanWsdl`). Rejects with BadWsdl. Whatever
 * waits has its turn meanwhile.
 * @param wanted the names of the operations to read, all if not given: what a service does besides is none of our concern
 */
export async function readWsdl(text: string, wanted?: Iterable<string>): Promise<Contract> {
  const definitions = await readTree(text.replace(/^\uFEFF/u, '').trimStart());
  if (pointsElsewhere(definitions)) throw new BadWsdl('points-elsewhere');
  if (definitions.name !== 'definitions') throw new BadWsdl('not-wsdl');
  const reader = new Reader(definitions, wanted === undefined ? null : new Set(wanted));
  return { namespace: reader.namespace, operations: await reader.operations() };
}
