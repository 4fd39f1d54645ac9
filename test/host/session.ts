import type { Session } from 'electron';
import type { BrowserContext } from 'playwright-core';
import { WEB_URL } from './addresses.ts';

/** What a page may ask for, by the names of the Permissions API. */
const PERMISSIONS = ['geolocation', 'notifications', 'midi', 'camera', 'microphone', 'clipboard-read', 'clipboard-write'];

let check: Parameters<Session['setPermissionCheckHandler']>[0] = null;

const defaultSession = {
  /** Chromium asks nobody here: what the check refuses is refused, and nothing is granted on request. */
  setPermissionRequestHandler() {},
  setPermissionCheckHandler(handler) {
    check = handler;
  },
  setDevicePermissionHandler() {},
  /** The pages that "the PC's browser" opens are in the same session here, and need the network. */
  async setProxy() {},
} satisfies Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setProxy'
>;

export const session = { defaultSession };

/** Tells Chromium what the app's check refuses. The session stays open: Chromium forgets with it. */
export async function applyPermissions(context: BrowserContext): Promise<void> {
  const cdp = await context.browser()?.newBrowserCDPSession();
  for (const name of PERMISSIONS) {
    const allowed = check?.(null, 'unknown', WEB_URL, { isMainFrame: true }) ?? false;
    if (!allowed) await cdp?.send('Browser.setPermission', { permission: { name }, setting: 'denied' });
  }
}
