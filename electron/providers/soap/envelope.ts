import * as soap from 'soap';
import { z } from 'zod';
import type { SoapVersion } from '../../../shared/evidence.ts';
import { escaped } from '../../markup.ts';
import type { Fate } from '../net/fate.ts';
import { BadWsdl } from './contract-model.ts';
import type { Operation } from './contract-model.ts';
import { CLEAN, cleanWsdl } from './wsdl.ts';
import { readWsdl } from './wsdl-reader.ts';

/** Sends one request, and says what became of it. */
export type Carry = (headers: Record<string, string>, body: Buffer) => Promise<Fate>;

/** A SOAP call, to be made by the WSDL in use. */
interface SoapCall {
  wsdl: string;
  version: SoapVersion;
  operation: string;
  /** Values by the document's names; the WSDL's own spelling is used on the wire. */
  values: Readonly<Record<string, string>>;
  /** Sends what node-soap made. */
  carry: Carry;
}

/** Ends node-soap's part once the fate of its request is ours. */
class Taken extends Error {}

const Carrier = z.object({ carry: z.custom<Carry>((value) => typeof value === 'function') });

/**
 * node-soap's way to the network, which is ours: it hands the bytes to the call's `carry`, and answers node-soap with an
 * error, so that node-soap never sees a reply. Its parser is not fit for one (see readBody in body.ts).
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type asks for an axios promise, which node-soap's calls never look at
const bridge = {
  request(_url: string, xml: unknown, done: (error: unknown) => void, headers?: unknown, options?: unknown) {
    const { carry } = Carrier.parse(options);
    const plain = z.record(z.string(), z.string()).parse(headers);
    void carry(plain, Buffer.from(z.string().parse(xml), 'utf8')).finally(() => done(new Taken()));
  },
} as unknown as soap.IHttpClient;

type Method = (args: unknown, done: (error: unknown) => void, options: unknown) => void;
const Methods = z.record(
  z.string(),
  z.record(
    z.string(),
    z.custom<Method>((value) => typeof value === 'function'),
  ),
);

/** An operation of a WSDL, and node-soap's method that makes its request. */
interface Callable {
  operation: Operation;
  method: Method;
}

/**
 * Whatever text is in use is read by us, and node-soap is given a clean WSDL of the one operation: there is no other way
 * to node-soap's parser, which lets names of a WSDL reach Object.prototype, and fetches what a WSDL points to.
 */
async function makeCallable({ wsdl, version, operation: name }: SoapCall): Promise<Callable> {
  const { namespace, operations } = await readWsdl(wsdl, [name]);
  const operation = operations.get(name);
  if (operation === undefined) throw new BadWsdl(`operation-missing ${name}`);
  try {
    // What the reply holds is no concern of node-soap's, and it reads a WSDL in one go.
    const asked = new Map([[name, { ...operation, reply: new Map<string, string>() }]]);
    const client = await soap.createClientAsync(cleanWsdl({ namespace, operations: asked }), {
      disableCache: true,
      endpoint: CLEAN.endpoint,
      httpClient: bridge,
      forceSoap12Headers: version === 'soap12',
    });
    const method = Methods.parse(client[CLEAN.service])[CLEAN.port]?.[name];
    if (method !== undefined) return { operation, method };
  } catch {
    // Node-soap's errors hold what it was given.
  }
  throw new BadWsdl('not-wsdl');
}

/** A WSDL is read once per operation and version; an old one is dropped when the next is adopted. */
const KEPT = 6;
const callables = new Map<string, Promise<Callable>>();

function callableFor(call: SoapCall): Promise<Callable> {
  const key = `${call.version} ${call.operation} ${call.wsdl}`;
  const known = callables.get(key);
  if (known !== undefined) return known;
  const callable = makeCallable(call);
  callables.set(key, callable);
  const [oldest] = callables.keys();
  if (callables.size > KEPT && oldest !== undefined) callables.delete(oldest);
  return callable;
}

/**
 * Each value under the name that the WSDL gives it. A parameter that the WSDL does not have makes it unusable. Values are
 * escaped by us: node-soap escapes too, but lets a text that begins and ends like a CDATA section through as it is, and a
 * customer so named could write elements of the request.
 */
function named(operation: Operation, values: SoapCall['values']): Record<string, { $xml: string }> {
  const spelling = new Map([...operation.parameters.keys()].map((name) => [name.toLowerCase(), name]));
  const entries = Object.entries(values).map(([name, value]) => {
    const own = spelling.get(name.toLowerCase());
    if (own === undefined) throw new BadWsdl(`parameter-missing ${name}`);
    return [own, { $xml: escaped(value) }] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Has node-soap make the request of a call (envelope, SOAPAction, content type), and sends it. Resolves with the fate
 * of the one request. Throws BadWsdl where the WSDL in use makes none: then nothing was sent.
 */
export async function callSoap(call: SoapCall): Promise<Fate> {
  const { operation, method } = await callableFor(call);
  const args = named(operation, call.values);
  let fate: Promise<Fate> | undefined;
  const carry: Carry = (headers, body) => (fate = call.carry(headers, body));
  try {
    await new Promise<void>((resolve) => method(args, () => resolve(), { carry }));
  } catch {
    // node-soap could not make a request of this WSDL; where it could, the fate below says what became of it.
  }
  if (fate === undefined) throw new BadWsdl('no-request');
  return fate;
}
