import { z } from 'zod';

/** Shapes of the calls about the practice shop. */

/** Milliseconds since 1970 (UTC). */
const At = z.number();

export const FAULTS = ['none', 'line-down', 'slow', 'reply-lost', 'server-fault', 'garbage', 'wrong-password'] as const;
export type Fault = (typeof FAULTS)[number];

export const PhoneMessage = z.object({
  payLinkSendId: z.string(),
  mobileNo: z.string(),
  at: At,
  /** The SMS word for word. */
  text: z.string(),
  invoiceNo: z.string(),
  amount: z.number(),
  customerName: z.string(),
  description: z.string(),
  state: z.enum(['unpaid', 'paid', 'cancelled']),
  refNo: z.string().nullable(),
});
export type PhoneMessage = z.infer<typeof PhoneMessage>;

/** How the practice provider sends the payer back (wire.md, "BulkBillPaymentWS": nobody says which it will be). */
export const RETURN_FORMS = [
  'placeholders',
  'appended',
  'post',
  'post-appended',
  'second-question-mark',
  'none',
  'forged',
] as const;
export type ReturnForm = (typeof RETURN_FORMS)[number];

/** A pay page at the practice provider, for one batch. */
export const PracticeBatch = z.object({
  batchToken: z.string(),
  paymentUrl: z.string(),
  at: At,
  /** Rial. */
  total: z.number(),
  bills: z.array(
    z.object({ billId: z.string(), payId: z.string(), price: z.number(), billType: z.string(), accepted: z.boolean() }),
  ),
  state: z.enum(['unpaid', 'paid', 'partly', 'cancelled']),
  /** What the payer's browser met when it was sent back: an HTTP status, or `none` / `unreached`. */
  returned: z.string().nullable(),
});
export type PracticeBatch = z.infer<typeof PracticeBatch>;

export const Practice = z.object({
  fault: z.enum(FAULTS),
  endpoint: z.string(),
  messages: z.array(PhoneMessage),
  returnForm: z.enum(RETURN_FORMS),
  /** How many bills of the next submission are refused, from its end. */
  refuseBills: z.number().int().min(0).max(20),
  /** Newest first. */
  batches: z.array(PracticeBatch),
});
export type Practice = z.infer<typeof Practice>;
