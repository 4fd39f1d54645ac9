/**
 * A counter of its own process, so that a test can kill it as a power cut does: `killable.ts` forks it. Each message
 * is a call, answered by a message; settings files are JSON on the disk.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Serializable } from 'node:child_process';
import { answer } from '../../electron/ipc.ts';
import { startApp } from '../../electron/app/app.ts';
import type { CallName } from '../../shared/contract/calls.ts';

export interface Asked {
  name: CallName | 'stop';
  input: Serializable;
}

const [, , dataDir = ''] = process.argv;

function openStore(name: string) {
  const file = path.join(dataDir, `${name}.json`);
  const read = (): Record<string, unknown> => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
  const write = (values: Record<string, unknown>) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(values));
  };
  return {
    setAside: null,
    get: (key: string) => read()[key],
    set: (key: string, value: unknown) => write({ ...read(), [key]: value }),
    setAll: (values: object) => write({ ...read(), ...values }),
    delete: (key: string) => write(Object.fromEntries(Object.entries(read()).filter(([known]) => known !== key))),
  };
}

const app = await startApp({
  dataDir,
  version: '0.0.0',
  kind: 'stand-in',
  openStore,
  seal: {
    strength: () => Promise.resolve('strong'),
    close: (text) => Promise.resolve(Buffer.from(text).toString('base64')),
    open: (sealed) => Promise.resolve(Buffer.from(sealed, 'base64').toString()),
  },
  allowLoopback: true,
  openExternal: () => Promise.resolve(),
  tell: () => undefined,
});

process.on('message', ({ name, input }: Asked) => {
  void (async () => {
    if (name === 'stop') {
      await app.stop();
      process.disconnect();
    } else process.send?.(await answer(app, name, input));
  })();
});
process.send?.('ready');
