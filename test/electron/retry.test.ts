import { expect, it, vi } from 'vitest';
import { keepTrying } from '../../electron/retry.ts';

const failing = (times: number) => {
  let left = times;
  return vi.fn(() => {
    if (left > 0) throw new Error(`not yet, ${(left -= 1)}`);
    return 'done';
  });
};

it('tries until it succeeds', async () => {
  const work = failing(5);
  expect(await keepTrying(work, 1, () => false)).toBe('done');
  expect(work).toHaveBeenCalledTimes(6);
});

it('does what succeeds once, and at once', () => {
  const work = failing(0);
  void keepTrying(work, 1, () => false);
  expect(work).toHaveBeenCalledOnce();
});

it('gives up with the error that trying again cannot help', async () => {
  const work = failing(9);
  await expect(keepTrying(work, 1, (error) => String(error).includes('not yet, 6'))).rejects.toThrow('not yet, 6');
  expect(work).toHaveBeenCalledTimes(3);
});
