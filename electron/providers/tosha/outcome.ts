import type { Evidence, SoapVersion } from '../../../shared/evidence.ts';
import type { NeverSentReason } from '../net/fate.ts';
import type { Credentials } from '../soap/masking.ts';

/** How to reach the service; `wsdl` is the bundled contract or the adopted one. */
export interface ToshaService {
  endpoint: string;
  version: SoapVersion;
  credentials: Credentials;
  wsdl: string;
  /** Whether it is practice's own: otherwise a reply of a practice shop is no service's word. */
  practice?: boolean;
  /** Milliseconds. */
  deadline: number;
}

/** One bill as it is submitted: wire.md, "BulkBillPaymentWS". */
export interface BillOrder {
  billId: string;
  payId: string;
  extOrderId: string;
}

/** What the first answer says of one bill that was submitted; there is one per order, in the orders' order. */
export interface BillAnswer {
  extOrderId: string;
  accepted: boolean;
  /** The provider's code as it wrote it; '' where its answer does not have the bill. */
  status: string;
  message: string;
  /** Rial; null where the provider states none that is a number. */
  price: number | null;
  billType: string;
}

/**
 * What one submission came to (design.md, "The life of a bill batch"). `cause` and `reason` are codes for the renderer's
 * words; `status` and `message` are the provider's own. Totals and prices are rial.
 */
export type SubmitOutcome =
  | {
      kind: 'accepted';
      batchToken: string;
      paymentUrl: string;
      total: number | null;
      /** What stands where the total should, and is no amount. */
      unreadableTotal?: string;
      status: string;
      message: string;
      bills: BillAnswer[];
      evidence: Evidence;
    }
  | { kind: 'refused'; cause: string; status: string; message: string; bills: BillAnswer[]; evidence: Evidence }
  | { kind: 'unknown'; evidence: Evidence }
  | { kind: 'neverSent'; reason: NeverSentReason; evidence: Evidence };
