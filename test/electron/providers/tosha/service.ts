import type { BillOrder, ToshaService } from '../../../../electron/providers/tosha/outcome.ts';
import { toshaWsdl } from '../../../../electron/providers/tosha/wsdl.ts';
import { envelope, serveScript } from '../soap/service.ts';
import type { Asked, Scripted, ScriptedService } from '../soap/service.ts';

/** A bulk-bill service on loopback that answers as told. */
export const scriptedService = (answer: (asked: Asked) => Scripted): Promise<ScriptedService> =>
  serveScript('UserWebservice.asmx', answer);

export function wayTo(endpoint: string, version: ToshaService['version'], change: Partial<ToshaService> = {}): ToshaService {
  const credentials = { userName: 'user-of-the-shop', password: 'pass<word>&"1"' };
  return { endpoint, version, credentials, wsdl: toshaWsdl(), deadline: 20_000, ...change };
}

export const RETURN_URL = 'http://127.0.0.1:1/r/k?BatchTokenID={0}&Status={1}&StatusDescription={2}&BillItems={3}';
export const TOKEN = '900719925474099301';
export const PAY_PAGE = 'https://pay.example.ir/bill/9';

/** Bills as in wire.md, "Bills"; the last has zeros before its ids. */
export const ORDERS: readonly BillOrder[] = [
  { billId: '1117753200140', payId: '12070160', extOrderId: 'b-1' },
  { billId: '9985235404124', payId: '0000880000568', extOrderId: 'b-2' },
  { billId: '0001234502812', payId: '35050220', extOrderId: 'b-3' },
];

export type Item = Readonly<Record<string, unknown>>;

export function itemOf(at: number, change: Item = {}): Item {
  const { billId, payId, extOrderId } = ORDERS[at] ?? { billId: '', payId: '', extOrderId: '' };
  const told = { Status: 0, StatusMessage: 'موفق', Price: 120_000, BillType: 'برق', BillTypeCode: 2 };
  return { BillID: billId, PayID: payId, ...told, ExtOrderID: extOrderId, ...change };
}

export const ITEMS = ORDERS.map((_, at) => itemOf(at));

export const PAYABLE = {
  BatchBillPaymentResponseDataItems: ITEMS,
  Status: 0,
  StatusMessage: 'موفق',
  BatchToken: TOKEN,
  TotalAmount: 360_000,
  PaymentUrl: PAY_PAGE,
} as const;

const NOTHING = { BatchToken: '', TotalAmount: 0, PaymentUrl: '', BatchBillPaymentResponseDataItems: [] };
export const REFUSED = { ...NOTHING, Status: 7, StatusMessage: 'نه' } as const;

export const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** An envelope whose result is a text. */
export const resultOf = (text: string, version: ToshaService['version'] = 'soap11') =>
  envelope(
    `<BulkBillPaymentWSResponse xmlns="http://www.toranjsoft.com"><BulkBillPaymentWSResult>${text}</BulkBillPaymentWSResult></BulkBillPaymentWSResponse>`,
    version,
  );

/** The service's answer as ASMX writes it. */
export const answerOf = (version: ToshaService['version'], answer: object, status = 200) => ({
  status,
  type: version === 'soap11' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8',
  body: resultOf(escapeXml(JSON.stringify(answer)), version),
});
