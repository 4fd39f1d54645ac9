import path from 'node:path';
import { LANGUAGES, MODES } from '../shared/settings.ts';
import type { Language, Mode } from '../shared/settings.ts';
import { AREAS, calls } from '../shared/contract/calls.ts';
import type { Area, CallName } from '../shared/contract/calls.ts';
import type { Status } from '../shared/contract/status.ts';
import { asAppError, CallError } from './errors.ts';
import type { NoteEvent } from './ledger/ledger.ts';
import { APP, person } from '../shared/actors.ts';
import type { Host, KeyValue, OpenedStore } from './host.ts';
import type { Handlers } from './ipc.ts';
import { practiceHandlers } from './practice/calls.ts';
import { openShop, openShopLedger } from './open-mode.ts';
import type { Shop } from './open-mode.ts';
import { createChanges } from './settings/changes.ts';
import { settingsHandlers } from './settings/calls.ts';
import { createModeSettings } from './settings/mode.ts';
import { createPatience } from './settings/patience.ts';
import { createTurns } from './turns.ts';

export interface Services {
  handlers: Handlers;
  stop(): Promise<void>;
}

const oneOf = <T extends string>(values: readonly T[], value: unknown): T =>
  values.find((known) => known === value) ?? (values[0] as T);

/** The areas whose calls the open shop answers, by the first part of their names. */
const SHOP_AREAS = ['links', 'outbox', 'bills', 'batches', 'draft'] as const;
type ShopCall = Extract<CallName, `${(typeof SHOP_AREAS)[number]}.${string}`>;

/** The calls of the open shop, looked up at each call: which shop that is changes with the mode. */
function shopHandlers(opened: () => Shop): Pick<Handlers, ShopCall> {
  const names = (Object.keys(calls) as CallName[]).filter((name): name is ShopCall =>
    SHOP_AREAS.some((area) => name.startsWith(`${area}.`)),
  );
  const forward = (name: ShopCall) => (input: never) => (opened().handlers[name] as (input: never) => unknown)(input);
  // Each name leads to the handler of the same name, which TypeScript cannot follow through a list of entries.
  return Object.fromEntries(names.map((name) => [name, forward(name)])) as Pick<Handlers, ShopCall>;
}

/** In the live settings: whether the counter is in live. */
const IN_USE = 'inUse';
const SET_ASIDE = 'setAside';

/** Does what is not worth an error: a full disk must not keep the counter from opening. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // As said.
  }
}

/** The files that were set aside, at this start or an earlier one, and that nobody has seen yet. */
function notSeen(app: KeyValue, stores: readonly OpenedStore[]): { files(): string[]; seen(): void } {
  const kept = app.get(SET_ASIDE);
  const before = Array.isArray(kept) ? kept.map(String) : [];
  let files = [...before, ...stores.flatMap(({ setAside }) => setAside ?? [])];
  if (files.length > before.length) attempt(() => app.set(SET_ASIDE, files));
  return {
    files: () => files,
    seen() {
      app.delete(SET_ASIDE);
      files = [];
    },
  };
}

/** Puts the parts together and opens the mode the counter was last in; practice on the first start. */
export async function startServices(host: Host): Promise<Services> {
  const { now = Date.now } = host;
  const tell: Host['tell'] = (name, data) => host.tell(name, data);
  const app = host.openStore('app');
  const stores = { practice: host.openStore('practice/settings'), live: host.openStore('live/settings') };
  const ask = createPatience(() => {
    // What waited for its keys goes on.
    shop?.refresh();
    changed('settings', 'status');
  });
  const settings = {
    practice: createModeSettings('practice', stores.practice, host.seal, ask, host.allowLoopback),
    live: createModeSettings('live', stores.live, host.seal, ask, host.allowLoopback),
  };
  /** The mode is kept in a second place: a counter that loses `app.json` must not go from live to practice. */
  const mode = () =>
    MODES.find((known) => known === app.get('mode')) ?? (stores.live.get(IN_USE) === true ? 'live' : 'practice');
  /** The place that decides is written last: where the disk takes only one of them, the mode is as it was. */
  const keepMode = (next: Mode) => {
    if ((stores.live.get(IN_USE) === true) !== (next === 'live')) stores.live.set(IN_USE, next === 'live');
    app.set('mode', next);
  };
  const aside = notSeen(app, [app, stores.practice, stores.live]);
  const language = () => oneOf<Language>(LANGUAGES, app.get('language'));

  let shop: Shop | null = null;
  let trouble: Status['trouble'] = null;

  const pending = new Set<Area>();
  /** Changes of one moment are told together: a send alone changes rows and counts several times. */
  function changed(...areas: Area[]): void {
    if (pending.size === 0) {
      setTimeout(() => {
        tell('changed', { areas: [...pending] });
        pending.clear();
      }, 20);
    }
    for (const area of areas) pending.add(area);
  }

  const folderOf = (of: Mode) => path.join(host.dataDir, of);

  /** The shop of the mode the counter is in; null, with `trouble` saying why, where its ledger cannot be used. */
  async function open(): Promise<Shop | null> {
    const current = mode();
    trouble = null;
    try {
      return await openShop({
        mode: current,
        folder: folderOf(current),
        settings: settings[current],
        store: stores[current],
        app,
        seal: host.seal,
        openExternal: (url) => host.openExternal(url),
        now,
        changed,
        tell,
      });
    } catch (error) {
      trouble = asAppError(error);
      return null;
    }
  }

  function openedShop(): Shop {
    if (shop !== null) return shop;
    const { code, ...facts } = trouble ?? { code: 'internal' };
    throw new CallError(code, facts);
  }

  async function status(): Promise<Status> {
    const idle = {
      line: { state: 'unsure', reason: null, since: now() },
      queued: 0,
      sending: 0,
      decisions: 0,
      paused: null,
      hold: null,
      markFailed: false,
      otherService: 0,
      lastPollAt: null,
      ledgerOk: null,
      bills: { basket: 0, awaiting: 0, receiver: 'failed', returnsWaiting: 0 },
    } as const;
    const open = shop?.status() ?? idle;
    return {
      mode: mode(),
      language: language(),
      version: host.version,
      host: host.kind,
      trouble,
      setAside: aside.files(),
      ...open,
      bills: { ...open.bills, accessFault: mode() === 'live' ? await settings.live.accessFault('tosha') : null },
      accessFault: mode() === 'live' ? await settings.live.accessFault('sizpay') : null,
      loopbackAllowed: host.allowLoopback,
    };
  }

  /** Closes the shop and opens that of another mode. */
  async function enter(next: Mode): Promise<void> {
    const closing = shop;
    shop = null;
    try {
      await closing?.stop();
      keepMode(next);
    } finally {
      // Whatever failed, the counter is open in some mode afterwards, and the screen knows in which.
      shop = await open();
      changed(...AREAS);
    }
  }

  async function setMode(next: Mode): Promise<Status> {
    const before = mode();
    if (next === before && shop !== null) return status();
    const fault = next === 'live' ? await settings.live.accessFault('sizpay') : null;
    if (fault !== null) throw new CallError(fault);
    const actor = shop?.actor() ?? APP;
    await enter(next);
    try {
      shop?.ledger.note('app', { kind: 'mode.changed', data: { mode: next } }, actor);
    } catch (error) {
      // What no ledger tells did not happen.
      await enter(before).catch(() => undefined);
      throw error;
    }
    return status();
  }

  const changeNoted = createChanges({
    opened: () => shop,
    open: (of) => openShopLedger({ mode: of, folder: folderOf(of), store: stores[of], app, now }),
    actor: () => shop?.actor() ?? person(''),
  });

  function change(of: Mode, event: NoteEvent, apply: () => void): void {
    changeNoted(of, event, apply);
    if (shop?.mode === of) shop.refresh();
    changed('settings', 'status');
  }

  /** What opens a ledger, or relies on which is open. */
  const turns = createTurns();

  const practice = () => {
    const found = openedShop().practice;
    if (found === null) throw new CallError('only-in-practice');
    return found;
  };

  // Also where an earlier version kept it in one place only.
  attempt(() => keepMode(mode()));
  shop = await open();

  const handlers: Handlers = {
    'app.status': status,
    'app.setLanguage': ({ language: next }) => {
      app.set('language', next);
      changed('status');
      return {};
    },
    'app.seeSetAside': () => {
      aside.seen();
      changed('status');
      return {};
    },
    'app.setMode': (input) => turns.run(() => setMode(input.mode)),
    'app.network': () => {
      shop?.look();
      return {};
    },
    ...shopHandlers(openedShop),
    ...settingsHandlers({
      ask,
      host,
      now,
      of: (which) => settings[which],
      shop: () => shop,
      change: (which, event, apply) => turns.run(() => change(which, event, apply)),
    }),
    'ledger.check': () => openedShop().check(),
    'ledger.rebuild': () => openedShop().rebuild(),
    'ledger.accept': async () => {
      await openedShop().acceptHold();
      return {};
    },
    ...practiceHandlers({ practice, look: () => openedShop().look() }),
  };
  return {
    handlers,
    async stop() {
      await turns.done();
      await shop?.stop();
      shop = null;
    },
  };
}
