import { parseArgs } from 'node:util';
import { runBin } from './run.ts';

/**
 * `npm run fuzz -- [--runs N] [--seed N] [name …]`: the tests of test/fuzz with many inputs each, from a new seed that
 * is printed first; the same seed and number give the same inputs again.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' } },
});
const seed = values.seed ?? String(Date.now() % 2 ** 31);
for (const [name, value] of Object.entries({ runs: values.runs, seed })) {
  if (!/^\d{1,10}$/u.test(value)) throw new Error(`--${name} takes a whole number.`);
}
console.log(`fuzz: ${values.runs} inputs a test, seed ${seed} (again: npm run fuzz -- --runs ${values.runs} --seed ${seed})`);
/** Milliseconds for one test: a long run takes minutes. */
const testTimeout = '3600000';
const files = positionals.length === 0 ? ['test/fuzz/'] : positionals.map((name) => `test/fuzz/${name}`);
process.exitCode = await runBin('vitest', 'vitest', ['run', `--testTimeout=${testTimeout}`, ...files], {
  env: { PISHKHAN_FUZZ_RUNS: values.runs, PISHKHAN_FUZZ_SEED: seed },
});
