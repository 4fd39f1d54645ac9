import { z } from 'zod';
import { Batch } from '../batches.ts';
import { Link } from '../links.ts';

/** What main tells the renderer without being asked. */

/** Parts of what main knows: a call's answer belongs to one, and is asked again once that may have changed. */
export const AREAS = ['status', 'links', 'bills', 'batches', 'settings', 'practice', 'draft'] as const;
export type Area = (typeof AREAS)[number];

const LINK_NEWS = ['paid', 'alarm', 'unknown'] as const;
export type LinkNews = (typeof LINK_NEWS)[number];

const BATCH_NEWS = [
  'batch-accepted',
  'batch-refused',
  'batch-unsent',
  'batch-unknown',
  'batch-returned',
  'batch-alarm',
  'batch-return-waits',
] as const;
export type BatchNews = (typeof BATCH_NEWS)[number];

/** A payment, an alarm or another thing just seen, with what it is about: the screen says it aloud. */
export const News = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(LINK_NEWS), link: Link }),
  z.object({ kind: z.enum(BATCH_NEWS), batch: Batch }),
  /** The outbox stopped by itself; why is in the status. */
  z.object({ kind: z.literal('paused') }),
]);
export type News = z.infer<typeof News>;

export const events = {
  /** The areas whose answers may have changed. */
  changed: z.object({ areas: z.array(z.enum(AREAS)) }),
  told: News,
} as const;
export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.output<(typeof events)[N]>;
