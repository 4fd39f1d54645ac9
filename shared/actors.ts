import { z } from 'zod';

/** Who does what: an event of the ledger names one, and so does each call that changes something. */
export const Actor = z.object({
  /** `app`: the app by itself; `person`: at this counter; `import`: a file that a person read in; `counter`: another counter. */
  kind: z.enum(['app', 'person', 'import', 'counter']),
  /** What tells two of one name apart; null where there is nothing that could: the app, or a person without an account. */
  id: z.string().nullable(),
  /** As it was when it happened; empty for the app, and where nobody entered a name. */
  name: z.string(),
});
export type Actor = z.infer<typeof Actor>;

export const APP: Actor = { kind: 'app', id: null, name: '' };

/** Someone at this counter, by the name they gave. */
export function person(name: string): Actor {
  return { kind: 'person', id: null, name };
}

/** Who may make a call of the contract, the least first: each may do what those before it may. */
export const ROLES = ['anyone', 'cashier', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/** Whether someone with a role may do what is for those of `least` and above. */
export function isAllowed(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
