import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../../shared/contract/practice.ts';
import type { Service } from '../../shared/settings.ts';
import { bodyOf } from '../request-body.ts';
import { contractsOf } from './contracts.ts';
import type { ServedContract } from './contracts.ts';
import type { BillService } from './bills.ts';
import { HOST, PATHS, plain } from './http.ts';
import type { HttpReply } from './http.ts';
import { PRACTICE_HEADER } from '../providers/soap/practice-header.ts';
import { answerJson, jsonError } from './json.ts';
import type { Payer } from './payer.ts';
import { routeOf } from './routes.ts';
import type { Route } from './routes.ts';
import type { PracticeService } from './service.ts';
import { createSoap, soapFault } from './soap.ts';

/** Bytes; no request of either contract is as long. */
const BODY_MAX = 64 * 1024;

export interface FrontParts {
  payLinks: PracticeService;
  bills: BillService;
  payer: Payer;
  fault: () => Fault;
  /** Milliseconds that a reply takes while the line is slow. */
  slow: number;
  /** Ends waiting replies. */
  stopped: AbortSignal;
}

const html = (status: number, title: string): HttpReply => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

function serverFault(route: Route): HttpReply {
  if (route?.kind === 'soap') return soapFault(route.version, 'server');
  return route?.kind === 'json' ? jsonError('There was an error processing the request.') : html(500, 'Runtime Error');
}

function write(response: ServerResponse, { status, contentType, body, headers }: HttpReply, last: boolean): void {
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.length,
    [PRACTICE_HEADER]: '1',
    ...headers,
    ...(last && { connection: 'close' }),
  });
  response.end(bytes);
}

async function soapOf(contract: ServedContract) {
  return { soap11: await createSoap('soap11', contract), soap12: await createSoap('soap12', contract) };
}

const WHAT_IT_IS =
  '<wsdl:documentation>Pishkhan practice: no SMS is sent and no money moves. Not the real service.</wsdl:documentation>';

/** The WSDL with the practice service's own address, which says what it is. */
function wsdlOf(contract: ServedContract, endpoint: string): HttpReply {
  return {
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body: contract.wsdl.replaceAll(contract.address, endpoint).replace('<wsdl:types>', `${WHAT_IT_IS}\n<wsdl:types>`),
  };
}

/** Whether a request names the shop as the app does: under another name it would be taken for another service. */
function isForUs({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `${HOST}:${socket.localPort}`;
}

/** The shop's door to HTTP: finds the method, and plays the fault that is switched on. Pay pages have no faults. */
export async function createFront({ payLinks, bills, payer, fault, slow, stopped }: FrontParts) {
  const contracts = contractsOf(payLinks, bills);
  const soap = { sizpay: await soapOf(contracts.sizpay), tosha: await soapOf(contracts.tosha) };
  const endpointOf = (request: IncomingMessage, service: Service) =>
    `http://${HOST}:${request.socket.localPort}${PATHS[service]}`;

  const answer = async (route: Route, request: IncomingMessage, body: string): Promise<HttpReply> => {
    switch (route?.kind) {
      case undefined:
        return plain(404, 'Not found');
      case 'json':
        return answerJson(payLinks, body);
      case 'soap':
        return soap[route.service][route.version](body, String(request.headers['soapaction'] ?? ''));
      case 'wsdl':
        return wsdlOf(contracts[route.service], endpointOf(request, route.service));
      case 'pay-page':
        return payer.page(route.batchToken);
      case 'pay-act':
        return payer.act(route.batchToken, body);
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isForUs(request)) return write(response, plain(421, 'Pishkhan practice, under another name'), true);
    const body = await bodyOf(request, BODY_MAX);
    if (body === null) return write(response, plain(413, 'Too large'), true);
    const route = routeOf(request);
    // Looked at once: a fault switched while a request is under way is for the next one.
    const playing = route?.kind === 'pay-page' || route?.kind === 'pay-act' ? 'none' : fault();
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
