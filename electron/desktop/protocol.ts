import { protocol } from 'electron';
import { SCHEME, serveAsset } from './assets.ts';

/** Must run before the app is ready: the scheme gets an origin of its own and counts as a secure context. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the app's pages from `root` and nothing else. */
export function serveApp(root: string): void {
  protocol.handle(SCHEME, (request) => serveAsset(root, request));
}
