/**
 * What a barcode scanner is: a keyboard whose every key follows the one before it at once, and that ends in Enter.
 * Nobody types a whole code so. The one definition for all that tells a scanner from a person.
 */

/** Milliseconds: the widest gap between two keys of a scanner, on a busy PC too. A wider one begins a new run. */
export const SCAN_GAP = 100;

/** Milliseconds from the last key of a run to the Enter that ends it, and to a second one that some scanners send. */
export const END_WITHIN = 300;

const QUIET: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
  'Hyper',
  'Super',
  'Symbol',
  'SymbolLock',
]);

/** Whether a key types nothing itself: a modifier or a lock. Scanners send them between the digits, so they break no run. */
export function isQuietKey(key: string): boolean {
  return QUIET.has(key);
}

/** The run that a key is added to: the one so far, or an empty one where the key comes too late for it. Times in milliseconds. */
export function runFor<K extends { at: number }>(run: readonly K[], at: number): readonly K[] {
  const last = run.at(-1);
  return last !== undefined && at - last.at <= SCAN_GAP ? run : [];
}

/** Whether an Enter ends a run whose last key was at `last`, both in milliseconds. */
export function endsRun(last: number | undefined, at: number): boolean {
  return last !== undefined && at - last <= END_WITHIN;
}
