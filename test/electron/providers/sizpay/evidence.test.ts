import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Fate } from '../../../../electron/providers/net/fate.ts';
import { createPayLinkClient } from '../../../../electron/providers/sizpay/client.ts';
import { EVIDENCE_REPLY_MAX, evidenceOf } from '../../../../electron/providers/soap/evidence.ts';
import { messageOf } from '../../../../electron/providers/soap/facts.ts';
import { TRANSPORTS } from '../../../../shared/evidence.ts';
import { INVOICE, scriptedService, soapFault, wayTo } from './service.ts';
import type { ScriptedService } from './service.ts';

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const hex = (unit: string) => unit.charCodeAt(0).toString(16);
const each = (text: string, form: (unit: string) => string) => text.split('').map(form).join('');

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const json = (text: string) => JSON.stringify(text).slice(1, -1);

/** The ways a service may write back what it was sent. */
const WRITTEN: Record<string, (text: string) => string> = {
  plain: (text) => text,
  XML: xml,
  'XML within XML': (text) => xml(xml(text)),
  'XML within JSON': (text) => json(xml(text)),
  'JSON within JSON': (text) => json(json(text)),
  'JSON within XML': (text) => xml(json(text)),
  'a URL': (text) => encodeURIComponent(text.toWellFormed()),
  'a URL in lower case': (text) =>
    encodeURIComponent(text.toWellFormed()).replaceAll(/%../gu, (escape) => escape.toLowerCase()),
  'a form': (text) => new URLSearchParams({ v: text }).toString().slice(2),
  'a form within XML': (text) => xml(new URLSearchParams({ v: text }).toString().slice(2)),
  "ASP.NET's URL": (text) => each(text, (unit) => (unit < '\u0080' ? unit : `%u${hex(unit).padStart(4, '0')}`)),
  'a URL within a URL': (text) => each(text, (unit) => (unit < '\u0080' ? `%25${hex(unit)}` : unit)),
  'XML numbers': (text) => each(text, (unit) => `&#${unit.charCodeAt(0)};`),
  'XML hexadecimals': (text) => each(text, (unit) => `&#x${hex(unit).toUpperCase()};`),
  JSON: json,
  "ASP.NET's JSON": (text) => each(json(text), (unit) => (/[<>&']/u.test(unit) ? `\\u00${hex(unit)}` : unit)),
  'JSON hexadecimals': (text) => each(text, (unit) => `\\u${hex(unit).padStart(4, '0')}`),
  'upper case': (text) => text.toUpperCase(),
  'with a control character in it': (text) => `${text.slice(0, 2)}\u0001${text.slice(2)}`,
};

function kept(reply: string, userName: string, password: string): string {
  const way = { ...wayTo('http://x/', 'soap11'), credentials: { userName, password, payLinkName: 'shop' } };
  const fate: Fate = { kind: 'reply', status: 200, headers: {}, body: Buffer.from(reply), bytesOut: 1 };
  return evidenceOf(fate, 'html', way, 1, 2).reply ?? '';
}

test.each(Object.entries(WRITTEN))('a credential written back as %s is hidden', (_name, written) => {
  const [userName, password] = ['کلید-یک/17', `p<w>&"'\\9`];
  const reply = `[${written(password)}] and [${written(userName)}]`;
  expect(kept(reply, userName, password)).toBe('[•••] and [•••]');
});

test('for any credential and any place, it is not in what is kept', () => {
  const secret = fc.string({ minLength: 6, maxLength: 40 }).filter((text) => /\w{4}/u.test(text) && !text.includes('•'));
  const written = fc.constantFrom(...Object.values(WRITTEN));
  fc.assert(
    fc.property(secret, secret, written, fc.nat(1200), (userName, password, write, at) => {
      const reply = `${'.'.repeat(at)}${write(password)}${write(userName)}${'.'.repeat(50)}`;
      const evidence = kept(reply, userName, password);
      expect(evidence).not.toContain(password);
      expect(evidence).not.toContain(userName);
      expect(evidence.length).toBeLessThanOrEqual(EVIDENCE_REPLY_MAX);
    }),
  );
});

test('a credential that the reply breaks off in, or that the cut falls in, is hidden too', () => {
  expect(kept('error near s3cret-pass', 'nobody-', 's3cret-password')).toBe('error near •••');
  expect(kept(`${'x'.repeat(EVIDENCE_REPLY_MAX - 4)}s3cret-password`, 'nobody-', 's3cret-password')).not.toContain('s3c');
});

test('control characters go, lines stay; a short value is no secret', () => {
  expect(kept('a\u0000b\u001bc\nd', 'ab', 'c')).toBe('abc\nd');
  expect(messageOf(` \u0007رمز 12345 بد است `, { userName: '12345', password: '' })).toBe('رمز ••• بد است');
});

test.each(TRANSPORTS)('over %s, a service that echoes the request shows no key in the outcome', async (transport) => {
  const way = (endpoint: string) => wayTo(endpoint, transport);
  const { userName, password } = way('').credentials;
  const words = `bad user ${userName} password ${WRITTEN['XML']?.(password) ?? ''}`;
  const answers = [
    (body: string) => ({ status: 500, body }),
    (body: string) => ({ status: 200, body }),
    () => ({ status: 500, body: soapFault('Client', words, 'soap11') }),
    () => ({ status: 200, body: JSON.stringify({ ResCod: 0, Message: `${userName} ${password}` }) }),
  ];
  const left = [...answers];
  service = await scriptedService(({ body }) => left.shift()?.(body) ?? 'reset');
  for (const _ of answers) {
    const outcome = await createPayLinkClient(way(service.endpoint)).send(INVOICE);
    const told = JSON.stringify(outcome);
    for (const secret of [userName, password]) {
      for (const write of Object.values(WRITTEN)) expect(told).not.toContain(write(secret));
    }
    expect(told).toContain('•••');
  }
});
