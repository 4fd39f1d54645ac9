import { createServerless } from 'soap';
import type { SoapVersion } from '../../shared/evidence.ts';
import type { ServedContract, Method } from './contracts.ts';
import type { HttpReply } from './http.ts';
import { UnreadableRequest } from './requests.ts';
import { isSafeXml } from './screen.ts';

const NAMESPACES: Readonly<Record<SoapVersion, string>> = {
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
};
const CONTENT_TYPES: Readonly<Record<SoapVersion, string>> = {
  soap11: 'text/xml; charset=utf-8',
  soap12: 'application/soap+xml; charset=utf-8',
};
const FAULT_WORDS = { client: 'The request cannot be read.', server: 'The request cannot be processed.' } as const;

/** A SOAP fault by each version's own rules: element names, code names (1.2 says Sender and Receiver), HTTP status. */
export function soapFault(version: SoapVersion, whose: 'client' | 'server'): HttpReply {
  const words = FAULT_WORDS[whose];
  const content =
    version === 'soap11'
      ? `<faultcode>soap:${whose === 'client' ? 'Client' : 'Server'}</faultcode><faultstring>${words}</faultstring>`
      : `<soap:Code><soap:Value>soap:${whose === 'client' ? 'Sender' : 'Receiver'}</soap:Value></soap:Code>` +
        `<soap:Reason><soap:Text xml:lang="en">${words}</soap:Text></soap:Reason>`;
  const body =
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${NAMESPACES[version]}"><soap:Body>` +
    `<soap:Fault>${content}</soap:Fault></soap:Body></soap:Envelope>`;
  return { status: version === 'soap12' && whose === 'client' ? 400 : 500, contentType: CONTENT_TYPES[version], body };
}

/** node-soap's server on a contract, without a listener of its own. It drops blanks at the ends of texts. */
async function nodeSoap(version: SoapVersion, { wsdl, name, address }: ServedContract, methods: Record<string, Method>) {
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  const options = {
    path: new URL(address).pathname,
    services: { [name]: { [`${name}Soap`]: methods } },
    xml: wsdl,
    suppressStack: true,
    forceSoap12Headers: version === 'soap12',
    // Read by the WSDL's parser, though node-soap's types do not say so.
    customDeserializer: { long: (digits: string) => digits },
    callback: (error: unknown) => (error ? reject(new Error('WSDL', { cause: error })) : resolve()),
  };
  const server = await createServerless(options);
  await ready;
  return server;
}

/**
 * Answers SOAP requests of one version. node-soap reads the request and writes the reply; content type and faults are
 * ours: node-soap echoes the request's content type, and its own faults have an unbound prefix and status 200.
 */
export async function createSoap(version: SoapVersion, contract: ServedContract) {
  let done = false;
  let failure: unknown = null;
  const watched = (method: Method): Method => {
    return (parameters) => {
      try {
        const reply = method(parameters);
        done = true;
        return reply;
      } catch (error) {
        failure = error;
        throw error;
      }
    };
  };
  const methods = Object.entries(contract.methods).map(([name, method]) => [name, watched(method)] as const);
  const server = await nodeSoap(version, contract, Object.fromEntries(methods));

  return async (xml: string, soapAction: string): Promise<HttpReply> => {
    if (!(await isSafeXml(xml))) return soapFault(version, 'client');
    const headers = soapAction === '' ? {} : { soapaction: soapAction };
    done = false;
    failure = null;
    const replying = server.processRequest(xml, { method: 'POST', headers });
    // The method has run, or never will: node-soap calls it before it returns the promise.
    if (done) return { status: 200, contentType: CONTENT_TYPES[version], body: (await replying).body };
    const unread = failure === null || failure instanceof UnreadableRequest;
    return soapFault(version, unread ? 'client' : 'server');
  };
}
