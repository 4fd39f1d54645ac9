import type { Fate } from '../net/fate.ts';
import { callSoap } from '../soap/envelope.ts';
import { postTo } from '../soap/send.ts';
import type { PayLinkService } from './outcome.ts';
import type { Invoice } from '../../../shared/invoice.ts';

function keys({ credentials }: PayLinkService) {
  return {
    UserName: credentials.userName,
    Password: credentials.password,
    PayLinkName: credentials.payLinkName,
  };
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

/** An address without the slashes at its end. A regex would look at each run of slashes once more for each of them. */
function withoutSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}

function sendJson(service: PayLinkService, invoice: Invoice, signal: AbortSignal | undefined): Promise<Fate> {
  const values = { ...keys(service), ...invoiceValues(invoice), Amount: invoice.amount };
  const url = `${withoutSlashes(service.endpoint)}/PayLinkSendRest`;
  const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' };
  return postTo(url, service.deadline, signal)(headers, Buffer.from(JSON.stringify({ PayLinkData: values }), 'utf8'));
}

/** One send over the transport in use. Throws BadWsdl where the WSDL in use makes no request. */
export function sendOnce(service: PayLinkService, invoice: Invoice, signal: AbortSignal | undefined): Promise<Fate> {
  if (service.transport === 'json') return sendJson(service, invoice, signal);
  return callSoap({
    wsdl: service.wsdl,
    version: service.transport,
    operation: 'PayLinkSendSoap',
    values: { ...keys(service), ...invoiceValues(invoice) },
    carry: postTo(service.endpoint, service.deadline, signal),
  });
}

/** One status question about ids; always over SOAP, for the document has no other. Throws BadWsdl as above. */
export function askOnce(service: PayLinkService, ids: readonly string[], signal: AbortSignal | undefined): Promise<Fate> {
  return callSoap({
    wsdl: service.wsdl,
    version: service.transport === 'soap12' ? 'soap12' : 'soap11',
    operation: 'PayLinkPayStatusSoap',
    values: { ...keys(service), PayLinkIdList: ids.join(',') },
    carry: postTo(service.endpoint, service.deadline, signal),
  });
}
