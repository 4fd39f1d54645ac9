import { smsDescription } from '../../shared/invoice.ts';
import { rialText } from './rial.ts';

const SHOP = 'فروشگاه تمرینی';

export interface SmsFacts {
  /** Rial. */
  amount: number;
  description: string;
  /** Where the customer pays. */
  payAddress: string;
}

/**
 * The SMS as the customer reads it. Of the description only the first 25 UTF-16 units are in it (wire.md,
 * "PayLinkSendSoap"); a blank description leaves no empty line.
 */
export function smsText({ amount, description, payAddress }: SmsFacts): string {
  const lines = [SHOP, smsDescription(description), `مبلغ: ${rialText(amount)}`, `پرداخت: ${payAddress}`];
  return lines.filter((line) => line !== '').join('\n');
}
