/**
 * A bill's row of the landed version as it is made today of the same events: one that is in the basket again has no price
 * or type of the answer before, and is not found by them.
 */
export function remade(row: Record<string, unknown>): Record<string, unknown> {
  if (row['state'] !== 'basket') return row;
  return { ...row, price: null, bill_type: null, folded: String(row['folded']).replace(/[^\n]*$/u, '') };
}
