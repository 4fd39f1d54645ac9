/** Text as Persian keyboards, pastes and services write it, brought to one form. */

/** Marks that only steer the direction of text: invisible, and never part of a value. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Persian (U+06F0) and Arabic (U+0660) digits become Latin ones; everything else stays. */
export function foldDigits(text: string): string {
  return text
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x0660));
}

/** Latin digits become Persian ones, for showing. */
export function persianDigits(text: string): string {
  return text.replace(/[0-9]/gu, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
}

/**
 * Text as it is stored and sent: Arabic ي and ك become Persian ی and ک (wire.md, "Text, numbers, time"), direction marks
 * go, blanks at the ends go, a run of blanks becomes one. The zero-width non-joiner stays: Persian spelling needs it.
 */
export function cleanText(text: string): string {
  return text.replace(DIRECTION_MARKS, '').replace(/[يى]/gu, 'ی').replace(/ك/gu, 'ک').replace(/\s+/gu, ' ').trim();
}

/** An id a person types (an invoice number): clean text with Latin digits, so that ۱۲ and 12 are the same number. */
export function cleanId(text: string): string {
  return foldDigits(cleanText(text));
}

/** Text as it is searched: as cleaned, with Latin digits, lower case, and no non-joiner, hamza seat or vowel mark. */
export function searchText(text: string): string {
  return cleanId(text)
    .toLowerCase()
    .replace(/\p{Mn}|[\u0640\u200c]|\u200d/gu, '')
    .replace(/[أإآ]/gu, 'ا')
    .replace(/ؤ/gu, 'و')
    .replace(/ئ/gu, 'ی')
    .replace(/ة/gu, 'ه');
}

/**
 * An Iranian mobile number in any of its written forms, as 09 and nine digits (wire.md, "Text, numbers, time").
 * No prefix is refused for its operator. Returns null where it is not a mobile number.
 */
export function cleanMobile(text: string): string | null {
  const digits = foldDigits(text)
    .replace(DIRECTION_MARKS, '')
    .replace(/[\s\u200c\-‐-―−_.()/]/gu, '');
  const local = digits.replace(/^(?:\+98|0098|98(?=9\d{9}$))0?/u, '0').replace(/^9(?=\d{9}$)/u, '09');
  return /^09\d{9}$/u.test(local) ? local : null;
}

/** Whether text can stand in an XML 1.0 document: no control characters, no half of a surrogate pair. */
export function isXmlText(text: string): boolean {
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u.test(text);
}
