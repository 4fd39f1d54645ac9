/**
 * What the payer's browser shows when it comes back. The same page whatever came, so that it tells nothing about a batch
 * and a forger learns nothing. It is the payer's, who has no language setting here: Persian.
 */
export const PAYER_PAGE = `<!doctype html>
<html lang="fa" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>بازگشت از پرداخت قبض</title>
</head>
<body>
<main>
<h1>نتیجه به پیشخوان رسید</h1>
<p>نتیجهٔ پرداخت را از صندوق‌دار بپرسید. کار شما در این صفحه تمام شده است و می‌توانید آن را ببندید.</p>
<p>اگر پولی از حساب شما کم شده و صندوق‌دار پرداخت را نمی‌بیند، رسید بانک را به او نشان دهید و دوباره نپردازید.</p>
</main>
</body>
</html>
`;

export const PAYER_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-length': String(Buffer.byteLength(PAYER_PAGE)),
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};
