/** Days are Jalali, in Tehran, whatever the PC's own zone (wire.md, "Text, numbers, time"). */

const TEHRAN = 'Asia/Tehran';

const PARTS = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: TEHRAN,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export interface JalaliMoment {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  /** 0 = Saturday, the week's first day in Iran, to 6 = Friday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
}

const WEEKDAYS = ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

/** The Jalali day and the clock in Tehran at a moment given in milliseconds since 1970 (UTC). */
export function jalali(at: number): JalaliMoment {
  const parts = new Map(PARTS.formatToParts(at).map((part) => [part.type as string, part.value]));
  const number = (type: string) => Number.parseInt(parts.get(type) ?? '', 10);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? ''),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
  };
}

/** The Jalali day as 1405-08-30: sorts as text, and names a day in the ledger. */
export function jalaliDay(at: number): string {
  const { year, month, day } = jalali(at);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
