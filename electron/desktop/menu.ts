import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

const EDIT: MenuItemConstructorOptions[] = [
  { role: 'undo' },
  { role: 'redo' },
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
];

const VIEW: MenuItemConstructorOptions[] = [
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'resetZoom' },
  { role: 'togglefullscreen' },
];

/** Reloading loses nothing, but at a counter it can only be a slip. */
const DEVELOPER: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }];

/** The menu is never seen (the window hides its bar); it is there for its shortcuts. */
export function setMenu(): void {
  const view = app.isPackaged ? VIEW : [...VIEW, ...DEVELOPER];
  const menu = Menu.buildFromTemplate([
    { role: 'editMenu', submenu: EDIT },
    { role: 'viewMenu', submenu: view },
  ]);
  Menu.setApplicationMenu(menu);
}
