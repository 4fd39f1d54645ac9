import { describe, expect, it } from 'vitest';
import { createSwitch } from '../../../electron/app/switch-mode.ts';
import { createCounter } from '../../../electron/counter.ts';
import { CallError } from '../../../electron/errors.ts';
import { LedgerError } from '../../../electron/ledger/ledger.ts';
import type { NoteEvent } from '../../../electron/ledger/ledger.ts';
import type { OpenMode } from '../../../electron/open-mode.ts';
import { person } from '../../../shared/actors.ts';
import type { Actor } from '../../../shared/actors.ts';
import type { AccessFault } from '../../../shared/contract/errors.ts';
import type { Mode } from '../../../shared/settings.ts';

const sara = person('سارا');

/** A counter whose modes note what their ledgers are told; `full` is the mode whose ledger has no room. */
async function testSwitch(options: { full?: Mode; broken?: Mode; fault?: AccessFault } = {}) {
  let mode: Mode = 'practice';
  const log: string[] = [];
  const noteIn = (of: Mode) => (subject: string, event: NoteEvent, actor: Actor) => {
    if (of === options.full) throw new LedgerError('disk-full', 'ledger.db');
    log.push(`${of}: ${subject} ${event.kind} ${String(event.data['mode'])} by ${actor.name}`);
  };
  const open = (of: Mode) => {
    if (of === options.broken) return Promise.reject(new LedgerError('ledger-missing', 'ledger.db'));
    log.push(`open ${of}`);
    return Promise.resolve({ mode: of, ledger: { note: noteIn(of) }, stop: () => Promise.resolve() } as unknown as OpenMode);
  };
  const counter = createCounter<OpenMode>({ mode: () => mode, open, reopened: () => undefined });
  const kept = { get: () => mode, keep: (next: Mode) => void (mode = next) };
  await counter.start();
  const to = createSwitch({ counter, kept, liveFault: () => Promise.resolve(options.fault ?? null) });
  return { counter, log, to: (next: Mode) => to(next, sara), mode: () => mode };
}

describe('a switch of the mode', () => {
  it('is told in the ledger of the mode that is entered, by who asked', async () => {
    const one = await testSwitch();
    await one.to('live');
    expect(one.log).toEqual(['open practice', 'open live', 'live: app mode.changed live by سارا']);
  });

  it('that no ledger can tell did not happen', async () => {
    const one = await testSwitch({ full: 'live' });
    await expect(one.to('live')).rejects.toThrow('disk-full');
    expect([one.mode(), one.counter.current()?.mode]).toEqual(['practice', 'practice']);
  });

  it('to where the counter is already is none', async () => {
    const one = await testSwitch();
    await one.to('practice');
    expect(one.log).toEqual(['open practice']);
  });

  it('to live is refused while live cannot be used, and nothing is closed for it', async () => {
    const one = await testSwitch({ fault: 'credentials-missing' });
    await expect(one.to('live')).rejects.toThrow(CallError);
    expect([one.log, one.mode()]).toEqual([['open practice'], 'practice']);
  });

  it('to a mode that does not open is trouble there, from which the same mode is tried again', async () => {
    const one = await testSwitch({ broken: 'live' });
    await one.to('live');
    expect(one.counter.state()).toMatchObject({ is: 'troubled', mode: 'live', trouble: { code: 'ledger-missing' } });
    await one.to('live');
    await one.to('practice');
    expect(one.counter.current()?.mode).toBe('practice');
  });
});
