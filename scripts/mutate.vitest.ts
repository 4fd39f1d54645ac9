import { existsSync, statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The tests that `mutate.ts` chose. (Stryker has `testFiles` for this, but 10.1.1 then never makes a static mutant active.) */
const include = JSON.parse(process.env['PISHKHAN_MUTATION_TESTS'] ?? '[]') as string[];

/** Whether a test is of one file alone, and not of what a folder does together. */
const isOfOneFile = (test: string) => existsSync(test.replace('/test/', '/').replace('.test.ts', '.ts'));

/**
 * The tests of the folder itself first, of those the ones of single files, and of those the smallest: they are quick, and
 * the first that fails is the last that is run.
 */
class NearestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const folder = include[0]?.replace(/\/[^/]*[*!{].*$/u, '/') ?? '';
    const rank = ({ moduleId }: TestSpecification) => (moduleId.includes(`/${folder}`) ? (isOfOneFile(moduleId) ? 0 : 1) : 2);
    const size = ({ moduleId }: TestSpecification) => statSync(moduleId).size;
    return Promise.resolve(files.toSorted((one, other) => rank(one) - rank(other) || size(one) - size(other)));
  }
}

export default defineConfig({
  test: {
    include,
    environment: 'node',
    setupFiles: ['scripts/mutate.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: NearestFirst },
  },
});
