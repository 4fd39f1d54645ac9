import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does `work` until it succeeds: what is already true outside (a send went out, a bill was paid) must get into the ledger
 * however long the disk is full. Gives up, with the error, where `final` says that trying again cannot help.
 * @param wait milliseconds between two tries
 */
export async function keepTrying<T>(work: () => T, wait: number, final: (error: unknown) => boolean): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (final(error)) throw error;
      await sleep(wait);
    }
  }
}
