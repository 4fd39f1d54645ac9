import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

/**
 * `npm run mutate -- <folder or file[:line-line]> …`: changes the code of a folder in thousands of small ways, and sees
 * whether its tests notice each (docs/testing.md). Takes from minutes to hours; no part of `npm test`.
 */

/** The folders whose guards must be held by tests, and the tests that hold them. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  shared: ['test/shared/**/*.test.ts'],
  'electron/ledger': ['test/electron/ledger/**/*.test.ts', 'test/electron/{history,lost-tail}.test.ts'],
  'electron/links': ['test/electron/links/**/*.test.ts', 'test/electron/{counter,lost-tail}.test.ts'],
  'electron/bills': ['test/electron/bills/**/*.test.ts'],
  'electron/providers/soap': [
    // Not hostile.test.ts: it compares times, which the mutants' instruments change.
    'test/electron/providers/soap/!(hostile).test.ts',
    'test/electron/providers/{sizpay,tosha}/**/*.test.ts',
  ],
};

/** Of a hundred mutants so many must be noticed. */
const FLOOR = 85;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: '1' },
    /** Only the tests that mirror the files: what these notice, all notice, and it takes a fraction of the time. */
    own: { type: 'boolean', default: false },
  },
});
const folders = Object.keys(TESTS);
const folderOf = (target: string) => folders.find((folder) => `${target}/`.startsWith(`${folder}/`));
const targets = positionals.map((target) => target.replace(/\/$/u, ''));
const touched = new Set(targets.map(folderOf));
if (targets.length === 0 || touched.has(undefined))
  throw new Error(`npm run mutate -- ${folders.join(' | ')}, or files in them`);

const ownTest = (file: string) => `test/${file.replace(/\.ts(?::.*)?$/u, '.test.ts')}`;
const tests = values.own
  ? targets.map(ownTest).filter((test) => existsSync(test))
  : [...touched].flatMap((folder) => TESTS[folder ?? ''] ?? []);
process.env['PISHKHAN_MUTATION_TESTS'] = JSON.stringify(tests);
const report = `dist/mutation/${(targets[0] ?? '').replaceAll(/[^\w-]+/gu, '-')}`;

await new Stryker({
  mutate: targets.map((target) => (/\.ts(?::|$)/u.test(target) ? target : `${target}/**/*.ts`)),
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutate.vitest.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency),
  ignorePatterns: ['/dist', '/release', '/demo', '/docs', '/test/e2e'],
  // There is none there: Stryker would have TypeScript rewrite it for its copy, which the native one cannot.
  tsconfigFile: 'dist/tsconfig.json',
  tempDirName: 'dist/mutation/copy',
  htmlReporter: { fileName: `${report}.html` },
  jsonReporter: { fileName: `${report}.json` },
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  allowConsoleColors: false,
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  thresholds: { high: 95, low: FLOOR, break: FLOOR },
}).runMutationTest();
