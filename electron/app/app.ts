import path from 'node:path';
import { AREAS } from '../../shared/contract/events.ts';
import { LANGUAGES } from '../../shared/settings.ts';
import type { Mode } from '../../shared/settings.ts';
import { createCounter } from '../counter.ts';
import { CallError } from '../errors.ts';
import type { Host } from '../host.ts';
import type { Answering } from '../ipc.ts';
import { openModeLedger } from '../mode-ledger.ts';
import { openMode } from '../open-mode.ts';
import type { OpenMode } from '../open-mode.ts';
import { practiceHandlers } from '../practice/calls.ts';
import { settingsHandlers } from '../settings/calls.ts';
import { createChanges } from '../settings/changes.ts';
import type { Change } from '../settings/changes.ts';
import { createModeSettings } from '../settings/mode.ts';
import { createPatience } from '../settings/patience.ts';
import { appHandlers } from './calls.ts';
import { whoIsAt } from './caller.ts';
import { createChanged } from './changed.ts';
import { createKeptMode } from './kept-mode.ts';
import { openModeHandlers } from './open-calls.ts';
import { createSetAside } from './set-aside.ts';
import { statusOf } from './status.ts';
import { createSwitch } from './switch-mode.ts';

/** The main process without its shell: it answers calls until it is stopped. */
export interface App extends Answering {
  stop(): Promise<void>;
}

/** Puts the parts together and opens the mode the counter was last in; practice on the first start. */
export async function startApp(host: Host): Promise<App> {
  const { now = Date.now } = host;
  const store = host.openStore('app');
  const stores = { practice: host.openStore('practice/settings'), live: host.openStore('live/settings') };
  const changed = createChanged((areas) => host.tell('changed', { areas }));
  const ask = createPatience(() => {
    // What waited for its keys goes on.
    counter.current()?.refresh();
    changed('settings', 'status');
  });
  const settingsOf = (mode: Mode) => createModeSettings(mode, stores[mode], host.seal, ask, host.allowLoopback);
  const settings = { practice: settingsOf('practice'), live: settingsOf('live') };
  const kept = createKeptMode(store, stores.live);
  const aside = createSetAside(store, [store, stores.practice, stores.live]);
  const language = () => LANGUAGES.find((known) => known === store.get('language')) ?? LANGUAGES[0];
  const folderOf = (mode: Mode) => path.join(host.dataDir, mode);
  const ledgerOf = (mode: Mode) => ({ mode, folder: folderOf(mode), store: stores[mode], app: store, now });

  const counter = createCounter<OpenMode>({
    mode: kept.get,
    open: (mode) =>
      openMode({
        ...ledgerOf(mode),
        settings: settings[mode],
        seal: host.seal,
        openExternal: (url) => host.openExternal(url),
        changed,
        tell: (news) => host.tell('told', news),
      }),
    reopened: () => changed(...AREAS),
  });

  const changeNoted = createChanges({ opened: counter.current, open: (mode) => openModeLedger(ledgerOf(mode)) });
  const change: Change = (mode, ...what) => {
    changeNoted(mode, ...what);
    const open = counter.current();
    if (open?.mode === mode) open.refresh();
    changed('settings', 'status');
  };

  const status = () => statusOf({ host, counter, mode: kept.get, language, aside, live: settings.live, now });
  const practice = () => {
    const found = counter.opened().practice;
    if (found === null) throw new CallError('only-in-practice');
    return found;
  };

  try {
    // Also where an earlier version kept it in one place only.
    kept.keep(kept.get());
  } catch {
    // A full disk must not keep the counter from opening.
  }
  await counter.start();
  return {
    handlers: {
      ...appHandlers({
        counter,
        status,
        setLanguage: (next) => store.set('language', next),
        switchMode: createSwitch({ counter, kept, liveFault: () => settings.live.accessFault('sizpay') }),
        aside,
        changed,
      }),
      ...openModeHandlers(counter.opened),
      ...settingsHandlers({
        ask,
        host,
        now,
        of: (mode) => settings[mode],
        practice: () => counter.current()?.practice ?? null,
        change: (...what) => counter.turn(() => change(...what)),
      }),
      ...practiceHandlers({ practice, look: () => counter.opened().look() }),
    },
    caller: () => whoIsAt(settings[kept.get()]),
    stop: counter.stop,
  };
}
