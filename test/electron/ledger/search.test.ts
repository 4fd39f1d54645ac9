import { APP } from '../../../shared/actors.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedText, searchWords } from '../../../electron/ledger/search.ts';
import { searchText } from '../../../shared/text.ts';
import { filter, nastyText, opened, saved, sending, sent } from './help.ts';

describe('the words of a search', () => {
  test.each([
    ['', null],
    ['  ', null],
    ['\0', null],
    ['ab', { words: '["ab"]', indexed: null }],
    ['abc', { words: '["abc"]', indexed: '"abc"' }],
    // Characters are counted, not UTF-16's halves of them.
    ['🙂🙂', { words: '["🙂🙂"]', indexed: null }],
    ['🙂🙂🙂', { words: '["🙂🙂🙂"]', indexed: '"🙂🙂🙂"' }],
    ['ab  ABC de"f', { words: '["ab","abc","de\\"f"]', indexed: '"abc" AND "de""f"' }],
    ['abc\0d', { words: '["abcd"]', indexed: '"abcd"' }],
  ])('"%s"', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  test('are looked for in each field by itself', () => {
    expect(foldedText(['Abc', null, 'x\0y', 'é\ud800'])).toBe(`abc\n\nxy\n${searchText('é')}\ufffd`);
  });
});

test('finds by name, mobile, number, link id, reference number and description', () => {
  const ledger = opened();
  const id = saved(
    ledger,
    { invoiceNo: '050101-12', mobileNo: '09351112233', customerName: 'نرگس', description: 'قسط سوم' },
    sending(),
    sent('880011'),
    { kind: 'link.paid', refNo: 'RF-77x', alarm: null },
  );
  saved(ledger, { invoiceNo: 'Z' });
  for (const search of ['نرگس', '3511122', '101-12', '8800', 'rf-77X', 'سوم', 'سوم نرگس', '88', 'x', 'سوم 77 x']) {
    expect(ledger.links.list(filter({ search })).links.map((link) => link.id)).toEqual([id]);
    expect(ledger.links.list(filter({ search })).total).toBe(1);
  }
  for (const search of ['8812', 'نرگس مریم', '3509', '33نر', '22 33 44']) {
    expect(ledger.links.list(filter({ search }))).toEqual({ links: [], total: 0 });
  }
});

test('finds whatever keyboard the letters and digits were typed on', () => {
  const ledger = opened();
  const id = saved(ledger, { customerName: 'علی کاظمی', description: 'می‌خواهد آجیل' });
  for (const search of ['علي', 'كاظمي', '۰۹۱۲', '٠٩١٢', 'میخواهد', 'اجيل', 'كا', '۱۲', 'ي', '  علی   کاظمی ']) {
    expect(ledger.links.list(filter({ search })).links.map((link) => link.id)).toEqual([id]);
  }
});

test('a new id is found, and no word spans two fields', () => {
  const ledger = opened();
  const id = saved(ledger, { customerName: 'abc', invoiceNo: 'def' }, sending());
  expect(ledger.links.list(filter({ search: '4711' })).total).toBe(0);
  ledger.links.record(id, sent('4711'), APP);
  expect(ledger.links.list(filter({ search: '4711' })).total).toBe(1);
  expect(ledger.links.list(filter({ search: 'abcdef' })).total).toBe(0);
});

test('nothing typed is syntax: a link matches exactly when its text holds every word', () => {
  const cleaned = nastyText.map((text) => text.toWellFormed().replaceAll(/[\0-\u001f\ufffe\uffff]/gu, ''));
  const piece = fc.tuple(cleaned, fc.nat(10), fc.nat(6)).map(([text, from, length]) => text.slice(from, from + length));
  fc.assert(
    fc.property(fc.array(cleaned, { minLength: 1, maxLength: 6 }), fc.array(fc.oneof(piece, nastyText)), (names, searches) => {
      const ledger = opened();
      ledger.transact(() => names.forEach((description) => saved(ledger, { description, customerName: '' })));
      const { links } = ledger.links.list(filter());
      const own = names.flatMap((name) => [name, name.slice(1, 5), name.slice(-3)]);
      for (const search of [...searches, ...own]) {
        const words = searchText(search.toWellFormed()).replaceAll('\0', '').split(' ').filter(Boolean);
        const expected = links.filter((link) => {
          const fields = [link.customerName, link.mobileNo, link.invoiceNo, link.description].map(searchText);
          return words.every((word) => fields.some((field) => field.includes(word)));
        });
        expect(ledger.links.list(filter({ search })).links.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }
      expect(ledger.check().problems).toEqual([]);
      ledger.close();
    }),
    { numRuns: 60 },
  );
});
