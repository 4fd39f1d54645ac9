import { registered } from '../aggregate.ts';
import type { LedgerPart } from '../part.ts';
import { linkLedger } from './ledger.ts';
import type { LinkLedger } from './ledger.ts';
import { LINKS } from './rows.ts';
import { LINKS_SCHEMA } from './schema.ts';

export const LINKS_PART: LedgerPart<{ links: LinkLedger }> = {
  aggregates: [registered(LINKS)],
  schema: LINKS_SCHEMA,
  open: (db, events, now) => ({ links: linkLedger(db, events, now) }),
};
