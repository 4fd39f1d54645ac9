import * as soap from 'soap';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fate } from '../../../../electron/providers/net/fate.ts';
import { BadWsdl } from '../../../../electron/providers/soap/contract-model.ts';
import { callSoap } from '../../../../electron/providers/soap/envelope.ts';
import { cleanWsdl } from '../../../../electron/providers/soap/wsdl.ts';

/** Node-soap, which may be watched, and told to fail. */
vi.mock('soap', async (original) => {
  const real = await original<typeof soap>();
  return { ...real, createClientAsync: vi.fn(real.createClientAsync) };
});
const create = vi.mocked(soap.createClientAsync);
beforeEach(() => void create.mockClear());

const FATE: Fate = { kind: 'neverSent', reason: 'tls' };

/** A contract of one operation; no two names give one. */
const wsdlOf = (name: string) =>
  cleanWsdl({
    namespace: `urn:${name}`,
    operations: new Map([
      [
        'Pay',
        { soapAction: 'urn:a', request: 'Pay', parameters: new Map([['A', 'string']]), response: null, reply: new Map() },
      ],
    ]),
  });

let sent = 0;
const call = (name: string, version: 'soap11' | 'soap12' = 'soap11') =>
  callSoap({
    wsdl: wsdlOf(name),
    version,
    operation: 'Pay',
    values: { A: '1' },
    carry: () => {
      sent += 1;
      return Promise.resolve(FATE);
    },
  });

describe('a contract', () => {
  test('is given to node-soap once, each version for itself, and by calls at the same time too', async () => {
    await Promise.all([call('once'), call('once')]);
    await call('once');
    expect(create).toHaveBeenCalledTimes(1);
    await call('once', 'soap12');
    await call('once', 'soap12');
    expect(create).toHaveBeenCalledTimes(2);
  });

  test('is kept until six others came after it', async () => {
    const others = ['b', 'c', 'd', 'e', 'f'];
    for (const name of ['a', ...others]) await call(name);
    expect(create).toHaveBeenCalledTimes(6);
    for (const name of ['a', ...others]) await call(name);
    expect(create).toHaveBeenCalledTimes(6);
    await call('g');
    for (const name of [...others, 'g']) await call(name);
    expect(create).toHaveBeenCalledTimes(7);
    await call('a');
    expect(create).toHaveBeenCalledTimes(8);
  });

  test('is all that node-soap is given: it reads nothing from elsewhere, and shares nothing', async () => {
    await call('given');
    const [[wsdl, options] = []] = create.mock.calls;
    expect(wsdl).toBe(wsdlOf('given'));
    expect(options).toMatchObject({ disableCache: true, endpoint: 'unused:', forceSoap12Headers: false });
  });
});

describe('where node-soap makes no request, nothing is sent, and nothing of it is told', () => {
  const client = (method: unknown) => ({ Service: { ServiceSoap: { Pay: method } } }) as unknown as soap.Client;
  test.each<[string, () => Promise<soap.Client>, string]>([
    ['it reads no WSDL', () => Promise.reject(new Error('with all that it was given')), 'not-wsdl'],
    ['it knows no service', () => Promise.resolve({} as soap.Client), 'not-wsdl'],
    ['it knows no port', () => Promise.resolve({ Service: {} } as unknown as soap.Client), 'not-wsdl'],
    ['it knows no method', () => Promise.resolve({ Service: { ServiceSoap: {} } } as unknown as soap.Client), 'not-wsdl'],
    ['its method is none', () => Promise.resolve(client('x')), 'not-wsdl'],
    ['its method sends nothing', () => Promise.resolve(client((_: unknown, done: () => void) => done())), 'no-request'],
    [
      'its method fails',
      () =>
        Promise.resolve(
          client(() => {
            throw new Error('with all that it was given');
          }),
        ),
      'no-request',
    ],
  ])('%s', async (name, make, message) => {
    create.mockImplementationOnce(make);
    const before = sent;
    await expect(call(name.replaceAll(' ', '-'))).rejects.toThrow(new BadWsdl(message));
    expect(sent).toBe(before);
  });
});
