export const app = {
  name: 'پیشخوان',
  otherLanguage: 'English',
  cancel: 'انصراف',
  dismiss: 'دیدم',
  loading: 'در حال خواندن…',
  alarm: 'هشدار',
  optional: 'اختیاری',
  characters: '{{used}} از {{limit}}',
  failed: 'نشد: {{what}}',
  failedBehind: 'آنچه در صفحهٔ پیشین خواستید نشد: {{what}}',
};

export const nav = {
  label: 'بخش‌ها',
  counter: 'فاکتور تازه',
  bills: 'قبض‌ها',
  links: 'لینک‌ها',
  decisions: 'تصمیم‌ها',
  settings: 'تنظیمات',
  practice: 'گوشی مشتری',
  setup: 'راه‌اندازی',
  back: 'بازگشت',
  search: 'جست‌وجو',
  waitingForYou_one: '{{count}} مورد در انتظار تصمیم شما',
  waitingForYou_other: '{{count}} مورد در انتظار تصمیم شما',
  inBasket_one: '{{count}} قبض در سبد',
  inBasket_other: '{{count}} قبض در سبد',
};

export const status = {
  label: 'وضعیت',
  line: { up: 'خط وصل است', down: 'خط قطع است', unsure: 'خط: هنوز نامعلوم' },
  lineSince: 'از {{time}}',
  queued_one: '{{count}} در صف',
  queued_other: '{{count}} در صف',
  sending_one: '{{count}} در حال ارسال',
  sending_other: '{{count}} در حال ارسال',
  nothingWaits: 'صف خالی است',
  awaiting_one: '{{count}} دسته در انتظار پرداخت',
  awaiting_other: '{{count}} دسته در انتظار پرداخت',
  decisions_one: '{{count}} نیازمند تصمیم',
  decisions_other: '{{count}} نیازمند تصمیم',
  lastPoll: 'آخرین پیگیری: {{when}}',
  neverPolled: 'هنوز پیگیری نشده',
  checkAll: 'پیگیری همه',
  checking: 'در حال پیگیری…',
  checkedNone: 'لینکی برای پیگیری نبود.',
  checked: 'از {{asked}} لینک پرسیده شد، {{answered}} پاسخ آمد، {{paid}} پرداخت تازه.',
  checkFailed: 'پیگیری کامل نشد: {{why}}',
  practiceWord: 'تمرینی',
  practiceMeans: 'اینجا تمرین است: پیامکی برای کسی نمی‌رود و پولی جابه‌جا نمی‌شود.',
  access: {
    'credentials-missing': 'کلیدهای سیزپی هنوز وارد نشده‌اند؛ فاکتورها در صف می‌مانند.',
    'credentials-unreadable': 'کلیدهای سیزپی خوانده نمی‌شوند و باید دوباره وارد شوند؛ فاکتورها در صف می‌مانند.',
    'credentials-elsewhere':
      'کلیدهای سیزپی برای نشانی دیگری وارد شده‌اند و به نشانی کنونی فرستاده نمی‌شوند؛ فاکتورها در صف می‌مانند.',
    'keyring-waiting':
      'کیف رمز سیستم هنوز پاسخ نداده است؛ فاکتورها در صف می‌مانند و خودشان فرستاده می‌شوند. اگر پنجره‌ای رمز می‌خواهد، آن را وارد کنید.',
    'endpoint-plain-http': 'نشانی سیزپی رمزنگاری ندارد (http) و چیزی به آن فرستاده نمی‌شود؛ فاکتورها در صف می‌مانند.',
    'endpoint-loopback': 'نشانی سیزپی همین رایانه است و چیزی به آن فرستاده نمی‌شود؛ فاکتورها در صف می‌مانند.',
  },
  openSetup: 'رفتن به راه‌اندازی',
  loopback: 'توسعه: نشانی همین رایانه مجاز است',
  returnsWait_one: 'بازگشت {{count}} دسته رسید، ولی در دفتر جا نشد',
  returnsWait_other: 'بازگشت {{count}} دسته رسید، ولی در دفتر جا نشد',
  returnsWaitHow:
    'شاید دیسک پر است: جا باز کنید. هر ثانیه دوباره امتحان می‌شود و خودش ثبت می‌شود. تا این پیام هست، پرداخت‌کننده صفحهٔ بازگشت را نبندد و دسته را دوباره نپردازید.',
  ledgerBad: 'بررسی دفتر ایراد پیدا کرد. در تنظیمات «بررسی دفتر» را ببینید و از پوشهٔ داده‌ها نسخه بردارید.',
  markFailed: 'روی دیسک نوشته نمی‌شود و چیزی فرستاده نمی‌شود',
  markFailedHow:
    'دیسک پر است، یا اجازهٔ نوشتن در پوشهٔ داده‌ها نیست. جا باز کنید یا اجازه بدهید؛ فاکتورها در صف می‌مانند و پس از آن خودشان می‌روند.',
  paused: 'ارسال نگه داشته شد',
  pausedWhy: 'سرویس از {{time}} همه را با یک دلیل رد می‌کند: {{cause}}. فاکتورها در صف می‌مانند و چیزی گم نمی‌شود.',
  serviceSaid: 'پاسخ سرویس: «{{message}}»',
  goOn: 'ادامهٔ ارسال',
  sendRejectedToo: 'ادامه و ارسال دوبارهٔ ردشده‌ها',
  resumed_one: 'ارسال از سر گرفته شد؛ {{count}} لینک ردشده دوباره در صف است.',
  resumed_other: 'ارسال از سر گرفته شد؛ {{count}} لینک ردشده دوباره در صف است.',
  resumedPlain: 'ارسال از سر گرفته شد.',
};

export const notice = {
  label: 'خبرها',
  paid: '{{name}} پرداخت کرد: {{amount}}، فاکتور {{invoice}}',
  paidNameless: 'پرداخت شد: {{amount}}، فاکتور {{invoice}}',
  alarm: 'هشدار، فاکتور {{invoice}}: {{what}}',
  unknown: 'سرنوشت فاکتور {{invoice}} نامعلوم است؛ تصمیم با شماست.',
  open: 'نشان بده',
};

export const money = {
  rial: 'ریال',
  toman: 'تومان',
  and: 'و',
};

export const days = {
  justNow: 'همین حالا',
  weekday: { 0: 'شنبه', 1: 'یکشنبه', 2: 'دوشنبه', 3: 'سه‌شنبه', 4: 'چهارشنبه', 5: 'پنجشنبه', 6: 'جمعه' },
  month: {
    1: 'فروردین',
    2: 'اردیبهشت',
    3: 'خرداد',
    4: 'تیر',
    5: 'مرداد',
    6: 'شهریور',
    7: 'مهر',
    8: 'آبان',
    9: 'آذر',
    10: 'دی',
    11: 'بهمن',
    12: 'اسفند',
  },
};
