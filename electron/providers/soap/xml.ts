import sax from 'sax';
import { FORBIDDEN_NAMES, NAME_MAX } from './exact-json.ts';
import { SLICE, turn } from './slices.ts';

/** What a reader of XML is told. Names are local: prefixes and namespaces are the sender's choice. */
interface XmlReader {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * Bounds of a document. A WSDL, the longest that is read, is ten levels deep, has a dozen namespaces and 2,000 elements
 * to 100 kB; an envelope has a hundredth of it. What is beyond means harm, and costs the reader more than its length:
 * sax looks at each attribute once more for every other of its element, and at each name once more for every level.
 */
const DEPTH_MAX = 64;
const ELEMENTS_MAX = 20_000;
const ATTRIBUTES_MAX = 64;
const NAMESPACES_MAX = 512;

/** A DOCTYPE, or what would be one: sax reads such a thing once more for each of its characters. */
const DECLARATION = /<!(?!--|\[CDATA\[)/u;

class NotXml extends Error {}

function fail(): never {
  throw new NotXml();
}

/** A name without its prefix. */
export const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);
const isNamespace = (name: string) => name === 'xmlns' || name.startsWith('xmlns:');

/** Reads a document slice by slice; throws NotXml. */
class Document {
  readonly #parser = sax.parser(true, { xmlns: true, position: false });
  readonly #elementsMax: number;
  #depth = 0;
  #roots = 0;
  #elements = 0;
  #namespaces = 0;
  /** Slices since the tag that is being read began; null between tags. */
  #tagSlices: number | null = null;
  #attributes = new Map<string, string>();
  /** The full names of the attributes, to find one that stands there twice. */
  readonly #names = new Set<string>();

  constructor(reader: XmlReader, elementsMax: number) {
    this.#elementsMax = elementsMax;
    const handlers: Partial<sax.SAXParser> = {
      onerror: fail,
      ondoctype: fail,
      onopentagstart: () => {
        this.#tagSlices = 0;
      },
      onopentag: (tag) => {
        this.#tagSlices = null;
        const local = localName(tag.name);
        this.#opened(tag.name, local);
        const own = this.#attributes;
        this.#attributes = new Map();
        this.#names.clear();
        reader.open(local, own);
      },
      // Told one by one before their element opens. The element's own table of them would hide one called __proto__.
      onattribute: ({ name, value }) => this.#attribute(name, value),
      onclosetag: (name) => {
        this.#depth -= 1;
        reader.close(localName(name));
      },
      ontext: (text) => reader.text(text),
      oncdata: (text) => reader.text(text),
    };
    Object.assign(this.#parser, handlers);
  }

  #opened(name: string, local: string): void {
    if (this.#depth === 0) this.#roots += 1;
    this.#depth += 1;
    this.#elements += 1;
    if (this.#depth > DEPTH_MAX || this.#elements > this.#elementsMax) fail();
    if (name.length > NAME_MAX || FORBIDDEN_NAMES.has(local)) fail();
  }

  #attribute(name: string, value: string): void {
    const local = localName(name);
    if (name.length > NAME_MAX || FORBIDDEN_NAMES.has(local) || FORBIDDEN_NAMES.has(value)) fail();
    if (isNamespace(name)) this.#namespaces += 1;
    if (this.#names.has(name) || this.#names.size === ATTRIBUTES_MAX || this.#namespaces > NAMESPACES_MAX) fail();
    this.#names.add(name);
    this.#attributes.set(local, value);
  }

  write(slice: string): void {
    this.#parser.write(slice);
    if (this.#tagSlices === null) return;
    // Attributes are only told once their tag ends; one that fills a slice has more of them than any honest one.
    this.#tagSlices += 1;
    if (this.#tagSlices > 1) fail();
  }

  /** Whether all of it was one well-formed element. */
  end(): boolean {
    this.#parser.close();
    return this.#roots === 1 && this.#depth === 0;
  }
}

/**
 * Reads strict XML with namespaces, in slices, up to the first error. Refused besides: a DOCTYPE (entities that
 * multiply), names that reach a prototype, and what is beyond the bounds above.
 * @param elementsMax elements of the document, all in all
 * @returns whether all of it was well-formed; where not, what the reader was told is worth nothing
 */
export async function readXml(text: string, reader: XmlReader, elementsMax = ELEMENTS_MAX): Promise<boolean> {
  if (DECLARATION.test(text)) return false;
  const document = new Document(reader, elementsMax);
  try {
    for (let at = 0; at < text.length; at += SLICE) {
      if (at > 0) await turn();
      document.write(text.slice(at, at + SLICE));
    }
    return document.end();
  } catch (error) {
    if (error instanceof NotXml) return false;
    throw error;
  }
}
