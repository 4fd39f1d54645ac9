import { app, session } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isAppUrl } from './assets.ts';
import { NOWHERE, WEBRTC_POLICY } from './confinement.ts';

function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy(WEBRTC_POLICY);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Pages stay on the app's own addresses, open no windows, embed nothing, reach no network, and get no permission of any
 * kind. Resolves once that holds.
 */
export async function confinePages(): Promise<void> {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
  await session.defaultSession.setProxy(NOWHERE);
}

/** Whether a call comes from the app's own page: a main frame, on an address of ours. */
export function isOurs(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
