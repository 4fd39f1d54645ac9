import { SIZPAY_ENDPOINT, TOSHA_ENDPOINT } from '../../shared/settings.ts';
import type { Service } from '../../shared/settings.ts';
import { payLinkWsdl } from '../providers/sizpay/wsdl.ts';
import { BULK_BILL, toshaWsdl } from '../providers/tosha/wsdl.ts';
import type { BillService } from './bills.ts';
import { readBulk, readSend, readStatus, readWrapped } from './requests.ts';
import type { PracticeService } from './service.ts';

/** From node-soap's parameters to the reply's fields. Throws UnreadableRequest. */
export type Method = (parameters: unknown) => object;

/** A service as it is put on the wire. */
export interface ServedContract {
  wsdl: string;
  /** The service's name in the WSDL; its port is `<name>Soap`. */
  name: string;
  /** The real service's address, which the WSDL names. */
  address: string;
  /** The operations of the WSDL. */
  methods: Readonly<Record<string, Method>>;
}

/** Both services' contracts, after the documents. */
export function contractsOf(payLinks: PracticeService, bills: BillService): Readonly<Record<Service, ServedContract>> {
  return {
    sizpay: {
      wsdl: payLinkWsdl(),
      name: 'KimiaPayLinkSend',
      address: SIZPAY_ENDPOINT,
      methods: {
        PayLinkSendSoap: (parameters) => payLinks.send(readSend(parameters)),
        PayLinkSendRest: (parameters) => ({ PayLinkSendRestResult: payLinks.send(readSend(readWrapped(parameters))) }),
        PayLinkPayStatusSoap: (parameters) => payLinks.status(readStatus(parameters)),
      },
    },
    tosha: {
      wsdl: toshaWsdl(),
      name: 'ChargeService',
      address: TOSHA_ENDPOINT,
      methods: {
        [BULK_BILL]: (parameters) => ({ [`${BULK_BILL}Result`]: JSON.stringify(bills.submit(readBulk(parameters))) }),
      },
    },
  };
}
