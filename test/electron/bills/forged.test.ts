import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { billNo } from '../../bill-samples.ts';
import { testCounter } from '../counter.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
let id: string;
let address: string;
beforeEach(async () => {
  counter = await testCounter();
  await counter.value('bills.add', { pairs: [billNo(1)], source: 'scan' });
  id = (await counter.value('bills.submit', {})).batches[0]?.id ?? '';
  await vi.waitFor(async () => expect((await batchOf()).batch.state).toBe('awaiting'), { timeout: 15_000 });
  const { batch } = await batchOf();
  address = `${batch.returnUrl.split('?')[0]}?BatchTokenID=${batch.batchToken}&Status=0&BillItems=`;
});
afterEach(() => counter.remove());

const batchOf = () => counter.value('batches.get', { id });
const eventsOf = async (kind: string) => (await batchOf()).history.filter(({ event }) => event?.kind === kind);
/** What somebody who knows the address sends: a bill that is not of the batch, and nothing of it is right. */
const forged = (n: number) => `${address}${encodeURIComponent(JSON.stringify([{ BillID: String(n), Amount: n, Sataus: 0 }]))}`;
const come = async (n: number) => expect((await fetch(forged(n))).status).toBe(200);
const seen = () => counter.value('batches.seeAlarm', { id });
const alarm = async () => {
  const { batch, alarmMore } = await batchOf();
  // A list says as much, so that nobody need ask for each batch in it.
  const list = { search: '', states: [], onlyDecisions: false, limit: 10, offset: 0 };
  expect((await counter.value('batches.list', list)).batches.map((row) => row.alarmMore)).toEqual([alarmMore]);
  return { alarm: batch.alarm, more: alarmMore };
};
const told = () => counter.told.filter(({ data }) => 'kind' in data && data.kind === 'batch-alarm').length;
/** What the ledger says came in all. */
const recorded = async () => {
  const events = (await eventsOf('batch.alarm')).map(({ event }) => event);
  return events.reduce((sum, event) => sum + ((event as { more?: number }).more ?? 1), 0);
};

it('each of them is counted on the screen, the same one too', async () => {
  for (const n of [1, 1, 1, 2, 3]) await come(n);
  expect(await alarm()).toEqual({ alarm: 'return-mismatch', more: 4 });
});

it('after "seen" the next one is an alarm again, however many came before, and the count begins anew', async () => {
  for (let n = 0; n < 60; n += 1) await come(n);
  expect(await alarm()).toEqual({ alarm: 'return-mismatch', more: 59 });
  for (let round = 0; round < 3; round += 1) {
    await seen();
    expect(await alarm()).toEqual({ alarm: null, more: 0 });
    const before = told();
    await come(7);
    expect(await alarm()).toEqual({ alarm: 'return-mismatch', more: 0 });
    expect(told()).toBe(before + 1);
    await come(8);
    expect(await alarm()).toEqual({ alarm: 'return-mismatch', more: 1 });
  }
});

it('thousands of them cost a few events, and none is forgotten: not by "seen", nor by a restart', async () => {
  const of = async (count: number) => {
    const before = (await batchOf()).history.length;
    for (let n = 0; n < count; n += 1) await come(n % 40);
    return (await batchOf()).history.length - before;
  };
  const few = await of(100);
  await seen();
  expect(await recorded()).toBe(100);
  const many = await of(1600);
  // Sixteen times as many are a few more events, each with a larger count.
  expect(many).toBeLessThan(few + 8);
  expect(await alarm()).toEqual({ alarm: 'return-mismatch', more: 1599 });
  await counter.restart();
  expect(await alarm()).toEqual({ alarm: 'return-mismatch', more: 1599 });
  await seen();
  expect(await recorded()).toBe(1700);
  expect(await counter.value('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

it('do not hide money that came late, and are counted beside it', async () => {
  await counter.value('batches.abandon', { id });
  await counter.value('practice.payBatch', { batchToken: (await batchOf()).batch.batchToken ?? '', act: 'pay' });
  expect(await alarm()).toEqual({ alarm: 'paid-late', more: 0 });
  for (const n of [1, 1, 1]) await come(n);
  expect(await alarm()).toEqual({ alarm: 'paid-late', more: 3 });
  expect((await batchOf()).batch.state).toBe('settled');
});

it('what came is kept without what turns or hides text', async () => {
  const pasted = `${forged(1)}&x=\u202egpj.exe\u001b[2J\u0000`;
  expect(await counter.refusal('batches.pasteReturn', { address: pasted })).toBe('return-mismatch');
  const [raised] = await eventsOf('batch.alarm');
  expect(raised?.event).toMatchObject({ came: `${forged(1)}&x=gpj.exe[2J` });
});
