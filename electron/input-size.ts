/** The most text of one call's input, in UTF-16 units: two thousand pairs or a pasted return are less than half of it. */
export const INPUT_TEXT_MAX = 1_000_000;
/** The most values in it, lists and objects counted: two thousand pairs are six thousand. */
export const INPUT_VALUES_MAX = 20_000;

const isPlain = (value: object) => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * Whether an input is small enough to be looked at: bounded text, a bounded number of values, nothing but plain objects,
 * lists and primitives. Stops at the bound, so that it costs little however much there is.
 */
export function isBounded(input: unknown): boolean {
  let text = 0;
  let values = 0;
  const waiting: unknown[] = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    values += 1;
    if (typeof value === 'string') text += value.length;
    if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) {
        // Counted before it is walked: a list of a few bytes may say that it has billions of places.
        if (values + waiting.length + value.length > INPUT_VALUES_MAX) return false;
        for (const member of value) waiting.push(member);
      } else {
        if (!isPlain(value)) return false;
        const names = Object.keys(value);
        if (values + waiting.length + names.length > INPUT_VALUES_MAX) return false;
        for (const name of names) {
          text += name.length;
          waiting.push((value as Record<string, unknown>)[name]);
        }
      }
    }
    if (text > INPUT_TEXT_MAX || values > INPUT_VALUES_MAX) return false;
  }
  return true;
}
