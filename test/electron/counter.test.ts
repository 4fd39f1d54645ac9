import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { persianDigits } from '../../shared/text.ts';
import { invoice } from '../samples.ts';
import { testCounter, testSeal } from './counter.ts';

const KEY1 = 'very-secret-key-one-73519';
const KEY2 = 'very-secret-key-two-90211';

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

const save = async (part: Partial<typeof invoice> = {}, more: { replaces?: string; evenIfSame?: boolean } = {}) =>
  (
    await counter.value('links.save', {
      mode: (await counter.value('app.status', {})).mode,
      invoice: { ...invoice, ...part },
      replaces: more.replaces ?? null,
      evenIfSame: more.evenIfSame ?? false,
    })
  ).link;

const setFault = (fault: 'none' | 'line-down' | 'reply-lost' | 'server-fault' | 'garbage' | 'wrong-password') =>
  counter.value('practice.setFault', { fault });

describe('an invoice', () => {
  it('typed in one mode is not saved in the other', async () => {
    const typed = { invoice, replaces: null, evenIfSame: true, mode: 'practice' } as const;
    expect(await counter.refusal('links.save', { ...typed, mode: 'live' })).toBe('other-mode');
    expect(await counter.refusal('links.save', { ...typed, mode: 'practice' })).toBeNull();
  });
});

describe('the main job, in practice', () => {
  it('takes an invoice, sends the SMS, and learns that it was paid', async () => {
    const link = await save({ invoiceNo: persianDigits('T1') });
    expect(link).toMatchObject({ state: 'queued', invoiceNo: 'T1' });
    await counter.until(link.id, 'sent');
    const { messages } = await counter.value('practice.get', {});
    expect(messages).toMatchObject([{ mobileNo: invoice.mobileNo, invoiceNo: 'T1', state: 'unpaid' }]);
    const { payLinkSendId } = messages[0] ?? { payLinkSendId: '' };
    const { messages: after } = await counter.value('practice.pay', { payLinkSendId });
    expect(await counter.value('links.checkNow', { id: link.id })).toMatchObject({ asked: 1, paid: 1 });
    const shown = await counter.value('links.get', { id: link.id });
    expect(shown.link).toMatchObject({ state: 'paid', payLinkSendId, refNo: after[0]?.refNo });
    expect(shown.history.map(({ event }) => event?.kind)).toEqual(['link.saved', 'link.sending', 'link.sent', 'link.paid']);
    expect(counter.told).toContainEqual({
      name: 'told',
      data: { kind: 'paid', link: expect.objectContaining({ id: link.id }) },
    });
  });

  it('keeps what is entered while the line is down, and sends each once when it is back', async () => {
    await setFault('line-down');
    const links = [
      await save({ invoiceNo: 'a' }),
      await save({ invoiceNo: 'b', amount: 5 }),
      await save({ invoiceNo: 'c', amount: 6 }),
    ];
    await vi.waitFor(async () => expect((await counter.value('app.status', {})).line.state).toBe('down'), { timeout: 10_000 });
    expect((await counter.value('app.status', {})).queued).toBe(3);
    await setFault('none');
    for (const { id } of links) await counter.until(id, 'sent');
    const { messages } = await counter.value('practice.get', {});
    expect(messages.map(({ invoiceNo }) => invoiceNo).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('asks a person when the reply was lost, and follows the id they found', async () => {
    await setFault('reply-lost');
    const link = await save();
    await counter.until(link.id, 'unknown');
    await setFault('none');
    const shown = await counter.value('links.get', { id: link.id });
    expect(shown.link.evidence?.bytesOut).toBeGreaterThan(500);
    const { messages } = await counter.value('practice.get', {});
    expect(messages.length).toBe(1);
    const payLinkSendId = messages[0]?.payLinkSendId ?? '';
    await counter.value('links.decide', {
      id: link.id,
      decision: { kind: 'has-sms', payLinkSendId: persianDigits(payLinkSendId) },
    });
    await counter.value('practice.pay', { payLinkSendId });
    await counter.value('links.checkNow', { id: null });
    expect(await counter.state(link.id)).toBe('paid');
  });

  it.each([
    ['server-fault', 'unknown'],
    ['garbage', 'unknown'],
    ['wrong-password', 'rejected'],
  ] as const)('under the fault %s a link becomes %s, and no SMS was sent', async (fault, state) => {
    await setFault(fault);
    const link = await save();
    await counter.until(link.id, state);
    expect((await counter.value('practice.get', {})).messages).toEqual([]);
  });

  it('pauses on a wrong password, and sends all of it by one act when it is right again', async () => {
    await setFault('wrong-password');
    const links = [
      await save({ invoiceNo: 'a' }),
      await save({ invoiceNo: 'b', amount: 5 }),
      await save({ invoiceNo: 'c', amount: 6 }),
    ];
    // With two at once, a third may be under way when the pause begins: what is rejected after "go on" waits for a person.
    const stopped = async () => {
      const { paused, sending } = await counter.value('app.status', {});
      expect({ paused: paused !== null, sending }).toEqual({ paused: true, sending: 0 });
    };
    await vi.waitFor(stopped, { timeout: 10_000 });
    await setFault('none');
    await counter.value('outbox.resume', { rejectedToo: true });
    for (const { id } of links) await counter.until(id, 'sent');
    expect((await counter.value('practice.get', {})).messages.length).toBe(3);
  });
});

describe('saving', () => {
  it('refuses the number of a live link, naming it', async () => {
    const link = await save();
    await counter.until(link.id, 'sent');
    const reply = await counter.call('links.save', {
      invoice: { ...invoice, amount: 7 },
      replaces: null,
      evenIfSame: true,
      mode: 'practice',
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invoice-taken', link: { id: link.id } } });
  });

  it('refuses the number of a paid link too', async () => {
    const link = await save();
    await counter.until(link.id, 'sent');
    const payLinkSendId = (await counter.value('practice.get', {})).messages[0]?.payLinkSendId ?? '';
    await counter.value('practice.pay', { payLinkSendId });
    await counter.value('links.checkNow', { id: null });
    expect(await counter.state(link.id)).toBe('paid');
    expect(
      await counter.refusal('links.save', {
        invoice: { ...invoice, amount: 7 },
        replaces: null,
        evenIfSame: true,
        mode: 'practice',
      }),
    ).toBe('invoice-taken');
  });

  it('asks about the same mobile and amount within ten minutes, and takes it when told to', async () => {
    await save();
    expect(
      await counter.refusal('links.save', {
        invoice: { ...invoice, invoiceNo: 'other' },
        replaces: null,
        evenIfSame: false,
        mode: 'practice',
      }),
    ).toBe('same-again');
    await save({ invoiceNo: 'other' }, { evenIfSame: true });
  });

  it('clears the draft in the same act', async () => {
    const draft = { invoiceNo: '1', amount: 'x', mobileNo: '', customerName: '', description: '', replaces: null };
    await counter.value('draft.put', { draft });
    expect((await counter.value('draft.get', {})).draft).toEqual(draft);
    await save();
    expect((await counter.value('draft.get', {})).draft).toBeNull();
  });

  it('proposes a number that is free, marked as practice', async () => {
    const { invoiceNo } = await counter.value('links.proposeInvoiceNo', {});
    expect(invoiceNo).toMatch(/^T\d{6}-1$/u);
    await save({ invoiceNo });
    expect((await counter.value('links.proposeInvoiceNo', {})).invoiceNo).toMatch(/^T\d{6}-2$/u);
  });

  it('replaces a link: the old one is closed but watched, and two payments are an alarm', async () => {
    const old = await save();
    await counter.until(old.id, 'sent');
    const young = await save({ amount: 900 }, { replaces: old.id });
    await counter.until(young.id, 'sent');
    expect(await counter.value('links.get', { id: old.id })).toMatchObject({
      link: { state: 'closed', replacedBy: young.id },
      replacedBy: { id: young.id },
    });
    for (const { payLinkSendId } of (await counter.value('practice.get', {})).messages)
      await counter.value('practice.pay', { payLinkSendId });
    await counter.value('links.checkNow', { id: null });
    const alarms = [
      (await counter.value('links.get', { id: old.id })).link.alarm,
      (await counter.value('links.get', { id: young.id })).link.alarm,
    ];
    expect(alarms).toContain('paid-twice');
    expect((await counter.value('app.status', {})).decisions).toBeGreaterThan(0);
  });

  it('lets a late payment of a closed link in, even when its number was used again', async () => {
    const old = await save();
    await counter.until(old.id, 'sent');
    await counter.value('links.decide', { id: old.id, decision: { kind: 'close' } });
    const young = await save({}, { evenIfSame: true });
    await counter.until(young.id, 'sent');
    const payLinkSendId = (await counter.value('links.get', { id: old.id })).link.payLinkSendId ?? '';
    await counter.value('practice.pay', { payLinkSendId });
    await counter.value('links.checkNow', { id: old.id });
    expect((await counter.value('links.get', { id: old.id })).link).toMatchObject({
      state: 'paid',
      alarm: 'paid-after-closed',
    });
  });

  it('says what is wrong with each field, as codes', async () => {
    const reply = await counter.call('links.save', {
      mode: 'practice',
      invoice: { invoiceNo: '', amount: 0, mobileNo: '1', customerName: 'x'.repeat(51), description: '' },
      replaces: null,
      evenIfSame: false,
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(!reply.ok && reply.error.issues?.map(({ path: at, code }) => `${at} ${code}`)).toEqual([
      'invoice.invoiceNo invoice-missing',
      'invoice.amount amount-not-positive',
      'invoice.mobileNo mobile-bad',
      'invoice.customerName name-too-long',
    ]);
  });
});

describe('practice and live', () => {
  const goLive = async () => {
    await counter.value('settings.put', {
      mode: 'live',
      patch: { payLinkName: 'shop', endpoint: 'http://127.0.0.1:9/KimiaPayLinkSend.asmx' },
    });
    await counter.value('settings.putSecret', { mode: 'live', name: 'key1', value: KEY1 });
    await counter.value('settings.putSecret', { mode: 'live', name: 'key2', value: KEY2 });
    return counter.value('app.setMode', { mode: 'live' });
  };

  it('live needs its keys and the link name', async () => {
    expect(await counter.refusal('app.setMode', { mode: 'live' })).toBe('credentials-missing');
    expect((await goLive()).mode).toBe('live');
  });

  it.each(['app', 'live/settings'])('a change for which %s has no room is none', async (file) => {
    await goLive();
    for (const [from, to] of [
      ['live', 'practice'],
      ['practice', 'live'],
    ] as const) {
      counter.fillDisk(file);
      expect(await counter.refusal('app.setMode', { mode: to })).toBe('disk-full');
      expect((await counter.value('app.status', {})).mode).toBe(from);
      counter.fillDisk(false);
      expect((await counter.value('app.setMode', { mode: to })).mode).toBe(to);
    }
  });

  it('share no link and no file', async () => {
    const link = await save();
    await goLive();
    expect(await counter.refusal('links.get', { id: link.id })).toBe('not-found');
    expect(await counter.refusal('practice.get', {})).toBe('only-in-practice');
    await counter.value('app.setMode', { mode: 'practice' });
    expect(readdirSync(counter.dataDir).toSorted()).toEqual(['live', 'live.mark', 'practice', 'practice.mark']);
    expect((await counter.value('links.get', { id: link.id })).link.id).toBe(link.id);
  });

  it('live refuses the practice shop as its endpoint', async () => {
    const { endpoint } = await counter.value('practice.get', {});
    expect(await counter.refusal('settings.put', { mode: 'live', patch: { endpoint } })).toBe('endpoint-is-practice');
  });

  it('live neither checks nor adopts the contract of a practice shop under another port or name', async () => {
    const other = await testCounter();
    const { endpoint } = await other.value('practice.get', {});
    await counter.value('settings.put', { mode: 'live', patch: { endpoint } });
    for (const name of ['contract.check', 'contract.adopt'] as const)
      expect(await counter.refusal(name, { mode: 'live' })).toBe('endpoint-is-practice');
    await other.remove();
  });

  it('a secret is in no reply, no event and no file but sealed', async () => {
    await goLive();
    await save();
    const replies = await Promise.all([
      counter.call('app.status', {}),
      counter.call('settings.get', { mode: 'live' }),
      counter.call('links.list', { search: '', states: [], day: null, onlyDecisions: false, limit: 10, offset: 0 }),
    ]);
    const seen = JSON.stringify([replies, counter.told]);
    await counter.restart();
    const files = readdirSync(counter.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
    for (const secret of [KEY1, KEY2]) {
      expect(seen).not.toContain(secret);
      for (const file of files) expect(file).not.toContain(secret);
      expect(JSON.stringify([...counter.files].map(([name, map]) => [name, [...map]]))).not.toContain(secret);
    }
  });

  it('asks for the keys again when they were sealed for another user, and throws nothing away before', async () => {
    await goLive();
    await counter.restart({ seal: testSeal('reza') });
    expect((await counter.value('settings.get', { mode: 'live' })).secrets).toMatchObject({
      key1: 'unreadable',
      key2: 'unreadable',
    });
    expect((await counter.value('app.status', {})).accessFault).toBe('credentials-unreadable');
    await counter.restart({ seal: testSeal('sara') });
    expect((await counter.value('settings.get', { mode: 'live' })).secrets).toMatchObject({ key1: 'set', key2: 'set' });
  });

  it('what the line cannot carry in live stays queued', async () => {
    await goLive();
    const link = await save();
    await vi.waitFor(
      async () => expect((await counter.value('app.status', {})).line).toMatchObject({ state: 'down', reason: 'refused' }),
      { timeout: 15_000 },
    );
    expect(await counter.state(link.id)).toBe('queued');
  });
});

describe('trouble', () => {
  it('a ledger that is gone is not made anew', async () => {
    await save();
    await counter.restart();
    rmSync(path.join(counter.dataDir, 'practice'), { recursive: true });
    await counter.restart();
    expect((await counter.value('app.status', {})).trouble?.code).toBe('ledger-missing');
    expect(await counter.refusal('links.save', { invoice, replaces: null, evenIfSame: false, mode: 'practice' })).toBe(
      'ledger-missing',
    );
  });

  it('a mode that cannot be opened is told, and the way back works', async () => {
    const link = await save();
    await counter.value('settings.put', {
      mode: 'live',
      patch: { payLinkName: 'shop', endpoint: 'http://127.0.0.1:9/x.asmx' },
    });
    await counter.value('settings.putSecret', { mode: 'live', name: 'key1', value: KEY1 });
    await counter.value('settings.putSecret', { mode: 'live', name: 'key2', value: KEY2 });
    rmSync(path.join(counter.dataDir, 'live'), { recursive: true });
    writeFileSync(path.join(counter.dataDir, 'live'), 'a file where the folder should be');
    expect((await counter.value('app.setMode', { mode: 'live' })).trouble).not.toBeNull();
    expect(await counter.value('app.setMode', { mode: 'practice' })).toMatchObject({ mode: 'practice', trouble: null });
    expect((await counter.value('links.get', { id: link.id })).link.id).toBe(link.id);
  });

  it('a practice shop that cannot be opened is told, and live can still be entered', async () => {
    await counter.restart();
    await counter.stop();
    writeFileSync(path.join(counter.dataDir, 'practice', 'practice-shop.db'), 'not a database');
    await counter.restart();
    expect((await counter.value('app.status', {})).trouble?.code).toBe('practice-failed');
    await counter.value('settings.put', {
      mode: 'live',
      patch: { payLinkName: 'shop', endpoint: 'http://127.0.0.1:9/x.asmx' },
    });
    await counter.value('settings.putSecret', { mode: 'live', name: 'key1', value: KEY1 });
    await counter.value('settings.putSecret', { mode: 'live', name: 'key2', value: KEY2 });
    expect(await counter.value('app.setMode', { mode: 'live' })).toMatchObject({ mode: 'live', trouble: null });
  });

  it('an integrity check finds nothing wrong after a day of work', async () => {
    for (let n = 0; n < 5; n += 1) await save({ invoiceNo: `n${n}`, amount: n + 1 });
    expect(await counter.value('ledger.check', {})).toMatchObject({ ok: true, problems: [], counts: { links: 5 } });
  });

  it('a call with input of another shape, or an unknown id, is refused as a value', async () => {
    expect(await counter.call('links.get', { id: 'x' })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(await counter.refusal('links.get', { id: '01890a5d-ac96-774b-bcce-b302099a8057' })).toBe('not-found');
    expect(await counter.call('links.save', null as never)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('a move the table does not admit is refused', async () => {
    const link = await save();
    await counter.until(link.id, 'sent');
    expect(await counter.refusal('links.decide', { id: link.id, decision: { kind: 'send-again' } })).toBe('move-refused');
  });
});
