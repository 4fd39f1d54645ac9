import { TOSHA_ENDPOINT } from '../../shared/settings.ts';
import type { Service } from '../../shared/settings.ts';
import type { AddressFault } from '../../shared/contract/errors.ts';
import { bareHost, isThisPc } from '../providers/net/host.ts';

/** Scheme, host and port: what keys are bound to. */
export function originOf(endpoint: string): string {
  return new URL(endpoint).origin;
}

/** Whether an address names this PC, in any spelling. */
export function isLoopback(endpoint: string): boolean {
  return isThisPc(bareHost(new URL(endpoint)));
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
