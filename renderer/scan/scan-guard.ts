import { endsRun, isQuietKey, runFor } from './scanner.ts';

/**
 * The Enter of a scanner (scanner.ts) may end a field, but must never press a button: a scan that pressed Pay is how other
 * counters lost money.
 */

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
  let run: readonly Stroke[] = [];
  let ended: number | undefined;
  return (stroke) => {
    const { key, at, chord } = stroke;
    if (!chord && key.length === 1) {
      run = [...runFor(run, at).slice(1 - SCAN_LENGTH), stroke];
      return false;
    }
    const enter = !chord && key === 'Enter';
    const ends = enter && (endsRun(ended, at) || (run.length >= SCAN_LENGTH && endsRun(run.at(-1)?.at, at)));
    run = [];
    ended = ends ? at : undefined;
    return ends;
  };
}

/** Keeps the Enter of a scan from every element that is not a text field. */
export function guardScans(target: Window): void {
  const watch = createScanWatch();
  target.addEventListener(
    'keydown',
    (event) => {
      if (isQuietKey(event.key)) return;
      const ends = watch({ key: event.key, at: event.timeStamp, chord: event.ctrlKey || event.altKey || event.metaKey });
      if (!ends || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
