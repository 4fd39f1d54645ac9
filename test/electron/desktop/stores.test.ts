import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, describe, onTestFinished } from 'vitest';

// electron-store asks Electron for two names when it is loaded, and for nothing of them where it is told its folder.
const ELECTRON = 'data:text/javascript,export default { app: undefined, ipcMain: undefined, shell: undefined }';
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: ELECTRON, format: 'module', shortCircuit: true } : next(specifier, context),
});
const { forgiving, openStore } = await import('../../../electron/desktop/stores.ts');

function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pishkhan-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a settings file', () => {
  it('keeps at once what is set, for this user alone', () => {
    const folder = tempFolder();
    openStore(folder, 'app').set('a.b', { c: 1 });
    const file = path.join(folder, 'app.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ 'a.b': { c: 1 } });
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(openStore(folder, 'app').get('a.b')).toEqual({ c: 1 });
  });

  it('is read once, not at each look', () => {
    const folder = tempFolder();
    const store = openStore(folder, 'app');
    store.set('mode', 'live');
    expect(store.get('mode')).toBe('live');
    rmSync(path.join(folder, 'app.json'));
    expect(store.get('mode')).toBe('live');
  });

  it('is set aside when it is no JSON, and nothing of it is thrown away', () => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'app.json'), '{"mode": "li');
    const store = openStore(folder, 'app');
    expect(store.get('mode')).toBeUndefined();
    const aside = readdirSync(folder).filter((name) => name.startsWith('app.json.broken-'));
    expect([store.setAside]).toEqual(aside);
    expect(aside.map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(['{"mode": "li']);
  });
});

describe('a settings file that is JSON', () => {
  it.each(['null', '[]', '7', '"x"'])('but no object is set aside too: %s', (text) => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'app.json'), text);
    const { setAside } = openStore(folder, 'app');
    expect(readFileSync(path.join(folder, setAside ?? ''), 'utf8')).toBe(text);
  });

  it('is not set aside', () => {
    const folder = tempFolder();
    openStore(folder, 'app').set('mode', 'live');
    expect(openStore(folder, 'app').setAside).toBeNull();
  });
});

describe('a store that is not worth an error', () => {
  const throws = () => {
    throw new Error('ENOSPC');
  };

  it('passes on what works', () => {
    const store = forgiving(() => openStore(tempFolder(), 'window'));
    store.set('maximized', true);
    expect(store.get('maximized')).toBe(true);
    store.delete('maximized');
    expect(store.get('maximized')).toBeUndefined();
  });

  it('is empty where it cannot be opened, read or written', () => {
    for (const store of [forgiving(throws), forgiving(() => ({ get: throws, set: throws, delete: throws }))]) {
      store.set('maximized', true);
      store.delete('maximized');
      expect(store.get('maximized')).toBeUndefined();
    }
  });
});
