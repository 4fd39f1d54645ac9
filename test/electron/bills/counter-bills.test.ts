import http from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Batch } from '../../../shared/batches.ts';
import type { ReturnForm } from '../../../shared/contract/practice.ts';
import { billNo } from '../../bill-samples.ts';
import { testCounter } from '../counter.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

const fill = async (count: number, from = 1) => {
  const pairs = Array.from({ length: count }, (_, n) => billNo(from + n));
  const { verdicts } = await counter.value('bills.add', { pairs, source: 'scan' });
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(pairs.map(() => 'added'));
  return pairs;
};
const batchOf = async (id: string) => counter.value('batches.get', { id });
const until = (id: string, state: Batch['state']) =>
  vi.waitFor(async () => expect((await batchOf(id)).batch.state).toBe(state), { timeout: 15_000 });
const submitted = async (count: number, state: Batch['state'] = 'awaiting') => {
  await fill(count);
  const { batches } = await counter.value('bills.submit', {});
  for (const { id } of batches) await until(id, state);
  return batches.map(({ id }) => id);
};
const only = async (count: number, state: Batch['state'] = 'awaiting') => {
  const [id = ''] = await submitted(count, state);
  return id;
};
const tokenOf = async (id: string) => (await batchOf(id)).batch.batchToken ?? '';
const pay = async (id: string, act: 'pay' | 'pay-partly' | 'cancel', returnForm: ReturnForm = 'placeholders') => {
  await counter.value('practice.setReturnForm', { returnForm });
  await counter.value('practice.payBatch', { batchToken: await tokenOf(id), act });
};
/** The address a payer's browser is sent to once these bills are paid. */
const returnAddress = async (id: string) => {
  const { batch, bills } = await batchOf(id);
  const items = bills.map((bill) => ({
    BillID: bill.billId,
    PayID: bill.payId,
    ExtOrderID: bill.extOrderId,
    Amount: bill.price,
    Sataus: 0,
    SatausDescription: 'موفق',
    SaleReferenceID: '123456',
  }));
  const query = new URLSearchParams({ BatchTokenID: batch.batchToken ?? '', Status: '0', BillItems: JSON.stringify(items) });
  return `${batch.returnUrl.split('?')[0]}?${query}`;
};
const basket = async () => (await counter.value('bills.list', { search: '', states: ['basket'], limit: 100, offset: 0 })).bills;
const billStates = async (id: string) => (await batchOf(id)).bills.map(({ state }) => state);

describe('entry', () => {
  it('refuses a pair that is in the basket, and says where; zeros do not hide it', async () => {
    const [pair] = await fill(1);
    const padded = { billId: pair?.billId.padStart(13, '0') ?? '', payId: pair?.payId.padStart(13, '0') ?? '' };
    const { verdicts } = await counter.value('bills.add', { pairs: [padded], source: 'typed' });
    expect(verdicts).toMatchObject([{ verdict: 'taken', bill: { billId: pair?.billId, state: 'basket' } }]);
  });
  it('judges a pasted list row by row before it takes anything', async () => {
    const good = billNo(1);
    const bad = { billId: good.billId, payId: `${good.payId}0` };
    const pairs = [good, bad, good, billNo(2)];
    const check = await counter.value('bills.check', { pairs });
    expect(check.verdicts.map(({ verdict }) => verdict)).toEqual(['added', 'bad', 'taken', 'added']);
    expect(await basket()).toEqual([]);
    await counter.value('bills.add', { pairs, source: 'paste' });
    expect((await basket()).length).toBe(2);
  });
  it('takes a removed pair again', async () => {
    await fill(1);
    const [bill] = await basket();
    await counter.value('bills.remove', { id: bill?.id ?? '' });
    await fill(1);
    expect((await basket()).length).toBe(1);
  });
});

describe('submission', () => {
  it('splits 45 bills into batches of at most 20, each bill with an order number of its own', async () => {
    const ids = await submitted(45);
    const batches = await Promise.all(ids.map(batchOf));
    expect(batches.map(({ bills }) => bills.length)).toEqual([20, 20, 5]);
    const orders = batches.flatMap(({ bills }) => bills.map(({ extOrderId }) => extOrderId));
    expect(new Set(orders).size).toBe(45);
    expect(batches.map(({ differs }) => differs)).toEqual([false, false, false]);
    expect(await basket()).toEqual([]);
  });

  it('is refused for an empty basket', async () => {
    expect(await counter.refusal('bills.submit', {})).toBe('basket-empty');
  });

  it('keeps the bills that the provider refuses in the basket, with its words', async () => {
    await counter.value('practice.setRefuseBills', { count: 2 });
    const id = await only(5);
    const back = await basket();
    expect(back.length).toBe(2);
    for (const bill of back) expect(bill.message).toMatch(/\S/u);
    const { batch, bills, differs } = await batchOf(id);
    expect(differs).toBe(false);
    expect(bills.filter((bill) => bill.batch === id).length).toBe(3);
    expect(batch.total).toBeLessThan(batch.expected);
  });

  it('without a line puts the bills back, and the batch says that it never left', async () => {
    await counter.value('practice.setFault', { fault: 'line-down' });
    const id = await only(3, 'unsent');
    expect((await basket()).length).toBe(3);
    expect((await batchOf(id)).batch.evidence?.bytesOut).toBe(0);
    await counter.value('practice.setFault', { fault: 'none' });
    const { batches } = await counter.value('bills.submit', {});
    await until(batches[0]?.id ?? '', 'awaiting');
  });

  it('with a lost reply is unknown, and can be submitted again with the same order numbers', async () => {
    await counter.value('practice.setFault', { fault: 'reply-lost' });
    const id = await only(2, 'unknown');
    const before = (await batchOf(id)).bills.map(({ extOrderId }) => extOrderId);
    expect((await counter.value('app.status', {})).decisions).toBe(1);
    await counter.value('practice.setFault', { fault: 'none' });
    await counter.value('batches.resubmit', { id });
    await until(id, 'awaiting');
    expect((await batchOf(id)).bills.map(({ extOrderId }) => extOrderId)).toEqual(before);
    expect((await batchOf(id)).batch.attempts).toBe(2);
  });

  it('that never left the second time is still unknown: the first may have arrived', async () => {
    await counter.value('practice.setFault', { fault: 'reply-lost' });
    const id = await only(1, 'unknown');
    await counter.value('practice.setFault', { fault: 'line-down' });
    await counter.value('batches.resubmit', { id });
    await vi.waitFor(async () => expect((await batchOf(id)).batch).toMatchObject({ state: 'unknown', attempts: 2 }));
    expect(await basket()).toEqual([]);
  });

  it('with a lost reply can be given up: the bills are in the basket again', async () => {
    await counter.value('practice.setFault', { fault: 'reply-lost' });
    const id = await only(2, 'unknown');
    await counter.value('batches.giveUp', { id });
    expect((await basket()).length).toBe(2);
    expect((await batchOf(id)).batch.state).toBe('refused');
  });

  it.each([
    ['wrong-password', 'refused'],
    ['garbage', 'unknown'],
    ['server-fault', 'unknown'],
  ] as const)('under %s is %s', async (fault, state) => {
    await counter.value('practice.setFault', { fault });
    await only(1, state);
  });
});

describe('the return', () => {
  it.each(['placeholders', 'appended', 'post', 'post-appended', 'second-question-mark'] as const)(
    'settles a batch of 20 in the form %s',
    async (form) => {
      const id = await only(20);
      await pay(id, 'pay', form);
      await until(id, 'settled');
      const { bills, history } = await batchOf(id);
      for (const bill of bills) expect(bill).toMatchObject({ state: 'paid', saleReferenceId: expect.stringMatching(/^\d+$/u) });
      expect(history.at(-1)?.event).toMatchObject({ kind: 'batch.returned', via: 'receiver', alarm: null });
      expect((await counter.value('practice.get', {})).batches[0]?.returned).toBe('200');
    },
  );

  it('in part: what failed can be put in a new basket in one act', async () => {
    const id = await only(3);
    await pay(id, 'pay-partly');
    await until(id, 'settled');
    expect((await billStates(id)).toSorted()).toEqual(['failed', 'paid', 'paid']);
    const { verdicts } = await counter.value('batches.rebasket', { id });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['added']);
    const [again] = await basket();
    const failed = (await batchOf(id)).bills.find(({ state }) => state === 'failed');
    expect(again).toMatchObject({ billId: failed?.billId, again: failed?.id });
    expect(again?.extOrderId).not.toBe(failed?.extOrderId);
    expect((await counter.value('batches.rebasket', { id })).verdicts.map(({ verdict }) => verdict)).toEqual(['taken']);
  });

  it('of a payer who cancelled fails the batch; one who goes back and pays after all is told as late', async () => {
    const id = await only(2);
    await pay(id, 'cancel');
    await until(id, 'failed');
    const address = await returnAddress(id);
    await counter.value('batches.rebasket', { id });
    expect((await counter.value('batches.pasteReturn', { address })).batch.state).toBe('settled');
    expect((await batchOf(id)).batch.alarm).toBe('paid-late');
    // The one before came by itself; this one a person pasted.
    const told = (await batchOf(id)).history.filter(({ event }) => event?.kind === 'batch.returned');
    expect(told.map(({ actor }) => actor.kind)).toEqual(['app', 'person']);
    expect(await billStates(id)).toEqual(['paid', 'paid']);
    // What was entered again meanwhile must not be paid a second time.
    expect(await basket()).toEqual([]);
  });

  it('that pays the rest of a batch later is applied, and told as late; a repeated one is not', async () => {
    const id = await only(2);
    await pay(id, 'pay-partly');
    await until(id, 'settled');
    const { bills } = await batchOf(id);
    const rest = bills.find(({ state }) => state === 'failed');
    const address = (await returnAddress(id)).replaceAll('"123456"', '"777"');
    await counter.value('batches.pasteReturn', { address });
    expect((await batchOf(id)).batch.alarm).toBe('paid-late');
    expect((await batchOf(id)).bills.find((bill) => bill.id === rest?.id)?.state).toBe('paid');
    const { length } = (await batchOf(id)).history;
    await counter.value('batches.pasteReturn', { address });
    expect((await batchOf(id)).history.length).toBe(length);
  });

  it('of zeros that nobody filled in, after a cancel, pays nothing', async () => {
    const id = await only(2);
    const address = (await returnAddress(id)).replace('&Status=0', '&Status=17').replaceAll('%22123456%22', '%220%22');
    expect(await counter.refusal('batches.pasteReturn', { address })).toBe('return-mismatch');
    expect(await billStates(id)).toEqual(['awaiting', 'awaiting']);
    const last = (await batchOf(id)).history.at(-1)?.event;
    expect(last).toMatchObject({ kind: 'batch.alarm', alarm: 'return-contradiction', came: address });
  });

  it('that disagrees does not hide money that came late', async () => {
    const id = await only(1);
    await counter.value('batches.abandon', { id });
    await counter.value('batches.pasteReturn', { address: await returnAddress(id) });
    const forged = (await returnAddress(id)).replace(/BatchTokenID=[^&]+/u, 'BatchTokenID=x');
    await counter.refusal('batches.pasteReturn', { address: forged });
    expect((await batchOf(id)).batch.alarm).toBe('paid-late');
  });

  it('that disagrees can be sent without end, and is kept only so often', async () => {
    const id = await only(1);
    const address = await returnAddress(id);
    for (let n = 0; n < 40; n += 1) {
      await counter.refusal('batches.pasteReturn', {
        address: address.replace(/Amount%22%3A\d+/u, `Amount%22%3A${n + 1}`).replace(/BillID%22%3A%22/u, `BillID%22%3A%22${n}`),
      });
    }
    expect((await batchOf(id)).history.length).toBeLessThan(25);
  });

  it('that is forged changes nothing and is an alarm', async () => {
    const id = await only(2);
    await pay(id, 'pay', 'forged');
    await vi.waitFor(async () => expect((await batchOf(id)).batch.alarm).toBe('return-mismatch'));
    expect((await batchOf(id)).batch.state).toBe('awaiting');
    expect(await billStates(id)).toEqual(['awaiting', 'awaiting']);
    expect((await batchOf(id)).batch.alarmWhat.length).toBeGreaterThan(0);
    await counter.value('batches.seeAlarm', { id });
    expect((await batchOf(id)).batch.alarm).toBeNull();
  });

  it('that comes twice is applied once', async () => {
    const id = await only(1);
    await pay(id, 'pay');
    await until(id, 'settled');
    const { length } = (await batchOf(id)).history;
    await pay(id, 'pay');
    expect((await batchOf(id)).history.length).toBe(length);
    expect((await batchOf(id)).batch.alarm).toBeNull();
  });

  it('of yesterday still finds its batch after a restart, on the same port', async () => {
    const id = await only(1);
    await counter.restart();
    expect((await counter.value('app.status', {})).bills.receiver).toBe('listening');
    await pay(id, 'pay');
    await until(id, 'settled');
  });

  it('can be pasted, where the receiver is out of reach of the payer', async () => {
    const id = await only(2);
    const address = await returnAddress(id);
    expect((await counter.value('batches.pasteReturn', { address })).batch.state).toBe('settled');
    expect((await batchOf(id)).history.at(-1)?.event).toMatchObject({ via: 'pasted' });
  });

  it.each([
    ['hello', 'return-unreadable'],
    ['http://127.0.0.1/r/00000000000000000000000000000000?BatchTokenID=x&Status=0', 'return-unmatched'],
  ])('pasted as %j is refused: %s', async (address, code) => {
    expect(await counter.refusal('batches.pasteReturn', { address })).toBe(code);
  });

  it('when two come at once, each reaches its own batch', async () => {
    const ids = await submitted(23);
    expect(ids.length).toBe(2);
    await Promise.all(ids.map((id) => pay(id, 'pay')));
    for (const id of ids) await until(id, 'settled');
  });

  it('goes to another port when the usual one is taken, and that is said', async () => {
    await only(1);
    const port = counter.files.get('practice/settings')?.get('returnPort') as number;
    await counter.stop();
    const squatter = http.createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    await counter.restart();
    expect((await counter.value('app.status', {})).bills.receiver).toBe('moved');
    const { batches } = await fill(1, 50).then(() => counter.value('bills.submit', {}));
    await until(batches[0]?.id ?? '', 'awaiting');
    await pay(batches[0]?.id ?? '', 'pay');
    await until(batches[0]?.id ?? '', 'settled');
    squatter.close();
  });
});

describe('paying', () => {
  it('opens the pay page in the PC’s browser, never elsewhere', async () => {
    const id = await only(1);
    const { paymentUrl } = await counter.value('batches.openPayPage', { id, how: 'browser', evenIfDiffers: false });
    expect(counter.opened).toEqual([paymentUrl]);
    await counter.value('batches.openPayPage', { id, how: 'qr', evenIfDiffers: false });
    expect(counter.opened.length).toBe(1);
  });

  it('is refused for a batch that is not waited for', async () => {
    const id = await only(1);
    await counter.value('batches.abandon', { id });
    expect((await batchOf(id)).returnComes).toBe(true);
    expect(await counter.refusal('batches.openPayPage', { id, how: 'browser', evenIfDiffers: true })).toBe('not-payable');
    expect(await billStates(id)).toEqual(['abandoned']);
  });

  it('of an abandoned batch can be tried again: its bills go back to the basket', async () => {
    const id = await only(2);
    await counter.value('batches.abandon', { id });
    expect((await counter.value('batches.rebasket', { id })).verdicts.map(({ verdict }) => verdict)).toEqual([
      'added',
      'added',
    ]);
    expect((await basket()).length).toBe(2);
  });

  it('is refused for a bill that was paid in another batch meanwhile', async () => {
    const first = await only(1);
    await pay(first, 'cancel');
    await until(first, 'failed');
    const late = await returnAddress(first);
    await counter.value('batches.rebasket', { id: first });
    const { batches } = await counter.value('bills.submit', {});
    const second = batches[0]?.id ?? '';
    await until(second, 'awaiting');
    await counter.value('batches.pasteReturn', { address: late });
    expect(await counter.refusal('batches.openPayPage', { id: second, how: 'browser', evenIfDiffers: true })).toBe(
      'already-paid',
    );
  });

  it('a bill that was paid is not taken again', async () => {
    const id = await only(1);
    await pay(id, 'pay');
    await until(id, 'settled');
    const { verdicts } = await counter.value('bills.add', { pairs: [billNo(1)], source: 'scan' });
    expect(verdicts).toMatchObject([{ verdict: 'taken', bill: { state: 'paid' } }]);
  });
});

describe('the ledger', () => {
  it('checks after all of it, and finds bills and batches', async () => {
    const id = await only(3);
    await pay(id, 'pay-partly');
    await until(id, 'settled');
    expect(await counter.value('ledger.check', {})).toMatchObject({ ok: true, problems: [], counts: { bills: 3 } });
    const [bill] = (await batchOf(id)).bills;
    const found = await counter.value('bills.list', { search: bill?.billId ?? '', states: [], limit: 10, offset: 0 });
    expect(found.bills.map((one) => one.id)).toEqual([bill?.id]);
    const batches = await counter.value('batches.list', {
      search: bill?.billId ?? '',
      states: [],
      onlyDecisions: false,
      limit: 10,
      offset: 0,
    });
    expect(batches.batches.map((one) => one.id)).toEqual([id]);
  });
});
