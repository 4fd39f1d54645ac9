/**
 * A barcode scanner is a keyboard that types very fast and ends in Enter. Its Enter may end a field, but must never
 * press a button: a scan that pressed Pay is how other counters lost money.
 */

/** Milliseconds: a person's keys are mostly further apart; a scanner's never are, even on a busy PC. */
const SCAN_GAP = 100;
/** Fewer fast characters may be a person's roll over the keys. */
const SCAN_LENGTH = 4;

interface Stroke {
  key: string;
  /** Milliseconds, on any one clock. */
  at: number;
  /** With Ctrl, Alt or Meta: a person's. */
  chord: boolean;
}

/** Follows key strokes; tells of each whether it is the end of a scan (its Enter, and a second one right after). */
export function createScanWatch(): (stroke: Stroke) => boolean {
  let fast = 0;
  let last = -Infinity;
  return ({ key, at, chord }) => {
    const near = at - last <= SCAN_GAP;
    last = at;
    if (chord) fast = 0;
    else if (key.length === 1) fast = near ? fast + 1 : 1;
    else if (!near || key !== 'Enter') fast = 0;
    return key === 'Enter' && fast >= SCAN_LENGTH;
  };
}

/** Keeps the Enter of a scan from every element that is not a text field. */
export function guardScans(target: Window): void {
  const watch = createScanWatch();
  target.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Shift') return;
      const ends = watch({ key: event.key, at: event.timeStamp, chord: event.ctrlKey || event.altKey || event.metaKey });
      if (!ends || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
