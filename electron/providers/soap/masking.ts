import { isVisible, plainText } from './text.ts';

/** What must not be in anything that is kept. */
export interface Credentials {
  userName: string;
  password: string;
}

const MASK = '•••';
/** A shorter value would mask half of any text, and is no secret worth the name. */
const SECRET_MIN = 3;
/**
 * How often an escape may be escaped again: our request is XML, a fault may quote it in its own XML or JSON, and that may
 * stand in a string once more. Base64 is not undone: neither service uses it, and one that told our keys in it would not
 * be quoting us.
 */
const LAYERS = 3;

/** A text, and of each of its units (and of its end) where it begins in the text that was read. */
interface Stream {
  text: string;
  at: Uint32Array;
}

/** An escape, undone: what it stands for, each unit with the place in the escape where it begins. */
type Unescaped = readonly (readonly [unit: string, place: number])[];

interface Notation {
  /** Of a bounded length, or a repetition of one class: it is tried on texts that anyone may have made. */
  escape: RegExp;
  undo: (found: RegExpExecArray) => Unescaped;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const codePoint = (code: number) => (code <= 0x10_ffff ? String.fromCodePoint(code) : '');
const one = (text: string): Unescaped => text.split('').map((unit) => [unit, 0]);

/** Bytes that a UTF-8 sequence has, by its first. */
const sequenceOf = (lead: number) => (lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

/** Percent escapes as UTF-8. What is none becomes U+FFFD. */
function undoPercents(run: string): Unescaped {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  const units: [unit: string, place: number][] = [];
  for (let at = 0, length = 1; at < bytes.length; at += length) {
    length = sequenceOf(bytes[at] ?? 0);
    for (const unit of bytes.toString('utf8', at, at + length).split('')) units.push([unit, at * 3]);
  }
  return units;
}

const XML: Notation = {
  escape: /&(?:#(\d{1,8})|#[xX]([\da-fA-F]{1,8})|(amp|lt|gt|quot|apos));/gu,
  undo: ([, decimal, hex, name]) =>
    one(
      name === undefined
        ? codePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
        : (NAMED[name] ?? ''),
    ),
};
const JSON_TEXT: Notation = {
  escape: /\\(?:u([\da-fA-F]{4})|(["'\\/bfnrt]))/gu,
  undo: ([, hex, sign = '']) =>
    hex === undefined ? [[CONTROLS[sign] ?? sign, 0]] : [[String.fromCharCode(Number.parseInt(hex, 16)), 0]],
};
const URL_TEXT: Notation = {
  escape: /(?:%[\da-fA-F]{2})+|%u([\da-fA-F]{4})/gu,
  undo: ([run, hex]) => (hex === undefined ? undoPercents(run) : [[String.fromCharCode(Number.parseInt(hex, 16)), 0]]),
};
const NOTATIONS = [XML, JSON_TEXT, URL_TEXT];

/** A stream with the escapes of one notation undone once; null where it has none. */
function undone({ text, at }: Stream, { escape, undo }: Notation): Stream | null {
  const places = new Uint32Array(at.length);
  let plain = '';
  let length = 0;
  let from = 0;
  const copy = (to: number) => {
    plain += text.slice(from, to);
    places.set(at.subarray(from, to), length);
    length += to - from;
  };
  for (const found of text.matchAll(escape)) {
    copy(found.index);
    for (const [unit, place] of undo(found)) {
      // What nobody sees may stand within a secret, escaped.
      if (!isVisible(unit)) continue;
      plain += unit;
      places[length] = at[found.index + place] ?? 0;
      length += 1;
    }
    from = found.index + found[0].length;
  }
  if (from === 0) return null;
  copy(text.length);
  places[length] = at[text.length] ?? 0;
  return { text: plain, at: places.subarray(0, length + 1) };
}

/** A text as it was written and with its escapes undone, in any order of the notations. */
function streamsOf(text: string): Stream[] {
  const streams = new Map<string, Stream>();
  let layer: Stream[] = [{ text, at: Uint32Array.from({ length: text.length + 1 }, (_, place) => place) }];
  for (let depth = 0; depth <= LAYERS && layer.length > 0; depth += 1) {
    const fresh = layer.filter((stream) => !streams.has(stream.text));
    for (const stream of fresh) streams.set(stream.text, stream);
    layer = fresh.flatMap((stream) => NOTATIONS.map((each) => undone(stream, each)).filter((each) => each !== null));
  }
  return [...streams.values()];
}

/** Letters in one case; forms write a blank as a plus sign. As many units as before. */
const folded = (text: string) => text.replaceAll('İ', 'i').toLowerCase().replaceAll('+', ' ');

/** For each place of a text, how much of its beginning stands before that place: Knuth, Morris and Pratt's table. */
function prefixTable(secret: string): Uint32Array {
  const table = new Uint32Array(secret.length);
  for (let at = 1, known = 0; at < secret.length; at += 1) {
    while (known > 0 && secret[at] !== secret[known]) known = table[known - 1] ?? 0;
    if (secret[at] === secret[known]) known += 1;
    table[at] = known;
  }
  return table;
}

/** What an escape leaves at the end of a text that was cut within it. */
const CUT_ESCAPE = /\ufffd{0,3}(?:&[#\w]{0,9}|\\(?:u[\da-f]{0,3})?|%u?[\da-f]{0,3})?$/iu;

/** A part of a text where a secret stands; `whole` unless the text breaks off in it. */
export interface Span {
  from: number;
  to: number;
  whole: boolean;
}

/** Where a secret stands, and where the text breaks off in it; in time that is linear, whatever the two are. */
function spansIn({ text, at }: Stream, secret: string, table: Uint32Array): Span[] {
  const spans: Span[] = [];
  const add = (from: number, to: number, whole: boolean) => spans.push({ from: at[from] ?? 0, to: at[to] ?? 0, whole });
  const end = CUT_ESCAPE.exec(text)?.index ?? text.length;
  let known = 0;
  for (let place = 0; place <= text.length; place += 1) {
    if ((place === end || place === text.length) && known >= SECRET_MIN) add(place - known, text.length, false);
    while (known > 0 && text[place] !== secret[known]) known = table[known - 1] ?? 0;
    if (text[place] === secret[known]) known += 1;
    if (known < secret.length) continue;
    add(place + 1 - known, place + 1, true);
    known = table[known - 1] ?? 0;
  }
  return spans;
}

/** Where any of some secrets stands in a text, however it is escaped. */
export function spansOf(text: string, secrets: readonly string[]): Span[] {
  const known = secrets.map((secret) => folded(plainText(secret))).filter((secret) => secret.length >= SECRET_MIN);
  if (known.length === 0) return [];
  const streams = streamsOf(text).map(({ text: plain, at }) => ({ text: folded(plain), at }));
  return known.flatMap((secret) => {
    const table = prefixTable(secret);
    return streams.flatMap((stream) => spansIn(stream, secret, table));
  });
}

/** A text without invisible characters in which no credential stands, in whatever case or escapes. */
export function masked(text: string, { userName, password }: Credentials): string {
  let plain = '';
  let at = 0;
  for (const { from, to } of spansOf(text, [userName, password]).toSorted((a, b) => a.from - b.from)) {
    if (from >= at) plain += `${text.slice(at, from)}${MASK}`;
    at = Math.max(at, to);
  }
  return plain + text.slice(at);
}
