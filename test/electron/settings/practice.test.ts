import { afterEach, beforeEach, expect, it } from 'vitest';
import { SECRET_NAMES } from '../../../shared/settings.ts';
import { testCounter } from '../counter.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

const SECRET = 'very-secret-key-one-73519';
const all = () => JSON.stringify([...counter.files].map(([name, file]) => [name, [...file]]));

it.each(SECRET_NAMES)('practice takes no secret, so that none lies where anyone practises: %s', async (name) => {
  const before = all();
  expect(await counter.refusal('settings.putSecret', { mode: 'practice', name, value: SECRET, evenIfPlain: true })).toBe(
    'only-live',
  );
  expect(await counter.refusal('settings.removeSecret', { mode: 'practice', name })).toBe('only-live');
  expect(all()).toBe(before);
});

it.each(['endpoint', 'toshaEndpoint'])('practice is pointed at no service: %s', async (field) => {
  const patch = { [field]: 'https://shop.example/x.asmx' };
  expect(await counter.refusal('settings.put', { mode: 'practice', patch })).toBe('only-live');
});
