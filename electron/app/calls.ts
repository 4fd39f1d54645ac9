import type { Area } from '../../shared/contract/events.ts';
import type { Status } from '../../shared/contract/status.ts';
import type { Language } from '../../shared/settings.ts';
import type { Counter } from '../counter.ts';
import type { Handlers } from '../ipc.ts';
import type { OpenMode } from '../open-mode.ts';
import type { SetAside } from './set-aside.ts';
import type { SwitchMode } from './switch-mode.ts';

export interface AppHandlersOptions {
  counter: Counter<OpenMode>;
  status: () => Promise<Status>;
  setLanguage: (language: Language) => void;
  switchMode: SwitchMode;
  aside: SetAside;
  changed: (...areas: Area[]) => void;
}

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app.${string}` | `ledger.${string}`>>;

/** The calls about the app itself and its ledger. */
export function appHandlers({ counter, status, setLanguage, switchMode, aside, changed }: AppHandlersOptions): AppHandlers {
  return {
    'app.status': status,
    'app.setLanguage': ({ language }) => {
      setLanguage(language);
      changed('status');
      return {};
    },
    'app.seeSetAside': () => {
      aside.seen();
      changed('status');
      return {};
    },
    'app.setMode': async ({ mode }, actor) => {
      await switchMode(mode, actor);
      return status();
    },
    'app.network': () => {
      counter.current()?.look();
      return {};
    },
    'ledger.check': () => counter.opened().check(),
    'ledger.rebuild': (_input, actor) => counter.opened().rebuild(actor),
    'ledger.accept': async (_input, actor) => {
      await counter.opened().acceptHold(actor);
      return {};
    },
  };
}
