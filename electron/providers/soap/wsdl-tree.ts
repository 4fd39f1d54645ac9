import { BadWsdl } from './contract-model.ts';
import { turn } from './slices.ts';
import { localName, readXml } from './xml.ts';

/**
 * Bounds on what a stranger's WSDL may hold, beside those of every document (`xml.ts`). What ASMX says of a service with a
 * hundred methods takes some 10,000 steps to read; an identifier of C# is rarely over 60 characters.
 */
const STEPS_MAX = 200_000;
/** After so many of them, whatever waits has its turn. */
const STEPS_OF_TURN = 2000;
const WSDL_NAME_MAX = 128;
const ADDRESS_MAX = 300;

/** A name of XML without a colon, of letters that show. */
const NC_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u;
/**
 * What a namespace or a SOAPAction may hold: the characters of a URI but for `&`, which node-soap would write into the
 * request as it is.
 */
const ADDRESS = /^[\w.~:/?#[\]@!$'()*+,;=%-]*$/u;
/** Control and format characters, and others that do not show: no attribute of a WSDL has a use for them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

export interface Element {
  /** Local, as attributes' names are. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: Element[];
}

export const attribute = (element: Element | undefined, name: string): string => element?.attributes.get(name) ?? '';

/** Every name that an object inherits, `__proto__` among them: node-soap keeps what it reads in plain objects. */
const isInherited = (name: string): boolean => name in {} || name === 'prototype';

function checkAttributes(attributes: ReadonlyMap<string, string>): void {
  for (const value of attributes.values()) {
    if (UNSEEN.test(value)) throw new BadWsdl('bad-character');
    if (isInherited(localName(value).trim())) throw new BadWsdl('bad-name');
  }
}

/** The root element. Throws BadWsdl where the text is no XML, is too much of it, or holds what no WSDL has a use for. */
export async function readTree(text: string): Promise<Element> {
  const top: Element = { name: '', attributes: new Map(), children: [] };
  const stack = [top];
  const whole = await readXml(text, {
    open(name, attributes) {
      checkAttributes(attributes);
      const element = { name, attributes, children: [] };
      stack.at(-1)?.children.push(element);
      stack.push(element);
    },
    text() {},
    close() {
      stack.pop();
    },
  });
  const [root] = top.children;
  if (!whole || root === undefined) throw new BadWsdl('not-xml');
  return root;
}

/** The local part of a name. Throws BadWsdl where it is none. */
export function checkName(text: string): string {
  const local = localName(text);
  if (local.length > WSDL_NAME_MAX || !NC_NAME.test(local)) throw new BadWsdl('bad-name');
  return local;
}

/** A namespace or a SOAPAction as it is. Throws BadWsdl where it cannot be one. */
export function checkAddress(text: string): string {
  if (text.length > ADDRESS_MAX || !ADDRESS.test(text)) throw new BadWsdl('bad-address');
  return text;
}

/** Looks into elements, and counts: declarations that refer to each other could make reading a small text endless. */
export class Look {
  #steps = 0;
  #rested = 0;

  /** Lets whatever waits have its turn, if it has waited for long. */
  async rest(): Promise<void> {
    if (this.#steps - this.#rested < STEPS_OF_TURN) return;
    this.#rested = this.#steps;
    await turn();
  }

  /** An element's children. Throws BadWsdl after too many. */
  children(element: Element | undefined): readonly Element[] {
    const found = element?.children ?? [];
    this.#steps += found.length + 1;
    if (this.#steps > STEPS_MAX) throw new BadWsdl('too-large');
    return found;
  }

  named(element: Element | undefined, name: string): Element[] {
    return this.children(element).filter((child) => child.name === name);
  }

  first(element: Element | undefined, ...path: readonly string[]): Element | undefined {
    return path.reduce((at: Element | undefined, name) => this.named(at, name)[0], element);
  }
}
