import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The app's own pages: one scheme, one host, files of one folder. Needs no Electron, so that tests can ask it directly. */

export const SCHEME = 'pishkhan';
export const APP_URL = `${SCHEME}://app/`;

/**
 * react-aria adds this one style element by itself (usePress). It is let in by its hash, so that no other inline style is;
 * the smoke test fails when an update of react-aria changes it.
 */
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${REACT_ARIA_STYLE}`,
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Whether an address is one of the app's own pages. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === 'app' && url.username === '' && url.password === '';
}

/**
 * The file of an address under `root`, or null where there can be none: another host, a type that is not served, or a
 * path that is not plain. `/` is index.html.
 */
export function assetFile(root: string, address: string): string | null {
  const url = URL.parse(address);
  if (url === null || !isAppUrl(address)) return null;
  const name = url.pathname === '/' || url.pathname === '' ? '/index.html' : url.pathname;
  // Everything the build writes has such a name, so nothing needs decoding and no dot, slash or drive can hide.
  if (!/^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/u.test(name)) return null;
  if (!Object.hasOwn(TYPES, path.extname(name))) return null;
  return path.join(root, ...name.slice(1).split('/'));
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}

/** Answers one request for a page or its parts from the files under `root`: 200, 404, or 405 for anything but GET. */
export async function serveAsset(root: string, request: Request): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  const file = assetFile(root, request.url);
  if (file === null) return refusal(404);
  const body = await readFile(file).catch(() => null);
  if (body === null) return refusal(404);
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'content-type': type } });
}
