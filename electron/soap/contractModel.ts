import * as soap from 'soap';
import { z } from 'zod';
import { readXml } from './xml.ts';

export type SoapVersion = 'soap11' | 'soap12';

/** One operation as a WSDL describes it. Types are without prefix; a class has its members' names and types. */
export interface Operation {
  service: string;
  port: string;
  soapAction: string;
  /** The parameters' names, as the WSDL writes them, with their types. */
  parameters: ReadonlyMap<string, TypeText>;
  reply: ReadonlyMap<string, TypeText | ReadonlyMap<string, TypeText>>;
}
/** `string`, `long`, …, or `class`. */
type TypeText = string;

/** A WSDL that node-soap has read, with what this app needs to know of it. */
export interface Contract {
  client: soap.Client;
  namespace: string;
  operations: ReadonlyMap<string, Operation>;
}

/** A WSDL that cannot be used. */
export class BadWsdl extends Error {
  override name = 'BadWsdl';
}

const Described = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.object({ input: z.unknown(), output: z.unknown() }))),
);
const Members = z.record(z.string(), z.unknown());

/** What node-soap adds to a class's members in its description. */
const NOT_MEMBERS: ReadonlySet<string> = new Set(['targetNSAlias', 'targetNamespace']);

function members(described: unknown): ReadonlyMap<string, unknown> {
  const parsed = Members.safeParse(described);
  return new Map(Object.entries(parsed.data ?? {}).filter(([name]) => !NOT_MEMBERS.has(name)));
}

function typeText(type: unknown): TypeText {
  if (typeof type !== 'string') return 'class';
  // An enumeration's values follow its type after a bar.
  return type.slice(type.indexOf(':') + 1).split('|')[0] ?? '';
}

function types(described: ReadonlyMap<string, unknown>): Map<string, TypeText> {
  return new Map([...described].map(([name, type]) => [name, typeText(type)]));
}

function replyTypes(described: unknown): Operation['reply'] {
  const one = ([name, type]: [string, unknown]) =>
    [name, typeof type === 'string' ? typeText(type) : types(members(type))] as const;
  return new Map([...members(described)].map(one));
}

/** Loads nothing but the text itself: a WSDL that points elsewhere would have node-soap fetch it. */
async function screen(wsdl: string): Promise<void> {
  let elsewhere = false;
  const whole = await readXml(wsdl, {
    open(name, attributes) {
      const points = attributes.has('schemaLocation') || (attributes.has('location') && name !== 'address');
      if (/^(?:import|include|redefine|override)$/u.test(name) && points) elsewhere = true;
    },
    text() {},
    close() {},
  });
  if (!whole || elsewhere) throw new BadWsdl(whole ? 'points-elsewhere' : 'not-xml');
}

/** The operations of the first port that carries SOAP; ASMX lists ports of plain HTTP besides, under the same names. */
function operationsOf(client: soap.Client): Map<string, Operation> {
  const { services } = client.wsdl.definitions;
  const described = Described.parse(client.describe());
  const operations = new Map<string, Operation>();
  for (const [service, ports] of Object.entries(described)) {
    for (const [port, methods] of Object.entries(ports)) {
      const binding = services[service]?.ports[port]?.binding;
      if (!/\/soap\/http\/?$/u.test(binding?.transport ?? '')) continue;
      for (const [name, { input, output }] of Object.entries(methods)) {
        const soapAction = binding?.methods[name]?.soapAction ?? '';
        const operation = { service, port, soapAction, parameters: types(members(input)), reply: replyTypes(output) };
        if (!operations.has(name)) operations.set(name, operation);
      }
    }
  }
  return operations;
}

/**
 * Reads a WSDL's text. It must be self-contained, without a DOCTYPE; throws BadWsdl where it is not, or is none.
 * @param httpClient what node-soap hands its requests to
 */
export async function readContract(wsdl: string, version: SoapVersion, httpClient: soap.IHttpClient): Promise<Contract> {
  const text = wsdl.replace(/^\uFEFF/u, '').trimStart();
  await screen(text);
  try {
    // node-soap takes for WSDL only what begins with an XML declaration; anything else is a path or an address to it.
    const declared = text.startsWith('<?xml') ? text : `<?xml version="1.0" encoding="utf-8"?>${text}`;
    const client = await soap.createClientAsync(declared, {
      disableCache: true,
      endpoint: 'unused:',
      httpClient,
      forceSoap12Headers: version === 'soap12',
    });
    const namespace = z.string().min(1).parse(client.wsdl.definitions.$targetNamespace);
    return { client, namespace, operations: operationsOf(client) };
  } catch {
    throw new BadWsdl('not-wsdl');
  }
}
