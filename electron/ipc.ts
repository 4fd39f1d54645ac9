import { calls } from '../shared/contract/calls.ts';
import type { CallName, Checked, Output, Reply } from '../shared/contract/calls.ts';
import type { ErrorCode } from '../shared/contract/errors.ts';
import { asAppError, issuesOf } from './errors.ts';
import { isBounded } from './input-size.ts';

/** One handler for each call of the contract; it gets checked input and may throw a CallError. */
export type Handlers = { [N in CallName]: (input: Checked<N>) => Promise<Output<N>> | Output<N> };

/** The part of Electron's ipcMain that is used here, so that this file needs no Electron. */
export interface IpcMainLike<E> {
  handle(channel: string, listener: (event: E, input: unknown) => Promise<unknown>): void;
}

/**
 * Answers one call: what is too much is refused unread, then schema in, handler, schema out; whatever goes wrong is a
 * value. Never rejects.
 */
export async function answer(handlers: Handlers, name: CallName, input: unknown): Promise<Reply<unknown>> {
  try {
    if (!isBounded(input)) return { ok: false, error: { code: 'bad-input' } };
    const checked = calls[name].input.safeParse(input);
    if (!checked.success) return { ok: false, error: { code: 'bad-input', issues: issuesOf(checked.error) } };
    // The table ties each name to its input; TypeScript cannot follow that through a name it does not know.
    const handler = handlers[name] as (input: unknown) => unknown;
    return { ok: true, value: calls[name].output.parse(await handler(checked.data)) };
  } catch (error) {
    return { ok: false, error: asAppError(error) };
  }
}

/** Binds every call of the contract. A sender that is not the app's own page gets an error and reaches no handler. */
export function bindIpc<E>(ipcMain: IpcMainLike<E>, handlers: Handlers, isOurs: (event: E) => boolean): void {
  for (const name of Object.keys(calls) as CallName[]) {
    ipcMain.handle(name, async (event, input) => {
      const refused: ErrorCode = 'internal';
      return isOurs(event) ? answer(handlers, name, input) : { ok: false, error: { code: refused, detail: 'sender' } };
    });
  }
}
