import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openLedger } from '../../../electron/ledger/ledger.ts';
import { TOSHA_ENDPOINT } from '../../../shared/settings.ts';
import type { SecretName, SettingsPatch } from '../../../shared/settings.ts';
import { billNo } from '../../bill-samples.ts';
import { invoice } from '../../samples.ts';
import { testCounter, testSeal } from '../counter.ts';
import { serveScript } from '../providers/soap/service.ts';

const SECRETS = {
  key1: 'first-key-73519',
  key2: 'second-key-90211',
  toshaUser: 'bill-user-55102',
  toshaPassword: 'bill-password-61833',
};
const NAMES = Object.keys(SECRETS) as SecretName[];

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

/** No two services give one id here. */
let lastId = 40;

/** A stranger's server: answers everything with "paid", and keeps what it was sent. */
async function stranger() {
  const paid = `<PayLinkPayStatusSoapResponse xmlns="https://pysrvc.sizpay.ir/"><ResCod>1</ResCod><Message>ok</Message><prmPayLinkFirstStatus>1</prmPayLinkFirstStatus><prmPayLinkFirstRefNo>7</prmPayLinkFirstRefNo><prmPayLinkListStatus></prmPayLinkListStatus></PayLinkPayStatusSoapResponse>`;
  const sent = () =>
    `<PayLinkSendSoapResponse xmlns="https://pysrvc.sizpay.ir/"><ResCod>1</ResCod><Message>ok</Message><PayLinkSendID>${(lastId += 1)}</PayLinkSendID></PayLinkSendSoapResponse>`;
  const service = await serveScript('KimiaPayLinkSend.asmx', ({ body }) => ({
    type: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body.includes('PayLinkIdList') ? paid : sent()}</s:Body></s:Envelope>`,
  }));
  onTestFinished(() => service.close());
  return service;
}

const put = (patch: SettingsPatch) => counter.value('settings.put', { mode: 'live', patch });
const putSecret = (name: SecretName, evenIfPlain = false) =>
  counter.value('settings.putSecret', { mode: 'live', name, value: SECRETS[name], evenIfPlain });
const view = () => counter.value('settings.get', { mode: 'live' });
const refusedPut = (patch: SettingsPatch) => counter.refusal('settings.put', { mode: 'live', patch });
const save = async () => (await counter.value('links.save', { invoice, replaces: null, evenIfSame: true, mode: 'live' })).link;

/** Live, with both services at one place. */
async function liveAt(endpoint: string): Promise<void> {
  await put({ payLinkName: 'shop', endpoint, toshaEndpoint: endpoint });
  for (const name of NAMES) await putSecret(name);
  await counter.value('app.setMode', { mode: 'live' });
}

/** The notes in a mode's ledger, once the counter has let go of it. */
async function notesOf(mode: 'practice' | 'live') {
  await counter.stop();
  const ledger = openLedger({ file: path.join(counter.dataDir, mode, 'ledger.db'), now: Date.now, mustExist: true });
  ledger.close();
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(path.join(counter.dataDir, mode, 'ledger.db'), { readOnly: true });
  const rows = db.prepare("SELECT kind, data FROM events WHERE subject LIKE 'settings.%' ORDER BY seq").all();
  db.close();
  return rows.map(({ kind, data }) => ({ kind: String(kind), ...(JSON.parse(String(data)) as Record<string, unknown>) }));
}

describe('keys and passwords are bound to where they were entered for', () => {
  it('another address gets none of them, by a send, a poll or a submission, until they are entered for it', async () => {
    const [ours, theirs] = [await stranger(), await stranger()];
    await liveAt(ours.endpoint);
    const link = await save();
    await counter.until(link.id, 'sent');
    await put({ endpoint: theirs.endpoint, toshaEndpoint: theirs.endpoint });
    await counter.value('links.checkNow', { id: null });
    const other = (
      await counter.value('links.save', {
        invoice: { ...invoice, invoiceNo: 'other' },
        replaces: null,
        evenIfSame: true,
        mode: 'live',
      })
    ).link;
    await counter.value('bills.add', { pairs: [billNo(1)], source: 'typed' });
    expect(await counter.refusal('bills.submit', {})).toBe('credentials-elsewhere');
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const { body } of theirs.asked) for (const secret of Object.values(SECRETS)) expect(body).not.toContain(secret);
    expect([await counter.state(link.id), await counter.state(other.id)]).toEqual(['sent', 'queued']);
    const { secrets, enteredFor, liveReady } = await view();
    expect(secrets).toEqual({ key1: 'elsewhere', key2: 'elsewhere', toshaUser: 'elsewhere', toshaPassword: 'elsewhere' });
    expect(new Set(Object.values(enteredFor))).toEqual(new Set([new URL(ours.endpoint).origin]));
    expect(liveReady).toBe(false);
    expect(await counter.value('app.status', {})).toMatchObject({
      accessFault: 'credentials-elsewhere',
      bills: { accessFault: 'credentials-elsewhere' },
    });

    for (const name of NAMES) await putSecret(name);
    await counter.until(other.id, 'sent');
    expect((await view()).secrets.key1).toBe('set');
  });

  it('the same address again has them again, and another path of it has them too', async () => {
    const { endpoint } = await stranger();
    await liveAt(endpoint);
    await put({ endpoint: 'https://other.example/x.asmx' });
    expect((await view()).secrets).toMatchObject({ key1: 'elsewhere', toshaUser: 'set' });
    await put({ endpoint: endpoint.replace('KimiaPayLinkSend', 'Other') });
    expect((await view()).secrets).toMatchObject({ key1: 'set' });
  });

  it('a hand on the settings file cannot rebind them', async () => {
    const [ours, theirs] = [await stranger(), await stranger()];
    await liveAt(ours.endpoint);
    await counter.stop();
    const file = counter.files.get('live/settings');
    file?.set('endpoint', theirs.endpoint);
    for (const key of [...(file?.keys() ?? [])].filter((key) => !key.startsWith('sealed.')))
      if (JSON.stringify(file?.get(key)).includes(new URL(ours.endpoint).host)) file?.delete(key);
    file?.set('endpoint', theirs.endpoint);
    await counter.restart();
    const link = await save();
    await counter.value('links.checkNow', { id: null });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(theirs.asked).toEqual([]);
    expect(await counter.state(link.id)).toBe('queued');
    expect((await view()).secrets.key1).toBe('elsewhere');
  });
});

describe('secrets that an earlier version sealed', () => {
  const seal = testSeal();
  /** A live settings file as an earlier version left it: the secrets as they are, sealed. */
  async function oldFile(settings: Record<string, unknown>): Promise<void> {
    await counter.stop();
    const file = new Map<string, unknown>(Object.entries({ payLinkName: 'shop', ...settings }));
    for (const name of NAMES) file.set(`sealed.${name}`, await seal.close(SECRETS[name]));
    counter.files.set('live/settings', file);
  }

  it('count as entered for the address that was set then; nothing is to be entered again', async () => {
    const service = await stranger();
    await oldFile({ endpoint: service.endpoint });
    await counter.restart();
    expect((await view()).secrets).toEqual({ key1: 'set', key2: 'set', toshaUser: 'set', toshaPassword: 'set' });
    expect((await view()).enteredFor).toMatchObject({
      key1: new URL(service.endpoint).origin,
      toshaUser: new URL(TOSHA_ENDPOINT).origin,
    });
    await counter.value('app.setMode', { mode: 'live' });
    const link = await save();
    await counter.until(link.id, 'sent');
    expect(service.asked.some(({ body }) => body.includes(SECRETS.key1) && body.includes(SECRETS.key2))).toBe(true);
  });

  it('are sealed anew with their address when first opened, and stay bound whatever the file says then', async () => {
    await oldFile({ endpoint: 'https://pay.example/x.asmx' });
    await counter.restart();
    await view();
    await counter.restart();
    const file = counter.files.get('live/settings') ?? new Map<string, unknown>();
    for (const name of NAMES) {
      const opened = await seal.open(String(file.get(`sealed.${name}`)));
      expect(opened).not.toBe(SECRETS[name]);
      expect(opened).toContain(name.startsWith('tosha') ? 'http://ws.toshanet.ir' : 'https://pay.example');
    }
    expect((await view()).secrets.key1).toBe('set');
    await put({ endpoint: 'https://other.example/x.asmx' });
    expect((await view()).secrets.key1).toBe('elsewhere');
  });

  it('stay bound to that address when they could not be opened at first, and the address changed meanwhile', async () => {
    await oldFile({ endpoint: 'https://pay.example/x.asmx' });
    await counter.restart({ seal: testSeal('reza') });
    expect((await view()).secrets.key1).toBe('unreadable');
    await put({ endpoint: 'https://other.example/x.asmx' });
    await counter.restart({ seal });
    expect(await view()).toMatchObject({
      secrets: { key1: 'elsewhere' },
      enteredFor: { key1: 'https://pay.example' },
    });
  });

  it('open also where the disk has no room to seal them anew', async () => {
    await oldFile({ endpoint: 'https://pay.example/x.asmx' });
    counter.fillDisk(true);
    await counter.restart();
    expect((await view()).secrets.key1).toBe('set');
    counter.fillDisk(false);
  });
});

describe('plain http', () => {
  it('is refused for SizPay, and for any host but ToshaNet’s own', async () => {
    expect(await refusedPut({ endpoint: 'http://pysrvc.sizpay.ir/KimiaPayLinkSend.asmx' })).toBe('endpoint-plain-http');
    expect(await refusedPut({ toshaEndpoint: 'http://ws.toshanet.example/UserWebservice.asmx' })).toBe('endpoint-plain-http');
    expect(await refusedPut({ toshaEndpoint: 'http://ws.toshanet.ir:8080/UserWebservice.asmx' })).toBe('endpoint-plain-http');
    expect(await refusedPut({ toshaEndpoint: 'https://ws.toshanet.ir/UserWebservice.asmx' })).toBeNull();
    expect(await refusedPut({ toshaEndpoint: TOSHA_ENDPOINT })).toBeNull();
    const reply = await counter.call('settings.put', { mode: 'live', patch: { endpoint: 'http://a.example/x' } });
    expect(reply).toMatchObject({ error: { issues: [{ path: 'patch.endpoint', code: 'endpoint-plain-http' }] } });
  });

  it('takes ToshaNet’s secrets only from one who knows it', async () => {
    const refusal = (evenIfPlain?: boolean) =>
      counter.refusal('settings.putSecret', {
        mode: 'live',
        name: 'toshaUser',
        value: SECRETS.toshaUser,
        ...(evenIfPlain !== undefined && { evenIfPlain }),
      });
    expect((await view()).addresses).toEqual({
      sizpay: { origin: 'https://pysrvc.sizpay.ir', fault: null, plain: false },
      tosha: { origin: 'http://ws.toshanet.ir', fault: null, plain: true },
    });
    expect(await refusal()).toBe('plain-http');
    expect((await view()).secrets.toshaUser).toBe('missing');
    expect(await refusal(true)).toBeNull();
    await put({ toshaEndpoint: 'https://ws.toshanet.ir/UserWebservice.asmx' });
    expect(await refusal()).toBeNull();
  });

  it('in an address that an earlier version stored is not sent to, and it is said what to do', async () => {
    await counter.stop();
    const file = new Map<string, unknown>([
      ['payLinkName', 'shop'],
      ['endpoint', 'http://pay.example/x.asmx'],
    ]);
    for (const name of NAMES) file.set(`sealed.${name}`, await testSeal().close(SECRETS[name]));
    counter.files.set('live/settings', file);
    counter.files.get('app')?.set('mode', 'live');
    await counter.restart();
    expect(await counter.value('app.status', {})).toMatchObject({ accessFault: 'endpoint-plain-http' });
    expect((await view()).addresses.sizpay).toEqual({
      origin: 'http://pay.example',
      fault: 'endpoint-plain-http',
      plain: true,
    });
    expect(await counter.refusal('settings.putSecret', { mode: 'live', name: 'key1', value: 'x', evenIfPlain: true })).toBe(
      'endpoint-plain-http',
    );
    expect(await counter.refusal('contract.check', { mode: 'live' })).toBe('endpoint-plain-http');
    expect(await counter.refusal('app.setMode', { mode: 'live' })).toBeNull();
  });
});

describe('live and this PC', () => {
  const SPELLINGS = [
    'localhost',
    'LOCALHOST.',
    'shop.localhost',
    '127.0.0.1',
    '127.1',
    '127.8.9.10',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:1]',
  ];

  it.each(SPELLINGS)('%s is refused without the developer’s switch, for both services', async (host) => {
    await counter.restart({ allowLoopback: false });
    for (const scheme of ['http', 'https']) {
      const address = `${scheme}://${host}:8080/x.asmx`;
      expect(await refusedPut({ endpoint: address })).toBe('endpoint-loopback');
      expect(await refusedPut({ toshaEndpoint: address })).toBe('endpoint-loopback');
    }
  });

  it('the switch allows it, and the status says so', async () => {
    expect(await counter.value('app.status', {})).toMatchObject({ loopbackAllowed: true });
    expect(await refusedPut({ endpoint: 'http://localhost:9/x.asmx' })).toBeNull();
    await counter.restart({ allowLoopback: false });
    expect(await counter.value('app.status', {})).toMatchObject({ loopbackAllowed: false });
  });

  it('an address stored under the switch gets nothing without it', async () => {
    const service = await stranger();
    await liveAt(service.endpoint);
    await counter.restart({ allowLoopback: false });
    const link = await save();
    await counter.value('links.checkNow', { id: null });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(service.asked).toEqual([]);
    expect(await counter.state(link.id)).toBe('queued');
    expect(await counter.value('app.status', {})).toMatchObject({ accessFault: 'endpoint-loopback' });
  });
});

describe('a change of live’s settings, made from practice', () => {
  it('is an event in the ledger of live, and of nothing else', async () => {
    await put({ payLinkName: 'shop', endpoint: 'https://pay.example/x.asmx' });
    await putSecret('key1');
    await counter.value('settings.removeSecret', { mode: 'live', name: 'key1' });
    await counter.value('contract.reset', { mode: 'live' });
    await counter.value('settings.put', { mode: 'practice', patch: { transport: 'soap12' } });
    expect(await notesOf('live')).toEqual([
      { kind: 'settings.changed', payLinkName: 'shop', endpoint: 'https://pay.example/x.asmx' },
      { kind: 'secret.set', name: 'key1' },
      { kind: 'secret.removed', name: 'key1' },
      { kind: 'contract.reset', service: 'sizpay' },
    ]);
    expect(await notesOf('practice')).toEqual([{ kind: 'settings.changed', transport: 'soap12' }]);
    expect(readFileSync(path.join(counter.dataDir, 'live', 'ledger.db')).includes(SECRETS.key1)).toBe(false);
  });

  it('is refused with the ledger’s code where live’s ledger cannot take it, and nothing changed', async () => {
    await put({ payLinkName: 'shop' });
    await putSecret('key1');
    const { rmSync } = await import('node:fs');
    rmSync(path.join(counter.dataDir, 'live'), { recursive: true });
    const before = JSON.stringify([...(counter.files.get('live/settings') ?? [])]);
    expect(await refusedPut({ payLinkName: 'other' })).toBe('ledger-missing');
    expect(await counter.refusal('settings.putSecret', { mode: 'live', name: 'key1', value: 'x' })).toBe('ledger-missing');
    expect(await counter.refusal('settings.removeSecret', { mode: 'live', name: 'key1' })).toBe('ledger-missing');
    expect(await counter.refusal('contract.reset', { mode: 'live' })).toBe('ledger-missing');
    expect(JSON.stringify([...(counter.files.get('live/settings') ?? [])])).toBe(before);
  });

  it('meets a switch of the mode in either order', async () => {
    await liveAt((await stranger()).endpoint);
    await counter.value('app.setMode', { mode: 'practice' });
    const both = [
      counter.call('app.setMode', { mode: 'live' }),
      counter.call('settings.put', { mode: 'live', patch: { payLinkName: 'other' } }),
      counter.call('settings.put', { mode: 'practice', patch: { cashier: 'سارا' } }),
      counter.call('app.setMode', { mode: 'practice' }),
      counter.call('settings.put', { mode: 'live', patch: { payLinkName: 'third' } }),
    ];
    for (const reply of await Promise.all(both)) expect(reply).toMatchObject({ ok: true });
    expect((await notesOf('live')).slice(-2)).toEqual([
      { kind: 'settings.changed', payLinkName: 'other' },
      { kind: 'settings.changed', payLinkName: 'third' },
    ]);
  });
});

describe('the history names the service that said so', () => {
  it('for a link that was sent and paid', async () => {
    const service = await stranger();
    await liveAt(service.endpoint);
    const link = await save();
    await counter.until(link.id, 'sent');
    await counter.value('links.checkNow', { id: link.id });
    const { history } = await counter.value('links.get', { id: link.id });
    expect(history.map(({ event }) => [event?.kind, event && 'service' in event ? event.service : null])).toEqual([
      ['link.saved', null],
      ['link.sending', null],
      ['link.sent', service.endpoint],
      ['link.paid', service.endpoint],
    ]);
  });

  it('for a batch that was accepted', async () => {
    await counter.value('bills.add', { pairs: [billNo(1)], source: 'typed' });
    const [batch] = (await counter.value('bills.submit', {})).batches;
    const shown = () => counter.value('batches.get', { id: batch?.id ?? '' });
    await vi.waitFor(async () => expect((await shown()).batch.state).toBe('awaiting'), { timeout: 15_000 });
    const accepted = (await shown()).history.find(({ event }) => event?.kind === 'batch.accepted')?.event;
    expect(accepted).toMatchObject({ service: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/UserWebservice\.asmx$/u) });
  });
});

describe('on a full disk', () => {
  it('a change of settings, secrets, language, mode or contract says so, and nothing is half changed', async () => {
    await put({ payLinkName: 'shop' });
    for (const name of NAMES) await putSecret(name, true);
    const practice = await counter.value('practice.get', {});
    const before = JSON.stringify([...counter.files].map(([name, file]) => [name, [...file]]));
    counter.fillDisk(true);
    const refusals = {
      put: await refusedPut({ payLinkName: 'other', transport: 'json' }),
      putSecret: await counter.refusal('settings.putSecret', { mode: 'live', name: 'key1', value: 'x' }),
      removeSecret: await counter.refusal('settings.removeSecret', { mode: 'live', name: 'key1' }),
      language: await counter.refusal('app.setLanguage', { language: 'en' }),
      mode: await counter.refusal('app.setMode', { mode: 'live' }),
      adopt: await counter.refusal('contract.adopt', { mode: 'practice' }),
    };
    expect(new Set(Object.values(refusals))).toEqual(new Set(['disk-full']));
    counter.fillDisk(false);
    expect(JSON.stringify([...counter.files].map(([name, file]) => [name, [...file]]))).toBe(before);
    expect(await counter.value('app.status', {})).toMatchObject({ mode: 'practice', language: 'fa', trouble: null });
    expect((await counter.value('practice.get', {})).endpoint).toBe(practice.endpoint);
    expect(await view()).toMatchObject({ settings: { payLinkName: 'shop', transport: 'soap11' }, secrets: { key1: 'set' } });
    // The ledger told of it first, and then that it did not come to be.
    const notes = await notesOf('live');
    expect(notes.filter(({ kind }) => kind === 'change.failed')).toHaveLength(3);
    expect(notes.at(-1)).toEqual({ kind: 'change.failed', what: 'secret.removed' });
  });
});
