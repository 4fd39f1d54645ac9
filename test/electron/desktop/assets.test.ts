import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_URL, assetFile, isAppUrl, serveAsset } from '../../../electron/desktop/assets.ts';

let folder = '';
let root = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pishkhan-assets-'));
  root = path.join(folder, 'renderer');
  await mkdir(path.join(root, 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.json'), '{}');
  await writeFile(path.join(root, 'index.html'), '<!doctype html>');
  await writeFile(path.join(root, 'assets', 'index-AbC_1.js'), 'export {};');
  await writeFile(path.join(root, 'notes.txt'), 'not served');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (address: string, method = 'GET') => serveAsset(root, new Request(address, { method }));

describe('serveAsset', () => {
  it('serves the page and its parts with their types', async () => {
    const page = await get(APP_URL);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toBe('<!doctype html>');
    const script = await get(`${APP_URL}assets/index-AbC_1.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('puts the policy on every answer, refusals too', async () => {
    for (const response of [await get(APP_URL), await get(`${APP_URL}none.js`), await get(APP_URL, 'POST')]) {
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-|\*|https?:/u);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each([
    'none.html',
    'notes.txt',
    'assets/',
    'assets',
    '../secret.json',
    '..%2fsecret.json',
    '%2e%2e/secret.json',
    '..\\secret.json',
    'assets//index-AbC_1.js',
    '.hidden.json',
  ])('answers 404 to %s', async (name) => {
    expect((await get(APP_URL + name)).status).toBe(404);
  });

  it('answers 405 to a POST', async () => {
    expect((await get(APP_URL, 'POST')).status).toBe(405);
  });
});

describe('assetFile', () => {
  it('never names a file outside the root, whatever the address', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', '\0', ':', 'C:', '.json', 'a', '?', '#', '@', '//'),
      fc.string({ maxLength: 4 }),
    );
    const address = fc.array(piece, { maxLength: 12 }).map((pieces) => APP_URL + pieces.join(''));
    fc.assert(
      fc.property(address, (url) => {
        const file = assetFile('/root', url);
        if (file === null) return;
        expect(path.resolve(file).startsWith(path.resolve('/root') + path.sep)).toBe(true);
        expect(file).not.toContain('..');
        expect(file).not.toContain('\0');
      }),
    );
  });
});

describe('isAppUrl', () => {
  it.each(['pishkhan://app/', 'pishkhan://app/index.html#links', 'pishkhan://app'])('knows %s as its own', (url) => {
    expect(isAppUrl(url)).toBe(true);
  });

  it.each([
    'https://app/',
    'pishkhan://other/',
    'pishkhan://app.evil/',
    'pishkhan://app@evil/',
    'pishkhan://evil@app/',
    'pishkhan://app:1/',
    'pishkhan:app',
    'about:blank',
    'data:text/html,x',
    '',
  ])('refuses %s', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});
