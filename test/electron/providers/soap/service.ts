import http from 'node:http';
import { listenOn } from '../net/server.ts';

/** What the scripted service does with a request: a reply byte for byte, or one of the ways to leave without one. */
export type Scripted = { status?: number; type?: string; body: string | Buffer } | 'reset' | 'cut' | 'silent';

export interface Asked {
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface ScriptedService {
  endpoint: string;
  asked: Asked[];
  close(): Promise<void>;
}

function act(outgoing: http.ServerResponse, scripted: Scripted): void {
  if (scripted === 'silent') return;
  if (scripted === 'reset') return void outgoing.socket?.resetAndDestroy();
  if (scripted === 'cut') {
    outgoing.writeHead(200, { 'content-type': 'text/xml', 'content-length': '1000' }).write('<soap:Env');
    return void setImmediate(() => outgoing.socket?.destroy());
  }
  outgoing.writeHead(scripted.status ?? 200, scripted.type === undefined ? {} : { 'content-type': scripted.type });
  outgoing.end(scripted.body);
}

/** A service on loopback, at the path of a file, that answers as told. */
export async function serveScript(file: string, answer: (asked: Asked) => Scripted): Promise<ScriptedService> {
  const asked: Asked[] = [];
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const one = { url: incoming.url ?? '', headers: incoming.headers, body };
      asked.push(one);
      act(outgoing, answer(one));
    });
  });
  const port = await listenOn(server);
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}/${file}`, asked, close };
}

const ENVELOPES = {
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
} as const;

export function envelope(inner: string, version: keyof typeof ENVELOPES = 'soap11'): string {
  const xmlns = `xmlns:soap="${ENVELOPES[version]}"`;
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope ${xmlns}><soap:Body>${inner}</soap:Body></soap:Envelope>`;
}

/** A SOAP 1.1 or 1.2 fault; `code` is Client, Server, Sender, Receiver, … */
export function soapFault(code: string, words: string, version: keyof typeof ENVELOPES): string {
  const fault11 = `<faultcode>soap:${code}</faultcode><faultstring>${words}</faultstring>`;
  const fault12 = `<soap:Code><soap:Value>soap:${code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${words}</soap:Text></soap:Reason>`;
  return envelope(`<soap:Fault>${version === 'soap11' ? fault11 : fault12}</soap:Fault>`, version);
}
