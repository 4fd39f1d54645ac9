import { APP_URL } from '../../electron/desktop/assets.ts';

/** Chromium knows no pishkhan: scheme, so the app's pages get a secure address that no name server can know. */
export const WEB_URL = 'https://app.pishkhan.invalid/';

function move(address: string, from: string, to: string): string {
  return address.startsWith(from) ? to + address.slice(from.length) : address;
}

/** The address Chromium gets for one of the app's; any other stays as it is. */
export const toWeb = (address: string): string => move(address, APP_URL, WEB_URL);

/** The address the app gets for one of Chromium's. */
export const toApp = (address: string): string => move(address, WEB_URL, APP_URL);
