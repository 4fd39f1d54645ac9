import type { Fate } from '../net/fate.ts';
import type { Evidence } from '../../shared/links.ts';
import type { SendReason } from './judge.ts';
import { withoutControls } from './text.ts';

/** What must not be in anything that is kept. */
export interface Credentials {
  userName: string;
  password: string;
}

/** How a request went out. */
export interface Way extends Pick<Evidence, 'transport' | 'endpoint'> {
  credentials: Credentials;
}

/** Characters of a reply that evidence keeps. */
export const EVIDENCE_REPLY_MAX = 1000;
/** Characters of the service's own words that are kept. */
const MESSAGE_MAX = 500;
const MASK = '•••';
/** A shorter value would mask half of any text, and is no secret worth the name. */
const SECRET_MIN = 3;

const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/**
 * The marks that begin an escape, themselves escaped up to three times: a fault that quotes our request in its text has
 * every entity twice. The repeats are bounded, because the text is a stranger's and may be long.
 */
const SLASHES = '\\\\{1,7}';
const PERCENT = '%(?:25){0,3}';
const AMPERSAND = `(?:&|${SLASHES}u0026|${PERCENT}26)(?:(?:amp|#0{0,5}38|#[xX]0{0,5}26);){0,3}`;

/** One UTF-16 unit in any way that XML, JSON or a URL may write it, one within another too. */
function formsOf(unit: string): string {
  const code = unit.charCodeAt(0);
  const hex = code.toString(16);
  const itself = `\\u${hex.padStart(4, '0')}`;
  const forms = [itself, `${SLASHES}u${hex.padStart(4, '0')}`, `${AMPERSAND}#0{0,5}${code};`, `${AMPERSAND}#[xX]0{0,5}${hex};`];
  if (unit in NAMED) forms.push(`${AMPERSAND}${NAMED[unit]};`);
  if (unit === '&') forms.push(AMPERSAND);
  if (code < 0x80) forms.push(`${PERCENT}${hex.padStart(2, '0')}`);
  const slashes = /["'/]/u.test(unit) ? `(?:${SLASHES})?` : '';
  return `${slashes}(?:${forms.join('|')})`;
}

/** A secret in any of its forms. A run of backslashes is one unit: as many would be endless ways to read a long run. */
function anyFormOf(secret: string): string {
  const parts = secret.match(/\\+|[^\\]/g) ?? [];
  return parts.map((part) => (part.startsWith('\\') ? `(?:${formsOf('\\')}){1,${part.length * 7}}` : formsOf(part))).join('');
}

/** Any of the credentials, however escaped. Longer ones first, so that one within another leaves no rest. */
function secretsPattern({ userName, password }: Credentials): RegExp | null {
  const secrets = [userName, password].filter((secret) => secret.length >= SECRET_MIN);
  if (secrets.length === 0) return null;
  const longestFirst = secrets.toSorted((one, other) => other.length - one.length);
  return new RegExp(longestFirst.map(anyFormOf).join('|'), 'gi');
}

/** Hides the beginning of a secret that the text breaks off in. */
function maskEnd(text: string, { userName, password }: Credentials): string {
  for (const secret of [userName, password]) {
    for (let length = secret.length - 1; length >= SECRET_MIN; length -= 1) {
      if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}${MASK}`;
    }
  }
  return text;
}

/** Text from outside as it may be kept: no credential in it, no control character but line breaks and tabs, valid UTF-16. */
function clean(text: string, credentials: Credentials, max: number): string {
  // A secret that begins within what is kept ends within this many more characters, in the longest of its forms.
  const enough = max * 4 + 32 * (credentials.userName.length + credentials.password.length);
  const plain = withoutControls(text.slice(0, enough));
  const pattern = secretsPattern(credentials);
  const masked = maskEnd(pattern === null ? plain : plain.replace(pattern, MASK), credentials);
  return masked.slice(0, max).toWellFormed();
}

/** The service's own words, masked. */
export function cleanMessage(text: string, credentials: Credentials): string {
  return clean(text, credentials, MESSAGE_MAX).trim();
}

function replyText(body: Buffer, credentials: Credentials): string {
  return clean(body.toString('utf8'), credentials, EVIDENCE_REPLY_MAX);
}

/**
 * What is kept of one attempt for the person who decides.
 * @param startedAt milliseconds since 1970 (UTC); so is endedAt
 */
export function evidenceOf(fate: Fate, reason: SendReason, way: Way, startedAt: number, endedAt: number): Evidence {
  const { transport, endpoint, credentials } = way;
  const common = { transport, endpoint, startedAt, endedAt, reason };
  switch (fate.kind) {
    case 'neverSent':
      return { ...common, bytesOut: 0, status: null, reply: null };
    case 'reply':
      return { ...common, bytesOut: fate.bytesOut, status: fate.status, reply: replyText(fate.body, credentials) };
    case 'unknown': {
      const reply = fate.partial.length > 0 ? replyText(fate.partial, credentials) : null;
      return { ...common, bytesOut: fate.bytesOut, status: fate.status, reply };
    }
  }
}
