import { setImmediate as turn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurns } from '../../electron/turns.ts';

/** A piece of work: how many turns of the event loop it takes, and whether it fails. */
const work = fc.record({ takes: fc.nat(3), fails: fc.boolean() });

test('each piece of work begins once the one before has ended, whatever failed, and gives what it gave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(work, { maxLength: 8 }), async (list) => {
      const turns = createTurns();
      const told: string[] = [];
      const given = list.map(({ takes, fails }, at) =>
        turns.run(async () => {
          told.push(`${at} begins`);
          for (let n = 0; n < takes; n += 1) await turn();
          told.push(`${at} ends`);
          if (fails) throw new Error(String(at));
          return at;
        }),
      );
      const results = Promise.allSettled(given);
      await turns.done();
      expect(told).toEqual(list.flatMap((_, at) => [`${at} begins`, `${at} ends`]));
      expect((await results).map(({ status }) => status)).toEqual(list.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
    }),
    { numRuns: 50 },
  );
});

test('what throws at once fails like what rejects, and is nobody else’s failure', async () => {
  const turns = createTurns();
  const thrown = turns.run(() => {
    throw new Error('at once');
  });
  await expect(thrown).rejects.toThrow('at once');
  await expect(turns.done()).resolves.toBeUndefined();
  await expect(turns.run(() => 7)).resolves.toBe(7);
});
