import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BULK_BILL, toshaWsdl } from '../../electron/providers/tosha/wsdl.ts';
import { testCounter } from './counter.ts';
import { serveScript } from './providers/soap/service.ts';

/** ToshaNet is reached over plain http, so anyone on the line may answer `?WSDL` in its place. */
let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

async function facing<T>(wsdl: string, act: () => Promise<T>): Promise<T> {
  const service = await serveScript('UserWebservice.asmx', () => ({ body: wsdl }));
  try {
    await counter.value('settings.put', { mode: 'live', patch: { toshaEndpoint: service.endpoint } });
    return await act();
  } finally {
    await service.close();
  }
}

const wsdl = toshaWsdl();
const OF_TOSHA = { mode: 'live', service: 'tosha' } as const;

describe('the WSDL of a stranger', () => {
  it.each([
    ['a message of the prototype', wsdl.replace(`element="tns:${BULK_BILL}"`, 'element="tns:__proto__"')],
    ['a type of the prototype', wsdl.replaceAll('type="s:string"', 'type="tns:__proto__"')],
    ['a port type of the prototype', wsdl.replaceAll('"tns:ChargeServiceSoap"', '"tns:__proto__"')],
    ['an action of two lines', wsdl.replaceAll(`/${BULK_BILL}" style`, `/${BULK_BILL}&#13;&#10;Host: evil" style`)],
  ])('with %s is refused, and the counter goes on', async (_name, hostile) => {
    const inherited = Object.getOwnPropertyNames(Object.prototype);
    await facing(hostile, async () => {
      for (let round = 0; round < 2; round += 1) {
        expect(await counter.refusal('contract.check', OF_TOSHA)).toBe('contract-unreadable');
        expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({ adoptedToshaNamespace: null });
      }
      expect(await counter.refusal('contract.adopt', OF_TOSHA)).toBe('contract-unreadable');
      expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({ adoptedToshaNamespace: null });
    });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(inherited);
  });

  it('is adopted in our words, where it can be used', async () => {
    const theirs = toshaWsdl('http://other.example').replace('<wsdl:types>', '<!-- theirs --><wsdl:types>');
    await facing(theirs, async () => {
      expect(await counter.value('contract.adopt', OF_TOSHA)).toMatchObject({
        adopted: true,
        namespace: 'http://other.example',
      });
      expect(await counter.value('contract.check', OF_TOSHA)).toMatchObject({ adopted: true });
    });
    expect(JSON.stringify([...(counter.files.get('live/settings') ?? [])])).not.toContain('theirs');
  });
});

it('is fetched once, however often the page asks meanwhile', async () => {
  let fetched = 0;
  const answer = () => {
    fetched += 1;
    return { body: wsdl };
  };
  const service = await serveScript('UserWebservice.asmx', answer);
  await counter.value('settings.put', { mode: 'live', patch: { toshaEndpoint: service.endpoint } });
  const check = () => counter.value('contract.check', OF_TOSHA);
  const reports = await Promise.all(Array.from({ length: 200 }, check));
  expect(reports.every(({ adoptable }) => adoptable)).toBe(true);
  expect(fetched).toBeLessThan(20);
  const before = fetched;
  await check();
  expect(fetched).toBe(before + 1);
  await service.close();
});

describe('a contract that an earlier version adopted as it came', () => {
  const keep = async (text: unknown) => {
    counter.files.get('live/settings')?.set('toshaContract', { wsdl: text, namespace: 'http://other.example' });
    await counter.restart();
  };
  const kept = () => counter.files.get('live/settings')?.get('toshaContract');

  it('is used, and kept in our words', async () => {
    await keep(toshaWsdl('http://other.example').replace('<wsdl:types>', '<!-- theirs --><wsdl:types>'));
    expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({
      adoptedToshaNamespace: 'http://other.example',
      unusableContracts: [],
    });
    expect(kept()).toMatchObject({ wsdl: expect.not.stringContaining('theirs'), namespace: 'http://other.example' });
    const before = kept();
    await counter.restart();
    await counter.value('settings.get', { mode: 'live' });
    expect(kept()).toEqual(before);
  });

  it.each([
    ['a prototype', wsdl.replace(`element="tns:${BULK_BILL}"`, 'element="tns:__proto__"')],
    ['no operation', wsdl.replaceAll(`"${BULK_BILL}"`, '"Other"')],
    ['no text', 7],
  ])('and cannot be used, with %s, is said and left until a person decides', async (_name, text) => {
    await keep(text);
    const left = kept();
    expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({
      adoptedToshaNamespace: null,
      unusableContracts: ['tosha'],
    });
    expect(kept()).toEqual(left);
    await counter.value('contract.reset', OF_TOSHA);
    expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({ unusableContracts: [] });
    expect(kept()).toBeUndefined();
  });
});
