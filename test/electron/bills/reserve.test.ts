import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openReserve } from '../../../electron/bills/reserve.ts';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'pishkhan-reserve-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** What is in the file when it is opened anew. */
function found(file: string): unknown[] {
  const reserve = openReserve(file);
  const values = reserve.values();
  reserve.close();
  return values;
}

test('what is put there is there at the next start, until it is cleared; the file stays as large as it is', () => {
  const file = path.join(folder(), 'r');
  const values = [{ text: 'قبض\n\0"' }, 'x'.repeat(60_000), 7];
  const first = openReserve(file);
  expect(values.map((value) => first.add(value))).toEqual([true, true, true]);
  const { size } = statSync(file);
  first.close();
  const second = openReserve(file);
  expect(second.values()).toEqual(values);
  expect(second.add('more')).toBe(true);
  second.close();
  expect(found(file)).toEqual([...values, 'more']);
  const third = openReserve(file);
  third.clear();
  expect(third.add('anew')).toBe(true);
  third.close();
  expect(found(file)).toEqual(['anew']);
  expect(statSync(file).size).toBe(size);
});

test('what has no place is refused, and takes nothing of the rest with it', () => {
  const file = path.join(folder(), 'r');
  const reserve = openReserve(file);
  const kept = Array.from({ length: 20 }, (_, n) => `${n}${'x'.repeat(30_000)}`).filter((value) => reserve.add(value));
  expect(kept.length).toBeGreaterThan(3);
  expect(kept.length).toBeLessThan(20);
  reserve.close();
  expect(found(file)).toEqual(kept);
});

test('the last byte of it can be used, and not one more; then what is there is all there', () => {
  const file = path.join(folder(), 'r');
  const reserve = openReserve(file);
  const { size } = statSync(file);
  // A value of text takes two quotes and two ends of lines beside itself.
  expect(reserve.add('x'.repeat(size - 3))).toBe(false);
  expect(reserve.add('x'.repeat(size - 4))).toBe(true);
  expect([reserve.add(1), statSync(file).size]).toEqual([false, size]);
  expect(reserve.values()).toEqual(['x'.repeat(size - 4)]);
  reserve.close();
  expect(found(file)).toEqual(['x'.repeat(size - 4)]);
});

test('a file that is smaller, from when the disk was full, takes its room when there is some, and keeps what it has', () => {
  const made = folder();
  const [file, whole] = [path.join(made, 'r'), path.join(made, 'whole')];
  openReserve(whole).close();
  writeFileSync(file, '\n"kept"\n');
  expect(found(file)).toEqual(['kept']);
  expect(statSync(file).size).toBe(statSync(whole).size);
});

test('once it is closed it takes and gives nothing, and throws nothing', () => {
  const reserve = openReserve(path.join(folder(), 'r'));
  reserve.add('x');
  reserve.close();
  expect([reserve.values(), reserve.add('y')]).toEqual([[], false]);
  reserve.clear();
  reserve.close();
});

test('power that goes in the middle of a write costs that one value at most', () => {
  const file = path.join(folder(), 'r');
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 50 }), { minLength: 1, maxLength: 5 }), fc.nat(), (values, at) => {
      const reserve = openReserve(file);
      reserve.clear();
      const before = values.slice(0, -1);
      for (const value of before) reserve.add(value);
      const safe = readFileSync(file).indexOf(0);
      reserve.add(values.at(-1));
      reserve.close();
      const whole = readFileSync(file);
      const end = whole.indexOf(0);
      whole.fill(0, safe + (at % (end - safe)));
      writeFileSync(file, whole);
      expect([before, values]).toContainEqual(found(file));
      // What comes next is not lost in the broken line.
      const next = openReserve(file);
      next.add('next');
      next.close();
      expect(found(file).at(-1)).toBe('next');
    }),
    { numRuns: 60 },
  );
});

test('a place where no file can be made costs nothing but the keeping', () => {
  const reserve = openReserve(folder());
  expect([reserve.values(), reserve.add('x')]).toEqual([[], false]);
  reserve.clear();
  reserve.close();
});
