import { cleanId } from './text.ts';

/** Money is an integer of rial, at most 2^53 − 1, from the first byte to the screen. */
export type Rial = number;

type AmountFault = 'amount-missing' | 'amount-not-a-number' | 'amount-fraction' | 'amount-not-positive' | 'amount-too-big';

export type ParsedAmount = { ok: true; rial: Rial } | { ok: false; fault: AmountFault };

/** Group separators people and keyboards write: blanks, comma, Arabic and Persian comma, thin blanks, apostrophe. */
const GROUPING = /[\s,٬،'’\u200c]/gu;

/**
 * Reads an amount of rial as a cashier types or pastes it: Persian, Arabic or Latin digits, with or without group
 * separators. A fraction is refused rather than rounded: ten-fold and thousand-fold slips start there.
 */
export function parseRial(text: string): ParsedAmount {
  const plain = cleanId(text).replace(GROUPING, '');
  if (plain === '') return { ok: false, fault: 'amount-missing' };
  if (/^[-−+]?\d*[./٫]\d*$/u.test(plain)) return { ok: false, fault: 'amount-fraction' };
  if (/^[-−]\d+$/u.test(plain)) return { ok: false, fault: 'amount-not-positive' };
  if (!/^\+?\d+$/u.test(plain)) return { ok: false, fault: 'amount-not-a-number' };
  const exact = BigInt(plain);
  if (exact === 0n) return { ok: false, fault: 'amount-not-positive' };
  if (exact > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, fault: 'amount-too-big' };
  return { ok: true, rial: Number(exact) };
}

/** Rial as toman: whole tomans and the rest in rial (0 to 9), so that nothing is rounded away. */
export function toToman(rial: Rial): { toman: number; restRial: number } {
  return { toman: Math.floor(rial / 10), restRial: rial % 10 };
}

/** Digits in groups of three with a Latin comma: 1234567 as 1,234,567. The screen turns digits into its language's. */
export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}
