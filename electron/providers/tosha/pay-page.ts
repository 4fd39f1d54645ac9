import { isIP } from 'node:net';
import type { PayPageOddity } from '../../../shared/contract/bills.ts';
import { bareHost, isPrivate, readWebAddress } from '../net/host.ts';

/** The address of a pay page as a browser reads it, and what a person should know of it. */
interface PayPageAddress {
  /** The one form that is shown, drawn as a QR code and opened: ASCII. */
  href: string;
  origin: string;
  /** Name and port, in ASCII: punycode where the name is not. */
  host: string;
  oddities: PayPageOddity[];
}

/** Characters of an address, as it came and as a browser reads it. */
const ADDRESS_MAX = 4000;

/**
 * What steers, hides or is not seen: blanks, controls, format and bidi characters, private and unassigned ones, those that
 * are drawn as nothing; and the slash that is read as another one.
 */
const DISGUISING = /[\\\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** What a host may be once a browser has read it; `_` is met in names. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/u;

function odditiesOf(url: URL): PayPageOddity[] {
  const host = bareHost(url);
  const found: Record<PayPageOddity, boolean> = {
    http: url.protocol === 'http:',
    private: isPrivate(host),
    ip: isIP(host) !== 0,
    'not-ascii': host.split('.').some((label) => label.startsWith('xn--')),
  };
  return (Object.keys(found) as PayPageOddity[]).filter((oddity) => found[oddity]);
}

/** Reads a PaymentUrl; null for what no payer should be sent to: no http(s), credentials, or characters that disguise. */
export function payPageOf(address: string): PayPageAddress | null {
  if (address.length > ADDRESS_MAX || DISGUISING.test(address)) return null;
  const url = readWebAddress(address);
  if (url === null) return null;
  if (!HOST.test(url.hostname) || url.href.length > ADDRESS_MAX) return null;
  return { href: url.href, origin: url.origin, host: url.host, oddities: odditiesOf(url) };
}
