import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Page } from 'playwright-core';
import { app } from './app.ts';
import { toWeb } from './addresses.ts';
import { browser } from './browser.ts';
import { VIEWPORT } from './chromium.ts';
import { WebContents } from './contents.ts';

/** What the app must ask for, because this host gives nothing else. */
function insistOnIsolation({ webPreferences = {} }: BrowserWindowConstructorOptions): string {
  const { contextIsolation = true, sandbox = true, nodeIntegration = false, preload } = webPreferences;
  if (!contextIsolation || !sandbox || nodeIntegration) throw new Error('The stand-in has isolated, sandboxed pages only.');
  if (preload === undefined) throw new Error('The stand-in needs a preload.');
  return preload;
}

/** Chromium starts with one page: the first window is that one. A second window is more than the app has. */
function takePage(): Page {
  const page = browser().pages()[0];
  if (page === undefined || windows.length > 0) throw new Error('The stand-in has one window.');
  return page;
}

const windows: BrowserWindow[] = [];

/** The part of Electron's `BrowserWindow` that the app uses, over the page of Chromium. */
export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'loadURL'
      | 'show'
      | 'focus'
      | 'restore'
      | 'maximize'
      | 'close'
      | 'setMenuBarVisibility'
      | 'isMinimized'
      | 'isMaximized'
      | 'getNormalBounds'
      | 'isDestroyed'
    >
{
  readonly webContents: WebContents;
  readonly #bounds: Rectangle;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const preload = insistOnIsolation(options);
    const { x = 0, y = 0, width = VIEWPORT.width, height = VIEWPORT.height } = options;
    this.#bounds = { x, y, width, height };
    const page = takePage();
    this.webContents = new WebContents(page, preload);
    windows.push(this);
    page.on('close', () => this.#closed());
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  /** Notifications are not shown here, so that nobody needs to know which window has the focus. */
  static getFocusedWindow(): BrowserWindow | null {
    return windows[0] ?? null;
  }

  async loadURL(url: string): Promise<void> {
    try {
      await this.webContents.load(toWeb(url));
    } catch (error) {
      // Playwright may tell the load's end before the page's; Electron tells it after.
      if (this.webContents.page.isClosed()) this.#closed();
      throw error;
    }
    if (!this.webContents.refusesWindows()) throw new Error('The stand-in opens no further windows.');
    this.emit('ready-to-show');
  }

  /** Chromium's windows are shown from the start. */
  show(): void {
    void this.webContents.page.bringToFront().catch(() => {});
  }
  focus(): void {
    this.show();
  }
  restore(): void {}
  maximize(): void {}
  setMenuBarVisibility(_visible: boolean): void {}
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  getNormalBounds(): Rectangle {
    return this.#bounds;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    void this.webContents.page.close().catch(() => this.#closed());
  }

  #closed(): void {
    if (this.#destroyed) return;
    this.emit('close', { preventDefault() {} });
    this.#destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed');
    if (windows.length === 0) app.emit('window-all-closed');
  }
}

app.on('before-exit', () => {
  for (const window of windows) window.emit('close', { preventDefault() {} });
});
