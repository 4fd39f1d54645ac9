import type { Actor } from '../../shared/actors.ts';
import { calls } from '../../shared/contract/calls.ts';
import type { CallName } from '../../shared/contract/calls.ts';
import type { Handlers } from '../ipc.ts';
import type { OpenMode } from '../open-mode.ts';

/** First parts of the names of calls that the open mode answers. */
const OF_OPEN_MODE = ['links', 'outbox', 'bills', 'batches', 'draft'] as const;
type OpenCall = Extract<CallName, `${(typeof OF_OPEN_MODE)[number]}.${string}`>;

/** The calls of the open mode, looked up at each call: which one that is changes. */
export function openModeHandlers(opened: () => OpenMode): Pick<Handlers, OpenCall> {
  const names = (Object.keys(calls) as CallName[]).filter((name): name is OpenCall =>
    OF_OPEN_MODE.some((first) => name.startsWith(`${first}.`)),
  );
  const forward = (name: OpenCall) => (input: never, actor: Actor) =>
    (opened().handlers[name] as (input: never, actor: Actor) => unknown)(input, actor);
  // Each name leads to the handler of the same name, which TypeScript cannot follow through a list of entries.
  return Object.fromEntries(names.map((name) => [name, forward(name)])) as Pick<Handlers, OpenCall>;
}
