import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SettingsPatch } from '../../../shared/settings.ts';
import { Settings } from '../../../shared/settings.ts';
import { persianDigits } from '../../../shared/text.ts';
import { toDuration, toSeconds } from '../../../renderer/settings/duration.ts';
import type { SettingsText } from '../../../renderer/settings/form.ts';
import { checkEdits, edit, issuesByPath, only, textOf, without } from '../../../renderer/settings/form.ts';

const stored = Settings.parse({});

const settings = fc.record({
  shopName: fc.constantFrom('', 'نان سنگک', 'Tea & Co'),
  cashier: fc.constantFrom('', 'مریم'),
  endpoint: fc.constantFrom('https://example.org/a.asmx', 'http://127.0.0.1:8080/a.asmx'),
  transport: fc.constantFrom('soap11' as const, 'soap12' as const, 'json' as const),
  payLinkName: fc.constantFrom('', 'my-shop'),
  sendsAtOnce: fc.integer({ min: 1, max: 8 }),
  amountWarning: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  invoicePattern: fc.constantFrom('{n}', '{yy}{mm}{dd}-{n}'),
  pollSteps: fc
    .uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 6 })
    .map((ages) => ages.toSorted((a, b) => a - b).map((untilSeconds) => ({ untilSeconds, everySeconds: untilSeconds })))
    .map((steps) => steps.map(({ untilSeconds }, at) => ({ untilSeconds, everySeconds: at * 30 + 1 }))),
  sendTimeout: fc.integer({ min: 1, max: 300 }),
  toshaEndpoint: fc.constantFrom('http://127.0.0.1:8080/b.asmx', 'https://example.org/b.asmx'),
  toshaVersion: fc.constantFrom('soap11' as const, 'soap12' as const),
  ownReturnUrl: fc.constantFrom('', 'https://example.org/return'),
});

/** The same text with every Latin digit as a Persian one, as a Persian keyboard types it. */
function inPersianDigits(text: SettingsText): SettingsText {
  return {
    ...text,
    sendsAtOnce: persianDigits(text.sendsAtOnce),
    amountWarning: persianDigits(text.amountWarning),
    sendTimeout: persianDigits(text.sendTimeout),
    pollSteps: text.pollSteps.map((step) => ({
      ...step,
      until: persianDigits(step.until),
      every: persianDigits(step.every),
    })),
  };
}

const codeAt = (path: string, edits: Parameters<typeof checkEdits>[0]) => {
  const checked = checkEdits(edits);
  return checked.ok ? null : checked.issues[path];
};

describe('durations', () => {
  test('keep the seconds, in the largest unit without a rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (seconds) => {
        const duration = toDuration(seconds);
        expect(toSeconds(duration)).toBe(seconds);
        expect(Number.isInteger(duration.count)).toBe(true);
      }),
    );
    expect(toDuration(600)).toEqual({ count: 10, unit: 'minute' });
    expect(toDuration(90)).toEqual({ count: 90, unit: 'second' });
    expect(toDuration(5_184_000)).toEqual({ count: 60, unit: 'day' });
  });
});

describe('the settings form', () => {
  test('gives back what it shows, in Latin and in Persian digits', () => {
    fc.assert(
      fc.property(settings, (all) => {
        const patch: SettingsPatch = all;
        expect(checkEdits(textOf(all))).toEqual({ ok: true, patch });
        expect(checkEdits(inPersianDigits(textOf(all)))).toEqual({ ok: true, patch });
      }),
    );
  });

  test('reads numbers pasted with blanks and direction marks', () => {
    const edits = { sendsAtOnce: '\u2068۴\u2069 ', sendTimeout: '\u202b\u200f۹۰\u202c' };
    expect(checkEdits(edits)).toEqual({ ok: true, patch: { sendsAtOnce: 4, sendTimeout: 90 } });
  });

  test('patches only what was typed', () => {
    expect(checkEdits({ cashier: 'مریم' })).toEqual({ ok: true, patch: { cashier: 'مریم' } });
    expect(checkEdits({})).toEqual({ ok: true, patch: {} });
  });

  test.each([
    ['endpoint', { endpoint: 'ftp://x' }, 'endpoint-bad'],
    ['endpoint', { endpoint: '' }, 'endpoint-bad'],
    ['sendsAtOnce', { sendsAtOnce: '9' }, 'number-bad'],
    ['sendsAtOnce', { sendsAtOnce: '' }, 'number-bad'],
    ['sendsAtOnce', { sendsAtOnce: '2.5' }, 'number-bad'],
    ['sendTimeout', { sendTimeout: 'ten' }, 'number-bad'],
    ['amountWarning', { amountWarning: '0' }, 'number-bad'],
    ['shopName', { shopName: 'x'.repeat(61) }, 'text-too-long'],
    ['pollSteps', { pollSteps: [] }, 'steps-missing'],
  ] as const)('says at %s what is wrong with %o', (path, edits, code) => {
    expect(codeAt(path, edits as never)).toBe(code);
  });

  test('says which step is wrong', () => {
    const step = { until: '10', untilUnit: 'minute', every: '15', everyUnit: 'second' } as const;
    expect(codeAt('pollSteps.1.everySeconds', { pollSteps: [step, { ...step, until: '20', every: '0' }] })).toBe('number-bad');
    expect(codeAt('pollSteps.1.untilSeconds', { pollSteps: [step, { ...step, until: '600', untilUnit: 'second' }] })).toBe(
      'steps-order',
    );
  });

  test('a field typed back to what is stored is no change', () => {
    const text = textOf(stored);
    const edits = edit({}, text, 'cashier', 'مریم');
    expect(edits).toEqual({ cashier: 'مریم' });
    expect(edit(edits, text, 'cashier', text.cashier)).toEqual({});
    expect(edit({}, text, 'pollSteps', structuredClone(text.pollSteps))).toEqual({});
    expect(edit({}, text, 'sendsAtOnce', persianDigits(text.sendsAtOnce))).toEqual({});
    expect(edit({}, { ...text, shopName: '12' }, 'shopName', '۱۲')).toEqual({ shopName: '۱۲' });
  });

  test('some fields can be saved, and the rest stay edits', () => {
    const edits = { cashier: 'مریم', endpoint: 'x' };
    expect(only(edits, ['cashier'])).toEqual({ cashier: 'مریم' });
    expect(without(edits, ['cashier'])).toEqual({ endpoint: 'x' });
  });

  test('issues of the patch land at their fields, the first one wins', () => {
    expect(
      issuesByPath([
        { path: 'patch.endpoint', code: 'endpoint-bad' },
        { path: 'endpoint', code: 'text-too-long' },
      ]),
    ).toEqual({ endpoint: 'endpoint-bad' });
  });
});
