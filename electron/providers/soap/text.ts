/** What cannot be seen, or steers what can: control and format characters, halves of surrogates, fillers. */
const INVISIBLE = /(?![\n\t\u200c])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
/** A non-joiner belongs between two letters of Persian; elsewhere it only hides that two texts differ. */
const STRAY_NON_JOINER = /(?<!\p{scx=Arab})\u200c|\u200c(?!\p{scx=Arab})/gu;

/**
 * Text from outside as a person sees it: nothing in it is invisible, or turns what stands around it. Line breaks, tabs
 * and Persian's non-joiner stay; Unicode's line separators become line breaks.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\u0085\u2028\u2029]/gu, '\n')
    .replace(ALL_INVISIBLE, '')
    .replace(STRAY_NON_JOINER, '');
}

/** Whether a unit of a text can be seen; half of a surrogate pair can, with the other half. */
export function isVisible(unit: string): boolean {
  return /[\ud800-\udfff]/u.test(unit) || !INVISIBLE.test(unit);
}
