import { BrowserWindow, Notification } from 'electron';
import type { EventData } from '../../shared/ipc.ts';
import { groupDigits } from '../../shared/money.ts';

/** Marks and the cashier's own data only: words belong to the renderer. */
const MARKS = { paid: '✓', alarm: '⚠' } as const;

/** Tells a payment or an alarm through the system while the cashier looks at another window. */
export function notify({ kind, link }: EventData<'told'>): void {
  if (link === null || (kind !== 'paid' && kind !== 'alarm')) return;
  if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
  const notification = new Notification({
    title: `${MARKS[kind]} ${link.invoiceNo}`,
    body: `${link.customerName}\n${groupDigits(link.amount)}`,
  });
  notification.on('click', () => BrowserWindow.getAllWindows()[0]?.show());
  notification.show();
}
