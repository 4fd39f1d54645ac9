import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const PACKAGE = path.join(import.meta.dirname, '../../package.json');

/** The folder of the OS for programs' data, with a name of its own: the stand-in never opens a real counter's ledger. */
function usualFolder(): string {
  const home = homedir();
  const folders: Readonly<Record<string, string>> = {
    win32: process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'),
    darwin: path.join(home, 'Library', 'Application Support'),
  };
  return path.join(
    folders[process.platform] ?? process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'),
    'Pishkhan stand-in',
  );
}

/** The part of Electron's `app` that the app and electron-store use. */
class App
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'isPackaged'
      | 'getVersion'
      | 'getPath'
      | 'setPath'
      | 'enableSandbox'
      | 'setAppUserModelId'
      | 'requestSingleInstanceLock'
      | 'whenReady'
      | 'quit'
      | 'exit'
    >
{
  readonly isPackaged = false;
  readonly #ready = Promise.withResolvers<void>();
  readonly #closers: (() => Promise<void>)[] = [];
  #userData = usualFolder();
  #lock: DatabaseSync | null = null;
  #exiting = false;

  getVersion(): string {
    const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
    return version;
  }

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`The stand-in knows the path of userData only, not of ${name}.`);
    return this.#userData;
  }

  setPath(name: string, folder: string): void {
    if (name !== 'userData') throw new Error(`The stand-in sets the path of userData only, not of ${name}.`);
    this.#userData = folder;
  }

  /** Chromium's renderers are sandboxed by Chromium itself. */
  enableSandbox(): void {}

  /** Only Windows has one, and it goes by the program that runs. */
  setAppUserModelId(_id: string): void {}

  /** An exclusive SQLite transaction: the operating system frees it when the process dies, however it dies. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(this.#userData, { recursive: true });
    const lock = new DatabaseSync(path.join(this.#userData, 'stand-in.lock'), { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch {
      lock.close();
      return false;
    }
    this.#lock = lock;
    return true;
  }

  /** Whether this is the one instance: the host starts no Chromium for a second. */
  hasLock(): boolean {
    return this.#lock !== null;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** For the host: the app may open its windows. */
  makeReady(): void {
    this.emit('ready');
    this.#ready.resolve();
  }

  /** For the host: what is to be closed before the process ends. */
  closeAtExit(closer: () => Promise<void>): void {
    this.#closers.push(closer);
  }

  quit(): void {
    let wait = false;
    this.emit('before-quit', {
      preventDefault() {
        wait = true;
      },
    });
    if (wait) return;
    this.emit('before-exit');
    this.emit('will-quit', { preventDefault() {} });
    this.exit(0);
  }

  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    const late = new Promise((resolve) => setTimeout(resolve, 5000));
    const end = () => process.exit(code);
    void Promise.race([Promise.allSettled(this.#closers.map((closer) => closer())), late]).then(end, end);
  }
}

export const app = new App();
