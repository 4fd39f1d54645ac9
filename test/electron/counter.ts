import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi, expect } from 'vitest';
import { answer } from '../../electron/ipc.ts';
import { startApp } from '../../electron/app/app.ts';
import type { App } from '../../electron/app/app.ts';
import type { OpenedStore, Seal } from '../../electron/host.ts';
import type { Role } from '../../shared/actors.ts';
import type { CallName, Input, Output, Reply } from '../../shared/contract/calls.ts';
import type { EventData, EventName } from '../../shared/contract/events.ts';

/** A seal that tests can see through: what it closed is recognisable, and another user's cannot be opened. */
export function testSeal(user = 'sara'): Seal {
  return {
    strength: () => Promise.resolve('strong'),
    close: (text) => Promise.resolve(Buffer.from(`${user}:${text}`).toString('base64')),
    open: (sealed) => {
      const text = Buffer.from(sealed, 'base64').toString();
      return text.startsWith(`${user}:`) ? Promise.resolve(text.slice(user.length + 1)) : Promise.reject(new Error('not ours'));
    },
  };
}

/** The error of a disk with no room, as node:fs throws it. */
function noRoom(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
}

export interface CounterOptions {
  seal?: Seal;
  now?: () => number;
  /** The developer's switch at start; on unless told, since the services of tests listen on loopback. */
  allowLoopback?: boolean;
}

/** The main process without a window, in a folder of its own; settings files live in memory and outlive a restart. */
export async function testCounter(options: CounterOptions = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pishkhan-counter-'));
  const files = new Map<string, Map<string, unknown>>();
  const broken = new Set<string>();
  const opened: string[] = [];
  const told: { name: EventName; data: EventData<EventName> }[] = [];
  let { seal = testSeal(), allowLoopback = true } = options;
  let full: boolean | string = false;
  let role: Role | null = null;
  let app: App;

  const openStore = (name: string): OpenedStore => {
    const file = files.get(name) ?? new Map<string, unknown>();
    files.set(name, file);
    const insistOnRoom = () => {
      if (full === true || full === name) throw noRoom();
    };
    return {
      setAside: broken.delete(name) ? `${name}.json.broken-1` : null,
      get: (key) => file.get(key),
      set(key, value) {
        insistOnRoom();
        file.set(key, value);
      },
      setAll(values) {
        insistOnRoom();
        for (const [key, value] of Object.entries(values)) file.set(key, value);
      },
      delete(key) {
        insistOnRoom();
        file.delete(key);
      },
    };
  };
  const start = () =>
    startApp({
      dataDir,
      version: '0.0.0',
      kind: 'stand-in',
      openStore,
      seal,
      allowLoopback,
      openExternal: (url) => Promise.resolve(void opened.push(url)),
      tell: (name, data) => told.push({ name, data }),
      ...(options.now && { now: options.now }),
    });
  app = await start();

  const answering = () => ({ ...app, caller: () => ({ ...app.caller(), ...(role && { role }) }) });
  const counter = {
    dataDir,
    files,
    /** The file cannot be read at the next start. */
    breakFile(name: string): void {
      broken.add(name);
      files.delete(name);
    },
    told,
    /** What was opened in the PC's browser. */
    opened,
    /** As the renderer calls: through the schemas, errors as values. */
    call: <N extends CallName>(name: N, input: Input<N>) => answer(answering(), name, input) as Promise<Reply<Output<N>>>,
    /** The value of a call that must succeed. */
    async value<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
      const reply = await counter.call(name, input);
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    /** The code a call is refused with. */
    async refusal<N extends CallName>(name: N, input: Input<N>): Promise<string | null> {
      const reply = await counter.call(name, input);
      return reply.ok ? null : reply.error.code;
    },
    async state(id: string): Promise<string> {
      return (await counter.value('links.get', { id })).link.state;
    },
    until: (id: string, state: string) =>
      vi.waitFor(async () => expect(await counter.state(id)).toBe(state), { timeout: 15_000 }),
    /** Whether the settings files are on a disk with no room, or which of them has none left. */
    fillDisk(now: boolean | string): void {
      full = now;
    },
    async restart(next: Pick<CounterOptions, 'seal' | 'allowLoopback'> = {}): Promise<void> {
      await app.stop();
      seal = next.seal ?? seal;
      allowLoopback = next.allowLoopback ?? allowLoopback;
      app = await start();
    },
    /** What whoever calls may do from now on; null: as it is. */
    as(next: Role | null): void {
      role = next;
    },
    stop: () => app.stop(),
    async remove(): Promise<void> {
      await app.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
  return counter;
}
