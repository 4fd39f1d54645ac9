import sax from 'sax';
import { FORBIDDEN_NAMES } from './exactJson.ts';

/** What a reader of XML is told. Names are local: prefixes and namespaces are the sender's choice. */
export interface XmlReader {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

/** An envelope is a few levels deep; what is deeper means harm, or is no reply of ours. */
const DEPTH_MAX = 64;

class NotXml extends Error {}

function fail(): never {
  throw new NotXml();
}

/**
 * Reads strict XML with namespaces, up to the first error. Refused besides: a DOCTYPE (entities that multiply), names
 * that reach a prototype, deep nesting.
 * @returns whether all of it was well-formed; where not, what the reader was told is worth nothing
 */
export function readXml(text: string, reader: XmlReader): boolean {
  const parser = sax.parser(true, { xmlns: true, position: false });
  let depth = 0;
  let roots = 0;
  let attributes = new Map<string, string>();
  const handlers: Partial<sax.SAXParser> = {
    onerror: fail,
    ondoctype: fail,
    onopentag: (tag) => {
      if (!('local' in tag)) return fail();
      if (depth === 0) roots += 1;
      depth += 1;
      if (depth > DEPTH_MAX || FORBIDDEN_NAMES.has(tag.local)) fail();
      const own = attributes;
      attributes = new Map();
      reader.open(tag.local, own);
    },
    // Told one by one before their element opens. The element's own table of them would hide one called __proto__.
    onattribute: ({ name, value }) => {
      const local = name.slice(name.indexOf(':') + 1);
      if (FORBIDDEN_NAMES.has(local) || FORBIDDEN_NAMES.has(value)) fail();
      attributes.set(local, value);
    },
    onclosetag: (name) => {
      depth -= 1;
      reader.close(name.slice(name.indexOf(':') + 1));
    },
    ontext: (text) => reader.text(text),
    oncdata: (text) => reader.text(text),
  };
  Object.assign(parser, handlers);
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof NotXml) return false;
    throw error;
  }
  return roots === 1 && depth === 0;
}
