import path from 'node:path';

/** One test that failed in one run: its name, and what it said first. */
export interface Failure {
  name: string;
  said: string;
}

const firstLine = (text: string | undefined) => (text ?? '').trimStart().split('\n', 1)[0] ?? '';

interface VitestFile {
  name: string;
  status: string;
  message?: string;
  assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
}

/**
 * The tests that failed, from vitest's JSON report; a file that broke before its tests is one.
 * @param root the folder that files are named from
 */
export function vitestFailures(text: string, root: string): Failure[] {
  const { testResults } = JSON.parse(text) as { testResults: VitestFile[] };
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [{ name: file, said: firstLine(message) }] : [];
    return failed.map((test) => ({ name: `${file}: ${test.fullName}`, said: firstLine(test.failureMessages?.[0]) }));
  });
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; ok: boolean; tests: { results: { error?: { message?: string } }[] }[] }[];
}

function suiteFailures(suite: PlaywrightSuite, above: string): Failure[] {
  const where = above === '' ? `${suite.title}:` : `${above} ${suite.title}`;
  const own = (suite.specs ?? [])
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message));
      return { name: `${where} ${title}`, said: firstLine(errors.find((message) => message !== undefined)) };
    });
  return [...own, ...(suite.suites ?? []).flatMap((inner) => suiteFailures(inner, where))];
}

/** The tests that failed, from Playwright's JSON report, and errors outside of any test. */
export function playwrightFailures(text: string): Failure[] {
  const report = JSON.parse(text) as { suites: PlaywrightSuite[]; errors: { message?: string }[] };
  const outside = report.errors.map(({ message }) => ({ name: 'outside of any test', said: firstLine(message) }));
  return [...report.suites.flatMap((suite) => suiteFailures(suite, '')), ...outside];
}

/** A test over all runs: in how many it failed, and what it said the last time. */
export interface Tally extends Failure {
  times: number;
}

/** Counts, over runs, which tests failed how often; the most frequent first. A test counts once a run. */
export function tally(runs: readonly (readonly Failure[])[]): Tally[] {
  const found = new Map<string, Tally>();
  for (const failures of runs) {
    for (const [name, { said }] of new Map(failures.map((failure) => [failure.name, failure]))) {
      found.set(name, { name, said, times: (found.get(name)?.times ?? 0) + 1 });
    }
  }
  return [...found.values()].toSorted((one, other) => other.times - one.times || one.name.localeCompare(other.name));
}
