import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createPayLinkClient } from '../../../../electron/providers/sizpay/client.ts';
import type { PayLinkService, StatusOutcome } from '../../../../electron/providers/sizpay/outcome.ts';
import { judgeStatus } from '../../../../electron/providers/sizpay/status-reply.ts';
import { IDS_PER_CALL } from '../../../../electron/providers/sizpay/status-round.ts';
import { TRANSPORTS } from '../../../../shared/evidence.ts';
import { answerOf, scriptedService, soapFault, wayTo } from './service.ts';
import type { Asked, Fields, Scripted, ScriptedService } from './service.ts';

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const idsOf = ({ body }: Asked) => (/PayLinkIdList>([^<]*)</u.exec(body)?.[1] ?? '').split(',');
const text = (value: unknown) => JSON.stringify(value).replaceAll('"', '&quot;');

function answered(ids: readonly string[], list: unknown, first: Fields = {}): Scripted {
  const status = (id: string | undefined) => (id?.endsWith('7') === true ? 1 : 0);
  const fields = {
    ResCod: 1,
    Message: 'ok',
    prmPayLinkFirstStatus: status(ids[0]),
    prmPayLinkFirstRefNo: status(ids[0]) === 1 ? `ref-${ids[0]}` : '',
    prmPayLinkListStatus: typeof list === 'string' ? list : text(list),
    ...first,
  };
  return answerOf('soap11', fields, 'PayLinkPayStatusSoap');
}

/** Ids that end in 7 are paid. */
const entry = (id: string) => ({
  PayLinkID: Number(id),
  Status: id.endsWith('7') ? 1 : 0,
  RefNo: id.endsWith('7') ? `ref-${id}` : '',
});

async function ask(
  ids: readonly string[],
  answer: (asked: Asked) => Scripted,
  change: Partial<PayLinkService> = {},
): Promise<StatusOutcome> {
  service = await scriptedService(answer);
  return createPayLinkClient(wayTo(service.endpoint, 'soap11', change)).status(ids);
}

const plain = (outcome: StatusOutcome) =>
  Object.fromEntries([...outcome.answered].map(([id, { paid, refNo }]) => [id, paid ? refNo : 'unpaid']));

const IDS = ['134', '127', '1001', '9007199254740997'];
const ALL = { '134': 'unpaid', '127': 'ref-127', '1001': 'unpaid', '9007199254740997': 'ref-9007199254740997' };
const numbers = (list: string) =>
  list.replaceAll(/(?<=ID&quot;:)\d+/gu, (id) => (id === '9007199254740996' ? '9007199254740997' : id));

describe('a list in one call', () => {
  const entries = IDS.map((id) => ({ ...entry(id), PayLinkID: id }));
  const rows: [string, unknown][] = [
    ['an array', entries],
    ['ids as numbers', numbers(text(IDS.map(entry)))],
    ['statuses as strings', entries.map((each) => ({ ...each, Status: String(each.Status) }))],
    ['other keys', entries.map((each) => ({ prmpaylinksendid: each.PayLinkID, PAYSTATUS: each.Status, prmRefNo: each.RefNo }))],
    ['in an object', { Result: { Items: entries, Status: 1 } }],
    ['keyed by id', Object.fromEntries(entries.map((each) => [each.PayLinkID, { Status: each.Status, RefNo: each.RefNo }]))],
    ['beside other ids', entries.map((each) => ({ MerchantID: '127', ...each, SaleReferenceId: each.RefNo }))],
    [
      'beside keys that only end like an id',
      entries.map((each) => ({ Id: each.PayLinkID, Status: each.Status, RefNo: each.RefNo, IsPaid: 'x', IsValid: 'y' })),
    ],
    ['in another order, with strangers', [{ PayLinkID: '5', Status: 1 }, ...entries.toReversed()]],
    ['as a JSON string', JSON.stringify(JSON.stringify(entries)).slice(1, -1).replaceAll('\\"', '&quot;')],
  ];
  test.each(rows)('%s', async (_name, list) => {
    const outcome = await ask(IDS, (asked) => answered(idsOf(asked), list));
    expect(plain(outcome)).toEqual(ALL);
    expect(outcome).toMatchObject({ failure: null, reached: true });
    expect(service?.asked.map(idsOf)).toEqual([IDS]);
  });

  test('is asked over SOAP whatever the transport, ids joined without blanks', async () => {
    for (const transport of TRANSPORTS) {
      const one = await scriptedService((asked) => answered(idsOf(asked), idsOf(asked).map(entry)));
      await createPayLinkClient(wayTo(one.endpoint, transport)).status(['134', '127', '134']);
      expect(one.asked).toHaveLength(1);
      expect(one.asked[0]?.body).toContain('<PayLinkIdList>134,127</PayLinkIdList>');
      const soap12 = one.asked[0]?.headers['content-type']?.startsWith('application/soap+xml');
      expect(soap12).toBe(transport === 'soap12');
      await one.close();
    }
  });

  test('is at most fifty ids long', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => String(1000 + n));
    const outcome = await ask(ids, (asked) => answered(idsOf(asked), idsOf(asked).map(entry)));
    expect(outcome.answered.size).toBe(120);
    expect(service?.asked.map((asked) => idsOf(asked).length)).toEqual([IDS_PER_CALL, IDS_PER_CALL, 20]);
  });
});

describe('what a list leaves open is asked again', () => {
  test('one by one at worst, where the JSON cannot be read', async () => {
    const outcome = await ask(IDS, (asked) => answered(idsOf(asked), '[{broken'));
    expect(plain(outcome)).toEqual(ALL);
    expect(outcome.failure).toBeNull();
    expect(service?.asked.length).toBeLessThanOrEqual(IDS.length);
  });

  test('only for the ids that are missing', async () => {
    const outcome = await ask(IDS, (asked) =>
      answered(
        idsOf(asked),
        idsOf(asked)
          .slice(0, 2)
          .map((id) => ({ ...entry(id), PayLinkID: id })),
      ),
    );
    expect(plain(outcome)).toEqual(ALL);
    expect(service?.asked.map(idsOf)).toEqual([IDS, ['1001'], ['9007199254740997']]);
  });

  test('around an id that spoils every list it is in, by refusal or by fault', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => String(1000 + n));
    for (const spoilt of [
      answerOf('soap11', { ResCod: 0, Message: 'شناسه نامعتبر' }, 'PayLinkPayStatusSoap'),
      { status: 500, type: 'text/xml', body: soapFault('Server', 'overflow', 'soap11') },
    ]) {
      const outcome = await ask(ids, (asked) =>
        idsOf(asked).includes('1031') ? spoilt : answered(idsOf(asked), idsOf(asked).map(entry)),
      );
      expect(outcome.answered.size).toBe(49);
      expect(outcome.answered.has('1031')).toBe(false);
      expect(outcome.failure?.code).toMatch(/^(?:service-refused|fault-server)$/u);
      await service?.close();
    }
  });

  test('but not for ever: a service that refuses everything is left after a few calls', async () => {
    const ids = Array.from({ length: 200 }, (_, n) => String(1000 + n));
    const words = 'نام کاربری user-of-the-shop نادرست است';
    const outcome = await ask(ids, () => answerOf('soap11', { ResCod: 0, Message: words }, 'PayLinkPayStatusSoap'));
    expect(outcome.answered.size).toBe(0);
    expect(outcome).toMatchObject({
      reached: true,
      failure: { code: 'service-refused', message: 'نام کاربری ••• نادرست است' },
    });
    expect(service?.asked.length).toBeLessThanOrEqual(8);
  });

  test.each<[string, Scripted, string]>([
    ['a page', { body: '<html><br></html>', type: 'text/html' }, 'html'],
    ['403', { status: 403, body: 'no' }, 'http-4xx'],
    ['503', { status: 503, body: 'no' }, 'http-5xx'],
    ['garbage', { body: 'garbage' }, 'unreadable'],
    ['a reset', 'reset', 'reset'],
    ['a cut reply', 'cut', 'cut'],
  ])('nor at all after %s', async (_name, scripted, code) => {
    const outcome = await ask(IDS, () => scripted);
    expect(outcome).toMatchObject({ failure: { code }, reached: true });
    expect(outcome.answered.size).toBe(0);
    expect(service?.asked).toHaveLength(1);
  });

  test('nor where nobody listens', async () => {
    const gone = await scriptedService(() => 'reset');
    await gone.close();
    const outcome = await createPayLinkClient(wayTo(gone.endpoint, 'soap11')).status(IDS);
    expect(outcome).toMatchObject({ failure: { code: 'refused' }, reached: false });
  });

  test('nor for an id of an older ledger that is more than a long; the rest is asked about', async () => {
    const outcome = await ask(['9999999999999999999', '134'], (asked) => answered(idsOf(asked), idsOf(asked).map(entry)));
    expect(plain(outcome)).toEqual({ '134': 'unpaid' });
    expect(service?.asked.map(idsOf)).toEqual([['134']]);
  });

  test('nor for what is no id', async () => {
    await expect(ask(['1,2'], () => 'reset')).rejects.toMatchObject({ error: { code: 'bad-input' } });
    expect(service?.asked).toEqual([]);
  });
});

describe('never wrong', () => {
  const judge = async (ids: string[], fields: Fields) => {
    const scripted = answerOf('soap11', { ResCod: 1, ...fields }, 'PayLinkPayStatusSoap');
    if (typeof scripted === 'string') throw new Error('no reply');
    const reply = { status: 200, headers: {}, body: Buffer.from(scripted.body) };
    const verdict = await judgeStatus(reply, ids, { userName: '', password: '' });
    return verdict.kind === 'answered' ? Object.fromEntries(verdict.answered) : verdict;
  };
  const list = (value: unknown) => ({ prmPayLinkListStatus: text(value) });

  test('the first fields are of the first id only', async () => {
    expect(await judge(['134', '135'], { prmPayLinkFirstStatus: 1, prmPayLinkFirstRefNo: '7400' })).toEqual({
      '134': { paid: true, refNo: '7400' },
    });
  });

  test.each([2, -1, 'true', 'paid', '1.0', ''])('a status of %j is no answer', async (status) => {
    expect(await judge(['134'], { prmPayLinkFirstStatus: status })).toEqual({});
    expect(await judge(['134'], list([{ PayLinkID: 134, Status: status }]))).toEqual({});
  });

  test('a contradiction is no answer: in the list, with the first fields, between two statuses of one entry', async () => {
    expect(
      await judge(
        ['134'],
        list([
          { PayLinkID: 134, Status: 1 },
          { PayLinkID: '134', Status: 0 },
        ]),
      ),
    ).toEqual({});
    expect(await judge(['134'], { ...list([{ PayLinkID: 134, Status: 1 }]), prmPayLinkFirstStatus: 0 })).toEqual({});
    expect(await judge(['134'], list([{ PayLinkID: 134, PayStatus: 1, SmsStatus: 0 }]))).toEqual({});
  });

  test('an entry with two link ids, or an id nobody asked about, is no answer', async () => {
    expect(await judge(['134', '135'], list([{ PayLinkID: 134, PayLinkSendID: 135, Status: 1 }]))).toEqual({});
    expect(
      await judge(
        ['134'],
        list([
          { PayLinkID: 1340, Status: 1 },
          { PayLinkID: '0134', Status: 1 },
        ]),
      ),
    ).toEqual({});
    expect(await judge(['134'], list({ '134': { PayLinkID: 99, Status: 1 } }))).toEqual({});
  });

  test('a reference number stays as written, and none is made of the 0 and 1 of the document', async () => {
    const refOf = (refNo: string | number) => judge(['134'], { prmPayLinkFirstStatus: 1, prmPayLinkFirstRefNo: refNo });
    expect(await refOf('000123456789012345678')).toEqual({ '134': { paid: true, refNo: '000123456789012345678' } });
    for (const none of [0, 1, '', '0000']) expect(await refOf(none)).toEqual({ '134': { paid: true, refNo: null } });
  });

  test('a result code other than 1 answers nothing, whatever else stands there', async () => {
    expect(await judge(['134'], { ResCod: 0, prmPayLinkFirstStatus: 1 })).toMatchObject({ kind: 'refused' });
    expect(await judge(['134'], { rescod: 0, prmPayLinkFirstStatus: 1 })).toEqual({ kind: 'failed', code: 'contradiction' });
  });

  test('the list is one value: written as a string or as JSON, told twice or never read where it says two things', async () => {
    const judgeJson = async (...answers: readonly object[]) => {
      const reply = { status: 200, headers: {}, body: Buffer.from(JSON.stringify({ d: [{ ResCod: 1 }, ...answers] })) };
      const verdict = await judgeStatus(reply, ['134', '135'], { userName: '', password: '' });
      return verdict.kind === 'answered' ? [...verdict.answered.keys()] : verdict;
    };
    const both = [
      { PayLinkID: '134', Status: '1' },
      { PayLinkID: '135', Status: '0' },
    ];
    const [one] = both;
    const as = (value: unknown) => ({ prmPayLinkListStatus: value });
    for (const value of [both, { Items: both }, JSON.stringify(both), ` ${JSON.stringify({ Items: both })} `]) {
      expect(await judgeJson(as(value))).toEqual(['134', '135']);
      expect(await judgeJson(as(value), { PRMPAYLINKLISTSTATUS: value })).toEqual(['134', '135']);
      expect(await judgeJson(as(value), as([one]))).toEqual([]);
      expect(await judgeJson(as(value), as(value), as([one]), as(value))).toEqual([]);
    }
    for (const value of [null, '', [], '[', 'x']) expect(await judgeJson(as(value))).toEqual([]);
  });

  test('for any list of claims: paid only where every claim about an id says so', () => {
    const status = fc.constantFrom<string | number | null>(0, 1, '0', '1', 2, 'x', null);
    const entries = fc.array(fc.record({ PayLinkID: fc.constantFrom('134', '135', '136'), Status: status }), { maxLength: 6 });
    return fc.assert(
      fc.asyncProperty(entries, async (claims) => {
        const verdict = await judge(['134', '135'], list(claims));
        for (const id of ['134', '135']) {
          const said = claims
            .filter((each) => each.PayLinkID === id && each.Status !== null)
            .map((each) => String(each.Status));
          const agreed = said.length > 0 && said.every((each) => each === said[0] && (each === '0' || each === '1'));
          expect(id in verdict).toBe(agreed);
          if (agreed) expect(verdict).toHaveProperty(id, { paid: said[0] === '1', refNo: null });
        }
      }),
    );
  });
});
