import { z } from 'zod';
import { typed } from './typed.ts';

/** What the form holds while it is typed: text, not yet checked. */
export const Draft = z.object({
  invoiceNo: typed(),
  amount: typed(),
  mobileNo: typed(),
  customerName: typed(),
  description: typed(),
  replaces: typed(undefined, undefined, 36).pipe(z.uuid()).nullable(),
});
export type Draft = z.infer<typeof Draft>;
