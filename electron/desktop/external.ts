import { shell } from 'electron';
import { payPageOf } from '../providers/tosha/pay-page.ts';

/**
 * Opens a pay page in the PC's own browser, where the payer can see whose page it is. What is no plain http(s) address is
 * refused: it came from a service over the network.
 */
export async function openExternal(address: string): Promise<void> {
  const page = payPageOf(address);
  if (page === null) throw new Error('Only web addresses are opened.');
  await shell.openExternal(page.href);
}
