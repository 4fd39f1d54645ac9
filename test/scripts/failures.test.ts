import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playwrightFailures, tally, vitestFailures } from '../../scripts/failures.ts';

const fail = (name: string, said = '') => ({ name, said });

describe('vitestFailures', () => {
  const file = (name: string, status: string, tests: { status: string; fullName: string; failureMessages?: string[] }[]) => ({
    name: `/here/${name}`,
    status,
    message: 'Cannot find module\n  at somewhere',
    assertionResults: tests,
  });
  const report = (...testResults: ReturnType<typeof file>[]) => JSON.stringify({ testResults });

  it('names the test and the first line of what it said, and nothing that passed', () => {
    const tests = [
      { status: 'passed', fullName: 'a link is sent', failureMessages: [] },
      { status: 'failed', fullName: 'a link is sent twice', failureMessages: ['Error: two\n  at line 7'] },
    ];
    const text = report(file('links.test.ts', 'failed', tests), file('bills.test.ts', 'passed', []));
    expect(vitestFailures(text, '/here')).toEqual([fail('links.test.ts: a link is sent twice', 'Error: two')]);
  });

  it('takes a file that broke before its tests as one failure', () => {
    const broken = file('links.test.ts', 'failed', []);
    expect(vitestFailures(report(broken), '/here')).toEqual([fail('links.test.ts', 'Cannot find module')]);
  });
});

describe('playwrightFailures', () => {
  const spec = (title: string, ok: boolean, message?: string) => ({
    title,
    ok,
    tests: [{ results: [message === undefined ? {} : { error: { message } }] }],
  });

  it('finds failed tests at any depth, and errors outside of tests', () => {
    const inner = { title: 'with the cable out', specs: [spec('saves', false, 'late\nat line 3'), spec('sends', true)] };
    const suites = [{ title: 'faults.spec.ts', suites: [inner], specs: [spec('starts', false)] }];
    expect(playwrightFailures(JSON.stringify({ suites, errors: [{ message: 'no browser' }] }))).toEqual([
      fail('faults.spec.ts: starts'),
      fail('faults.spec.ts: with the cable out saves', 'late'),
      fail('outside of any test', 'no browser'),
    ]);
  });
});

describe('tally', () => {
  it('counts a test once a run, the most frequent first, with its last words', () => {
    const runs = [[fail('b', 'old'), fail('b', 'old')], [fail('a')], [fail('b', 'new')], [], [fail('c')]];
    expect(tally(runs)).toEqual([
      { name: 'b', said: 'new', times: 2 },
      { name: 'a', said: '', times: 1 },
      { name: 'c', said: '', times: 1 },
    ]);
  });

  it('loses no failing test, and tells none that passed', () => {
    const names = fc.array(fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd')));
    fc.assert(
      fc.property(names, (runs) => {
        const counted = tally(runs.map((run) => run.map((name) => fail(name))));
        const expected = ['a', 'b', 'c', 'd'].map((name) => [name, runs.filter((run) => run.includes(name)).length] as const);
        expect(new Map(counted.map(({ name, times }) => [name, times]))).toEqual(
          new Map(expected.filter(([, times]) => times > 0)),
        );
      }),
    );
  });
});
