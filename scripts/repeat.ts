import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureChromium } from './ensure.ts';
import { playwrightFailures, tally, vitestFailures } from './failures.ts';
import type { Failure } from './failures.ts';
import { ROOT, run, runBin } from './run.ts';

/**
 * `npm run test:repeat -- [N] [e2e] [name …]`: the unit tests N times (20), each time in a fresh process, or the
 * end-to-end ones; then which tests failed how often. `name` picks files, as it does for vitest and Playwright.
 */

const words = process.argv.slice(2);
const runs = /^\d{1,4}$/u.test(words[0] ?? '') ? Number(words.shift()) : 20;
const isEndToEnd = words[0] === 'e2e';
const names = isEndToEnd ? words.slice(1) : words;
const reports = await mkdtemp(path.join(tmpdir(), 'pishkhan-repeat-'));

async function once(file: string): Promise<Failure[]> {
  const code = isEndToEnd
    ? await runBin('@playwright/test', 'playwright', ['test', '--reporter=json', ...names], {
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      })
    : await runBin('vitest', 'vitest', ['run', '--reporter=json', `--outputFile.json=${file}`, ...names]);
  const text = await readFile(file, 'utf8').catch(() => null);
  const failures = text === null ? [] : isEndToEnd ? playwrightFailures(text) : vitestFailures(text, ROOT);
  // A run that reports no failure and yet fails is one: nothing may look clean that was not.
  return code !== 0 && failures.length === 0 ? [{ name: 'the run itself', said: `exit code ${code}` }] : failures;
}

if (isEndToEnd) {
  await ensureChromium();
  if ((await run(process.execPath, ['scripts/build.ts'])) !== 0) process.exit(1);
}
const all: Failure[][] = [];
for (let n = 1; n <= runs; n += 1) {
  const started = Date.now();
  const failures = await once(path.join(reports, `${n}.json`));
  all.push(failures);
  console.log(`run ${n} of ${runs}: ${failures.length} failed, ${Math.round((Date.now() - started) / 1000)} s`);
  for (const { name, said } of failures) console.log(`  ✗ ${name}\n    ${said}`);
}
await rm(reports, { recursive: true, force: true });

const flaky = tally(all);
console.log(`\n${runs} runs, ${all.filter((failures) => failures.length === 0).length} clean`);
for (const { name, times, said } of flaky) console.log(`${times} of ${runs}: ${name}\n    ${said}`);
process.exitCode = flaky.length === 0 ? 0 : 1;
