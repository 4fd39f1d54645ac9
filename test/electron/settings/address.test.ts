import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressFault, isLoopback, isPlain, originOf } from '../../../electron/settings/address.ts';
import { Endpoint, SIZPAY_ENDPOINT, TOSHA_ENDPOINT } from '../../../shared/settings.ts';

const byte = fc.nat(255);
/** The ways to write a byte of an address that a URL takes: decimal, octal, hexadecimal, with zeros before it. */
const written = (n: number) => fc.constantFrom(String(n), `0${n.toString(8)}`, `0x${n.toString(16)}`, `0X00${n.toString(16)}`);
const scheme = fc.constantFrom('http://', 'HTTPS://');
const rest = fc.constantFrom('', ':8443', '/x.asmx', ':1/a/b.asmx');

/** An IPv4 address with this first byte, in one of the ways to write it. */
const ipv4 = (first: fc.Arbitrary<number>) =>
  fc.tuple(first, byte, byte, byte).chain(([a, b, c, d]) => {
    const [three, two, one] = [b * 65_536 + c * 256 + d, c * 256 + d, d];
    const hex = (n: number) => n.toString(16);
    return fc.oneof(
      fc.tuple(written(a), written(b), written(c), written(one)).map((parts) => parts.join('.')),
      fc.tuple(written(a), written(b), written(two)).map((parts) => parts.join('.')),
      fc.tuple(written(a), written(three)).map((parts) => parts.join('.')),
      written(a * 16_777_216 + three),
      fc.constant(`[::ffff:${a}.${b}.${c}.${d}]`),
      fc.constant(`[0:0:0:0:0:FFFF:${hex(a * 256 + b)}:${hex(two)}]`),
    );
  });

const address = (host: fc.Arbitrary<string>) => fc.tuple(scheme, host, rest).map((parts) => parts.join(''));

it('this PC is known in every spelling of its numbers that an address may have', () => {
  fc.assert(
    fc.property(address(ipv4(fc.constantFrom(0, 127))), (endpoint) => {
      if (!Endpoint.safeParse(endpoint).success) return;
      expect([endpoint, isLoopback(endpoint)]).toEqual([endpoint, true]);
      expect(addressFault('sizpay', endpoint, false)).toBe('endpoint-loopback');
      expect(addressFault('tosha', endpoint, true)).toBeNull();
    }),
  );
});

it('another’s number is not this PC', () => {
  const others = byte.filter((first) => first !== 0 && first !== 127);
  fc.assert(
    fc.property(address(ipv4(others)), (endpoint) => {
      expect([endpoint, isLoopback(endpoint)]).toEqual([endpoint, false]);
    }),
  );
});

it.each(['localhost.example', 'notlocalhost', 'pysrvc.sizpay.ir', '[2001:db8::7f00:1]', '[fe80::1]'])(
  '%s is not this PC',
  (host) => expect(isLoopback(`https://${host}/x`)).toBe(false),
);

it.each(['https://ｌocalhost/x', 'https://LocalHost/x', 'https://a.b.LOCALHOST./x', 'https://１２７.0.0.1/x'])(
  '%s is',
  (endpoint) => expect(isLoopback(endpoint)).toBe(true),
);

it('both published addresses will do, and only ToshaNet’s can be read on the way', () => {
  expect(addressFault('sizpay', SIZPAY_ENDPOINT, false)).toBeNull();
  expect(addressFault('tosha', TOSHA_ENDPOINT, false)).toBeNull();
  expect([isPlain(SIZPAY_ENDPOINT), isPlain(TOSHA_ENDPOINT)]).toEqual([false, true]);
  // SizPay's keys never go to ToshaNet's plain address.
  expect(addressFault('sizpay', TOSHA_ENDPOINT, true)).toBe('endpoint-plain-http');
});

it('an origin is scheme, host and port, however they are written', () => {
  expect(originOf('HTTPS://PAY.example:443/a/b')).toBe('https://pay.example');
  expect(originOf('https://pay.example:8443')).toBe('https://pay.example:8443');
  expect(originOf('http://pay.example/a')).not.toBe(originOf('https://pay.example/a'));
});
