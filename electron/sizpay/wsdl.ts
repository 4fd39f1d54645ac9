import { SIZPAY_ENDPOINT } from '../../shared/settings.ts';

/** A guess (wire.md, "What is open, and how to stay right"): the document names no namespace. */
export const PAY_LINK_NAMESPACE = 'https://pysrvc.sizpay.ir/';

type Part = readonly [name: string, type: 'string' | 'long' | 'int'];

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

const OPERATIONS = ['PayLinkSendSoap', 'PayLinkSendRest', 'PayLinkPayStatusSoap'] as const;

/** ASMX marks text as optional and numbers as required; the bundled contract says the same. */
const part = ([name, type]: Part): string =>
  `<s:element minOccurs="${type === 'string' ? 0 : 1}" maxOccurs="1" name="${name}" type="s:${type}"/>`;

const sequence = (parts: readonly Part[]): string => `<s:sequence>${parts.map(part).join('')}</s:sequence>`;

const element = (name: string, content: string): string =>
  `<s:element name="${name}"><s:complexType>${content}</s:complexType></s:element>`;

const wrapped = (name: string, type: string): string =>
  `<s:sequence><s:element minOccurs="0" maxOccurs="1" name="${name}" type="tns:${type}"/></s:sequence>`;

function schema(namespace: string): string {
  return [
    `<s:schema elementFormDefault="qualified" targetNamespace="${namespace}">`,
    element('PayLinkSendSoap', sequence(SEND)),
    element('PayLinkSendSoapResponse', sequence(SENT)),
    element('PayLinkSendRest', wrapped('PayLinkData', 'PayLinkSend')),
    element('PayLinkSendRestResponse', wrapped('PayLinkSendRestResult', 'PayLinkSendResponse')),
    element('PayLinkPayStatusSoap', sequence(STATUS)),
    element('PayLinkPayStatusSoapResponse', sequence(STATUS_REPLY)),
    `<s:complexType name="PayLinkSend">${sequence(SEND)}</s:complexType>`,
    `<s:complexType name="PayLinkSendResponse">${sequence(SENT)}</s:complexType>`,
    '</s:schema>',
  ].join('\n');
}

const message = (operation: string): string =>
  `<wsdl:message name="${operation}In"><wsdl:part name="parameters" element="tns:${operation}"/></wsdl:message>
<wsdl:message name="${operation}Out"><wsdl:part name="parameters" element="tns:${operation}Response"/></wsdl:message>`;

const portOperation = (operation: string): string =>
  `<wsdl:operation name="${operation}"><wsdl:input message="tns:${operation}In"/><wsdl:output message="tns:${operation}Out"/></wsdl:operation>`;

function binding(name: string, soap: 'soap' | 'soap12', namespace: string): string {
  const body = `<${soap}:body use="literal"/>`;
  const operations = OPERATIONS.map(
    (operation) => `<wsdl:operation name="${operation}">
<${soap}:operation soapAction="${namespace}${operation}" style="document"/>
<wsdl:input>${body}</wsdl:input><wsdl:output>${body}</wsdl:output></wsdl:operation>`,
  );
  return `<wsdl:binding name="${name}" type="tns:KimiaPayLinkSendSoap">
<${soap}:binding transport="http://schemas.xmlsoap.org/soap/http"/>
${operations.join('\n')}
</wsdl:binding>`;
}

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * The pay-link service's contract as WSDL 1.1 text, after the document (wire.md, "SizPay: payment link"): both SOAP
 * versions, replies as out parameters.
 * @param namespace the target namespace; ASMX makes each SOAPAction of it by adding the operation's name, with a
 *   slash between where the namespace does not end in one
 */
export function payLinkWsdl(namespace: string = PAY_LINK_NAMESPACE): string {
  const target = escapeAttribute(namespace);
  const actions = target.endsWith('/') ? target : `${target}/`;
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions name="KimiaPayLinkSend" targetNamespace="${target}" xmlns:tns="${target}"
 xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://www.w3.org/2001/XMLSchema"
 xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/">
<wsdl:types>
${schema(target)}
</wsdl:types>
${OPERATIONS.map(message).join('\n')}
<wsdl:portType name="KimiaPayLinkSendSoap">
${OPERATIONS.map(portOperation).join('\n')}
</wsdl:portType>
${binding('KimiaPayLinkSendSoap', 'soap', actions)}
${binding('KimiaPayLinkSendSoap12', 'soap12', actions)}
<wsdl:service name="KimiaPayLinkSend">
<wsdl:port name="KimiaPayLinkSendSoap" binding="tns:KimiaPayLinkSendSoap"><soap:address location="${SIZPAY_ENDPOINT}"/></wsdl:port>
<wsdl:port name="KimiaPayLinkSendSoap12" binding="tns:KimiaPayLinkSendSoap12"><soap12:address location="${SIZPAY_ENDPOINT}"/></wsdl:port>
</wsdl:service>
</wsdl:definitions>
`;
}
