import { useEffect, useEffectEvent } from 'react';
import { faultsOf, readBarcode } from '../../shared/bill-digits.ts';
import { foldDigits } from '../../shared/text.ts';
import { endsRun, isQuietKey, runFor } from './scanner.ts';

/**
 * A bill's barcode is 26 digits (wire.md, "Bills"), and a scanner types them as scanner.ts says. Such a burst is for the
 * basket wherever the focus is: what it typed is taken back, and its Enter reaches nothing.
 */

const BARCODE = 26;
/** So many digits are a scanner's that lost some: no person's Enter comes after as many. */
const SHORT = 20;
/** Enough to tell how long a longer burst was. */
const KEPT = 64;

interface ScanStroke<S> {
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
  /**
   * The end of a scan: its digits, 26 unless the barcode is another's, and what was there before each that is to be taken
   * back. Of a burst too short for a bill that is none: a person may have typed some of it.
   */
  | { kind: 'scan'; digits: string; before: S[] }
  /** What a scanner sends after its end: a second Enter. */
  | { kind: 'echo' };

/** The strokes of a run that are the scan: where a digit typed just before it runs into it, the bill's own 26. */
function scanIn<S>(run: readonly ScanStroke<S>[]): readonly ScanStroke<S>[] {
  const own = run.slice(-BARCODE);
  const pair = readBarcode(digitsOf(own));
  return pair !== null && faultsOf(pair).length === 0 ? own : run;
}

function digitsOf(strokes: readonly ScanStroke<unknown>[]): string {
  return strokes.map(({ digit }) => digit).join('');
}

/** Follows key strokes and tells what each of them is. Modifiers and locks are not for it; see scanner.ts, `isQuietKey`. */
export function createBillScanWatch<S>(): (stroke: ScanStroke<S>) => ScanHeard<S> {
  let run: readonly ScanStroke<S>[] = [];
  let ended: number | undefined;

  return (stroke) => {
    if (stroke.digit !== null) {
      run = [...runFor(run, stroke.at).slice(1 - KEPT), stroke];
      return { kind: 'key' };
    }
    const burst = stroke.ends && run.length >= SHORT && endsRun(run.at(-1)?.at, stroke.at) ? scanIn(run) : null;
    run = [];
    if (burst === null && stroke.ends && endsRun(ended, stroke.at)) return { kind: 'echo' };
    ended = burst === null ? undefined : stroke.at;
    if (burst === null) return { kind: 'key' };
    const before = burst.length < BARCODE ? [] : burst.map((one) => one.before);
    return { kind: 'scan', digits: digitsOf(burst), before };
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

const hearers = new Set<(digits: string) => void>();

/** Listens in the whole window, dialogs included; what it hears goes to `useBillScan`. While nobody hears, every key passes. */
export function watchBillScans(target: Window): void {
  const watch = createBillScanWatch<Held | null>();
  target.addEventListener(
    'keydown',
    (event) => {
      if (hearers.size === 0 || isQuietKey(event.key) || event.isComposing) return;
      const chord = event.ctrlKey || event.altKey || event.metaKey;
      const digit = chord || event.repeat ? null : digitOf(event);
      const ends = !chord && event.key === 'Enter';
      const before = digit === null ? null : hold(event.target);
      const heard = watch({ digit, ends, at: event.timeStamp, before });
      if (heard.kind === 'key') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (heard.kind === 'echo') return;
      for (const held of heard.before.toReversed()) if (held) putBack(held);
      for (const hear of hearers) hear(heard.digits);
    },
    { capture: true },
  );
}

/** Calls `hear` with the digits of each scan from now on, 26 unless the barcode is another's; gives the way to stop it. */
export function hearBillScans(hear: (digits: string) => void): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

/** `hearBillScans` for as long as a component is there. */
export function useBillScan(heard: (digits: string) => void): void {
  const hear = useEffectEvent(heard);
  useEffect(() => hearBillScans((digits) => hear(digits)), []);
}
