import type { PayLinkService } from '../../../../electron/providers/sizpay/outcome.ts';
import { payLinkWsdl } from '../../../../electron/providers/sizpay/wsdl.ts';
import type { Invoice } from '../../../../shared/invoice.ts';
import type { Transport } from '../../../../shared/evidence.ts';
import { envelope, serveScript, soapFault } from '../soap/service.ts';
import type { Asked, Scripted, ScriptedService } from '../soap/service.ts';

/** A pay-link service on loopback that answers as told. */
export const scriptedService = (answer: (asked: Asked) => Scripted): Promise<ScriptedService> =>
  serveScript('KimiaPayLinkSend.asmx', answer);

export { envelope, soapFault };
export type { Asked, Scripted, ScriptedService };

export function wayTo(endpoint: string, transport: Transport, change: Partial<PayLinkService> = {}): PayLinkService {
  const credentials = { userName: 'user-of-the-shop', password: 'pass<word>&"1"', payLinkName: 'shop' };
  return { endpoint, transport, credentials, wsdl: payLinkWsdl(), deadline: 20_000, ...change };
}

export const INVOICE: Invoice = {
  invoiceNo: '1405-17',
  amount: 150_777,
  mobileNo: '09121234567',
  customerName: 'مریم',
  description: 'نان و شیر',
};

export type Fields = Readonly<Record<string, string | number>>;

const elements = (fields: Fields) =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');

/** The service's answer with these fields, as its transport's own stack would write it. */
export function answerOf(transport: Transport, fields: Fields, operation = 'PayLinkSendSoap'): Scripted {
  if (transport === 'json') {
    const members = Object.entries(fields).map(([name, value]) => {
      const bare = name !== 'Message' && /^-?\d+$/u.test(String(value));
      return `"${name}":${bare ? value : JSON.stringify(value)}`;
    });
    return { type: 'application/json; charset=utf-8', body: `{"d":{${members.join(',')}}}` };
  }
  const response = `<${operation}Response xmlns="https://pysrvc.sizpay.ir/">${elements(fields)}</${operation}Response>`;
  const type = transport === 'soap11' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
  return { type, body: envelope(response, transport) };
}
