import type { Parameters } from 'fast-check';

/** The seed of a small run: the same each time, so that a red `npm test` is red again. */
const SMALL_SEED = 20_261_124;

/**
 * How a fuzz test runs: few inputs from a fixed seed within `npm test`, many from a seed that is told within
 * `npm run fuzz`, where PISHKHAN_FUZZ_RUNS and PISHKHAN_FUZZ_SEED say how many and which.
 * @param small inputs in `npm test`
 */
export function effort(small: number): Pick<Parameters<unknown>, 'seed' | 'numRuns'> {
  const { PISHKHAN_FUZZ_RUNS: runs, PISHKHAN_FUZZ_SEED: seed } = process.env;
  return { seed: Number(seed ?? SMALL_SEED), numRuns: Number(runs ?? small) };
}
