// @vitest-environment jsdom
import { act, cleanup, createEvent, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWords } from '../../../renderer/i18n/index.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { watchBillScans } from '../../../renderer/scan/bill-scan.ts';
import { guardScans } from '../../../renderer/scan/scan-guard.ts';
import { App } from '../../../renderer/shell/app.tsx';
import type { Status } from '../../../shared/contract/status.ts';
import { barcodeOf, billNo } from '../../bill-samples.ts';
import { button, dialog, fakeBridge, field, hasButton, key, notices, press, refused, settled, type } from '../bridge.tsx';
import type { FakeBridge, Table } from '../bridge.tsx';
import { batch, bill, idOf, link, status, view, wholeBatch, wholeLink } from '../samples.ts';

const { nav, status: words } = en;
const NONE = { total: 0 };

/** Whatever the screens ask for when they open. */
const screens: Table = {
  'draft.get': { draft: null },
  'draft.put': {},
  'links.proposeInvoiceNo': { invoiceNo: '7' },
  'links.list': { links: [], ...NONE },
  'links.get': wholeLink(),
  'bills.list': { bills: [], ...NONE },
  'batches.list': { batches: [], ...NONE },
  'batches.get': wholeBatch(),
  'settings.get': view(),
  'practice.get': { fault: 'none', endpoint: '', messages: [], returnForm: 'none', refuseBills: 0, batches: [] },
};

async function app(of: Status = status(), table: Table = {}): Promise<FakeBridge> {
  cleanup();
  const fake = fakeBridge({ ...screens, 'app.status': of, ...table });
  render(<App />);
  await settled();
  return fake;
}
const title = () => document.querySelector('h1')?.textContent;
const bar = () => document.querySelector('.status-bar')?.textContent ?? '';
const alertsText = () => document.querySelector('.alerts')?.textContent ?? '';
const tab = () => document.querySelector('[aria-current="page"]')?.textContent ?? '';

startWords('en');
watchBillScans(window);
guardScans(window);

/** The clock that keys are stamped by, so that a busy machine types no slower. */
let clock = 0;
function stroke(at: Element, name: string, after: number): boolean {
  const event = createEvent.keyDown(at, { key: name, code: name === 'Enter' ? name : `Digit${name}` });
  Object.defineProperty(event, 'timeStamp', { value: (clock += after) });
  return fireEvent(at, event);
}

/** A scanner: every key right after the one before, then Enter. */
async function scan(digits: string, at: Element = document.activeElement ?? document.body): Promise<void> {
  clock = Math.max(clock, performance.now()) + 5000;
  await act(async () => {
    for (const digit of digits) {
      const going = stroke(at, digit, 5);
      if (going && at instanceof HTMLInputElement) fireEvent.change(at, { target: { value: at.value + digit } });
    }
    stroke(at, 'Enter', 5);
  });
  await settled();
}

beforeEach(() => startWords('en'));
afterEach(() => document.documentElement.removeAttribute('data-mode'));

describe('the screens', () => {
  test.each([
    ['F2', en.links.title],
    ['F5', en.bills.title],
    ['F3', en.decisions.title],
    ['F6', en.practice.title],
    ['F9', en.setup.title],
    ['F4', en.settings.of.practice],
    ['F1', en.counter.title],
  ])('%s opens %s, and its tab is marked', async (name, heading) => {
    await app();
    await key('F2');
    await key(name);
    expect(title()).toBe(heading);
    expect(tab()).toContain(name);
  });

  test('practice is in the tabs and on a band only in practice', async () => {
    await app();
    expect(document.querySelector('.practice-band')?.textContent).toContain(words.practiceMeans);
    expect(document.documentElement.dataset['mode']).toBe('practice');
    await app(status({ mode: 'live' }));
    expect([document.querySelector('.practice-band'), hasButton(nav.practice)]).toEqual([null, false]);
    expect(document.documentElement.dataset['mode']).toBe('live');
  });

  test('tabs count what waits for a person, and what is in the basket', async () => {
    await app(status({ decisions: 3 }, { basket: 12 }));
    expect([...document.querySelectorAll('.navigation-count')].map((one) => one.textContent)).toEqual(['12', '3']);
  });

  test('Escape goes back from a page, to where it was opened from', async () => {
    await app(status(), { 'links.list': { links: [link()], total: 1 } });
    await press(document.querySelector('.today-list [role="option"]') as Element);
    expect(title()).toContain('050830-1');
    await key('Escape', document.body);
    expect(title()).toBe(en.counter.title);
  });

  test('the search is for links, and for bills where the work is with bills', async () => {
    await app();
    await key('Ctrl+KeyK', document.body);
    expect(title()).toBe(en.links.title);
    await key('F5');
    await key('Ctrl+KeyK', document.body);
    expect(title()).toBe(en.billsList.title);
  });
});

describe('the status bar', () => {
  test('says how the line is, what waits and what is under way, and leads there', async () => {
    await app(
      status({ queued: 2, sending: 1, decisions: 4, line: { state: 'down', reason: 'dns', since: 0 } }, { awaiting: 5 }),
    );
    for (const part of [words.line.down, '2 waiting', '1 being sent', words.neverPolled]) expect(bar()).toContain(part);
    expect(alertsText()).toContain(en.lineReason.dns);
    await press(button('4 to decide'));
    expect(title()).toBe(en.decisions.title);
    await press(button('5 batches await payment'));
    expect(title()).toBe(en.bills.title);
  });

  test('asks about all links by its key, or about the one that is open', async () => {
    const { inputs } = await app(status(), {
      'links.list': { links: [link()], total: 1 },
      'links.checkNow': { asked: 3, answered: 3, paid: 1, failure: null },
    });
    await key('F8');
    await press(document.querySelector('.today-list [role="option"]') as Element);
    await key('F8');
    expect(inputs('links.checkNow')).toEqual([{ id: null }, { id: idOf(1) }]);
    expect(notices()).toHaveLength(2);
  });

  test('switches the language of the whole window', async () => {
    const fake = await app(status(), { 'app.setLanguage': {} });
    await press(button(en.app.otherLanguage));
    expect(fake.inputs('app.setLanguage')).toEqual([{ language: 'fa' }]);
    fake.table['app.status'] = status({ language: 'fa' });
    await fake.changed('status');
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['fa', 'rtl']);
    expect(hasButton('English')).toBe(true);
  });
});

describe('what must be known, under the header', () => {
  test('a pause says why, and sending goes on with or without the rejected', async () => {
    const paused = { cause: 'http-forbidden', message: 'نه', since: 0 };
    const { inputs } = await app(status({ paused }), { 'outbox.resume': { requeued: 2 } });
    for (const part of [words.paused, 'نه', en.fix['http-forbidden']]) expect(alertsText()).toContain(part);
    await press(button(words.goOn));
    await press(button(words.sendRejectedToo));
    expect(inputs('outbox.resume')).toEqual([{ rejectedToo: false }, { rejectedToo: true }]);
    expect(notices().at(-1)).toContain('2 rejected links');
  });

  test('faults of the ledger, the disk and the keys are said, each with its way', async () => {
    await app(status({ ledgerOk: false, markFailed: true, accessFault: 'credentials-missing' }, { returnsWaiting: 2 }));
    for (const part of [words.ledgerBad, words.markFailedHow, words.returnsWaitHow]) expect(alertsText()).toContain(part);
    await press(button(words.openSetup));
    expect(title()).toBe(en.setup.title);
    expect(alertsText()).not.toContain(words.access['credentials-missing']);
  });

  test('files that were set aside are named with what they held, until they were seen', async () => {
    const { inputs } = await app(status({ setAside: ['app.json.1', 'live.json', 'practice.json'] }), { 'app.seeSetAside': {} });
    for (const part of [en.setAside.app, en.setAside.live, en.setAside.practice]) expect(alertsText()).toContain(part);
    await press(button(en.setAside.seen));
    expect(inputs('app.seeSetAside')).toEqual([{}]);
  });

  test('a ledger that lost its end holds everything until a person takes it, with the queue in sight', async () => {
    const hold = { cause: 'older', end: { seq: 12, at: 0 }, mark: { seq: 15, at: 0 }, sends: 2 } as const;
    const { inputs } = await app(status({ hold, queued: 3 }), { 'ledger.accept': {} });
    expect(alertsText()).toContain(en.hold.title.older);
    await press(button('See the outbox'));
    expect(inputs('links.list').at(-1)).toMatchObject({ states: ['queued'], search: '' });
    await press(button(en.hold.goOn));
    expect(dialog()?.textContent).toContain('3 waiting links will be sent');
    expect(inputs('ledger.accept')).toEqual([]);
    await press(button('Go on and send 3 links'));
    expect(inputs('ledger.accept')).toEqual([{}]);
    expect(dialog()).toBeNull();
  });
});

describe('what main tells', () => {
  test('of links is said aloud, and leads to the link', async () => {
    const fake = await app();
    await fake.tell('told', { kind: 'paid', link: link({ state: 'paid' }) });
    await fake.tell('told', { kind: 'paid', link: link({ customerName: '', invoiceNo: 'X' }) });
    expect(notices()[0]).toContain('زهرا کریمی');
    expect(notices()[1]).toContain('X');
    await fake.tell('told', { kind: 'unknown', link: link({ invoiceNo: 'U' }) });
    await fake.tell('told', { kind: 'alarm', link: link({ alarm: 'paid-twice' }) });
    await fake.tell('told', { kind: 'paused' });
    expect(notices()).toHaveLength(3);
    expect(document.querySelector('.notices [role="alert"]')?.textContent).toContain(en.alarm.short['paid-twice']);
    await press(button(en.notice.open, document.querySelector('.notices [role="alert"]') as Element));
    expect(title()).toContain('050830-1');
  });

  test.each([
    ['batch-accepted', 'awaiting', 'the pay page is ready'],
    ['batch-refused', 'refused', 'ToshaNet refused it'],
    ['batch-unsent', 'unsent', 'the line was down'],
    ['batch-unknown', 'unknown', 'no trustworthy reply came'],
    ['batch-returned', 'settled', 'settled'],
    ['batch-returned', 'failed', 'not paid'],
    ['batch-alarm', 'awaiting', 'Alarm'],
  ] as const)('of a batch is said, the last news of it alone: %s, %s', async (kind, state, said) => {
    const fake = await app();
    await fake.tell('told', { kind: 'batch-accepted', batch: batch() });
    await fake.tell('told', { kind, batch: batch({ state, alarm: kind === 'batch-alarm' ? 'paid-late' : null }) });
    expect(notices()).toEqual([expect.stringContaining(said)]);
    await press(button(en.notice.open));
    expect(title()).toContain('Batch of 2 bills');
    await fake.tell('told', { kind, batch: batch({ state }) });
    expect(hasButton(en.notice.open)).toBe(false);
  });

  test('of a change is asked again once for all that came together', async () => {
    const fake = await app();
    const asked = fake.inputs('app.status').length;
    await fake.tell('changed', { areas: ['status'] });
    await fake.changed('status', 'links');
    expect(fake.inputs('app.status').length).toBe(asked + 1);
  });

  test('an act that failed after its screen was left is told', async () => {
    const fake = await app(status(), { 'links.list': { links: [link({ state: 'unknown' })], total: 1 } });
    let fail: (answer: ReturnType<typeof refused>) => void = () => undefined;
    fake.table['links.decide'] = () => new Promise((resolve) => (fail = resolve));
    fake.table['links.get'] = wholeLink({ state: 'unknown' });
    await press(document.querySelector('.today-list [role="option"]') as Element);
    await key('Alt+Digit1');
    await press(button(en.decisions.hasSmsYes));
    await press(button(en.app.cancel));
    await key('F2');
    fail(refused('disk-full'));
    await settled();
    expect(notices()).toEqual([expect.stringContaining(en.error['disk-full'])]);
  });
});

describe('a scan', () => {
  const added = { verdicts: [{ pair: billNo(3), verdict: 'added', faults: [], bill: bill(3) }] } as const;

  test('lands in the basket from any screen, and leaves the field it fell into as it was', async () => {
    const { inputs } = await app(status(), {
      'bills.add': { verdicts: [...added.verdicts].map((one) => ({ ...one, faults: [] })) },
    });
    await type(field(en.counter.customerName), 'مشتری');
    await scan(barcodeOf(billNo(3)), field(en.counter.customerName));
    expect(inputs('bills.add')).toEqual([{ pairs: [expect.objectContaining({ payId: billNo(3).payId })], source: 'scan' }]);
    expect(field(en.counter.customerName).value).toBe('مشتری');
    expect(notices()[0]).toContain('103,000');
    await press(button(en.bills.open));
    expect(title()).toBe(en.bills.title);
  });

  test('that is wrong, there already, another’s barcode or failed is an alarm', async () => {
    const { billId, payId } = billNo(3);
    const verdict = { pair: { billId, payId }, faults: [], bill: null };
    const fake = await app(status(), { 'bills.add': { verdicts: [{ ...verdict, verdict: 'bad' }] } });
    const alarm = () => notices().at(-1);
    await scan(barcodeOf(billNo(3)));
    expect(alarm()).toBe(en.bills.badScan);
    fake.table['bills.add'] = { verdicts: [{ ...verdict, verdict: 'taken' }] };
    await scan(barcodeOf(billNo(4)));
    expect(alarm()).toBe(en.bills.takenScan);
    await scan('1'.repeat(24));
    expect(alarm()).toContain('24 digits');
    fake.table['bills.add'] = refused('disk-full');
    await scan(barcodeOf(billNo(5)));
    expect(alarm()).toContain(en.error['disk-full']);
  });

  test('never presses the button that has the focus; a person’s Enter does', async () => {
    const { inputs } = await app(status(), { 'links.checkNow': { asked: 0, answered: 0, paid: 0, failure: null } });
    const check = button(words.checkAll);
    let heard = 0;
    check.addEventListener('keydown', ({ key: name }) => (heard += name === 'Enter' ? 1 : 0));
    act(() => check.focus());
    await scan('123456', check);
    expect([heard, inputs('links.checkNow')]).toEqual([0, []]);
    await act(async () => void stroke(check, 'Enter', 5000));
    expect(heard).toBe(1);
  });
});

describe('a counter that cannot open', () => {
  test('says what happened and what to do, in place of everything', async () => {
    await app(status({ trouble: { code: 'ledger-missing', detail: '/data/live/ledger.db' }, setAside: ['live.json'] }));
    expect(title()).toBe(en.trouble.title);
    const said = document.querySelector('.trouble')?.textContent ?? '';
    for (const part of [en.trouble['ledger-missing'].todo, '/data/live/ledger.db', en.setAside.live])
      expect(said).toContain(part);
    expect(document.querySelector('.navigation')).toBeNull();
  });

  test('says so too where main does not answer, and without words of its own', async () => {
    await app(status(), { 'app.status': refused('internal') });
    expect(document.querySelector('.trouble')?.textContent).toContain(en.trouble.other.todo);
  });
});

test('what was typed in practice does not turn up in live', async () => {
  const fake = await app();
  await key('F2');
  await type(field(en.links.searchLabel), 'practice');
  fake.table['app.status'] = status({ mode: 'live' });
  await fake.changed('status');
  await key('F2');
  expect(field(en.links.searchLabel).value).toBe('');
});
