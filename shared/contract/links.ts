import { z } from 'zod';
import { Actor } from '../actors.ts';
import { LinkEvent } from '../links.ts';

/** Shapes of the calls about links. */

/** Milliseconds since 1970 (UTC). */
const At = z.number();

/** `event` is null where only a newer version of the app understands it. */
export const HistoryEntry = z.object({ seq: z.number(), at: At, actor: Actor, event: LinkEvent.nullable() });
export type HistoryEntry = z.infer<typeof HistoryEntry>;
