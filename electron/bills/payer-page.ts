/** Seconds before the payer's browser asks again by itself. */
const AGAIN = 15;

function page(title: string, paragraphs: readonly string[]): string {
  return `<!doctype html>
<html lang="fa" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>بازگشت از پرداخت قبض</title>
</head>
<body>
<main>
<h1>${title}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</main>
</body>
</html>
`;
}

const IF_DEBITED = 'اگر پولی از حساب شما کم شده و صندوق‌دار پرداخت را نمی‌بیند، رسید بانک را به او نشان دهید و دوباره نپردازید.';

const TAKEN = page('نتیجه به پیشخوان رسید', [
  'نتیجهٔ پرداخت را از صندوق‌دار بپرسید. کار شما در این صفحه تمام شده است و می‌توانید آن را ببندید.',
  IF_DEBITED,
]);

const KEEP_OPEN = 'این صفحه را باز نگه دارید';
const WHY = 'نتیجهٔ پرداخت به پیشخوان رسید، ولی رایانهٔ پیشخوان هنوز نتوانسته آن را ثبت کند. به صندوق‌دار بگویید.';

const WAITS_GET = page(KEEP_OPEN, [
  WHY,
  'این صفحه هر چند ثانیه خودش تازه می‌شود؛ تا وقتی ننوشته است «نتیجه به پیشخوان رسید» آن را نبندید.',
  IF_DEBITED,
]);
const WAITS_POST = page(KEEP_OPEN, [
  WHY,
  'وقتی صندوق‌دار گفت، صفحه را تازه کنید (کلید F5). اگر مرورگر پرسید که فرم دوباره فرستاده شود یا نه، بپذیرید: چیزی دوباره پرداخت نمی‌شود.',
  IF_DEBITED,
]);

export interface PayerReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function reply(status: number, body: string, more: Record<string, string> = {}): PayerReply {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
      ...more,
    },
    body,
  };
}

/**
 * What the payer's browser shows when it comes back. The same page whatever came, so that it tells nothing about a batch
 * and a forger learns nothing. It is the payer's, who has no language setting here: Persian.
 */
export const TAKEN_REPLY = reply(200, TAKEN);

/**
 * The return could not be kept. What came by GET is in the address, and the browser asks for that again by itself; what
 * came by POST comes again only when a person loads the page again, since a browser left to itself would ask by GET.
 */
export const waitsReply = (method: string | undefined): PayerReply => {
  const retry = { 'retry-after': String(AGAIN) };
  return method === 'POST' ? reply(503, WAITS_POST, retry) : reply(503, WAITS_GET, { ...retry, refresh: String(AGAIN) });
};
