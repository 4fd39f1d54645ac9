/** Seconds as people write them: a count of the largest unit that fits without a rest. */

export const DURATION_UNITS = ['second', 'minute', 'hour', 'day'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const SECONDS: Readonly<Record<DurationUnit, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

interface Duration {
  count: number;
  unit: DurationUnit;
}

/** 600 as 10 minutes, 90 as 90 seconds. `seconds` is a positive integer. */
export function toDuration(seconds: number): Duration {
  const unit = DURATION_UNITS.findLast((name) => seconds % SECONDS[name] === 0) ?? 'second';
  return { count: seconds / SECONDS[unit], unit };
}

/** The seconds of a duration; not a number where its count is none. */
export function toSeconds({ count, unit }: Duration): number {
  return count * SECONDS[unit];
}
