import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that what is drawn waits for the keyring. One that is being unlocked answers when a person has done so. */
const LIMIT = 1000;

export const WAITING = 'waiting';

/** Asks a question; after the limit the answer is `waiting`, at once and for everybody, until it has come. */
export type Ask = <T>(question: string, find: () => Promise<T>) => Promise<T | typeof WAITING>;

/**
 * Lets nobody wait for a keyring that does not answer: a window that does so stays blank for ever.
 * @param answered told when an answer has come after all
 */
export function createPatience(answered: () => void): Ask {
  const open = new Map<string, { answer: Promise<unknown>; late: boolean }>();

  function begin(question: string, find: () => Promise<unknown>) {
    const one = { answer: find(), late: false };
    open.set(question, one);
    const end = () => {
      open.delete(question);
      if (one.late) answered();
    };
    one.answer.then(end, end);
    return one;
  }

  return async (question, find) => {
    const one = open.get(question) ?? begin(question, find);
    if (one.late) return WAITING;
    const first = await Promise.race([one.answer, sleep(LIMIT, WAITING, { ref: false })]);
    if (first === WAITING) one.late = true;
    // What is asked under one name is one thing.
    return first as Awaited<ReturnType<typeof find>> | typeof WAITING;
  };
}
