import { registered } from '../aggregate.ts';
import type { LedgerPart } from '../part.ts';
import { BATCHES } from './batch-rows.ts';
import { BILLS } from './bill-rows.ts';
import { billLedger } from './ledger.ts';
import type { BillLedger } from './ledger.ts';
import { BILLS_SCHEMA } from './schema.ts';

export const BILLS_PART: LedgerPart<BillLedger> = {
  aggregates: [registered(BILLS), registered(BATCHES)],
  schema: BILLS_SCHEMA,
  open: (db, events) => billLedger(db, events),
};
