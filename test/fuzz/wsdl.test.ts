import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fate } from '../../electron/providers/net/fate.ts';
import { createContracts } from '../../electron/settings/contracts.ts';
import { checkContract } from '../../electron/providers/sizpay/contract.ts';
import { readXmlContent } from '../../electron/providers/soap/content.ts';
import { ContractError } from '../../electron/providers/soap/contract.ts';
import type { ContractFound } from '../../electron/providers/soap/contract.ts';
import { callSoap } from '../../electron/providers/soap/envelope.ts';
import { cleanWsdl } from '../../electron/providers/soap/wsdl.ts';
import { readWsdl } from '../../electron/providers/soap/wsdl-reader.ts';
import { checkToshaContract } from '../../electron/providers/tosha/contract.ts';
import type { Service } from '../../shared/settings.ts';
import { serveScript } from '../electron/providers/soap/service.ts';
import type { ScriptedService } from '../electron/providers/soap/service.ts';
import { effort } from './effort.ts';
import { mutants } from './mutate-xml.ts';

/** What a real ASMX stack says of the services of test/asmx/site. */
const real = (name: string) => readFileSync(path.join(import.meta.dirname, 'wsdl', `${name}.wsdl`), 'utf8');
const PAY_LINK = [real('KimiaPayLinkSend'), real('OtherPayLink')];
const BILLS = [real('UserWebservice')];

const TEXT = 'علی & <b> "x" \'y\' ]]>';
const KEYS = { UserName: 'key 1', Password: TEXT, PayLinkName: 'shop' };
const CALLS: Readonly<Record<Service, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  sizpay: {
    PayLinkSendSoap: { ...KEYS, InvoiceNo: '007', Amount: '5', MobileNo: '0912', CustomerName: TEXT, Description: '' },
    PayLinkPayStatusSoap: { ...KEYS, PayLinkIdList: '1,2' },
  },
  tosha: { BulkBillPaymentWS: { Username: 'u', Password: 'p', ReturnUrl: TEXT, BatchBillRequestDataItem: '[{"a":1}]' } },
};

let body = '';
let service: ScriptedService;
beforeAll(async () => {
  service = await serveScript('Service.asmx', () => ({ body }));
});
afterAll(() => service.close());

const PROTOTYPES = [Object, Function, Array, String, Error, Map, Promise].map(({ prototype }) => prototype as object);

/** Everything that objects of these kinds inherit: each name, then what is there. */
const inherited = (): unknown[] =>
  PROTOTYPES.flatMap((prototype) =>
    Reflect.ownKeys(prototype).flatMap((key) => [key, Object.getOwnPropertyDescriptor(prototype, key)?.value as unknown]),
  );

/** What the service's WSDL comes to; null where it is refused with the error that is meant for it. */
async function check(of: Service): Promise<ContractFound | null> {
  try {
    return await (of === 'sizpay' ? checkContract : checkToshaContract)(service.endpoint, 60_000);
  } catch (error) {
    expect(error).toBeInstanceOf(ContractError);
    if (error instanceof ContractError && error.code !== 'contract-unreadable') expect(error.error.detail).toBe('oversized');
    return null;
  }
}

/** The contract as it is used once it was adopted and the counter was closed and opened. */
async function adopt(of: Service, found: ContractFound): Promise<string> {
  const file = new Map<string, unknown>();
  const store = {
    get: (key: string) => file.get(key),
    set: (key: string, value: unknown) => void file.set(key, value),
    setAll: (values: object) => Object.entries(values).forEach(([key, value]) => file.set(key, value)),
    delete: () => {},
  };
  createContracts(store).adopt(of, found);
  const adopted = await createContracts(store).adopted(of);
  expect(adopted).toEqual({ wsdl: found.wsdl, namespace: found.namespace });
  return found.wsdl;
}

/** Makes each request that the app would make, and reads it as the service would. */
async function send(of: Service, wsdl: string): Promise<void> {
  for (const version of ['soap11', 'soap12'] as const) {
    for (const [operation, values] of Object.entries(CALLS[of])) {
      const sent: { headers: Record<string, string>; xml: string }[] = [];
      const nowhere: Fate = { kind: 'neverSent', reason: 'dns' };
      const carry = (headers: Record<string, string>, bytes: Buffer) => {
        sent.push({ headers, xml: bytes.toString('utf8') });
        return Promise.resolve(nowhere);
      };
      await callSoap({ wsdl, version, operation, values, carry });
      expect(sent.length).toBe(1);
      expect(Object.values(sent[0]?.headers ?? {}).join('')).toMatch(/^[\x20-\x7e]+$/u);
      const content = await readXmlContent(sent[0]?.xml ?? '');
      expect(content).toMatchObject({ shape: 'envelope', fault: null });
      const request = content?.value.kind === 'object' ? content.value.entries[0]?.[1] : undefined;
      const fields = request?.kind === 'object' ? request.entries.map(([name, value]) => [name.toLowerCase(), value]) : [];
      expect(Object.fromEntries(fields)).toEqual(
        Object.fromEntries(Object.entries(values).map(([name, text]) => [name.toLowerCase(), { kind: 'text', text }])),
      );
    }
  }
}

test.each<[Service, readonly string[]]>([
  ['sizpay', PAY_LINK],
  ['tosha', BILLS],
])('whatever %s says of itself is refused by name, or makes sound requests', async (of, originals) => {
  const before = inherited();
  const came = { refused: 0, unfit: 0, adopted: 0 };
  const property = fc.asyncProperty(mutants(originals), async (mutant) => {
    body = mutant;
    const found = await check(of);
    if (found === null) came.refused += 1;
    else {
      expect(cleanWsdl(await readWsdl(found.wsdl))).toBe(found.wsdl);
      if (found.adoptable) await send(of, await adopt(of, found));
      came[found.adoptable ? 'adopted' : 'unfit'] += 1;
    }
    const after = inherited();
    expect(after.length === before.length && after.every((each, index) => each === before[index])).toBe(true);
  });
  await fc.assert(property, effort(60));
  // None of the three is so rare that the rest proves little.
  expect(
    Object.values(came).every((count) => count > 2),
    JSON.stringify(came),
  ).toBe(true);
  expect(service.asked.every(({ url }) => url === '/Service.asmx?WSDL')).toBe(true);
  service.asked.length = 0;
});
