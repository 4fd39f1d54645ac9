import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeSend } from '../../../../electron/providers/sizpay/reply.ts';
import { judgeStatus } from '../../../../electron/providers/sizpay/status-reply.ts';
import { codeOf, excerptOf, holdsKey, messageOf, referenceOf } from '../../../../electron/providers/soap/facts.ts';
import { judgeSubmit } from '../../../../electron/providers/tosha/reply.ts';
import { readReturn } from '../../../../electron/providers/tosha/return.ts';
import { ITEMS, ORDERS, PAYABLE, REFUSED } from '../tosha/service.ts';

/** Every text of a service that becomes a fact is bounded, shows all that is in it, and holds none of our keys. */

const KEYS = { userName: 'key-one-of-the-shop', password: 'گذر واژه+12&34' };
const [RLO, ESC, ZWSP, NUL] = ['\u202e', '\u001b', '\u200b', '\u0000'];

const reply = (answer: object, status = 200) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(answer)),
});
const sendOf = (answer: object) => judgeSend(reply(answer), KEYS);
const submitOf = (change: object, keys = KEYS) => judgeSubmit(reply({ ...PAYABLE, ...change }), ORDERS, keys);

/** Ways to write a key that a service may quote. */
const WRITTEN: Record<string, (key: string) => string> = {
  plainly: (key) => key,
  'in a URL': encodeURIComponent,
  'in a URL, in lower case': (key) => encodeURIComponent(key).toLowerCase(),
  'in a form': (key) => new URLSearchParams({ v: key }).toString().slice(2),
  'with what nobody sees in it': (key) => key.split('').join(ZWSP),
};

describe('a reference number', () => {
  const paid = async (refNo: string) => {
    const fields = { ResCod: 1, prmPayLinkFirstStatus: 1, prmPayLinkFirstRefNo: refNo };
    const list = JSON.stringify([{ PayLinkID: '5', Status: 1, RefNo: refNo }]);
    const verdicts = [
      await judgeStatus(reply(fields), ['5'], KEYS),
      await judgeStatus(reply({ ResCod: 1, prmPayLinkListStatus: list }), ['5'], KEYS),
    ];
    expect(verdicts[0]).toEqual(verdicts[1]);
    return verdicts[0]?.kind === 'answered' ? verdicts[0].answered.get('5') : verdicts[0];
  };

  test('stays what it is, without what nobody sees', async () => {
    expect(await paid('740012345678901234567')).toEqual({ paid: true, refNo: '740012345678901234567' });
    expect(await paid(`${RLO}7400${ZWSP}12${ESC}${NUL}\ud800`)).toEqual({ paid: true, refNo: '740012' });
    expect(await paid('7'.repeat(100))).toEqual({ paid: true, refNo: '7'.repeat(100) });
  });

  test('that is too long is neither cut nor kept: the payment is not told by it', async () => {
    expect(await paid('7'.repeat(101))).toBeUndefined();
    expect(await paid(`${ESC}[31m${RLO}${'7'.repeat(100_000)}`)).toBeUndefined();
    expect(await paid('7'.repeat(900_000))).toEqual({ kind: 'failed', code: 'unreadable' });
  });

  test.each(Object.entries(WRITTEN))('with a key in it, %s, is none', async (_name, write) => {
    expect(await paid(`ref ${write(KEYS.password)}`)).toBeUndefined();
    expect(await paid(write(KEYS.userName))).toBeUndefined();
  });

  test('may have the digits of a short password by chance', async () => {
    const keys = { userName: 'shop', password: '1234' };
    const fields = (refNo: string) => reply({ ResCod: 1, prmPayLinkFirstStatus: 1, prmPayLinkFirstRefNo: refNo });
    const answered = new Map([['5', { paid: true, refNo: '912345678' }]]);
    expect(await judgeStatus(fields('912345678'), ['5'], keys)).toEqual({ kind: 'answered', answered });
    expect(await judgeStatus(fields('1234'), ['5'], keys)).toEqual({ kind: 'answered', answered: new Map() });
  });
});

describe('an id', () => {
  test.each(['9223372036854775808', '9999999999999999999'])('of more than 64 bits is none: %s', async (id) => {
    const unreadable = { kind: 'unknown', reason: 'unreadable' };
    expect(await sendOf({ ResCod: 1, Message: '', PayLinkSendID: id })).toEqual(unreadable);
    expect(await sendOf({ ResCod: 0, Message: '', PayLinkSendID: id })).toEqual(unreadable);
  });
});

describe('the words of a service', () => {
  test('are bounded, and say that they were cut', async () => {
    const verdict = await sendOf({ ResCod: 0, PayLinkSendID: 0, Message: `${RLO}${'نه '.repeat(5000)}` });
    const { message } = verdict.kind === 'refused' ? verdict : { message: '' };
    expect(message).toHaveLength(500);
    expect(message).toMatch(/^نه نه .*…$/u);
  });

  test.each(Object.entries(WRITTEN))('hide a key written %s', async (_name, write) => {
    for (const key of [KEYS.userName, KEYS.password]) {
      const answers = [
        await sendOf({ ResCod: 0, PayLinkSendID: 0, Message: `بد: ${write(key)}!` }),
        await submitOf({ ...REFUSED, StatusMessage: `بد: ${write(key)}!` }),
        await judgeSend(reply({ Message: `بد: ${write(key)}!` }, 400), KEYS),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ message: 'بد: •••!' });
    }
  });

  test('about a bill, its status and type, are bounded, clean and without keys too', async () => {
    const said = `${RLO}${ESC}${KEYS.password} ${'x'.repeat(9000)}`;
    const items = ITEMS.map((item) => ({ ...item, Status: 0, StatusMessage: said, BillType: said }));
    const verdict = await submitOf({ StatusMessage: said, BatchBillPaymentResponseDataItems: items });
    if (verdict.kind !== 'accepted') throw new Error(verdict.kind);
    for (const { message, billType } of verdict.bills) {
      expect(message).toMatch(/^••• x{495}…$/u);
      expect(billType).toMatch(/^••• x{95}…$/u);
    }
    expect(verdict.message).toMatch(/^••• x{495}…$/u);
  });

  test('a code that is too long is no success', async () => {
    const zeros = '0'.repeat(90_000);
    expect(await submitOf({ ...REFUSED, Status: `${zeros}1` })).toMatchObject({
      kind: 'refused',
      status: `${'0'.repeat(99)}…`,
    });
    expect(await submitOf({ ...REFUSED, Status: `0${ZWSP.repeat(900)}1` })).toMatchObject({ kind: 'refused', status: '0…' });
  });
});

describe('a token and a pay page', () => {
  const refused = { kind: 'unknown', reason: 'contradiction' };
  test.each<[string, object]>([
    ['a token that is too long', { BatchToken: '7'.repeat(501) }],
    ['a token with what nobody sees in it', { BatchToken: `77${ZWSP}7` }],
    ['a token that turns', { BatchToken: `77${RLO}7` }],
    ['half of a surrogate in a token', { BatchToken: '77\ud8007' }],
    ['a page that turns', { PaymentUrl: `https://evil.example/${RLO}ri.knab` }],
    ['a page with what nobody sees in it', { PaymentUrl: `https://bank${ZWSP}.example/` }],
    ['a page with a stray non-joiner', { PaymentUrl: 'https://bank\u200c.example/' }],
    ['a key for a token', { BatchToken: KEYS.password }],
    ['a key in the page', { PaymentUrl: `https://pay.example/?p=${encodeURIComponent(KEYS.password)}` }],
    ['a key in the page, as a form', { PaymentUrl: `https://pay.example/?${new URLSearchParams({ p: KEYS.password })}` }],
  ])('%s: nothing that can be paid', async (_name, change) => {
    expect(await submitOf(change)).toEqual(refused);
  });

  test('may have the word in it that the shop is called by', async () => {
    const keys = { userName: 'pay', password: 'a-long-password' };
    expect(await submitOf({ PaymentUrl: 'https://pay.example/pay/1' }, keys)).toMatchObject({ kind: 'accepted' });
  });
});

describe('a return', () => {
  const bill = { BillID: '1', PayID: '2', ExtOrderID: 'b-1', Amount: 1000, SaleReferenceID: '77', Sataus: '0', Token: 't' };
  const read = (change: object, query: Record<string, string> = {}) =>
    readReturn(String(new URLSearchParams({ Status: '0', BillItems: JSON.stringify([{ ...bill, ...change }]), ...query })));

  test('gives references without what nobody sees, and no bill where one is none', () => {
    expect(read({ SaleReferenceID: `${RLO}7${NUL}7` })?.items).toMatchObject([{ saleReferenceId: '77' }]);
    for (const change of [{ SaleReferenceID: '7'.repeat(101) }, { Token: '7'.repeat(501) }]) {
      expect(read(change)).toMatchObject({ items: null, itemsBroken: true });
    }
  });

  test('has no token where it is too long: cut, it could be the right one', () => {
    expect(read({}, { BatchTokenID: '7'.repeat(500) })?.batchToken).toBe('7'.repeat(500));
    expect(read({}, { BatchTokenID: '7'.repeat(501) })?.batchToken).toBeNull();
  });

  test('has short and clean words and codes, and a code that is too long is no success', () => {
    const long = `${ESC}${RLO}${'x'.repeat(2000)}`;
    const reading = read(
      { Sataus: '0'.repeat(2000), SatausDescription: long },
      { Status: `0${ZWSP.repeat(900)}`, StatusDescription: long },
    );
    expect(reading?.items).toMatchObject([{ status: `${'0'.repeat(99)}…`, message: `${'x'.repeat(499)}…` }]);
    expect(reading).toMatchObject({ status: '0…', message: `${'x'.repeat(499)}…` });
  });
});

test('whatever a service writes, what is kept is short, well-formed, and shows all that is in it', async () => {
  const odd = fc.constantFrom(RLO, ESC, ZWSP, NUL, '\ud800', '\u2028', '\u00ad', '\ufeff', '\u{e0041}', 'می‌شود', '😀', '\n');
  const text = fc
    .array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 40 })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, text, async (message, type) => {
      const items = ITEMS.map((item) => ({ ...item, BillType: type, StatusMessage: message }));
      const verdict = await submitOf({ StatusMessage: message, BatchBillPaymentResponseDataItems: items });
      if (verdict.kind !== 'accepted') throw new Error(verdict.kind);
      for (const kept of [verdict.message, ...verdict.bills.flatMap((bill) => [bill.message, bill.billType])]) {
        expect(kept.length).toBeLessThanOrEqual(500);
        expect(kept.isWellFormed()).toBe(true);
        expect(kept).not.toMatch(/[^\P{C}\p{Co}\p{Cn}\n\t\u200c]|[\u2028\u2029\u3164]/u);
      }
    }),
    { numRuns: 50 },
  );
});

/** What is at a bound stays as it is, and one more does not. */
describe('the bounds of a fact', () => {
  const KEY = { userName: '', password: 'a-long-password' };
  test.each([
    ['a message', 500, messageOf],
    ['a code', 100, codeOf],
  ])('%s', (_name, max, fact) => {
    // The last place is kept for the sign that it was cut.
    expect(fact('x'.repeat(max - 1))).toBe('x'.repeat(max - 1));
    expect(fact('x'.repeat(max))).toBe(`${'x'.repeat(max - 1)}…`);
    expect(fact(`${'x'.repeat(max - 5)}   yyyyyy`)).toBe(`${'x'.repeat(max - 5)}   y…`);
    expect(fact(`${'x'.repeat(max - 3)}    y`)).toBe(`${'x'.repeat(max - 3)}…`);
    expect(fact(`  x${' '.repeat(max * 8)}`)).toBe('x');
    expect(fact(`x${ZWSP.repeat((max - 1) * 4 - 1)}`)).toBe('x');
    expect(fact(`x${ZWSP.repeat((max - 1) * 4)}`)).toBe('x…');
    expect(fact(`x ${ZWSP}`)).toBe('x');
    expect(fact(` ${KEY.password}\n`, KEY)).toBe('•••');
    expect(fact(`x${KEY.password}`)).toBe(`x${KEY.password}`);
  });

  test('an excerpt is the beginning, and says nothing of the rest', () => {
    expect(excerptOf(' abcdef', KEY, 4)).toBe(' abc');
    expect(excerptOf('abcd', KEY, 4)).toBe('abcd');
    expect(excerptOf(`${ZWSP.repeat(15)}abcd`, KEY, 4)).toBe('a');
    expect(excerptOf(`x ${KEY.password} y`, KEY, 100)).toBe('x ••• y');
    expect(excerptOf('abc\ud83d\ude00', KEY, 4)).toBe('abc');
  });

  test('a reference is short, stands in one line, and is not empty by being unseen', () => {
    const max = 10;
    expect(referenceOf('x'.repeat(10), max)).toBe('x'.repeat(10));
    expect(referenceOf('x'.repeat(11), max)).toBeNull();
    expect(referenceOf(` ${'x'.repeat(10)} `, max)).toBe('x'.repeat(10));
    expect(referenceOf(`x${ZWSP.repeat(39)}`, max)).toBe('x');
    expect(referenceOf(`x${ZWSP.repeat(40)}`, max)).toBeNull();
    expect(referenceOf('', max)).toBe('');
    for (const text of ['a\nb', 'a\tb', 'a\u2028b']) expect(referenceOf(text, max)).toBeNull();
    expect(referenceOf('a\n', max)).toBe('a');
    expect(referenceOf('a b', max)).toBe('a b');
  });
});

describe('a key within a text that has to stay what it is', () => {
  const holds = (text: string, password: string, userName = '') => holdsKey(text, { userName, password });

  test('of eight units or more is one wherever it stands, a shorter one by standing there alone', () => {
    expect(holds('x12345678x', '12345678')).toBe(true);
    expect(holds('x1234567x', '1234567')).toBe(false);
    for (const text of ['1234567', '/1234567', '1234567?', ' 1234567 ', '-1234567-'])
      expect([text, holds(text, '1234567')]).toEqual([text, true]);
    for (const text of ['a1234567', '1234567a', '01234567', '12345670', 'پ1234567', '1234567۰']) {
      expect([text, holds(text, '1234567')]).toEqual([text, false]);
    }
  });

  test('is not one where it only begins at the end', () => {
    expect(holds('abc', 'abcdefghij')).toBe(false);
  });

  test('is a user name of sixteen units or more, for a shorter one is a name', () => {
    expect(holds(`/${'n'.repeat(16)}/`, '', 'n'.repeat(16))).toBe(true);
    expect(holds(`/${'n'.repeat(15)}/`, '', 'n'.repeat(15))).toBe(false);
    expect(holds('/the-password/', 'the-password', 'shop')).toBe(true);
    expect(holds('/the-password/', 'the-password', 'a-long-user-name-x')).toBe(true);
  });
});
