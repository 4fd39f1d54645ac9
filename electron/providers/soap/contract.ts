import type { Difference } from '../../../shared/contract/settings.ts';
import { CallError } from '../../errors.ts';
import type { Fate } from '../net/fate.ts';
import { request } from '../net/request.ts';
import { REPLY_MAX } from './body.ts';
import { BadWsdl } from './contract-model.ts';
import type { Contract, Operation } from './contract-model.ts';
import { isFromPractice } from './practice-header.ts';
import { cleanWsdl } from './wsdl.ts';
import { readWsdl } from './wsdl-reader.ts';

/** A contract that comes with the app, and the operations without which a service's own cannot take its place. */
export interface Bundled {
  wsdl: string;
  needed: readonly string[];
}

/** What is used in place of a bundled contract: a WSDL of ours that says what was read of the service's own. */
export interface AdoptedContract {
  wsdl: string;
  namespace: string;
}

export interface ContractFound extends AdoptedContract {
  differences: Difference[];
  /** Whether what the app needs can be done by it. */
  adoptable: boolean;
  /** Whether it is a practice shop's. */
  practice: boolean;
}

/** The service's WSDL could not be had (`contract-unreachable`) or not be used (`contract-unreadable`); `detail` is a code. */
export class ContractError extends CallError {
  override name = 'ContractError';
  readonly code: 'contract-unreachable' | 'contract-unreadable';

  constructor(code: 'contract-unreachable' | 'contract-unreadable', detail: string) {
    super(code, { detail });
    this.code = code;
  }
}

/** Characters of a reply's shape that are told. */
const SHAPE_MAX = 2000;

/** How a reply brings its fields, and which: `out-parameters`, `class` or `string` (a JSON string), with names and types. */
function replyShape({ reply }: Operation): string {
  const list = (fields: ReadonlyMap<string, unknown>) =>
    [...fields]
      .map(([name, type]) => `${name} ${String(type)}`)
      .toSorted()
      .join(', ');
  const [only] = reply;
  if (reply.size === 1 && only !== undefined) {
    const [name, type] = only;
    return typeof type === 'string' ? `${type} ${name}` : `class ${name}: ${list(type)}`;
  }
  const flat = new Map([...reply].map(([name, type]) => [name, typeof type === 'string' ? type : 'class']));
  return `out-parameters: ${list(flat)}`;
}

function parameterDifferences(where: string, bundled: Operation, service: Operation): Difference[] {
  const differences: Difference[] = [];
  const theirs = new Map([...service.parameters].map(([name, type]) => [name.toLowerCase(), { name, type }]));
  for (const [name, type] of bundled.parameters) {
    const their = theirs.get(name.toLowerCase());
    theirs.delete(name.toLowerCase());
    const at = `${where}.${name}`;
    if (their === undefined) {
      differences.push({ kind: 'parameter-missing', where: at, bundled: name, service: '' });
      continue;
    }
    if (their.name !== name) {
      differences.push({ kind: 'parameter-renamed', where: at, bundled: name, service: their.name });
    }
    if (their.type !== type) {
      differences.push({ kind: 'parameter-type', where: at, bundled: type, service: their.type });
    }
  }
  for (const { name } of theirs.values()) {
    differences.push({ kind: 'parameter-extra', where: `${where}.${name}`, bundled: '', service: name });
  }
  return differences;
}

function operationDifferences(where: string, bundled: Operation, service: Operation | undefined): Difference[] {
  if (service === undefined) return [{ kind: 'operation-missing', where, bundled: where, service: '' }];
  const differences = parameterDifferences(where, bundled, service);
  if (bundled.soapAction !== service.soapAction) {
    differences.push({ kind: 'soap-action', where, bundled: bundled.soapAction, service: service.soapAction });
  }
  const [ours, theirs] = [replyShape(bundled), replyShape(service)];
  if (ours !== theirs) {
    differences.push({ kind: 'reply-shape', where, bundled: ours, service: theirs.slice(0, SHAPE_MAX) });
  }
  return differences;
}

/** What differs between two contracts; the order of parameters does not matter. */
function compareContracts(bundled: Contract, service: Contract): Difference[] {
  const { namespace } = bundled;
  const differences: Difference[] =
    namespace === service.namespace ? [] : [{ kind: 'namespace', where: '', bundled: namespace, service: service.namespace }];
  for (const [name, operation] of bundled.operations) {
    differences.push(...operationDifferences(name, operation, service.operations.get(name)));
  }
  return differences;
}

/** Whether each operation that is needed is there, with every parameter that it is called with. */
function isAdoptable(bundled: Contract, service: Contract, needed: readonly string[]): boolean {
  const parametersOf = ({ operations }: Contract, name: string) => {
    const operation = operations.get(name);
    return operation && [...operation.parameters.keys()].map((each) => each.toLowerCase());
  };
  return needed.every((name) => {
    const theirs = parametersOf(service, name);
    return theirs !== undefined && parametersOf(bundled, name)?.every((each) => theirs.includes(each)) === true;
  });
}

/** The text of a WSDL that came as a reply. Throws ContractError. */
function wsdlOf(fate: Fate): string {
  if (fate.kind !== 'reply') throw new ContractError('contract-unreachable', fate.reason);
  if (fate.status < 200 || fate.status > 299) throw new ContractError('contract-unreachable', `http-${fate.status}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fate.body);
  } catch {
    throw new ContractError('contract-unreadable', 'not-utf-8');
  }
}

/** What is kept of a service's contract: what was read of it. */
const adoptedOf = (service: Contract): AdoptedContract => ({ wsdl: cleanWsdl(service), namespace: service.namespace });

/**
 * Reads a service's own WSDL and compares it with the bundled one. It asks for `<endpoint>?WSDL` and nothing else.
 * Throws ContractError.
 * @param deadline milliseconds
 */
export async function compareWithService(
  { wsdl, needed }: Bundled,
  endpoint: string,
  deadline: number,
): Promise<ContractFound> {
  const fate = await request({
    url: `${endpoint}?WSDL`,
    method: 'GET',
    headers: { accept: 'text/xml' },
    body: Buffer.alloc(0),
    connectTimeout: deadline,
    deadline,
    maxReply: REPLY_MAX,
  });
  const text = wsdlOf(fate);
  const bundled = await readWsdl(wsdl);
  const service = await readWsdl(text, bundled.operations.keys()).catch((error: unknown) => {
    throw error instanceof BadWsdl ? new ContractError('contract-unreadable', error.message) : error;
  });
  return {
    ...adoptedOf(service),
    differences: compareContracts(bundled, service),
    adoptable: isAdoptable(bundled, service, needed),
    practice: isFromPractice(fate),
  };
}

/**
 * What was adopted and kept, as it is used now: versions up to 0.1.0 kept the service's own text. Null where it cannot take
 * the bundled contract's place.
 */
export async function readAdopted({ wsdl, needed }: Bundled, kept: string): Promise<AdoptedContract | null> {
  const bundled = await readWsdl(wsdl);
  const service = await readWsdl(kept, bundled.operations.keys()).catch((error: unknown) => {
    if (error instanceof BadWsdl) return null;
    throw error;
  });
  return service !== null && isAdoptable(bundled, service, needed) ? adoptedOf(service) : null;
}
