import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanId, cleanMobile, cleanText, foldDigits, isXmlText, persianDigits, searchText } from '../../shared/text.ts';

const arabic = (text: string) => text.replace(/\d/gu, (digit) => String.fromCharCode(0x0660 + Number(digit)));

describe('digits', () => {
  it('come back from Persian and Arabic exactly', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,30}$/u), (digits) => {
        expect(foldDigits(persianDigits(digits))).toBe(digits);
        expect(foldDigits(arabic(digits))).toBe(digits);
      }),
    );
  });
  it('are all that folding changes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = foldDigits(text);
        expect(folded.length).toBe(text.length);
        expect(foldDigits(folded)).toBe(folded);
      }),
    );
  });
});

describe('a mobile number', () => {
  const local = fc.stringMatching(/^9\d{9}$/u);
  it('is the same in all of its written forms', () => {
    fc.assert(
      fc.property(local, (nine) => {
        const wanted = `0${nine}`;
        for (const prefix of ['', '0', '98', '+98', '0098', '+98 ', '+980']) {
          const written = `${prefix}${nine.slice(0, 3)} ${nine.slice(3, 6)}-${nine.slice(6)}`;
          expect(cleanMobile(written), written).toBe(wanted);
          expect(cleanMobile(`\u200e${persianDigits(written)}\u200f`)).toBe(wanted);
          expect(cleanMobile(arabic(written))).toBe(wanted);
        }
      }),
    );
  });
  it('is itself, whatever digits of a country code are in it', () => {
    for (const mobile of ['09120098123', '09198989898', '09809809809']) expect(cleanMobile(mobile)).toBe(mobile);
  });
  it.each(['+98009121234567', '1 09121234567', '9121234567a', '98 9121234567 8', '+98 912 123 456'])(
    '%s is refused too',
    (text) => {
      expect(cleanMobile(text)).toBeNull();
    },
  );
  it.each(['', '0912', '091212345678', '02112345678', '0912123456a', '+1 9121234567', '98', '٠٩'])('%s is refused', (text) => {
    expect(cleanMobile(text)).toBeNull();
  });
  it('never comes out as anything but 09 and nine digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(cleanMobile(text) ?? '09000000000').toMatch(/^09\d{9}$/u);
      }),
    );
  });
});

describe('clean text', () => {
  it('has Persian ye and kaf, no direction marks, no doubled blanks, and keeps the non-joiner', () => {
    expect(cleanText('  علي \u200e  كريمي\u200c‌ها ')).toBe('علی کریمی\u200c‌ها');
  });
  it('is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(searchText(searchText(text))).toBe(searchText(text));
      }),
    );
  });
  it('makes one number of ۱۲/٣ and 12/3', () => {
    expect(cleanId(' ۱۲/٣ ')).toBe('12/3');
  });
  it('finds a name however it is spelt', () => {
    expect(searchText('رِضـا مُؤمني')).toBe(searchText('رضا مومنی'));
  });
});

describe('what is searched', () => {
  it.each([
    ['Ali REZA', 'ali reza'],
    ['أحمد', 'احمد'],
    ['إسلام', 'اسلام'],
    ['آرش', 'ارش'],
    ['مؤمن', 'مومن'],
    ['رئیس', 'رییس'],
    ['مدرسة', 'مدرسه'],
    ['می\u200cروم', 'میروم'],
    ['ه\u200d', 'ه'],
    ['ســلام', 'سلام'],
    ['مُحَمَّد', 'محمد'],
    ['علي', 'علی'],
    ['T۱۲-٣', 't12-3'],
  ])('%s is found as %s', (text, found) => {
    expect(searchText(text)).toBe(found);
  });
});

describe('text for XML', () => {
  it.each(['\u0000', '\u000b', '\ud800', '\ufffe'])('refuses what XML 1.0 cannot hold', (text) => {
    expect(isXmlText(`a${text}b`)).toBe(false);
  });
  it('takes Persian, tabs and emoji', () => {
    expect(isXmlText('سلام\t\n😀 & <')).toBe(true);
  });
});
