import { describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { asAppError, CallError } from '../../electron/errors.ts';
import { answer, bindIpc } from '../../electron/ipc.ts';
import type { Caller, Handlers } from '../../electron/ipc.ts';
import { LedgerError } from '../../electron/ledger/ledger.ts';
import { person, ROLES } from '../../shared/actors.ts';
import type { Role } from '../../shared/actors.ts';
import { calls } from '../../shared/contract/calls.ts';
import type { CallName } from '../../shared/contract/calls.ts';
import { sampleOf } from '../inputs.ts';

const names = Object.keys(calls) as CallName[];
const sara = person('سارا');

/** Every call of the contract over one handler, made by someone with a role. */
function answering(handler: (input: unknown, actor: unknown) => unknown, role: Role = 'manager') {
  const caller = (): Caller => ({ actor: sara, role });
  return { handlers: Object.fromEntries(names.map((name) => [name, handler])) as unknown as Handlers, caller };
}
const refused = { ok: false, error: { code: 'not-allowed' } };

describe('who may make a call', () => {
  /** By hand: whoever changes who may do what changes it here too. */
  const ANYONE: CallName[] = ['app.status', 'app.setLanguage', 'app.network'];
  const MANAGER: CallName[] = [
    'app.seeSetAside',
    'app.setMode',
    'batches.settleByHand',
    'settings.put',
    'settings.putSecret',
    'settings.removeSecret',
    'contract.check',
    'contract.adopt',
    'contract.reset',
    'ledger.accept',
    'ledger.rebuild',
  ];
  const leastOf = (name: CallName): Role => (ANYONE.includes(name) ? 'anyone' : MANAGER.includes(name) ? 'manager' : 'cashier');

  it.each(names)('%s', async (name) => {
    // What goes in is not the point here.
    const input: z.ZodType = calls[name].input;
    const schema = vi.spyOn(input, 'safeParse').mockReturnValue({ success: true, data: {} });
    for (const role of ROLES) {
      const handler = vi.fn(() => Promise.reject(new CallError('other-mode')));
      const reply = await answer(answering(handler, role), name, {});
      const may = ROLES.indexOf(role) >= ROLES.indexOf(leastOf(name));
      expect([role, reply, handler.mock.calls.length]).toEqual([
        role,
        may ? { ok: false, error: { code: 'other-mode' } } : refused,
        may ? 1 : 0,
      ]);
    }
    schema.mockRestore();
  });

  it('is decided before what was asked is looked at', async () => {
    const handler = vi.fn();
    expect(await answer(answering(handler, 'cashier'), 'settings.put', { nonsense: 1 })).toEqual(refused);
    expect(handler).not.toHaveBeenCalled();
  });

  it('is handed to the handler, as whom to record', async () => {
    const handler = vi.fn(() => ({}));
    await answer(answering(handler), 'app.setLanguage', { language: 'fa' });
    expect(handler).toHaveBeenCalledExactlyOnceWith({ language: 'fa' }, sara);
  });

  it('is asked once for each call', async () => {
    const caller = vi.fn((): Caller => ({ actor: sara, role: 'manager' }));
    await answer({ ...answering(() => ({})), caller }, 'app.network', {});
    expect(caller).toHaveBeenCalledOnce();
  });
});

describe('an answer', () => {
  it('holds what the contract says and nothing beside it', async () => {
    const reply = await answer(
      answering(() => ({ invoiceNo: 'T1', secret: 'key' })),
      'links.proposeInvoiceNo',
      {},
    );
    expect(reply).toEqual({ ok: true, value: { invoiceNo: 'T1' } });
  });

  it('of another shape is an error, which does not hold it', async () => {
    const reply = await answer(
      answering(() => ({ invoiceNo: { secret: 'key' } })),
      'links.proposeInvoiceNo',
      {},
    );
    expect(reply).toEqual({ ok: false, error: { code: 'internal', detail: 'ZodError' } });
  });
});

describe('an error that nobody foresaw', () => {
  const secret = new Error('POST failed: <Password>very-secret</Password>');

  it('gives its class away, and none of its words', async () => {
    const reply = await answer(
      answering(() => Promise.reject(secret)),
      'app.network',
      {},
    );
    expect(reply).toEqual({ ok: false, error: { code: 'internal', detail: 'Error' } });
  });

  it.each([
    ['a string', 'very-secret', { code: 'internal', detail: 'string' }],
    [
      'a code that is none of ours',
      Object.assign(new TypeError('x'), { code: 'very-secret' }),
      { code: 'internal', detail: 'TypeError' },
    ],
    ['a full disk', Object.assign(new Error('ENOSPC: very-secret'), { code: 'ENOSPC' }), { code: 'disk-full' }],
    ["one of the ledger's", new LedgerError('ledger-busy', 'ledger.db'), { code: 'ledger-busy', detail: 'ledger.db' }],
    ['one that is meant', new CallError('not-found', { detail: 'id' }), { code: 'not-found', detail: 'id' }],
  ])('%s', (_name, error, expected) => {
    expect(asAppError(error)).toEqual(expected);
  });
});

describe('the bridge', () => {
  function bound(isOurs: (event: string) => boolean) {
    const listeners = new Map<string, (event: string, input: unknown) => Promise<unknown>>();
    const handler = vi.fn(() => ({}));
    const ipcMain = { handle: (name: string, listener: never) => void listeners.set(name, listener) };
    bindIpc<string>(ipcMain, answering(handler), isOurs);
    return { listeners, handler };
  }

  it('answers the page of the app, on every call of the contract', async () => {
    const { listeners, handler } = bound((event) => event === 'ours');
    expect([...listeners.keys()].toSorted()).toEqual(names.toSorted());
    expect(await listeners.get('app.network')?.('ours', {})).toEqual({ ok: true, value: {} });
    expect(handler).toHaveBeenCalledOnce();
  });

  it.each(names)('answers no other sender, and asks no handler: %s', async (name) => {
    const { listeners, handler } = bound((event) => event === 'ours');
    const reply = await listeners.get(name)?.('another', sampleOf(calls[name].input));
    expect(reply).toEqual({ ok: false, error: { code: 'internal', detail: 'sender' } });
    expect(handler).not.toHaveBeenCalled();
  });
});
