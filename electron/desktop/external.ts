import { shell } from 'electron';

/**
 * Opens a web address in the PC's own browser, where the payer can see whose page it is. Anything but http and https is
 * refused: the address came from a service over the network.
 */
export async function openExternal(address: string): Promise<void> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/u.test(url.protocol)) throw new Error('Only web addresses are opened.');
  await shell.openExternal(url.href);
}
