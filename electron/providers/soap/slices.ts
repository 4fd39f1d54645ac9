/**
 * What came from outside is read in slices, and between two of them whatever waits has its turn: a save, a list, a click.
 * How much is read at all is bounded besides, where it is read.
 */

/** Characters (or bytes) of one slice. The slowest of them, however made, takes a few milliseconds. */
export const SLICE = 8192;

/** Lets whatever waits have its turn. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
