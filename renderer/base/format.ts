import { toCardinal } from 'n2words/en-US';
import { jalali, jalaliDay } from '../../shared/days.ts';
import { groupDigits, toToman } from '../../shared/money.ts';
import type { Rial } from '../../shared/money.ts';
import type { Language } from '../../shared/settings.ts';
import { persianDigits } from '../../shared/text.ts';
import { catalogues } from '../i18n/index.ts';
import { persianWords } from './persian-words.ts';

/** Numbers, money and time as the screen shows them. The unit comes after the number; days are Jalali in both languages. */

/** Digits of the language; everything else stays. */
export function inDigits(text: string, language: Language): string {
  return language === 'fa' ? persianDigits(text) : text;
}

/** A whole number in groups of three: ۱٬۲۳۴ or 1,234. */
export function grouped(value: number, language: Language): string {
  const latin = groupDigits(value);
  return language === 'fa' ? persianDigits(latin).replaceAll(',', '٬') : latin;
}

export function rialText(rial: Rial, language: Language): string {
  return `${grouped(rial, language)} ${catalogues[language].money.rial}`;
}

/** In toman, with the rest in rial where there is one: nothing is rounded away. */
export function tomanText(rial: Rial, language: Language): string {
  const { toman, restRial } = toToman(rial);
  const { money } = catalogues[language];
  const rest = `${grouped(restRial, language)} ${money.rial}`;
  if (toman === 0) return rest;
  const whole = `${grouped(toman, language)} ${money.toman}`;
  return restRial === 0 ? whole : `${whole} ${money.and} ${rest}`;
}

/** A whole number from 0 to 2^53 − 1 in words. */
export function numberWords(value: number, language: Language): string {
  return language === 'en' ? toCardinal(value) : persianWords(value);
}

/** An amount in words, in toman as people speak of money: «پانزده هزار تومان». */
export function amountWords(rial: Rial, language: Language): string {
  const { toman, restRial } = toToman(rial);
  const { money } = catalogues[language];
  const rest = `${numberWords(restRial, language)} ${money.rial}`;
  if (toman === 0) return rest;
  const whole = `${numberWords(toman, language)} ${money.toman}`;
  return restRial === 0 ? whole : `${whole} ${money.and} ${rest}`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The clock in Tehran: ۱۴:۰۵. */
export function clock(at: number, language: Language): string {
  const { hour, minute } = jalali(at);
  return inDigits(`${two(hour)}:${two(minute)}`, language);
}

/** The clock with its seconds. */
export function exactClock(at: number, language: Language): string {
  return inDigits(`${two(jalali(at).hour)}:${two(jalali(at).minute)}:${two(jalali(at).second)}`, language);
}

/** The Jalali day: شنبه ۱۴ آبان ۱۴۰۵. */
export function longDay(at: number, language: Language): string {
  const { year, month, day, weekday } = jalali(at);
  const { days } = catalogues[language];
  const name = days.weekday[weekday as keyof typeof days.weekday];
  const monthName = days.month[month as keyof typeof days.month];
  return inDigits(`${name} ${day} ${monthName} ${year}`, language);
}

/** Day and clock, short: today only the clock; else ۱۴۰۵/۰۸/۱۴ ۱۴:۰۵. */
export function shortMoment(at: number, now: number, language: Language): string {
  const day = jalaliDay(at);
  const time = clock(at, language);
  return day === jalaliDay(now) ? time : `${inDigits(day.replaceAll('-', '/'), language)} ${time}`;
}

const STEPS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** How long ago, roughly: «۲ دقیقه پیش»; under a minute, «همین حالا». */
export function ago(at: number, now: number, language: Language): string {
  const passed = Math.max(0, now - at);
  const step = STEPS.find(({ ms }) => passed >= ms);
  if (step === undefined) return catalogues[language].days.justNow;
  const formatter = new Intl.RelativeTimeFormat(language === 'fa' ? 'fa-IR' : 'en-GB');
  return formatter.format(-Math.floor(passed / step.ms), step.unit);
}
