import { Cashier } from './cashier.ts';
import { expect, test } from './fixtures.ts';
import { journey } from './journey.ts';

test('from an invoice to a paid link, with the line up and down', async ({ start }) => {
  test.setTimeout(180_000);
  const { page } = await start();
  const cashier = new Cashier(page);
  for (const { name, play } of journey()) await test.step(name, () => play(cashier));
});

test('a payment is seen by itself, without asking', async ({ start }) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  await cashier.ask('settings.put', { mode: 'practice', patch: { pollSteps: [{ untilSeconds: 600, everySeconds: 1 }] } });
  const invoiceNo = await cashier.enter({ amount: '1000', mobileNo: '09121234567' });
  await cashier.sees(invoiceNo, 'sent');
  await cashier.payAsCustomer(invoiceNo);
  await cashier.goCounter();
  await cashier.sees(invoiceNo, 'paid');
});

test('every call of the contract can be made from the page', async ({ start }) => {
  const { page } = await start();
  const cashier = new Cashier(page);
  const none = '01890a5d-ac96-774b-bcce-b302099a8057';
  const invoice = { invoiceNo: 'C-1', amount: 1000, mobileNo: '09121234567', customerName: '', description: '' };
  const list = { search: '', states: [], day: null, onlyDecisions: false, limit: 10, offset: 0 };

  const { link } = await cashier.ask('links.save', { invoice, replaces: null, evenIfSame: false, mode: 'practice' });
  await cashier.until('C-1', 'sent');
  expect((await cashier.ask('links.list', list)).total).toBe(1);
  expect((await cashier.ask('links.get', { id: link.id })).history.length).toBe(3);
  expect((await cashier.ask('links.proposeInvoiceNo', {})).invoiceNo).toMatch(/^T\d{6}-2$/u);
  expect(await cashier.ask('links.checkNow', { id: link.id })).toMatchObject({ asked: 1, answered: 1, paid: 0, failure: null });
  expect(await cashier.reply('links.giveId', { id: link.id, payLinkSendId: '9' })).toMatchObject({
    error: { code: 'move-refused' },
  });
  expect(await cashier.reply('links.seeAlarm', { id: link.id })).toMatchObject({ error: { code: 'move-refused' } });
  expect(await cashier.reply('links.get', { id: none })).toMatchObject({ error: { code: 'not-found' } });
  await cashier.ask('links.decide', { id: link.id, decision: { kind: 'close' } });
  expect((await cashier.ask('outbox.resume', { rejectedToo: true })).requeued).toBe(0);

  const draft = { invoiceNo: '', amount: '1', mobileNo: '', customerName: '', description: '', replaces: null };
  await cashier.ask('draft.put', { draft });
  expect((await cashier.ask('draft.get', {})).draft).toEqual(draft);

  expect((await cashier.ask('settings.put', { mode: 'practice', patch: { sendsAtOnce: 3 } })).settings.sendsAtOnce).toBe(3);
  await cashier.ask('settings.put', { mode: 'live', patch: { payLinkName: 'shop' } });
  await cashier.ask('settings.putSecret', { mode: 'live', name: 'key1', value: 'one' });
  expect((await cashier.ask('settings.putSecret', { mode: 'live', name: 'key2', value: 'two' })).liveReady).toBe(true);
  expect((await cashier.ask('settings.removeSecret', { mode: 'live', name: 'key2' })).liveReady).toBe(false);
  expect((await cashier.ask('settings.get', { mode: 'live' })).secrets).toEqual({
    key1: 'set',
    key2: 'missing',
    toshaUser: 'missing',
    toshaPassword: 'missing',
  });
  expect(await cashier.reply('app.setMode', { mode: 'live' })).toMatchObject({ error: { code: 'credentials-missing' } });

  expect(await cashier.ask('contract.check', { mode: 'practice' })).toMatchObject({
    differences: [],
    adoptable: true,
    adopted: false,
  });
  expect((await cashier.ask('contract.adopt', { mode: 'practice' })).adopted).toBe(true);
  await cashier.ask('contract.reset', { mode: 'practice' });
  expect((await cashier.ask('ledger.check', {})).ok).toBe(true);

  expect((await cashier.ask('practice.setFault', { fault: 'slow' })).fault).toBe('slow');
  expect((await cashier.ask('practice.setFault', { fault: 'none' })).fault).toBe('none');
  const { payLinkSendId } = await cashier.sms('C-1');
  expect((await cashier.ask('practice.cancel', { payLinkSendId })).messages[0]?.state).toBe('cancelled');
  expect((await cashier.ask('practice.pay', { payLinkSendId })).messages[0]?.state).toBe('paid');
  expect((await cashier.ask('practice.get', {})).messages.length).toBe(1);

  await cashier.ask('app.network', {});
  await cashier.ask('app.setLanguage', { language: 'en' });
  expect(await cashier.ask('app.status', {})).toMatchObject({ language: 'en', mode: 'practice', ledgerOk: true });
});
