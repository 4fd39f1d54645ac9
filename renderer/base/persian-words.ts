/**
 * Numbers in Persian words. The project's own, because n2words 4.0.0 is wrong here: no «و» after هزار, سيصد with an Arabic
 * ي, «چهار صد» in two words, and no name for 10^12.
 */

const BELOW_TWENTY = 'صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده'.split(
  ' ',
);
const TENS = ['', '', 'بیست', 'سی', 'چهل', 'پنجاه', 'شصت', 'هفتاد', 'هشتاد', 'نود'];
const HUNDREDS = ['', 'صد', 'دویست', 'سیصد', 'چهارصد', 'پانصد', 'ششصد', 'هفتصد', 'هشتصد', 'نهصد'];
const SCALES = ['', 'هزار', 'میلیون', 'میلیارد', 'تریلیون', 'کوادریلیون'];
const AND = ' و ';

/** Of 1 to 99. */
function smallWords(value: number): (string | undefined)[] {
  if (value < 20) return [BELOW_TWENTY[value]];
  const units = value % 10;
  return units === 0 ? [TENS[value / 10]] : [TENS[(value - units) / 10], BELOW_TWENTY[units]];
}

/** Of 1 to 999. */
function groupWords(value: number): string {
  const small = value % 100;
  const hundreds = value < 100 ? [] : [HUNDREDS[(value - small) / 100]];
  return [...hundreds, ...(small === 0 ? [] : smallWords(small))].join(AND);
}

/** A whole number from 0 to 2^53 − 1 in Persian words: «سی و چهار هزار و پانصد». */
export function persianWords(value: number): string {
  if (value === 0) return BELOW_TWENTY[0] ?? '';
  const words: string[] = [];
  for (let rest = value, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale += 1) {
    const group = rest % 1000;
    if (group > 0) words.unshift(`${groupWords(group)} ${SCALES[scale]}`.trim());
  }
  return words.join(AND);
}
