import { describe, expect, it } from 'vitest';
import { playwrightCount, sum, summary, vitestCount } from '../../scripts/counts.ts';

const vitestReport = (failed: number, files: { status: string; tests: string[] }[]) =>
  JSON.stringify({
    numPassedTests: 5,
    numFailedTests: failed,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: files.map(({ status, tests }) => ({ status, assertionResults: tests.map((status) => ({ status })) })),
  });

describe('vitestCount', () => {
  it('adds what is skipped and what is still to do', () => {
    expect(vitestCount(vitestReport(0, [{ status: 'passed', tests: ['passed'] }]))).toEqual({
      passed: 5,
      failed: 0,
      skipped: 3,
    });
  });

  it('counts a file that broke before its tests, and not twice one whose tests failed', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['passed', 'failed'] },
    ];
    expect(vitestCount(vitestReport(1, files)).failed).toBe(2);
  });
});

describe('playwrightCount', () => {
  it('counts flaky tests and errors outside of tests as failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'x' }] };
    expect(playwrightCount(JSON.stringify(report))).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });
});

describe('summary', () => {
  it('names skipped tests only where there are some', () => {
    const part = { passed: 2, failed: 1, skipped: 0 };
    expect(summary(sum([part, part]))).toBe('4 passed, 2 failed');
    expect(summary(sum([part, { ...part, skipped: 3 }]))).toBe('4 passed, 2 failed, 3 skipped');
  });
});
