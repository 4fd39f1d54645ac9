import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { payLinkWsdl } from '../../../electron/providers/sizpay/wsdl.ts';
import { toshaWsdl } from '../../../electron/providers/tosha/wsdl.ts';
import { SECRET_NAMES } from '../../../shared/settings.ts';
import { testCounter } from '../counter.ts';
import { serveScript } from '../providers/soap/service.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

describe('a contract that the app could not use', () => {
  const missing = (wsdl: string, name: string) => wsdl.replaceAll(`name="${name}"`, `name="Other${name}"`);
  it.each([
    ['sizpay', 'an operation', missing(payLinkWsdl(), 'PayLinkPayStatusSoap')],
    ['sizpay', 'a parameter', missing(payLinkWsdl(), 'PayLinkIdList')],
    ['tosha', 'a parameter', missing(toshaWsdl(), 'ReturnUrl')],
  ] as const)('of %s, without %s, is checked and never adopted', async (service, _name, wsdl) => {
    const scripted = await serveScript('service.asmx', () => ({ body: wsdl }));
    const { endpoint } = scripted;
    try {
      await counter.value('settings.put', { mode: 'live', patch: { endpoint, toshaEndpoint: endpoint } });
      const before = structuredClone(counter.files.get('live/settings'));
      expect(await counter.value('contract.check', { mode: 'live', service })).toMatchObject({ adoptable: false });
      expect(await counter.refusal('contract.adopt', { mode: 'live', service })).toBe('contract-incompatible');
      expect(counter.files.get('live/settings')).toEqual(before);
      expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({
        adoptedNamespace: null,
        adoptedToshaNamespace: null,
      });
    } finally {
      await scripted.close();
    }
  });
});

describe('secrets in practice', () => {
  it.each(SECRET_NAMES)('%s is neither stored nor removed: practice has keys of its own', async (name) => {
    const before = structuredClone(counter.files.get('practice/settings'));
    const secret = { mode: 'practice', name } as const;
    expect(await counter.refusal('settings.putSecret', { ...secret, value: 'a-key-of-live', evenIfPlain: true })).toBe(
      'only-live',
    );
    expect(await counter.refusal('settings.removeSecret', secret)).toBe('only-live');
    expect(counter.files.get('practice/settings')).toEqual(before);
  });
});

it.each(['endpoint', 'toshaEndpoint'])('practice is pointed at no service: %s', async (field) => {
  const patch = { [field]: 'https://shop.example/x.asmx' };
  expect(await counter.refusal('settings.put', { mode: 'practice', patch })).toBe('only-live');
});
