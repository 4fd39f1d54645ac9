/**
 * The version of the rules that make rows of events: shared/'s applications, the columns, the fold of the search. Whoever
 * changes what a row has of the same events counts it up, and every ledger's rows are made anew (rebuild.ts). Kinds and
 * versions of events are looked at besides, and need no counting.
 */
export const PROJECTION = 2;
