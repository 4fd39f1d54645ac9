import { TOSHA_ENDPOINT } from '../../../shared/settings.ts';
import { asmxOperations, element, sequence, writeWsdl } from '../soap/wsdl.ts';
import type { Part } from '../soap/wsdl.ts';

/** wire.md, "ToshaNet: bulk bill payment": without a slash at its end. */
export const TOSHA_NAMESPACE = 'http://www.toranjsoft.com';

/** The one operation of the service. */
export const BULK_BILL = 'BulkBillPaymentWS';

const REQUEST: readonly Part[] = [
  ['Username', 'string'],
  ['Password', 'string'],
  ['ReturnUrl', 'string'],
  ['BatchBillRequestDataItem', 'string'],
];

/** The bulk-bill service's contract as WSDL 1.1 text, after the document (wire.md, "BulkBillPaymentWS"): all is text. */
export function toshaWsdl(namespace: string = TOSHA_NAMESPACE): string {
  return writeWsdl({
    service: 'ChargeService',
    namespace,
    endpoint: TOSHA_ENDPOINT,
    operations: asmxOperations(namespace, [BULK_BILL]),
    schema: [
      element(BULK_BILL, sequence(REQUEST)),
      element(`${BULK_BILL}Response`, sequence([[`${BULK_BILL}Result`, 'string']])),
    ],
  });
}
