import { SIZPAY_ENDPOINT } from '../../../shared/settings.ts';
import { asmxOperations, element, sequence, writeWsdl } from '../soap/wsdl.ts';
import type { Part } from '../soap/wsdl.ts';

/** A guess (wire.md, "What is open, and how to stay right"): the document names no namespace. */
export const PAY_LINK_NAMESPACE = 'https://pysrvc.sizpay.ir/';

const KEYS: readonly Part[] = [
  ['UserName', 'string'],
  ['Password', 'string'],
  ['PayLinkName', 'string'],
];
const SEND: readonly Part[] = [
  ...KEYS,
  ['InvoiceNo', 'string'],
  ['Amount', 'long'],
  ['MobileNo', 'string'],
  ['CustomerName', 'string'],
  ['Description', 'string'],
];
const SENT: readonly Part[] = [
  ['ResCod', 'int'],
  ['Message', 'string'],
  ['PayLinkSendID', 'long'],
];
const STATUS: readonly Part[] = [...KEYS, ['PayLinkIdList', 'string']];
const STATUS_REPLY: readonly Part[] = [
  ['ResCod', 'int'],
  ['Message', 'string'],
  ['prmPayLinkFirstStatus', 'int'],
  ['prmPayLinkFirstRefNo', 'string'],
  ['prmPayLinkListStatus', 'string'],
];

const wrapped = (name: string, type: string): string =>
  `<s:sequence><s:element minOccurs="0" maxOccurs="1" name="${name}" type="tns:${type}"/></s:sequence>`;

const SCHEMA: readonly string[] = [
  element('PayLinkSendSoap', sequence(SEND)),
  element('PayLinkSendSoapResponse', sequence(SENT)),
  element('PayLinkSendRest', wrapped('PayLinkData', 'PayLinkSend')),
  element('PayLinkSendRestResponse', wrapped('PayLinkSendRestResult', 'PayLinkSendResponse')),
  element('PayLinkPayStatusSoap', sequence(STATUS)),
  element('PayLinkPayStatusSoapResponse', sequence(STATUS_REPLY)),
  `<s:complexType name="PayLinkSend">${sequence(SEND)}</s:complexType>`,
  `<s:complexType name="PayLinkSendResponse">${sequence(SENT)}</s:complexType>`,
];

/**
 * The pay-link service's contract as WSDL 1.1 text, after the document (wire.md, "SizPay: payment link"): both SOAP
 * versions, replies as out parameters.
 */
export function payLinkWsdl(namespace: string = PAY_LINK_NAMESPACE): string {
  return writeWsdl({
    service: 'KimiaPayLinkSend',
    namespace,
    endpoint: SIZPAY_ENDPOINT,
    operations: asmxOperations(namespace, ['PayLinkSendSoap', 'PayLinkSendRest', 'PayLinkPayStatusSoap']),
    schema: SCHEMA,
  });
}
