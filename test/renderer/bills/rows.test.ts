import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeList } from '../../../renderer/bills/desk/import-file.ts';
import { countRows, judgeRows, pairsOf } from '../../../renderer/bills/desk/import-verdicts.ts';
import { readBillLine, readBillRows } from '../../../renderer/bills/desk/rows.ts';
import { faultsOf, pairKey, readBarcode } from '../../../shared/bill-digits.ts';
import type { BillPair } from '../../../shared/bill-digits.ts';
import type { PairVerdict } from '../../../shared/contract/bills.ts';
import { persianDigits } from '../../../shared/text.ts';

const pair = fc.record({ billId: fc.stringMatching(/^\d{6,13}$/u), payId: fc.stringMatching(/^\d{6,13}$/u) });
const separator = fc.constantFrom(',', ';', '\t', '، ', ' ', '   ', ' ; ');
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const script = fc.constantFrom((text: string) => text, persianDigits);

/** A row as a spreadsheet or a person writes it. */
const row = fc
  .record({
    pair,
    line: fc.constant(''),
  })
  .chain(({ pair: ids }) =>
    fc.tuple(separator, script, fc.constantFrom('', '"')).map(([mark, inDigits, quote]) => ({
      ids,
      text: inDigits(`${quote}${ids.billId}${quote}${mark}${quote}${ids.payId}${quote}`),
    })),
  );

describe('reading rows', () => {
  test('two ids a row are read in any digits, with any mark, line end, byte order mark and row of names', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        lineEnd,
        fc.boolean(),
        fc.boolean(),
        (rows, end, mark, names) => {
          const lines = [...(names ? ['شناسه قبض,شناسه پرداخت'] : []), ...rows.map(({ text }) => text), ''];
          const marked = rows.every(({ text }) => /[,;\t،]/u.test(text));
          const read = readBillRows(`${mark ? '\ufeff' : ''}${lines.join(end)}`);
          expect(read.header).toBe(names);
          // With names, the columns are found by their place: a row by blanks has them too.
          if (!names || marked) expect(read.rows.map((one) => one.pair)).toEqual(rows.map(({ ids }) => ids));
          expect(read.rows.map((one) => one.line)).toEqual(rows.map((_, at) => at + 1 + (names ? 1 : 0)));
        },
      ),
    );
  });

  test('every line that is not blank is accounted for, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '۲', ',', ' ', '\n', '\r', 'ق', 'a', '"', '\t'), maxLength: 200 }),
        (text) => {
          const { header, rows } = readBillRows(text);
          const lines = text.split(/\r\n|[\n\r]/u).filter((line) => line.trim() !== '');
          expect(rows.length + (header ? 1 : 0)).toBe(lines.length);
        },
      ),
    );
  });

  test('a barcode, whole or with blanks and with other cells about it, is the pair it says', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{26}$/u), (code) => {
        for (const text of [code, persianDigits(code), `1,${code},آب`, `${code.slice(0, 20)} ${code.slice(20)}`]) {
          expect(readBillLine(text)).toEqual(readBarcode(code));
        }
      }),
    );
  });

  test('columns with names may stand anywhere among others', () => {
    const text = 'ردیف;نام;مبلغ;شناسه پرداخت;شناسه قبض\n1;زهرا;120000;12070160;1117753200140\n';
    expect(readBillRows(text).rows[0]?.pair).toEqual({ billId: '1117753200140', payId: '12070160' });
  });

  test('leading zeros stay, a row number does not get in, and what is ambiguous is not guessed', () => {
    // As long together as a barcode, but two ids: the second keeps its zeros.
    expect(readBillLine('9985235404124 0000880000568')).toEqual({ billId: '9985235404124', payId: '0000880000568' });
    expect(readBillLine('7, 0001234502812, 35050220')).toEqual({ billId: '0001234502812', payId: '35050220' });
    expect(readBillLine('1117753200140,12070160,120000')).toBeNull();
    expect(readBillLine('1.11775E+12,12070160')).toBeNull();
    expect(readBillLine('1117753200140')).toBeNull();
  });
});

describe('the text of a file', () => {
  const text = 'شناسه قبض,شناسه پرداخت\n1117753200140,12070160';
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...text.split('').flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
  ]);

  test('is read as spreadsheets write it', () => {
    expect(decodeList(new TextEncoder().encode(text))).toBe(text);
    expect(decodeList(utf16)).toBe(text);
    // «قبض» in the Arabic code page of Windows.
    expect(decodeList(new Uint8Array([0xde, 0xc8, 0xd6, 0x2c, 0x31]))).toBe('قبض,1');
  });
});

describe('verdicts of rows', () => {
  const verdictOf = (ids: BillPair): PairVerdict => {
    const faults = faultsOf(ids);
    return { pair: ids, verdict: faults.length > 0 ? 'bad' : 'added', faults, bill: null };
  };

  test('each row has one, each pair is good at most once, and the counts are of all rows', () => {
    const valid = fc.constantFrom(
      { billId: '1117753200140', payId: '12070160' },
      { billId: '2050327604613', payId: '1070189' },
      { billId: '0001234502812', payId: '35050220' },
    );
    const rows = fc.array(fc.oneof(valid, pair, fc.constant(null)), { maxLength: 40 });
    fc.assert(
      fc.property(rows, (pairs) => {
        const read = pairs.map((ids, at) => ({ line: at + 1, text: '', pair: ids }));
        const judged = judgeRows(read, pairsOf(read).map(verdictOf));
        const good = judged.filter(({ verdict }) => verdict === 'good').flatMap((one) => (one.pair ? [pairKey(one.pair)] : []));
        expect(new Set(good).size).toBe(good.length);
        expect(new Set(good)).toEqual(
          new Set(pairs.filter((ids) => ids !== null && faultsOf(ids).length === 0).map((ids) => pairKey(ids as BillPair))),
        );
        expect(judged.every(({ pair: ids, verdict }) => (ids === null) === (verdict === 'unread'))).toBe(true);
        expect(Object.values(countRows(judged)).reduce((sum, count) => sum + count, 0)).toBe(pairs.length);
      }),
    );
  });
});
