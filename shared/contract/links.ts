import { z } from 'zod';
import { Actor } from '../actors.ts';
import { LinkEvent } from '../links.ts';

/** Shapes of the calls about links. */

/** Milliseconds since 1970 (UTC). */
const At = z.number();

export const HistoryEntry = z.object({ seq: z.number(), at: At, actor: Actor, event: LinkEvent });
export type HistoryEntry = z.infer<typeof HistoryEntry>;
