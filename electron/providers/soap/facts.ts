import { masked, spansOf } from './masking.ts';
import type { Credentials } from './masking.ts';
import { plainText } from './text.ts';

/**
 * The one place where a text of a service becomes a fact of ours: bounded, without what is invisible, and without our
 * keys. What is read of a reply or a return passes here before anything else is made of it.
 */

/** Characters of a service's words, and of a code or a type. */
const MESSAGE_MAX = 500;
const CODE_MAX = 100;
/** Characters of a reference number, and of a token, as long as a signed one may be. */
export const REFERENCE_MAX = 100;
export const TOKEN_MAX = 500;
/** Characters that are looked at for so many that are kept. A mask is shorter than what it hides, an escape longer. */
const LOOKED_AT = 4;

/** A secret of fewer units may stand in a long number or an address by chance: it is told by standing there alone. */
const CHANCE_MAX = 8;
/** A user name of fewer units is a name, and may well be a word of the provider's address. A key is longer. */
const PLAIN_NAME_MAX = 15;

const NOBODY: Credentials = { userName: '', password: '' };

/** The beginning of a text as it may be kept, and whether it is all of it. */
function beginning(text: string, credentials: Credentials, max: number): { kept: string; whole: boolean } {
  const looked = text.slice(0, max * LOOKED_AT);
  const plain = masked(plainText(looked), credentials);
  const kept = plainText(plain.slice(0, max));
  return { kept, whole: plain.length <= max && looked.length === text.length };
}

/** What is too long ends in an ellipsis: it is then no number and no code any more, and equals no other text. */
function short(text: string, credentials: Credentials, max: number): string {
  const { kept, whole } = beginning(text.trim(), credentials, max - 1);
  return whole ? kept.trim() : `${kept.trim()}…`;
}

/** A service's own words. */
export const messageOf = (text: string, credentials: Credentials = NOBODY): string => short(text, credentials, MESSAGE_MAX);

/** A code, an id that is only compared, or the name of a type, as the service writes it. */
export const codeOf = (text: string, credentials: Credentials = NOBODY): string => short(text, credentials, CODE_MAX);

/** What came, as it is kept for the person who decides: its beginning. */
export const excerptOf = (text: string, credentials: Credentials, max: number): string =>
  beginning(text, credentials, max).kept;

/** Whether a text that has to stay what it is holds one of our keys. */
export function holdsKey(text: string, { userName, password }: Credentials): boolean {
  const isAlone = (from: number, to: number) => !/[\p{L}\p{N}]/u.test(`${text[from - 1] ?? ''}${text[to] ?? ''}`);
  const secrets = userName.length > PLAIN_NAME_MAX ? [userName, password] : [password];
  return secrets.some((secret) =>
    spansOf(text, [secret]).some(({ from, to, whole }) => whole && (secret.length >= CHANCE_MAX || isAlone(from, to))),
  );
}

/**
 * A reference number or a token; '' where there is none, null where what stands there is none. It is never cut and never
 * masked: what is left would be another one's, and a payment with it no proof. Invisible characters in it go: nobody
 * could read them off a receipt.
 */
export function referenceOf(text: string, max: number, credentials: Credentials = NOBODY): string | null {
  if (text.length > max * LOOKED_AT) return null;
  const plain = plainText(text).trim();
  return plain.length > max || /[\n\t]/u.test(plain) || holdsKey(plain, credentials) ? null : plain;
}
