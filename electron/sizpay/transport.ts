import type { Fate, HttpRequest } from '../net/fate.ts';
import { request } from '../net/request.ts';
import { REPLY_MAX } from './body.ts';
import { callSoap, type SoapCall } from './envelope.ts';
import type { PayLinkService } from './outcome.ts';
import type { Invoice } from '../../shared/invoice.ts';

/** Milliseconds for connecting: what lies beyond is no line, and the link is better back in the queue. */
const CONNECT_TIMEOUT = 15_000;

function keys({ credentials }: PayLinkService) {
  return {
    UserName: credentials.userName,
    Password: credentials.password,
    PayLinkName: credentials.payLinkName,
  };
}

function post(service: PayLinkService, url: string, signal: AbortSignal | undefined): SoapCall['carry'] {
  const fixed: Omit<HttpRequest, 'headers' | 'body'> = {
    url,
    method: 'POST',
    connectTimeout: CONNECT_TIMEOUT,
    deadline: service.deadline,
    maxReply: REPLY_MAX,
    ...(signal === undefined ? {} : { signal }),
  };
  return (headers, body) => request({ ...fixed, headers, body });
}

/** The invoice by the document's names: wire.md, "PayLinkSendSoap". Amount is rial, in digits. */
function invoiceValues(invoice: Invoice) {
  return {
    InvoiceNo: invoice.invoiceNo,
    Amount: String(invoice.amount),
    MobileNo: invoice.mobileNo,
    CustomerName: invoice.customerName,
    Description: invoice.description,
  };
}

function sendJson(service: PayLinkService, invoice: Invoice, signal: AbortSignal | undefined): Promise<Fate> {
  const values = { ...keys(service), ...invoiceValues(invoice), Amount: invoice.amount };
  const url = `${service.endpoint.replace(/\/+$/u, '')}/PayLinkSendRest`;
  const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' };
  return post(service, url, signal)(headers, Buffer.from(JSON.stringify({ PayLinkData: values }), 'utf8'));
}

/** One send over the transport in use. Throws BadWsdl where the WSDL in use makes no request. */
export function sendOnce(service: PayLinkService, invoice: Invoice, signal: AbortSignal | undefined): Promise<Fate> {
  if (service.transport === 'json') return sendJson(service, invoice, signal);
  return callSoap({
    wsdl: service.wsdl,
    version: service.transport,
    operation: 'PayLinkSendSoap',
    values: { ...keys(service), ...invoiceValues(invoice) },
    carry: post(service, service.endpoint, signal),
  });
}

/** One status question about ids; always over SOAP, for the document has no other. Throws BadWsdl as above. */
export function askOnce(service: PayLinkService, ids: readonly string[], signal: AbortSignal | undefined): Promise<Fate> {
  return callSoap({
    wsdl: service.wsdl,
    version: service.transport === 'soap12' ? 'soap12' : 'soap11',
    operation: 'PayLinkPayStatusSoap',
    values: { ...keys(service), PayLinkIdList: ids.join(',') },
    carry: post(service, service.endpoint, signal),
  });
}
