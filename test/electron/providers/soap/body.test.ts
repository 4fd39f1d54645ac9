import { describe, expect, test } from 'vitest';
import { readBody } from '../../../../electron/providers/soap/body.ts';

const OURS = /rescod/iu;
const read = (body: string | Buffer, type?: string) =>
  readBody(
    { status: 200, headers: type === undefined ? {} : { 'content-type': type }, body: Buffer.from(body as string) },
    OURS,
  );
const kindOf = async (body: string | Buffer, type?: string) => {
  const found = await read(body, type);
  return found.kind === 'content'
    ? found.content.shape
    : found.kind === 'unreadable'
      ? `unreadable ${found.speaksOurs}`
      : found.kind;
};

describe('a body of the service', () => {
  test.each([
    ['<a>1</a>', 'xml'],
    [' \n<a>1</a> ', 'xml'],
    ['\uFEFF<a>1</a>', 'xml'],
    ['<s:Envelope xmlns:s="x"><s:Body/></s:Envelope>', 'envelope'],
    ['{"a":1}', 'json'],
    ['\uFEFF [1] ', 'json'],
    ['<?xml version="1.0" encoding="UTF-8"?><a/>', 'xml'],
    ["<?xml version='1.0' encoding='utf8' ?><a/>", 'xml'],
  ])('%j is read by what it is', async (body, shape) => {
    for (const type of [
      undefined,
      'text/html',
      'text/xml; charset=utf-8',
      'application/json; charset="UTF8"',
      'x; charset=us-ascii',
    ]) {
      expect([type, await kindOf(body, type)]).toEqual([type, shape]);
    }
  });

  test('that is no UTF-8, or says so, is not read', async () => {
    for (const type of [
      'text/xml; charset=windows-1256',
      "text/xml; CHARSET = 'utf-16'",
      'x; charset=xutf-8',
      'x; charset=utf-8x',
    ]) {
      expect([type, await kindOf('<a>1</a>', type)]).toEqual([type, 'unreadable false']);
    }
    expect(await kindOf('<?xml version="1.0" encoding="windows-1256"?><a/>')).toBe('unreadable false');
    expect(await kindOf(`<?xml version="1.0" ${' '.repeat(30)} encoding = "utf-16"?><a/>`)).toBe('unreadable false');
    expect(await kindOf('<a encoding="utf-16"/>')).toBe('xml');
    // What stands elsewhere, or beyond any declaration, declares nothing.
    expect(await kindOf(`"<?xml version='1.0' encoding='utf-16'?>"`)).toBe('json');
    expect(await kindOf(`<?xml version="1.0"${' '.repeat(600)}encoding="utf-16"?><a/>`)).toBe('xml');
    expect(await kindOf(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toBe('unreadable false');
  });

  test('is read up to 262,144 bytes', async () => {
    const body = (length: number) => `"${'x'.repeat(length - 2)}"`;
    expect(await kindOf(body(262_144))).toBe('json');
    expect(await kindOf(body(262_145))).toBe('unreadable false');
  });
});

describe('a body that cannot be read', () => {
  test.each(['<a>rescod', 'ResCod=1', '{"ResCod":1', '<Envelope', '<s:Envelope>', '<soap-env:envelope x'])(
    '%j speaks as the service does',
    async (body) => {
      expect(await kindOf(body)).toBe('unreadable true');
      expect(await kindOf(`<html>${body}`, 'text/html')).toBe('unreadable true');
    },
  );

  test.each(['x', '', '{', '<a>', 'Envelope', '<Envelopes', '< Envelope'])('%j does not', async (body) => {
    expect(await kindOf(body)).toBe('unreadable false');
  });

  test('is looked through to its end, where pieces meet too', async () => {
    for (const before of [0, 65_530, 65_536, 200_000, 600_000]) {
      expect([before, await kindOf(`${'x'.repeat(before)}rescod`)]).toEqual([before, 'unreadable true']);
      expect([before, await kindOf('x'.repeat(before))]).toEqual([before, 'unreadable false']);
    }
  });

  test('lets whatever waits have its turn between two pieces', async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    await kindOf('x'.repeat(10 * 65_536));
    clearImmediate(waiting);
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});

describe('a page', () => {
  test.each(['<html><p></html>', '<HTML lang="fa">', '<!DOCTYPE html><html><p>', '<!doctype  HTML><html>', ' \n<html>'])(
    '%j is one whatever its type',
    async (body) => {
      expect(await kindOf(body)).toBe('html');
      expect(await kindOf(body, 'text/xml')).toBe('html');
    },
  );

  test('that is well-formed is one too', async () => {
    expect(await kindOf('<html><p/></html>', 'text/xml')).toBe('html');
    expect(await kindOf('<x:html xmlns:x="urn:x"><p/></x:html>', 'text/xml')).toBe('html');
  });

  test.each(['text/html', ' TEXT/HTML; charset=x', 'application/xhtml+xml'])(
    'is what cannot be read and comes as %s',
    async (type) => {
      expect(await kindOf('<p>', type)).toBe('html');
    },
  );

  test.each(['<htmlx>', 'x<html>', '<!doctype><html>'])('%j is none', async (body) => {
    expect(await kindOf(body, 'x-text/html')).toBe('unreadable false');
  });
});
