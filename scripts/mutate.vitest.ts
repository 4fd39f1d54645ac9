import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The tests that `mutate.ts` chose. (Stryker has `testFiles` for this, but 10.1.1 then never makes a static mutant active.) */
const include = JSON.parse(process.env['PISHKHAN_MUTATION_TESTS'] ?? '[]') as string[];

/** The tests of the folder itself first: they are quick, and the first that fails is the last that is run. */
class NearestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const folder = include[0]?.replace(/\/[^/]*[*!{].*$/u, '/') ?? '';
    const [near, far] = [true, false].map((is) => files.filter(({ moduleId }) => moduleId.includes(`/${folder}`) === is));
    return Promise.resolve([...(near ?? []), ...(far ?? [])]);
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
