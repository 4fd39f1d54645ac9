/** Words of the parts in renderer/ui: they know nothing of the things they show. */

export const browser = {
  keysHint: 'با ↓ و ↑ در فهرست بروید و با Enter باز کنید.',
  filter: 'وضعیت',
  nothingFound: 'چیزی با این جست‌وجو پیدا نشد.',
  clearFilters: 'پاک کردن جست‌وجو',
};

export const history = {
  by: 'به دست {{who}}',
  came: 'بازگشت، همان‌گونه که رسید',
};

/** All that is known of one exchange with a service. */
export const evidence = {
  title: 'مدرک این ارسال',
  startedAt: 'آغاز',
  took: 'مدت',
  seconds: '{{seconds}} ثانیه',
  transport: 'شیوهٔ ارسال',
  transports: { soap11: 'SOAP 1.1', soap12: 'SOAP 1.2', json: 'JSON' },
  endpoint: 'نشانی سرویس',
  bytesOut: 'بایت بیرون‌رفته',
  reason: 'نتیجه',
  httpStatus: 'وضعیت HTTP',
  reply: 'آغاز پاسخ',
  noReply: 'هیچ پاسخی نیامد',
};
