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
    const week = [21, 22, 23, 24, 25, 26, 27].map((day) => jalali(Date.UTC(2026, 10, day, 12)).weekday);
    expect(week).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
  it('has the clock to the second', () => {
    expect(jalali(Date.parse('2026-11-21T20:34:56Z'))).toEqual({
      year: 1405,
      month: 9,
      day: 1,
      weekday: 1,
      hour: 0,
      minute: 4,
      second: 56,
    });
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
