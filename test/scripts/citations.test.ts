import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Where the code stands; this file is about citations and has none. */
const CODE = globSync('{electron,shared,renderer,test,scripts}/**/*.{ts,tsx,css}', {
  cwd: ROOT,
  exclude: ['**/node_modules/**', '**/citations.test.ts'],
});
const DOCUMENTS = globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT });

/** A comment's text in one line: a citation may be broken where the line ends. */
const unbroken = (text: string) => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/gu, ' ');

/** What a text cites of a page, `<page>, "<heading>"`; null stands for a mention without a heading. */
function cited(text: string): { page: string; heading: string | null }[] {
  const found = unbroken(text).matchAll(/\b(design|wire)\.md(?:, "([^"]+)")?/gu);
  return [...found].map(([, page = '', heading]) => ({ page, heading: heading ?? null }));
}

function headings(page: string): Set<string> {
  return new Set([...page.matchAll(/^#{2,4} (.+)$/gmu)].map(([, heading = '']) => heading.trim()));
}

const PAGES: Record<string, Set<string>> = {
  design: headings(read('docs/design.md')),
  wire: headings(read('docs/wire.md')),
};

/** The citations of a text that lead nowhere. */
function astray(text: string): string[] {
  return cited(text)
    .filter(({ page, heading }) => heading === null || !PAGES[page]?.has(heading))
    .map(({ page, heading }) => `${page}.md, ${heading ?? 'no heading'}`);
}

/** A heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** The links of a document to files of the repository that are not there, or have no such heading. */
function broken(file: string, text: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/gu)];
  return links.flatMap(([whole, target = '', anchor]) => {
    const to = target === '' ? file : path.join(path.dirname(file), target);
    if (!existsSync(path.join(ROOT, to))) return [whole];
    const isThere = anchor === undefined || [...headings(read(to))].some((heading) => anchorOf(heading) === anchor);
    return isThere ? [] : [whole];
  });
}

describe('what the code cites of docs/', () => {
  it('is a heading there', () => {
    const wrong = CODE.flatMap((file) => astray(read(file)).map((citation) => `${file}: ${citation}`));
    expect(wrong).toEqual([]);
  });

  it('is found at all, also where a line ends within it', () => {
    expect(CODE.flatMap((file) => cited(read(file))).length).toBeGreaterThan(20);
    const comment = '/**\n * As always (design.md, "A request with a known\n * fate"), and wire.md, "Bills".\n */';
    expect(cited(comment)).toEqual([
      { page: 'design', heading: 'A request with a known fate' },
      { page: 'wire', heading: 'Bills' },
    ]);
    expect(astray(comment)).toEqual([]);
  });

  it('is refused where there is no such heading, or none is named', () => {
    expect(astray('// design.md, "A heading that nobody wrote"')).toEqual(['design.md, A heading that nobody wrote']);
    expect(astray('// wire.md, "A request with a known fate"')).toEqual(['wire.md, A request with a known fate']);
    expect(astray('// as wire.md says')).toEqual(['wire.md, no heading']);
  });
});

describe('the documents', () => {
  it('link to what is there', () => {
    expect(DOCUMENTS.flatMap((file) => broken(file, read(file)).map((link) => `${file}: ${link}`))).toEqual([]);
  });

  it('are told of a link that leads nowhere', () => {
    const links = '[a](nowhere.md) [b](wire.md#nowhere) [c](wire.md#bills) [d](https://example.org/x)';
    expect(broken('docs/design.md', links)).toEqual(['](nowhere.md)', '](wire.md#nowhere)']);
  });

  it('have every decision in the index of ARCHITECTURE.md, by its number', () => {
    const pages = DOCUMENTS.filter((file) => /^docs\/decisions\/\d{4}-/u.test(file.replaceAll('\\', '/'))).toSorted();
    const numbers = pages.map((file) => Number(path.basename(file).slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    for (const [at, file] of pages.entries()) {
      expect(read(file)).toMatch(new RegExp(`^# ${at + 1}\\. `, 'u'));
      expect(read('ARCHITECTURE.md')).toContain(`](docs/decisions/${path.basename(file)})`);
    }
  });
});
