import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, describe, onTestFinished } from 'vitest';
import { asAppError } from '../../../electron/errors.ts';
import { smallDisk } from './full-disk.ts';

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

it('a settings file that was cut short while the whole one lay beside it is that one', () => {
  const folder = tempFolder();
  writeFileSync(path.join(folder, 'app.json'), '{"mode": "li');
  writeFileSync(path.join(folder, 'app.json.whole'), '{"mode": "live"}');
  expect(openStore(folder, 'app').get('mode')).toBe('live');
  expect(readdirSync(folder).filter((name) => name.endsWith('.whole'))).toEqual([]);
});

/** What settings hold at most: an adopted contract. */
const CONTRACT = 'x'.repeat(20_000);
const DISK = 128 * 1024;
const PAGE = 4096;
const disk = smallDisk(DISK);
afterAll(() => disk?.remove());

describe.skipIf(disk === null)('a settings file on a disk with no room', () => {
  // Every amount of room, from none to enough: a write that fits in part is the one that would cut the file.
  it('is whole at every amount of room: as it was where a change is refused, changed where it is not', () => {
    if (disk === null) return;
    const { folder } = disk;
    const file = path.join(folder, 'app.json');
    openStore(folder, 'app').setAll({ wsdl: CONTRACT, round: 0 });
    let [refused, kept] = [0, 0];
    for (let pages = 0; pages < 24; pages += 1) {
      disk.makeRoom();
      const store = openStore(folder, 'app');
      const before = store.get('round');
      disk.leave(pages * PAGE, Math.ceil(statSync(file).size / PAGE) * PAGE);
      let code: unknown = null;
      try {
        store.setAll({ round: pages + 1, more: pages });
      } catch (error) {
        code = asAppError(error).code;
      }
      expect([null, 'disk-full']).toContain(code);
      if (code === null) kept += 1;
      else refused += 1;
      const round = code === null ? pages + 1 : before;
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ wsdl: CONTRACT, round });
      expect(store.get('round')).toBe(round);
    }
    expect(refused).toBeGreaterThan(4);
    expect(kept).toBeGreaterThan(4);
    disk.makeRoom();
    expect(readdirSync(folder)).toEqual(['app.json']);
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
    for (const store of [forgiving(throws), forgiving(() => ({ get: throws, set: throws, setAll: throws, delete: throws }))]) {
      store.set('maximized', true);
      store.delete('maximized');
      expect(store.get('maximized')).toBeUndefined();
    }
  });
});
