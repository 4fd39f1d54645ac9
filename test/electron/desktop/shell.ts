import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** What the tests of desktop/ put in Electron's place: just enough to see what is asked of it. */

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = [];
  static focused: FakeWindow | null = null;
  static getAllWindows = () => FakeWindow.all;
  static getFocusedWindow = () => FakeWindow.focused;

  webContents = new EventEmitter();
  destroyed = false;
  loading = Promise.withResolvers<void>();
  minimized = false;
  show = vi.fn<() => void>();
  focus = vi.fn<() => void>();
  restore = vi.fn<() => void>();
  maximize = vi.fn<() => void>();
  setMenuBarVisibility = vi.fn<(visible: boolean) => void>();

  constructor() {
    super();
    FakeWindow.all.push(this);
    FakeApp.emit('browser-window-created', {}, this);
  }
  loadURL = () => this.loading.promise;
  isMinimized = () => this.minimized;
  isMaximized = () => false;
  isDestroyed = () => this.destroyed;
  getNormalBounds() {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    return { x: 0, y: 0, width: 800, height: 600 };
  }
}

export class FakeNotification extends EventEmitter {
  static all: FakeNotification[] = [];
  static isSupported = () => true;
  readonly options: { title: string; body: string };
  shows = 0;
  show(): void {
    this.shows += 1;
  }
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
    FakeNotification.all.push(this);
  }
}

export const FakeApp = Object.assign(new EventEmitter(), {
  isPackaged: true,
  exit: vi.fn<(code: number) => void>(),
  getVersion: () => '0',
  getPath: (_name: string): string => '',
});

export const electron = {
  app: FakeApp,
  BrowserWindow: FakeWindow,
  Notification: FakeNotification,
  dialog: { showErrorBox: vi.fn<(title: string, content: string) => void>() },
  screen: { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1366, height: 768 } }) },
};
