import { BrowserWindow, Notification } from 'electron';
import type { EventData } from '../../shared/ipc.ts';
import { groupDigits } from '../../shared/money.ts';
import { showWindow } from './window.ts';

/** By what Windows knows whose notifications these are: the `appId` of electron-builder.yml, which marks the shortcut. */
export const APP_ID = 'ir.pishkhan.counter';

/** Marks and the cashier's own data only: words belong to the renderer. */
const MARKS = { paid: '✓', alarm: '⚠' } as const;

/** Those on the screen: one that is garbage-collected no longer hears the click on it. */
const shown = new Set<Notification>();

/** Tells a payment or an alarm through the system while the cashier looks at another window. */
export function notify({ kind, link }: EventData<'told'>): void {
  if (link === null || (kind !== 'paid' && kind !== 'alarm')) return;
  if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
  const notification = new Notification({
    title: `${MARKS[kind]} ${link.invoiceNo}`,
    body: `${link.customerName}\n${groupDigits(link.amount)}`,
  });
  const gone = () => void shown.delete(notification);
  notification.on('click', () => {
    gone();
    showWindow();
  });
  notification.on('close', gone);
  notification.on('failed', gone);
  shown.add(notification);
  notification.show();
}
