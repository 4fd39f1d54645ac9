import { describe, expect, test } from 'vitest';
import { attribute, checkAddress, checkName, Look, readTree } from '../../../../electron/providers/soap/wsdl-tree.ts';

const bad = (code: string) => expect.objectContaining({ name: 'BadWsdl', message: code }) as Error;

describe('a tree', () => {
  test('has elements and attributes by their local names, in order, and no text', async () => {
    const tree = await readTree('<p:a xmlns:p="urn:p"><b y="1" p:z="2">text</b><c><d/></c><b/></p:a>');
    expect(tree).toEqual({
      name: 'a',
      attributes: new Map([['p', 'urn:p']]),
      children: [
        { name: 'b', attributes: new Map(Object.entries({ y: '1', z: '2' })), children: [] },
        { name: 'c', attributes: new Map(), children: [{ name: 'd', attributes: new Map(), children: [] }] },
        { name: 'b', attributes: new Map(), children: [] },
      ],
    });
    expect(attribute(tree.children[0], 'y')).toBe('1');
    expect([attribute(tree.children[0], 'x'), attribute(undefined, 'x')]).toEqual(['', '']);
  });

  test.each(['', 'x', '<a>', '<a/><b/>', '<!DOCTYPE a><a/>'])('%j is none', async (text) => {
    await expect(readTree(text)).rejects.toThrow(bad('not-xml'));
  });

  test.each(['\t', '\u0085', '\u00ad', '\u200b', '\u202e', '\u2028', '\u2029', '\ufeff', '\ud800'])(
    'has no attribute with %j in it',
    async (unseen) => {
      await expect(readTree(`<a><b x="y${unseen}z"/></a>`)).rejects.toThrow(bad('bad-character'));
      await expect(readTree(`<a>${unseen}</a>`)).resolves.toBeDefined();
    },
  );

  test.each(['hasOwnProperty', 'toString', 'tns:valueOf', 'a:b:toString', ' tns: toString ', 'isPrototypeOf'])(
    'has no attribute that names what is inherited: %j',
    async (name) => {
      await expect(readTree(`<a x="${name}"/>`)).rejects.toThrow(bad('bad-name'));
      await expect(readTree(`<a x="${name}s" y="x${name}s"/>`)).resolves.toBeDefined();
    },
  );

  test('nor the prototype behind a prefix', async () => {
    for (const name of ['tns:prototype', 'tns:__proto__', 'tns:constructor']) {
      await expect(readTree(`<a x="${name}"/>`)).rejects.toThrow(bad('bad-name'));
    }
  });
});

describe('a name', () => {
  test.each([
    ['ResCod', 'ResCod'],
    ['tns:ResCod', 'ResCod'],
    ['_a-b.c1', '_a-b.c1'],
    ['نام', 'نام'],
    ['é\u0301', 'é\u0301'],
    ['a۱', 'a۱'],
    [`tns:${'a'.repeat(128)}`, 'a'.repeat(128)],
  ])('%s is local', (text, local) => expect(checkName(text)).toBe(local));

  test.each(['', 'tns:', '1a', '-a', '.a', 'a b', 'a/b', 'a&b', 'a"', ' a', 'a ', 'a\n', 'a<', 'a'.repeat(129)])(
    '%j is none',
    (text) => {
      expect(() => checkName(text)).toThrow(bad('bad-name'));
    },
  );
});

describe('an address', () => {
  test.each(['', 'urn:x', 'http://a.b/c?d=e#f', "a~!$'()*+,;=%20@[]:/_-", 'a'.repeat(300)])('%j is as it is', (text) => {
    expect(checkAddress(text)).toBe(text);
  });

  test.each(['a&b', 'a b', 'a"b', 'a<b', 'a>b', 'a\\b', 'نام', 'a\nb', ' a', 'a ', 'a'.repeat(301)])('%j is none', (text) => {
    expect(() => checkAddress(text)).toThrow(bad('bad-address'));
  });
});

describe('looking', () => {
  const children = async (count: number) => readTree(`<a>${'<b/>'.repeat(count)}</a>`);

  test('finds children by name, the first along a path, and nothing in nothing', async () => {
    const look = new Look();
    const tree = await readTree('<a><b n="1"/><c><d n="2"/><d n="3"/></c><b n="4"/><c><e/></c></a>');
    expect(look.children(tree).map(({ name }) => name)).toEqual(['b', 'c', 'b', 'c']);
    expect(look.named(tree, 'b').map((each) => attribute(each, 'n'))).toEqual(['1', '4']);
    expect(attribute(look.first(tree, 'c', 'd'), 'n')).toBe('2');
    expect([look.first(tree, 'c', 'e'), look.first(tree, 'x', 'd'), look.first(undefined, 'a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([look.children(undefined), look.named(undefined, 'a')]).toEqual([[], []]);
  });

  test('ends after 200,000 children, an element counting as one more', async () => {
    const tree = await children(999);
    const look = new Look();
    for (let n = 0; n < 200; n += 1) look.children(tree);
    expect(() => look.children(undefined)).toThrow(bad('too-large'));
  });

  test('rests after 2,000 of them, each time', async () => {
    const tree = await children(999);
    const look = new Look();
    let turns = 0;
    const rest = async () => {
      const before = turns;
      const other = setImmediate(() => (turns += 1));
      await look.rest();
      clearImmediate(other);
      return turns > before;
    };
    expect(await rest()).toBe(false);
    for (let round = 0; round < 3; round += 1) {
      look.children(tree);
      expect(await rest()).toBe(false);
      look.children(tree);
      expect(await rest()).toBe(true);
      expect(await rest()).toBe(false);
    }
  });
});
