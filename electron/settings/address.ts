import { BlockList, isIP } from 'node:net';
import { TOSHA_ENDPOINT } from '../../shared/settings.ts';
import type { Service } from '../../shared/settings.ts';
import type { AddressFault } from '../../shared/views.ts';

/** Scheme, host and port: what keys are bound to. */
export function originOf(endpoint: string): string {
  return new URL(endpoint).origin;
}

/** This PC by number. `0.0.0.0/8` and `::` reach it too; `::/96` is IPv4 within IPv6, as is `::ffff:` (net knows that one). */
const THIS_PC = new BlockList();
THIS_PC.addSubnet('127.0.0.0', 8);
THIS_PC.addSubnet('0.0.0.0', 8);
THIS_PC.addSubnet('::', 96, 'ipv6');

/** Whether an address names this PC, in any spelling. A name that only DNS leads here is not known by looking at it. */
export function isLoopback(endpoint: string): boolean {
  // `URL` has written IPv4 in decimals and IPv6 in short by now, and taken the look-alikes of letters for what they are.
  const host = new URL(endpoint).hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
  const version = isIP(host);
  if (version !== 0) return THIS_PC.check(host, version === 6 ? 'ipv6' : 'ipv4');
  return host === 'localhost' || host.endsWith('.localhost');
}

/**
 * Why live does not speak to an address; null where it does. Plain http is for ToshaNet's own published host alone, and
 * this PC for a developer's switch.
 */
export function addressFault(service: Service, endpoint: string, allowLoopback: boolean): AddressFault | null {
  if (isLoopback(endpoint)) return allowLoopback ? null : 'endpoint-loopback';
  const origin = originOf(endpoint);
  if (origin.startsWith('https:') || (service === 'tosha' && origin === originOf(TOSHA_ENDPOINT))) return null;
  return 'endpoint-plain-http';
}

/** Whether what is sent to an address can be read on the way: keys for it are stored only knowingly. */
export function isPlain(endpoint: string): boolean {
  return originOf(endpoint).startsWith('http:') && !isLoopback(endpoint);
}
