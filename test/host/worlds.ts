/**
 * The two script worlds of the page, as Electron has them: the preload runs in an isolated world, the page's own scripts
 * in the main one, and only what `contextBridge` exposes crosses. The functions here are sent to Chromium as text, so each
 * stands alone: it uses nothing of this module.
 */

/** Name of the isolated world. */
export const PRELOAD_WORLD = 'pishkhan-preload';
/** Chromium's binding that carries calls to the host; it exists in the isolated world only. */
export const BINDING = 'pishkhanHostCall';
/** What the host calls in the isolated world to answer. */
export const DELIVER = 'pishkhanHostDeliver';

/** A value between the worlds: data as it is, functions and promises by number. */
type Packed =
  | { kind: 'data'; data: unknown }
  | { kind: 'list'; items: Packed[] }
  | { kind: 'object'; entries: [string, Packed][] }
  | { kind: 'function' | 'promise'; id: number };

type Message =
  | { op: 'expose'; key: string; value: Packed }
  | { op: 'call'; id: number; args: Packed[] }
  | { op: 'return' | 'throw'; value: Packed }
  | { op: 'settle'; id: number; ok: boolean; value: Packed };

type AnyFunction = (...args: unknown[]) => unknown;

interface Crossing {
  expose(key: string, value: unknown): void;
}

/**
 * One side of the crossing. `target` is an element outside the document that both worlds know and the page does not;
 * its events are synchronous, so a call across gives its result at once, as with Electron's bridge.
 */
function crossWorlds(
  target: EventTarget,
  inbox: string,
  outbox: string,
  onExposed: (key: string, value: unknown) => void,
): Crossing {
  const lent: AnyFunction[] = [];
  const awaited = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let promises = 0;
  let returned: Extract<Message, { op: 'return' | 'throw' }> | null = null;
  const { stringify, parse } = JSON;

  const post = (message: Message) => void target.dispatchEvent(new CustomEvent(outbox, { detail: stringify(message) }));
  const words = (error: unknown) => pack(error instanceof Error ? error.message : String(error));

  function packPromise(promise: Promise<unknown>): Packed {
    promises += 1;
    const id = promises;
    promise.then(
      (value) => post({ op: 'settle', id, ok: true, value: pack(value) }),
      (error: unknown) => post({ op: 'settle', id, ok: false, value: words(error) }),
    );
    return { kind: 'promise', id };
  }

  function pack(value: unknown): Packed {
    if (typeof value === 'function') return { kind: 'function', id: lent.push(value as AnyFunction) - 1 };
    if (value instanceof Promise) return packPromise(value);
    if (Array.isArray(value)) return { kind: 'list', items: value.map(pack) };
    if (typeof value !== 'object' || value === null) return { kind: 'data', data: value };
    return { kind: 'object', entries: Object.entries(value).map(([key, part]): [string, Packed] => [key, pack(part)]) };
  }

  function call(id: number, args: unknown[]): unknown {
    post({ op: 'call', id, args: args.map(pack) });
    const result = returned;
    returned = null;
    if (result === null) throw new Error('The other world is gone.');
    if (result.op === 'throw') throw new Error(String(unpack(result.value)));
    return unpack(result.value);
  }

  function unpack(packed: Packed): unknown {
    switch (packed.kind) {
      case 'data':
        return packed.data;
      case 'list':
        return packed.items.map(unpack);
      case 'object':
        return Object.freeze(Object.fromEntries(packed.entries.map(([key, part]) => [key, unpack(part)])));
      case 'function':
        return (...args: unknown[]) => call(packed.id, args);
      case 'promise':
        return new Promise((resolve, reject) => awaited.set(packed.id, { resolve, reject }));
    }
  }

  function answer(id: number, args: Packed[]): void {
    try {
      post({ op: 'return', value: pack(lent[id]?.(...args.map(unpack))) });
    } catch (error) {
      post({ op: 'throw', value: words(error) });
    }
  }

  function settle(id: number, ok: boolean, value: Packed): void {
    const waiting = awaited.get(id);
    awaited.delete(id);
    if (ok) waiting?.resolve(unpack(value));
    else waiting?.reject(new Error(String(unpack(value))));
  }

  target.addEventListener(inbox, (event) => {
    const message = parse((event as CustomEvent<string>).detail) as Message;
    if (message.op === 'expose') onExposed(message.key, unpack(message.value));
    else if (message.op === 'call') answer(message.id, message.args);
    else if (message.op === 'settle') settle(message.id, message.ok, message.value);
    else returned = message;
  });
  return { expose: (key, value) => post({ op: 'expose', key, value: pack(value) }) };
}

type Listener = (event: object, ...args: unknown[]) => void;

/** Electron's `ipcRenderer`, as far as a preload needs it, over the host's binding. */
function createIpcRenderer(binding: string, deliver: string) {
  const world = globalThis as unknown as Record<string, unknown>;
  const send = world[binding] as (payload: string) => void;
  const listeners = new Map<string, Set<Listener>>();
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;

  world[deliver] = (message: { id?: number; value?: unknown; error?: string; channel?: string; args?: unknown[] }) => {
    if (message.channel !== undefined) {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...(message.args ?? []));
      return;
    }
    const call = waiting.get(message.id ?? 0);
    waiting.delete(message.id ?? 0);
    if (message.error === undefined) call?.resolve(message.value);
    else call?.reject(new Error(message.error));
  };

  return {
    invoke(channel: string, ...args: unknown[]) {
      calls += 1;
      const id = calls;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send(JSON.stringify({ id, channel, args }));
      });
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
    },
  };
}

const JOIN = 'pishkhan-join';

/** The script of the isolated world: waits for the page's side, then runs the preload with Electron's module. */
export function preloadScript(preload: string): string {
  return `(() => {
    if (window !== window.top) return;
    const crossWorlds = ${crossWorlds.toString()};
    const createIpcRenderer = ${createIpcRenderer.toString()};
    const runPreload = (require, module, exports) => {${preload}
    };
    addEventListener('${JOIN}', (event) => {
      event.stopImmediatePropagation();
      const crossing = crossWorlds(event.relatedTarget, 'to-preload', 'to-page', () => {});
      const electron = {
        contextBridge: { exposeInMainWorld: (key, value) => crossing.expose(key, value) },
        ipcRenderer: createIpcRenderer('${BINDING}', '${DELIVER}'),
      };
      const require = (name) => {
        if (name === 'electron') return electron;
        throw new Error('module not found: ' + name);
      };
      const module = { exports: {} };
      runPreload(require, module, module.exports);
    }, { once: true, capture: true });
  })()`;
}

/**
 * The script of the main world: runs before any of the page's, and leaves there only what the preload exposes.
 * A window the app denies opens as null in Electron; the host checks that it denies all (contents.ts).
 */
export function pageScript(): string {
  return `(() => {
    if (window !== window.top) return;
    const crossWorlds = ${crossWorlds.toString()};
    const target = document.createElement('i');
    crossWorlds(target, 'to-page', 'to-preload', (key, value) => {
      Object.defineProperty(window, key, { value, enumerable: true });
    });
    window.open = () => null;
    window.dispatchEvent(new MouseEvent('${JOIN}', { relatedTarget: target }));
  })()`;
}
