import { randomBytes } from 'node:crypto';
import { persianDigits } from '../../shared/text.ts';
import { escaped } from '../markup.ts';
import { isOpen } from './batches.ts';
import type { StoredBatch, StoredBill } from './batches.ts';
import { providerType } from './bills.ts';
import { PAY_PATH } from './http.ts';
import type { HttpReply } from './http.ts';
import type { Trip } from './returns.ts';
import { rialText } from './rial.ts';

const STYLE = `
  body { font: 1.05rem/1.9 Vazirmatn, Tahoma, sans-serif; margin: 0; background: #f2f2ef; color: #1b1b1b; }
  main { max-width: 40rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; background: #fff; min-height: 100vh; }
  .practice { background: #ffd54a; padding: .5rem 1rem; font-weight: bold; text-align: center; }
  table { width: 100%; border-collapse: collapse; }
  th, td { text-align: start; padding: .35rem .5rem; border-bottom: 1px solid #ccc; }
  button { font: inherit; padding: .5rem 1.25rem; margin: .5rem 0 0 .5rem; border: 2px solid #1b5e4b; border-radius: .4rem;
    background: #fff; color: #1b5e4b; cursor: pointer; }
  button.first { background: #1b5e4b; color: #fff; }
`;

interface Page {
  status: number;
  title: string;
  /** HTML, escaped where it must be. */
  content: string;
  /** Where a form of the page may lead, beside the shop itself. */
  formTo?: string;
  script?: string;
}

function htmlReply({ status, title, content, formTo = '', script = '' }: Page): HttpReply {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src ${script === '' ? "'none'" : `'nonce-${nonce}'`}`,
    `form-action 'self' ${formTo}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const body = `<!DOCTYPE html>
<html lang="fa" dir="rtl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><div class="practice">صفحه پرداخت تمرینی: هیچ پولی جابه‌جا نمی‌شود</div>
<main><h1>${escaped(title)}</h1>
${content}
</main>${script === '' ? '' : `<script nonce="${nonce}">${script}</script>`}</body></html>
`;
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body,
    headers: {
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  };
}

const BILL_STATES: Readonly<Record<StoredBill['state'], string>> = {
  refused: 'پذیرفته نشد',
  unpaid: 'در انتظار پرداخت',
  paid: 'پرداخت شد',
  left: 'پرداخت نشد',
  'paid-before': 'قبلا پرداخت شده است',
};

const accepted = ({ bills }: StoredBatch): StoredBill[] => bills.filter(({ state }) => state !== 'refused');

function billRow(bill: StoredBill): string {
  const cells = [providerType(bill).name, bill.billId, bill.payId, rialText(bill.price), BILL_STATES[bill.state]];
  return `<tr>${cells.map((cell) => `<td><bdi>${escaped(cell)}</bdi></td>`).join('')}</tr>`;
}

function billTable(batch: StoredBatch): string {
  const heads = ['نوع قبض', 'شناسه قبض', 'شناسه پرداخت', 'مبلغ', 'وضعیت'].map((head) => `<th>${head}</th>`).join('');
  return `<table><thead><tr>${heads}</tr></thead><tbody>${accepted(batch).map(billRow).join('\n')}</tbody></table>`;
}

const button = (act: string, words: string, first = false): string =>
  `<button name="act" value="${act}"${first ? ' class="first"' : ''}>${words}</button>`;

function buttons(batch: StoredBatch): string {
  if (!isOpen(batch)) return button('back', 'بازگشت به فروشگاه', true);
  const partly = accepted(batch).length > 1 ? button('pay-partly', 'پرداخت همه به جز آخرین قبض') : '';
  const leave = batch.state === 'cancelled' ? button('back', 'بازگشت به فروشگاه') : button('cancel', 'انصراف');
  return button('pay', 'پرداخت', true) + partly + leave;
}

const TITLES: Readonly<Record<StoredBatch['state'], string>> = {
  unpaid: 'پرداخت قبض‌ها',
  paid: 'پرداخت انجام شد',
  partly: 'بخشی از قبض‌ها پرداخت شد',
  cancelled: 'پرداخت انجام نشد',
};

/** The page at PaymentUrl: which bills, how much, and the payer's acts; then what became of it. */
export function payPage(batch: StoredBatch): HttpReply {
  const bills = accepted(batch);
  const total = rialText(bills.reduce((sum, { price }) => sum + price, 0));
  const count = persianDigits(String(bills.length));
  const content = `<p>${count} قبض، جمع: <strong><bdi>${total}</bdi></strong></p>
${billTable(batch)}
<form method="post" action="${PAY_PATH}${escaped(batch.batchToken)}">${buttons(batch)}</form>`;
  return htmlReply({ status: 200, title: TITLES[batch.state], content, formTo: new URL(batch.returnUrl).origin });
}

export function noSuchPage(): HttpReply {
  return htmlReply({ status: 404, title: 'صفحه پرداخت یافت نشد', content: '<p>نشانی را دوباره بررسی کنید.</p>' });
}

/** Sends the payer's browser back: a GET by redirect, a POST by a form that submits itself, or waits where it cannot. */
export function sendBack(trip: Trip): HttpReply {
  const { href, origin } = new URL(trip.url);
  if (trip.method === 'GET')
    return { ...htmlReply({ status: 303, title: 'بازگشت', content: '' }), headers: { location: href } };
  const inputs = Object.entries(trip.fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  );
  const content = `<form method="post" action="${escaped(href)}">${inputs.join('\n')}
<button class="first">بازگشت به فروشگاه</button></form>`;
  return htmlReply({ status: 200, title: 'بازگشت به فروشگاه', content, formTo: origin, script: 'document.forms[0].submit();' });
}
