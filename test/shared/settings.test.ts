import { describe, expect, it } from 'vitest';
import { ENDPOINT_OF, SECRET_NAMES, SECRETS_OF, serviceOf, Settings, SettingsPatch } from '../../shared/settings.ts';

/** What a shop begins with, by hand. */
const BEGIN: Settings = {
  shopName: '',
  cashier: '',
  endpoint: 'https://pysrvc.sizpay.ir/KimiaPayLinkSend.asmx',
  transport: 'soap11',
  payLinkName: '',
  sendsAtOnce: 2,
  amountWarning: 500_000_000,
  invoicePattern: '{yy}{mm}{dd}-{n}',
  pollSteps: [
    { untilSeconds: 600, everySeconds: 15 },
    { untilSeconds: 3600, everySeconds: 60 },
    { untilSeconds: 21_600, everySeconds: 600 },
    { untilSeconds: 259_200, everySeconds: 3600 },
    { untilSeconds: 5_184_000, everySeconds: 86_400 },
  ],
  sendTimeout: 45,
  toshaEndpoint: 'http://ws.toshanet.ir/UserWebservice.asmx',
  toshaVersion: 'soap11',
  ownReturnUrl: '',
};

/** Every setting at another value than it begins with. */
const OTHER: Settings = {
  shopName: 'کتاب‌فروشی',
  cashier: 'سارا',
  endpoint: 'https://pay.example/a.asmx',
  transport: 'json',
  payLinkName: 'فروش',
  sendsAtOnce: 3,
  amountWarning: 1,
  invoicePattern: 'A{n}',
  pollSteps: [{ untilSeconds: 60, everySeconds: 5 }],
  sendTimeout: 30,
  toshaEndpoint: 'https://bills.example/b.asmx',
  toshaVersion: 'soap12',
  ownReturnUrl: 'https://relay.example/r',
};

const steps = (...ages: number[]) => ages.map((untilSeconds) => ({ untilSeconds, everySeconds: 1 }));
const codes = (patch: unknown) =>
  SettingsPatch.safeParse(patch).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

describe('the settings of a mode', () => {
  it('begin as the documents of the services and the design have them', () => {
    expect(Settings.parse({})).toEqual(BEGIN);
  });

  it('are read as they were stored', () => {
    expect(Settings.parse(OTHER)).toEqual(OTHER);
  });

  it('are changed one by one: a change of one says nothing of the others', () => {
    expect(SettingsPatch.parse({})).toEqual({});
    for (const [name, value] of Object.entries(OTHER))
      expect(SettingsPatch.parse({ [name]: value })).toEqual({ [name]: value });
  });

  it('have no blanks around what was typed', () => {
    const typed = {
      shopName: ' ا ',
      cashier: ' ب ',
      payLinkName: ' پ ',
      invoicePattern: ' A{n} ',
      endpoint: ' https://pay.example/ ',
    };
    expect(SettingsPatch.parse(typed)).toEqual(
      Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.trim()])),
    );
  });
});

describe('a setting at its bound', () => {
  it.each([
    ['shopName', 'ن'.repeat(60), 'ن'.repeat(61), 'text-too-long'],
    ['cashier', 'ن'.repeat(40), 'ن'.repeat(41), 'text-too-long'],
    ['payLinkName', 'ن'.repeat(100), 'ن'.repeat(101), 'text-too-long'],
    ['invoicePattern', 'ن'.repeat(30), 'ن'.repeat(31), 'text-too-long'],
    ['sendsAtOnce', 1, 0, 'number-bad'],
    ['sendsAtOnce', 8, 9, 'number-bad'],
    ['sendsAtOnce', 2, 2.5, 'number-bad'],
    ['sendsAtOnce', 2, '2', 'number-bad'],
    ['amountWarning', 1, 0, 'number-bad'],
    ['amountWarning', 5, 5.5, 'number-bad'],
    ['amountWarning', 5, null, 'number-bad'],
    ['sendTimeout', 1, 0, 'number-bad'],
    ['sendTimeout', 300, 301, 'number-bad'],
    ['sendTimeout', 45, 45.5, 'number-bad'],
    ['sendTimeout', 45, '45', 'number-bad'],
    ['endpoint', 'https://pay.example/', 'https://pay.example/?wsdl', 'endpoint-bad'],
    ['endpoint', 'https://pay.example/', 'https://pay.example/#x', 'endpoint-bad'],
    ['endpoint', 'https://pay.example/', 'https://pay.example/a@b', 'endpoint-bad'],
    ['endpoint', 'https://pay.example/', 'pay.example', 'endpoint-bad'],
    ['endpoint', 'https://pay.example/', 5, 'endpoint-bad'],
    ['endpoint', 'https://pay.example/', `https://pay.example/${'x'.repeat(5000)}`, 'endpoint-bad'],
    ['endpoint', 'https://pay.example/', 'https://a..b:99999/', 'endpoint-bad'],
    ['pollSteps', steps(1), [], 'steps-missing'],
    [
      'pollSteps',
      steps(
        ...Array(100)
          .keys()
          .map((n) => n + 1),
      ),
      steps(
        ...Array(101)
          .keys()
          .map((n) => n + 1),
      ),
      'steps-many',
    ],
  ])('%s takes %j and not %j', (name, good, bad, code) => {
    expect(codes({ [name]: good })).toEqual([]);
    expect(codes({ [name]: bad })).toEqual([[name, code]]);
  });

  it('an amount to warn of is one that a link can have', () => {
    expect(codes({ amountWarning: Number.MAX_SAFE_INTEGER })).toEqual([]);
    expect(codes({ amountWarning: 2 ** 53 })).toContainEqual(['amountWarning', 'number-bad']);
  });
});

describe('the steps of asking', () => {
  it.each([
    [{ untilSeconds: 0, everySeconds: 1 }, 'pollSteps.0.untilSeconds'],
    [{ untilSeconds: 1.5, everySeconds: 1 }, 'pollSteps.0.untilSeconds'],
    [{ untilSeconds: '1', everySeconds: 1 }, 'pollSteps.0.untilSeconds'],
    [{ untilSeconds: 1, everySeconds: 0 }, 'pollSteps.0.everySeconds'],
    [{ untilSeconds: 2, everySeconds: 1.5 }, 'pollSteps.0.everySeconds'],
    [{ untilSeconds: 2, everySeconds: null }, 'pollSteps.0.everySeconds'],
  ])('%j is none', (step, path) => {
    expect(codes({ pollSteps: [step] })).toContainEqual([path, 'number-bad']);
  });

  it('rise in age: each that would never be reached is named', () => {
    expect(codes({ pollSteps: steps(10, 11, 12) })).toEqual([]);
    expect(codes({ pollSteps: steps(10, 10, 12, 5) })).toEqual([
      ['pollSteps.1.untilSeconds', 'steps-order'],
      ['pollSteps.3.untilSeconds', 'steps-order'],
    ]);
  });
});

describe('the two services', () => {
  it('have each its own address and secrets', () => {
    expect(ENDPOINT_OF).toEqual({ sizpay: 'endpoint', tosha: 'toshaEndpoint' });
    expect(SECRETS_OF).toEqual({ sizpay: ['key1', 'key2'], tosha: ['toshaUser', 'toshaPassword'] });
    expect(SECRET_NAMES.map((name) => [name, serviceOf(name)])).toEqual([
      ['key1', 'sizpay'],
      ['key2', 'sizpay'],
      ['toshaUser', 'tosha'],
      ['toshaPassword', 'tosha'],
    ]);
  });
});
