import { EventEmitter } from 'node:events';
import type { Display, MenuItemConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { openOutside } from './browser.ts';
import { VIEWPORT } from './chromium.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { session } from './session.ts';
import { BrowserWindow } from './window.ts';

/**
 * What `electron` resolves to in the stand-in: the part of the module that the app and electron-store use. A name that is
 * not here fails at import, not later.
 */
export { app, BrowserWindow, ipcMain, protocol, safeStorage, session };

/** Chromium's own keys do what the menu's roles would. */
export class Menu {
  readonly template: MenuItemConstructorOptions[];
  constructor(template: MenuItemConstructorOptions[]) {
    this.template = template;
  }
  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(_menu: Menu | null): void {}
}

/** The stand-in shows no system notifications. */
export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return false;
  }
  show(): void {}
}

/** A box would wait for somebody to close it, and nobody may be there: its words go where a developer looks. */
export const dialog: Pick<Electron.Dialog, 'showErrorBox'> = {
  showErrorBox: (title, content) => console.error(`${title}\n${content}`),
};

const workArea: Rectangle = { x: 0, y: 0, ...VIEWPORT };

export const screen = {
  getDisplayMatching: (_bounds: Rectangle) => ({ bounds: workArea, workArea }) as Display,
};

/** The PC's browser is another page of the same Chromium. */
export const shell: Pick<Electron.Shell, 'openExternal'> = { openExternal: openOutside };

export default { app, BrowserWindow, dialog, ipcMain, Menu, Notification, protocol, safeStorage, screen, session, shell };
