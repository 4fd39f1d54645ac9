import type { IncomingMessage } from 'node:http';
import type { Service } from '../../shared/settings.ts';
import { PATHS, PAY_PATH } from './http.ts';
import type { SoapVersion } from '../../shared/evidence.ts';

/** What a request is for; null for what the shop does not have. */
export type Route =
  | { kind: 'soap'; service: Service; version: SoapVersion }
  | { kind: 'json' }
  | { kind: 'wsdl'; service: Service }
  | { kind: 'pay-page'; batchToken: string }
  | { kind: 'pay-act'; batchToken: string }
  | null;

function serviceRoute(service: Service, method: string, type: string, search: string): Route {
  if (method === 'GET') return /^\?wsdl$/iu.test(search) ? { kind: 'wsdl', service } : null;
  if (type === 'text/xml') return { kind: 'soap', service, version: 'soap11' };
  return type === 'application/soap+xml' ? { kind: 'soap', service, version: 'soap12' } : null;
}

function payRoute(batchToken: string, method: string, type: string): Route {
  if (method === 'GET') return { kind: 'pay-page', batchToken };
  return type === 'application/x-www-form-urlencoded' ? { kind: 'pay-act', batchToken } : null;
}

/** Finds the way by path (in any case, as ASP.NET does), method and content type. */
export function routeOf({ method = '', url = '/', headers }: IncomingMessage): Route {
  if (method !== 'GET' && method !== 'POST') return null;
  const { pathname, search } = new URL(url, 'http://localhost');
  const path = pathname.toLowerCase();
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (path.startsWith(PAY_PATH)) return payRoute(path.slice(PAY_PATH.length), method, type);
  if (path === PATHS.tosha.toLowerCase()) return serviceRoute('tosha', method, type, search);
  if (path === PATHS.sizpay.toLowerCase()) return serviceRoute('sizpay', method, type, search);
  const rest = path === `${PATHS.sizpay.toLowerCase()}/paylinksendrest`;
  return rest && method === 'POST' && type === 'application/json' ? { kind: 'json' } : null;
}
