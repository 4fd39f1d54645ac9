import * as fc from 'fast-check';
import sax from 'sax';
import { expect, test } from 'vitest';
import { escaped } from '../../electron/markup.ts';

/** What a strict reader of XML makes of a text in an element and in both kinds of attributes. */
function read(text: string): string[] {
  const found: string[] = [];
  const parser = sax.parser(true);
  const handlers: Pick<sax.SAXParser, 'onattribute' | 'ontext' | 'onerror'> = {
    onattribute: ({ value }) => found.push(value),
    ontext: (part) => found.push(part),
    onerror: (error) => {
      throw error;
    },
  };
  Object.assign(parser, handlers);
  parser.write(`<x a="${text}" b='${text}'>${text}</x>`).close();
  return found;
}

test('any text of XML is read as it was, wherever it stands, and makes no markup', () => {
  const unit = fc.constantFrom('&', '<', '>', '"', "'", '\r', ']]>', '<!--', '&amp;', '<![CDATA[', 'a', '۱', '😀');
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 20 }), (units) => {
      const text = units.join('');
      expect(escaped(text)).not.toMatch(/[<>"'\r]|&(?!#?\w+;)/u);
      expect(read(escaped(text))).toEqual([text, text, text]);
    }),
  );
});
