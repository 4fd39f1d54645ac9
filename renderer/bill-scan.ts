import { useEffect, useEffectEvent } from 'react';
import { foldDigits } from '../shared/text.ts';

/**
 * A bill's barcode is 26 digits (wire.md, "Bills"), and a scanner types them far faster than anyone can. Such a burst is
 * for the basket wherever the focus is: what it typed is taken back, and its Enter reaches nothing.
 */

const BARCODE = 26;
/** Milliseconds a key, on the average of the 26: the fastest people need twice that for digits. */
const PACE = 50;
/** Milliseconds from the last digit to the Enter, and to what a scanner may send after it. */
const END_WITHIN = 300;
/** Enough to tell how long a longer burst was. */
const KEPT = 64;

export interface ScanStroke<S> {
  /** 0 to 9 in Latin, or null for any other key. */
  digit: string | null;
  /** Whether it is a key that ends a scan. */
  ends: boolean;
  /** Milliseconds, on any one clock. */
  at: number;
  /** What the field held before this stroke. */
  before: S;
}

export type ScanHeard<S> =
  /** A person's key. */
  | { kind: 'key' }
  /** The end of a scan, with all the digits it typed and what was there before each of them. */
  | { kind: 'scan'; digits: string; before: S[] }
  /** What a scanner sends after its end: a second Enter. */
  | { kind: 'echo' };

/** Follows key strokes and tells what each of them is. */
export function createBillScanWatch<S>(): (stroke: ScanStroke<S>) => ScanHeard<S> {
  let strokes: ScanStroke<S>[] = [];
  let ended = -Infinity;

  const scan = (at: number): ScanStroke<S>[] | null => {
    const first = strokes.length - BARCODE;
    const start = strokes[first];
    const last = strokes.at(-1);
    if (!start || !last || at - last.at > END_WITHIN || last.at - start.at > PACE * (BARCODE - 1)) return null;
    let from = first;
    while (from > 0 && (strokes[from]?.at ?? 0) - (strokes[from - 1]?.at ?? -Infinity) <= PACE) from -= 1;
    return strokes.slice(from);
  };

  return (stroke) => {
    if (stroke.digit !== null) {
      strokes = [...strokes.slice(1 - KEPT), stroke];
      return { kind: 'key' };
    }
    const burst = stroke.ends ? scan(stroke.at) : null;
    strokes = [];
    if (burst) {
      ended = stroke.at;
      return { kind: 'scan', digits: burst.map(({ digit }) => digit).join(''), before: burst.map(({ before }) => before) };
    }
    return { kind: stroke.ends && stroke.at - ended <= END_WITHIN ? 'echo' : 'key' };
  };
}

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>;

/** The digit of a key press under any layout: what it types where that is a digit, else what is on the key. */
export function digitOf({ key, code, shiftKey }: Press): string | null {
  const typed = foldDigits(key);
  if (/^\d$/u.test(typed)) return typed;
  return shiftKey ? null : (/^(?:Digit|Numpad)(\d)$/u.exec(code)?.[1] ?? null);
}

interface Held {
  field: HTMLInputElement | HTMLTextAreaElement;
  value: string;
  start: number | null;
  end: number | null;
}

function hold(target: EventTarget | null): Held | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  return { field: target, value: target.value, start: target.selectionStart, end: target.selectionEnd };
}

/** Puts back what a field held. Through the prototype's setter: React minds the field's own, and would not hear of it. */
function putBack({ field, value, start, end }: Held): void {
  if (field.value === value) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (field === document.activeElement) field.setSelectionRange(start, end);
}

const HEARD = 'billscan';

/** Listens in the whole window, dialogs included; what it hears goes to `useBillScan`. */
export function watchBillScans(target: Window): void {
  const watch = createBillScanWatch<Held | null>();
  target.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Shift' || event.isComposing) return;
      const chord = event.ctrlKey || event.altKey || event.metaKey || event.repeat;
      const digit = chord ? null : digitOf(event);
      const ends = !chord && event.key === 'Enter';
      const before = digit === null ? null : hold(event.target);
      const heard = watch({ digit, ends, at: event.timeStamp, before });
      if (heard.kind === 'key') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (heard.kind === 'echo') return;
      for (const held of heard.before.toReversed()) if (held) putBack(held);
      target.dispatchEvent(new CustomEvent(HEARD, { detail: heard.digits }));
    },
    { capture: true },
  );
}

/** Calls `heard` with the digits of each scan of a bill, 26 unless the barcode is another's. */
export function useBillScan(heard: (digits: string) => void): void {
  const hear = useEffectEvent(heard);
  useEffect(() => {
    const listener = (event: Event) => event instanceof CustomEvent && hear(String(event.detail));
    window.addEventListener(HEARD, listener);
    return () => window.removeEventListener(HEARD, listener);
  }, []);
}
