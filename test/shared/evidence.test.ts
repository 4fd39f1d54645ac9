import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceAt } from '../../shared/evidence.ts';

describe('which service an endpoint is', () => {
  it.each([
    ['https://pay.example/Link.asmx', 'https://pay.example'],
    ['https://pay.example', 'https://pay.example'],
    ['HTTPS://PAY.Example/Link.ASMX', 'https://pay.example'],
    ['https://pay.example?wsdl', 'https://pay.example'],
    ['https://pay.example#x', 'https://pay.example'],
    ['https://pay.example:443/x', 'https://pay.example'],
    ['http://pay.example:80/x', 'http://pay.example'],
    ['https://pay.example:80/x', 'https://pay.example:80'],
    ['http://pay.example:443/x', 'http://pay.example:443'],
    ['https://pay.example:8443/x', 'https://pay.example:8443'],
    ['http://10.0.0.5:8080/x', 'http://10.0.0.5:8080'],
    ['not an address', 'not an address'],
    ['see https://pay.example/x', 'see https://pay.example/x'],
    ['see http://127.0.0.1:5', 'see http://127.0.0.1:5'],
  ])('%s is %s', (endpoint, service) => {
    expect(serviceAt(endpoint)).toBe(service);
  });

  it.each(['http://localhost', 'https://localhost', 'http://127.0.0.1', 'http://127.10.200.3', 'http://[::1]'])(
    'on this PC it is the same whatever port the system gave it: %s',
    (origin) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 65_535 }), (port) => {
          expect(serviceAt(`${origin}:${port}/x`)).toBe(origin);
        }),
      );
    },
  );

  it.each([
    'http://localhost.pay.example:8080',
    'http://pay.localhost:8080',
    'http://127.0.0.1.pay.example:8080',
    'http://127.0.0:8080',
    'http://1127.0.0.1:8080',
    'http://[::10]:8080',
    'http://localhost:8080x',
  ])('what only looks like this PC keeps its port: %s', (origin) => {
    expect(serviceAt(`${origin}/x`)).toBe(origin);
  });
});
