import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { FakeApp as app, FakeWindow as Window, electron } from './shell.ts';

// Not `mock`, which keeps what it made the first time: the one that this file sees is meant.
vi.doMock('electron', () => electron);

let folder = '';
beforeEach(() => {
  vi.resetAllMocks();
  vi.resetModules();
  app.removeAllListeners();
  folder = mkdtempSync(path.join(tmpdir(), 'pishkhan-problems-'));
  app.getPath = () => folder;
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** A fresh start of the app: what was seen and whether it is ending is remembered for the process's life. */
async function started() {
  const on = vi.spyOn(process, 'on').mockReturnThis();
  const problems = await import('../../../electron/desktop/problems.ts');
  problems.catchFatal();
  expect(on.mock.calls.map(([name]) => name)).toEqual(['uncaughtException', 'unhandledRejection']);
  on.mockRestore();
  return problems;
}

const failure = () => Object.assign(new Error('UserName=secret'), { code: 'EACCES' });
const box = electron.dialog.showErrorBox;
const log = () => readFileSync(path.join(folder, 'problems.log'), 'utf8');

it('says that the app cannot open, with a code and where more is, and nothing else', async () => {
  const { fatal } = await started();
  fatal(failure());
  expect(box.mock.calls).toEqual([[expect.stringContaining('Pishkhan'), `Error EACCES\n${path.join(folder, 'problems.log')}`]]);
  expect(app.exit.mock.calls).toEqual([[70]]);
  expect(log()).toContain('"code":"fatal","detail":"Error EACCES"');
  expect(log()).not.toContain('secret');
});

it('says which switch it does not start with, and ends', async () => {
  const { refuse } = await started();
  refuse('remote-debugging-port');
  expect(box.mock.calls).toEqual([[expect.any(String), expect.stringContaining('switch-refused --remote-debugging-port')]]);
  expect(app.exit.mock.calls).toEqual([[64]]);
  expect(log()).toContain('"code":"switch-refused","detail":"remote-debugging-port"');
});

it('says it too where the window never had a picture', async () => {
  const { fatal } = await started();
  new Window().emit('resize');
  fatal(failure());
  expect(box).toHaveBeenCalledOnce();
});

it('shows no box once a window was seen', async () => {
  const { fatal } = await started();
  new Window().emit('ready-to-show');
  fatal(failure());
  expect(box).not.toHaveBeenCalled();
  expect(app.exit.mock.calls).toEqual([[70]]);
});

it('shows one box and ends once, whatever fails while the box is open', async () => {
  const { fatal } = await started();
  box.mockImplementation(() => fatal(new TypeError('another')));
  fatal(failure());
  expect(box).toHaveBeenCalledOnce();
  expect(app.exit).toHaveBeenCalledOnce();
  expect(log().trim().split('\n')).toHaveLength(2);
});

it('ends though no box can be shown and nothing can be written', async () => {
  const { fatal } = await started();
  app.getPath = () => {
    throw new Error('no path');
  };
  box.mockImplementation(() => {
    throw new Error('no screen');
  });
  fatal(failure());
  expect(app.exit.mock.calls).toEqual([[70]]);
});

it('notes an error whose message looks like a stack without looking at it over and over', async () => {
  const cost = async (message: string) => {
    vi.resetModules();
    const { fatal } = await started();
    const before = performance.now();
    fatal(new Error(message));
    return performance.now() - before;
  };
  const plain = Math.max(await cost('a'.repeat(40_000)), await cost('a'.repeat(40_000)));
  for (const message of [`\n    at ${'a'.repeat(40_000)}`, `\n${'\n'.repeat(40_000)}`, `\n    at ${'a b '.repeat(10_000)}(`]) {
    // Seconds before it was bounded, a millisecond or two now, most of it for the file.
    expect(await cost(message)).toBeLessThan(100 * plain);
  }
});
