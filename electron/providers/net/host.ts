import { BlockList, isIP } from 'node:net';
import { isWebAddress } from '../../../shared/web-address.ts';

function blockList(ranges: string): BlockList {
  const list = new BlockList();
  for (const range of ranges.split(' ')) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** This PC by number. `0.0.0.0/8` and `::` reach it too; `::/96` is IPv4 within IPv6, as is `::ffff:` (net knows that one). */
const THIS_PC = blockList('0.0.0.0/8 127.0.0.0/8 ::/96');
/** Numbers that are nobody's on the internet: a network's own, and reserved ones. */
const NOT_PUBLIC = blockList(
  '10.0.0.0/8 100.64.0.0/10 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3 fc00::/7 fe80::/10 ff00::/8',
);
/** Names that only a network gives; so is one without a dot. */
const LOCAL_NAME = /^[^.]+$|\.(?:local|internal|lan|home|arpa)$/u;

/** An address of the web as a browser reads it; null where it is none, or has credentials in it. */
export function readWebAddress(text: string): URL | null {
  return isWebAddress(text) ? URL.parse(text) : null;
}

/**
 * The name or the number that an address has for its host, without IPv6's brackets and a dot at the end. `URL` has written
 * IPv4 in decimals and IPv6 in short by then, and taken the look-alikes of letters for what they are.
 */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
}

/** Whether a bare host is a number, and one of a list. */
function isIn(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a bare host names this PC, in any spelling. A name that only DNS leads here is not known by looking at it. */
export function isThisPc(host: string): boolean {
  return isIn(THIS_PC, host) || host === 'localhost' || host.endsWith('.localhost');
}

/** Whether a bare host is on this PC or in its own network, or nowhere, as far as that is known by looking at it. */
export function isPrivate(host: string): boolean {
  return isThisPc(host) || isIn(NOT_PUBLIC, host) || (isIP(host) === 0 && LOCAL_NAME.test(host));
}
