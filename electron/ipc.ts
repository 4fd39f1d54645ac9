import { isAllowed } from '../shared/actors.ts';
import type { Actor, Role } from '../shared/actors.ts';
import { calls } from '../shared/contract/calls.ts';
import type { CallName, Checked, Output, Reply } from '../shared/contract/calls.ts';
import type { ErrorCode } from '../shared/contract/errors.ts';
import { asAppError, CallError, issuesOf } from './errors.ts';
import { isBounded } from './input-size.ts';

/** One handler for each call of the contract; it gets checked input and who calls, and may throw a CallError. */
export type Handlers = { [N in CallName]: (input: Checked<N>, actor: Actor) => Promise<Output<N>> | Output<N> };

/** Who makes a call: as whom it is recorded, and what they may do. */
export interface Caller {
  actor: Actor;
  role: Role;
}

/** What answers the calls: their handlers, and who is at the counter now. */
export interface Answering {
  handlers: Handlers;
  caller: () => Caller;
}

/** The part of Electron's ipcMain that is used here, so that this file needs no Electron. */
export interface IpcMainLike<E> {
  handle(channel: string, listener: (event: E, input: unknown) => Promise<unknown>): void;
}

/**
 * Answers one call: what is too much is refused unread, and so is who may not make it (`not-allowed`); then schema in,
 * handler, schema out. Whatever goes wrong is a value. Never rejects.
 */
export async function answer({ handlers, caller }: Answering, name: CallName, input: unknown): Promise<Reply<unknown>> {
  try {
    if (!isBounded(input)) return { ok: false, error: { code: 'bad-input' } };
    const { actor, role } = caller();
    if (!isAllowed(role, calls[name].by)) throw new CallError('not-allowed');
    const checked = calls[name].input.safeParse(input);
    if (!checked.success) return { ok: false, error: { code: 'bad-input', issues: issuesOf(checked.error) } };
    // The table ties each name to its input; TypeScript cannot follow that through a name it does not know.
    const handler = handlers[name] as (input: unknown, actor: Actor) => unknown;
    return { ok: true, value: calls[name].output.parse(await handler(checked.data, actor)) };
  } catch (error) {
    return { ok: false, error: asAppError(error) };
  }
}

/** Binds every call of the contract. A sender that is not the app's own page gets an error and reaches no handler. */
export function bindIpc<E>(ipcMain: IpcMainLike<E>, answering: Answering, isOurs: (event: E) => boolean): void {
  for (const name of Object.keys(calls) as CallName[]) {
    ipcMain.handle(name, async (event, input) => {
      const refused: ErrorCode = 'internal';
      return isOurs(event) ? answer(answering, name, input) : { ok: false, error: { code: refused, detail: 'sender' } };
    });
  }
}
