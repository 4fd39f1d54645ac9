import type { Status } from '../../shared/contract/status.ts';
import type { Counter } from '../counter.ts';
import type { Host } from '../host.ts';
import type { ModeStatus, OpenMode } from '../open-mode.ts';
import type { ModeSettings } from '../settings/mode.ts';
import type { SetAside } from './set-aside.ts';
import type { Language, Mode } from '../../shared/settings.ts';

export interface StatusOptions {
  host: Pick<Host, 'version' | 'kind' | 'allowLoopback'>;
  counter: Counter<OpenMode>;
  mode: () => Mode;
  language: () => Language;
  aside: SetAside;
  live: ModeSettings;
  now: () => number;
}

/** What is said of a mode while it is not open. */
function idle(now: number): ModeStatus {
  return {
    line: { state: 'unsure', reason: null, since: now },
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
  };
}

/** What the frame of the window shows, whatever is open. */
export async function statusOf({ host, counter, mode, language, aside, live, now }: StatusOptions): Promise<Status> {
  const open = counter.current()?.status() ?? idle(now());
  const state = counter.state();
  const fault = async (service: 'sizpay' | 'tosha') => (mode() === 'live' ? live.accessFault(service) : null);
  return {
    mode: mode(),
    language: language(),
    version: host.version,
    host: host.kind,
    trouble: state.is === 'troubled' ? state.trouble : null,
    setAside: aside.files(),
    ...open,
    bills: { ...open.bills, accessFault: await fault('tosha') },
    accessFault: await fault('sizpay'),
    loopbackAllowed: host.allowLoopback,
  };
}
