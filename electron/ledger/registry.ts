import type { Registered } from './aggregate.ts';
import { BILLS_PART } from './bills/part.ts';
import { CORE_KINDS, EVENT_VERSION } from './events.ts';
import { LINKS_PART } from './links/part.ts';

/** All that the ledger has things of: one line each, and nothing about them elsewhere outside of their folders. */
export const REGISTRY = [LINKS_PART, BILLS_PART] as const;

export const AGGREGATES: readonly Registered[] = REGISTRY.flatMap(({ aggregates }) => aggregates);

/** The newest version of a kind of event that this version of the app understands; null for a kind that it does not know. */
export function knownVersion(kind: string): number | null {
  const found = AGGREGATES.map((of) => of.versionOf(kind)).find((version) => version !== null);
  return found ?? (CORE_KINDS.some((known) => known === kind) ? EVENT_VERSION : null);
}

/** Every kind of event that is understood, with its newest version. */
export function knownKinds(): string[] {
  const kinds = [...CORE_KINDS, ...AGGREGATES.flatMap(({ kinds: own }) => own)];
  return kinds.map((kind) => `${kind} ${knownVersion(kind) ?? 0}`).toSorted();
}
