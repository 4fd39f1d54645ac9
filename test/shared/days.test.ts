import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jalali, jalaliDay } from '../../shared/days.ts';

describe('a Jalali day', () => {
  it.each([
    ['2026-03-20T20:29:59Z', '1404-12-29'],
    ['2026-03-20T20:30:00Z', '1405-01-01'],
    ['2025-03-20T20:30:00Z', '1404-01-01'],
    ['2026-11-21T12:00:00Z', '1405-08-30'],
  ])('begins at midnight in Tehran (+03:30): %s is %s', (instant, day) => {
    expect(jalaliDay(Date.parse(instant))).toBe(day);
  });
  it('has no summer time: half past three all year', () => {
    const { hour, minute } = jalali(Date.parse('2026-07-01T12:00:00Z'));
    expect([hour, minute]).toEqual([15, 30]);
  });
  it('counts the week from Saturday', () => {
    expect(jalali(Date.parse('2026-11-21T12:00:00Z')).weekday).toBe(0);
    expect(jalali(Date.parse('2026-11-20T12:00:00Z')).weekday).toBe(6);
  });
  it('sorts as text in the order of time', () => {
    const at = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2100-01-01') });
    fc.assert(
      fc.property(at, at, (a, b) => {
        if (a <= b) expect(jalaliDay(a) <= jalaliDay(b)).toBe(true);
      }),
    );
  });
});
