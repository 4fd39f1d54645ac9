import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWebAddress } from '../../electron/providers/net/host.ts';
import { Endpoint } from '../../shared/settings.ts';
import { isWebAddress } from '../../shared/web-address.ts';

const GOOD = [
  'https://pysrvc.sizpay.ir/KimiaPayLinkSend.asmx',
  'http://127.0.0.1:8080',
  'HTTPS://SHOP.EXAMPLE/A',
  'https://[::1]:5/x',
  'https://پرداخت.example/راه',
];

test.each(GOOD)('%s is an address of the web and of a service', (address) => {
  expect(isWebAddress(address)).toBe(true);
  expect(readWebAddress(address)).toBeInstanceOf(URL);
  expect(Endpoint.safeParse(address).success).toBe(true);
});

test.each(['https://shop.example/?a={0}', 'https://shop.example?x=1&y=a@b', 'https://shop.example/#x'])(
  '%s is an address of the web, and of no service',
  (address) => {
    expect(readWebAddress(address)).toBeInstanceOf(URL);
    expect(Endpoint.safeParse(address).success).toBe(false);
  },
);

test.each([
  '',
  'shop.example',
  'ftp://shop.example/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https:shop.example',
  'https:/shop.example',
  'https://',
  'https:///shop.example',
  'https://?x',
  'https://user@shop.example/',
  'https://user:pass@shop.example/',
  'https://:pass@shop.example/',
  'https://shop.example/a b',
  ' https://shop.example/',
  'https://shop.example/\n',
  'x https://shop.example/',
])('%j is neither', (text) => {
  expect(isWebAddress(text)).toBe(false);
  expect(readWebAddress(text)).toBeNull();
  expect(Endpoint.safeParse(text.trim() === text ? text : `${text}x y`).success).toBe(false);
});

test.each(['https://a..b:99999/', 'https://[::1/', 'https://a%zz/'])('%s has no host that there can be', (text) => {
  expect(readWebAddress(text)).toBeNull();
  expect(Endpoint.safeParse(text).success).toBe(false);
});

test('what is one leads to http or https, and carries no credentials, however it is written', () => {
  const unit = fc.constantFrom(
    'http://',
    'https://',
    'HTTP:',
    '/',
    '\\',
    '@',
    ':',
    '?',
    '#',
    'a',
    '.',
    '%40',
    '[',
    '\t',
    '1',
    '۱',
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const url = readWebAddress(units.join(''));
      if (url !== null) expect([url.username, url.password, /^https?:$/u.test(url.protocol)]).toEqual(['', '', true]);
    }),
    { numRuns: 2000 },
  );
});
