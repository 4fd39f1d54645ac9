import { BlockList, isIP } from 'node:net';
import type { PayPageMark } from '../../shared/views.ts';

/** The address of a pay page as a browser reads it, and what a person should know of it. */
export interface PayPageAddress {
  /** The one form that is shown, drawn as a QR code and opened: ASCII. */
  href: string;
  origin: string;
  /** Name and port, in ASCII: punycode where the name is not. */
  host: string;
  marks: PayPageMark[];
}

/** Characters of an address, as it came and as a browser reads it. */
const ADDRESS_MAX = 4000;

/**
 * A scheme, a host without credentials, and nothing that steers, hides or is not seen: blanks, controls, format and
 * bidi characters, private and unassigned ones, those that are drawn as nothing.
 */
const PLAIN =
  /^https?:\/\/[^/?#@\\\p{C}\p{Z}\p{Default_Ignorable_Code_Point}][^\\\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*$/iu;

/** What a host may be once a browser has read it; `_` is met in names. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/u;

/** Ranges that are nobody's on the internet: this PC's, its network's, reserved ones. Mapped IPv4 is looked up too. */
const NOT_PUBLIC = new BlockList();
for (const range of '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3'.split(
  ' ',
)) {
  const [net = '', bits] = range.split('/');
  NOT_PUBLIC.addSubnet(net, Number(bits), 'ipv4');
}
for (const range of '::/127 fc00::/7 fe80::/10 ff00::/8'.split(' ')) {
  const [net = '', bits] = range.split('/');
  NOT_PUBLIC.addSubnet(net, Number(bits), 'ipv6');
}
/** Names that only the PC or its network gives; so does one without a dot. */
const LOCAL_NAME = /^[^.]+$|\.(?:localhost|local|internal|lan|home|arpa)$/u;

function marksOf({ protocol, hostname }: URL): PayPageMark[] {
  const bare = hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
  const version = isIP(bare);
  const isPrivate = version === 0 ? LOCAL_NAME.test(bare) : NOT_PUBLIC.check(bare, version === 4 ? 'ipv4' : 'ipv6');
  const found: Record<PayPageMark, boolean> = {
    http: protocol === 'http:',
    private: isPrivate,
    ip: version !== 0,
    'not-ascii': bare.split('.').some((label) => label.startsWith('xn--')),
  };
  return (Object.keys(found) as PayPageMark[]).filter((mark) => found[mark]);
}

/** Reads a PaymentUrl; null for what no payer should be sent to: no http(s), credentials, or characters that disguise. */
export function payPageOf(address: string): PayPageAddress | null {
  if (address.length > ADDRESS_MAX || !PLAIN.test(address)) return null;
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (!HOST.test(url.hostname) || url.href.length > ADDRESS_MAX) return null;
  return { href: url.href, origin: url.origin, host: url.host, marks: marksOf(url) };
}
