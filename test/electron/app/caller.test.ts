import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { person } from '../../../shared/actors.ts';
import { invoice } from '../../samples.ts';
import { testCounter } from '../counter.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

const save = async (invoiceNo: string) => {
  const input = { invoice: { ...invoice, invoiceNo }, replaces: null, evenIfSame: true, mode: 'practice' as const };
  return (await counter.value('links.save', input)).link;
};
const named = (cashier: string) => counter.value('settings.put', { mode: 'practice', patch: { cashier } });
const whoDid = async (id: string, kind: string) => {
  const { history } = await counter.value('links.get', { id });
  return history.filter(({ event }) => event?.kind === kind).map(({ actor }) => actor.name);
};

describe('who is at the counter', () => {
  it('is whom the settings name at the time of each act', async () => {
    await counter.value('practice.setFault', { fault: 'line-down' });
    await named('سارا');
    const link = await save('N1');
    await named('رضا');
    await counter.value('links.decide', { id: link.id, decision: { kind: 'close' } });
    expect(link.savedBy).toEqual(person('سارا'));
    expect(await whoDid(link.id, 'link.saved')).toEqual(['سارا']);
    expect(await whoDid(link.id, 'link.closed')).toEqual(['رضا']);
  });

  it('is another in the other mode', async () => {
    await named('سارا');
    await counter.value('settings.put', { mode: 'live', patch: { cashier: 'مینا' } });
    expect((await save('N1')).savedBy).toEqual(person('سارا'));
  });
});

describe('a cashier who is no manager', () => {
  it('does the work of the counter', async () => {
    counter.as('cashier');
    expect((await save('N1')).state).toBe('queued');
    expect(await counter.refusal('bills.list', { search: '', states: [], limit: 1, offset: 0 })).toBeNull();
  });

  it('changes neither settings nor mode, and takes no ledger as it is', async () => {
    const before = await counter.value('settings.get', { mode: 'practice' });
    counter.as('cashier');
    expect(await counter.refusal('settings.put', { mode: 'practice', patch: { shopName: 'other' } })).toBe('not-allowed');
    expect(await counter.refusal('app.setMode', { mode: 'live' })).toBe('not-allowed');
    expect(await counter.refusal('ledger.accept', {})).toBe('not-allowed');
    expect(await counter.value('settings.get', { mode: 'practice' })).toEqual(before);
  });
});

it('nobody in particular sees the window and chooses its language, and no more', async () => {
  counter.as('anyone');
  expect(await counter.refusal('app.setLanguage', { language: 'en' })).toBeNull();
  expect((await counter.value('app.status', {})).language).toBe('en');
  expect(
    await counter.refusal('links.list', { search: '', states: [], day: null, onlyDecisions: false, limit: 1, offset: 0 }),
  ).toBe('not-allowed');
});

it('until there are people, whoever is at the counter may do everything', async () => {
  expect(await counter.refusal('settings.put', { mode: 'practice', patch: { shopName: 'ours' } })).toBeNull();
  expect(await counter.refusal('ledger.accept', {})).toBeNull();
});
