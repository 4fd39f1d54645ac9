import { expect, it } from 'vitest';
import { newExtOrderId } from '../../../electron/bills/ext-order-id.ts';

it('an order number is a decimal number of at most 18 digits, another each time', () => {
  const all = Array.from({ length: 2000 }, () => newExtOrderId());
  for (const one of all) expect(one).toMatch(/^(?:0|[1-9]\d{0,17})$/u);
  expect(new Set(all).size).toBe(2000);
});
