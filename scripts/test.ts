import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureAsmx, ensureChromium, ensureOpenssl } from './ensure.ts';
import { playwrightCount, summary, sum, vitestCount } from './counts.ts';
import type { Count } from './counts.ts';
import { run, runBin } from './run.ts';

/** `npm test`: everything that is checked, set-up included. Its last line is the sum; each check counts as one. */

const reports = await mkdtemp(path.join(tmpdir(), 'pishkhan-test-'));

async function check(name: string, work: () => Promise<number>): Promise<Count> {
  console.log(`\n── ${name}`);
  const code = await work();
  if (code !== 0) console.log(`✗ ${name} failed`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** A suite that fails to report has failed, whatever it counted. */
async function suite(name: string, file: string, work: () => Promise<number>, read: (text: string) => Count): Promise<Count> {
  console.log(`\n── ${name}`);
  const code = await work();
  const text = await readFile(file, 'utf8').catch(() => null);
  const count = text === null ? { passed: 0, failed: 0, skipped: 0 } : read(text);
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** One project of vitest.config.ts. A floor of its coverage that is not reached fails it, though each test passed. */
function tests(name: string, project: string, ...more: string[]): Promise<Count> {
  const file = path.join(reports, `${project}.json`);
  const args = ['run', `--project=${project}`, ...more, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return suite(name, file, () => runBin('vitest', 'vitest', args), vitestCount);
}

function endToEnd(): Promise<Count> {
  const file = path.join(reports, 'e2e.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const work = () => runBin('@playwright/test', 'playwright', ['test', '--reporter=list,json'], { env });
  return suite('the app, end to end', file, work, playwrightCount);
}

async function main(): Promise<Count> {
  await ensureOpenssl();
  await ensureAsmx();
  await ensureChromium();
  const counts = [
    // From scratch: the incremental state of an earlier run was seen to hide an error.
    await check('types', () => runBin('typescript', 'tsc', ['-b', '--force'])),
    await check('lint', () => runBin('oxlint', 'oxlint', ['--type-aware', '--deny-warnings'])),
    await check('nothing dead', () => runBin('knip', 'knip', [])),
    await check('format', () => runBin('oxfmt', 'oxfmt', ['--check', '.'])),
    await check('build', () => run(process.execPath, ['scripts/build.ts'])),
    await tests('unit tests', 'unit'),
    await tests('the screens, and how much of them is tested', 'renderer', '--coverage'),
    await endToEnd(),
  ];
  return sum(counts);
}

const total = await main();
await rm(reports, { recursive: true, force: true });
console.log(`\n${summary(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
