import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../../shared/ipc.ts';
import { SIZPAY_ENDPOINT } from '../../shared/settings.ts';
import { payLinkWsdl } from '../sizpay/wsdl.ts';
import { HOST, PATH } from './http.ts';
import type { Door, HttpReply } from './http.ts';
import { answerJson, jsonError } from './json.ts';
import type { PracticeService } from './service.ts';
import { createSoap, soapFault } from './soap.ts';

const BODY_MAX = 64 * 1024;

export interface FrontParts {
  service: PracticeService;
  fault: () => Fault;
  /** Milliseconds that a reply takes while the line is slow. */
  slow: number;
  /** Ends waiting replies. */
  stopped: AbortSignal;
}

type Route = Door | 'wsdl' | null;

function routeOf({ method, url = '/', headers }: IncomingMessage): Route {
  const { pathname, search } = new URL(url, 'http://localhost');
  const path = pathname.toLowerCase();
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const service = PATH.toLowerCase();
  if (method === 'GET') return path === service && /^\?wsdl$/iu.test(search) ? 'wsdl' : null;
  if (method !== 'POST') return null;
  if (path === `${service}/paylinksendrest`) return type === 'application/json' ? 'json' : null;
  if (path !== service) return null;
  if (type === 'text/xml') return 'soap11';
  return type === 'application/soap+xml' ? 'soap12' : null;
}

const plain = (status: number, body: string): HttpReply => ({ status, contentType: 'text/plain; charset=utf-8', body });

const html = (status: number, title: string): HttpReply => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

/** Text of the body; null where it is longer than a request of the contract can be. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function serverFault(route: Route): HttpReply {
  if (route === 'soap11' || route === 'soap12') return soapFault(route, 'server');
  return route === 'json' ? jsonError('There was an error processing the request.') : html(500, 'Runtime Error');
}

function write(response: ServerResponse, { status, contentType, body }: HttpReply, last: boolean): void {
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.length,
    ...(last && { connection: 'close' }),
  });
  response.end(bytes);
}

/** The service's door to HTTP: finds the method, and plays the fault that is switched on. */
export async function createFront({ service, fault, slow, stopped }: FrontParts) {
  const soap = { soap11: await createSoap('soap11', service), soap12: await createSoap('soap12', service) };

  const answer = async (route: Route, request: IncomingMessage, body: string): Promise<HttpReply> => {
    if (route === null) return plain(404, 'Not found');
    if (route === 'json') return answerJson(service, body);
    if (route !== 'wsdl') return soap[route](body, String(request.headers['soapaction'] ?? ''));
    const endpoint = `http://${HOST}:${request.socket.localPort}${PATH}`;
    return { status: 200, contentType: 'text/xml; charset=utf-8', body: payLinkWsdl().replaceAll(SIZPAY_ENDPOINT, endpoint) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (body === null) return write(response, plain(413, 'Too large'), true);
    const route = routeOf(request);
    // Looked at once: a fault switched while a request is under way is for the next one.
    const playing = fault();
    if (playing === 'garbage') return write(response, html(200, 'ورود به شبکه'), false);
    if (playing === 'server-fault') return write(response, serverFault(route), false);
    const reply = await answer(route, request, body);
    if (playing === 'reply-lost') return void response.destroy();
    if (playing === 'slow') await wait(slow, undefined, { signal: stopped, ref: false });
    return write(response, reply, false);
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    // A connection cut under us, or the end of the shop: nobody is left to answer.
    serve(request, response).catch(() => response.destroy());
  };
}
