import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError } from '../../../electron/errors.ts';
import { linksHandlers } from '../../../electron/links/calls.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { Checked } from '../../../shared/contract/calls.ts';
import type { Link, LinkEvent } from '../../../shared/links.ts';
import { MoveError } from '../../../shared/links.ts';
import { evidence, invoice } from '../../samples.ts';
import { testLedger } from './link-side.ts';

const HERE = 'https://pay.example/x.asmx';
const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';
const MINUTE = 60_000;
const sara = person('سارا');

let now: number;
let book: ReturnType<typeof testLedger>;
let did: Record<'changed' | 'kick' | 'wake', number>;
let handlers: ReturnType<typeof linksHandlers>;
const resume = vi.fn(() => 3);
const askNow = vi.fn(() => Promise.resolve({ asked: 1, answered: 1, paid: 0, failure: null }));

beforeEach(() => {
  now = Date.UTC(2026, 10, 21, 8, 30);
  book = testLedger(() => now);
  did = { changed: 0, kick: 0, wake: 0 };
  resume.mockClear();
  askNow.mockClear();
  handlers = linksHandlers({
    ledger: book.ledger,
    outbox: { kick: () => (did.kick += 1), resume, stop: () => Promise.resolve() },
    poller: { askNow, wake: () => (did.wake += 1), forgive: () => undefined, stop: () => Promise.resolve() },
    now: () => now,
    mode: 'practice',
    endpoint: () => HERE,
    invoicePattern: () => '{n}',
    changed: () => (did.changed += 1),
  });
});
afterEach(() => book.remove());

const sending = (endpoint = HERE): LinkEvent => ({ kind: 'link.sending', attempt: 1, transport: 'soap11', endpoint });
const sent = (payLinkSendId = '134'): LinkEvent => ({ kind: 'link.sent', payLinkSendId, message: '', evidence });
const unknown: LinkEvent = { kind: 'link.unknown', evidence };
const rejected: LinkEvent = { kind: 'link.rejected', cause: 'x', message: '', evidence };
const closed: LinkEvent = { kind: 'link.closed' };

/** A link that went through these events. */
function after(events: readonly LinkEvent[], invoiceNo?: string): Link {
  const link = book.save(invoiceNo === undefined ? {} : { invoiceNo });
  return events.reduce((_before, event) => book.ledger.links.record(link.id, event, APP), link);
}
const inLedger = (id: string) => book.ledger.links.get(id);
const lastEvent = (id: string) => book.ledger.links.history(id).at(-1);

/** What a call comes to: its error's code and what it is about, or null. */
async function refusal(act: () => unknown): Promise<unknown> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof MoveError) return 'move';
    if (!(error instanceof CallError)) throw error;
    const { code, link, detail } = error.error;
    return [code, link?.id ?? detail ?? null];
  }
}

type Save = Checked<'links.save'>;
const saving = (part: Partial<Save['invoice']> = {}, more: Partial<Save> = {}): Save => ({
  mode: 'practice',
  invoice: { ...invoice, invoiceNo: 'new', ...part },
  replaces: null,
  evenIfSame: false,
  ...more,
});
const save = (...given: Parameters<typeof saving>) => handlers['links.save'](saving(...given), sara);

describe('saving', () => {
  it('puts the link into the ledger, as whoever did it, uses the draft up, and has what waits for it look', async () => {
    const draft = { invoiceNo: 'new', amount: '', mobileNo: '', customerName: '', description: '', replaces: null };
    expect(handlers['draft.put']({ draft }, sara)).toEqual({});
    expect(handlers['draft.get']({}, sara)).toEqual({ draft });
    const { link } = await save();
    expect(inLedger(link.id)).toMatchObject({ ...invoice, invoiceNo: 'new', state: 'queued', savedBy: sara });
    expect(handlers['draft.get']({}, sara)).toEqual({ draft: null });
    expect(did).toEqual({ changed: 1, kick: 1, wake: 1 });
  });

  it('is refused in another mode than the form was in, and changes nothing', async () => {
    expect(await refusal(() => save({}, { mode: 'live' }))).toEqual(['other-mode', null]);
    expect(book.ledger.links.counts().queued).toBe(0);
    expect(did).toEqual({ changed: 0, kick: 0, wake: 0 });
  });

  it('is refused where another link holds the number, and tells which', async () => {
    const { id } = after([], 'new');
    expect(await refusal(() => save({}, { evenIfSame: true }))).toEqual(['invoice-taken', id]);
  });

  it.each([
    ['at once', 0, true],
    ['within ten minutes', 10 * MINUTE, true],
    ['later', 10 * MINUTE + 1, false],
  ])('the same mobile and amount %s is asked about', async (_name, wait, isAsked) => {
    const { id } = after([]);
    now += wait;
    expect(await refusal(() => save())).toEqual(isAsked ? ['same-again', id] : null);
  });

  it('the same again is made where a person means it', async () => {
    after([]);
    expect(await refusal(() => save({}, { evenIfSame: true }))).toBeNull();
  });

  it('the same again is made where it takes the place of the other, and not where it takes the place of a third', async () => {
    const third = after([closed]);
    now += 10 * MINUTE + 1;
    const { id } = after([]);
    expect(await refusal(() => save({}, { replaces: third.id }))).toEqual(['same-again', id]);
    expect(await refusal(() => save({}, { replaces: id }))).toBeNull();
  });

  it.each([
    ['another amount', { amount: 5 }],
    ['another mobile', { mobileNo: '09350000000' }],
  ])('%s is not the same', async (_name, part) => {
    after([]);
    expect(await refusal(() => save(part))).toBeNull();
  });

  it('in another link’s place closes that one, names each at the other, and may take its number', async () => {
    const old = after([sending(), sent()], 'new');
    const { link } = await save({}, { replaces: old.id });
    expect(inLedger(old.id)).toMatchObject({ state: 'closed', replacedBy: link.id });
    expect(inLedger(link.id)).toMatchObject({ state: 'queued', replaces: old.id });
    expect(book.ledger.links.history(old.id).map(({ event, actor }) => [event?.kind, actor])).toEqual([
      ['link.saved', person('test')],
      ['link.sending', APP],
      ['link.sent', APP],
      ['link.closed', sara],
      ['link.replaced', sara],
    ]);
  });

  it('in the place of one that is closed already closes nothing again', async () => {
    const old = after([sending(), sent(), closed]);
    await save({}, { replaces: old.id });
    expect(book.ledger.links.history(old.id).filter(({ event }) => event?.kind === 'link.closed')).toHaveLength(1);
  });

  it('in the place of one that is not there, or is replaced already, is refused', async () => {
    expect(await refusal(() => save({}, { replaces: NOBODY }))).toEqual(['not-found', NOBODY]);
    const old = after([closed]);
    await save({}, { replaces: old.id });
    expect(await refusal(() => save({ invoiceNo: 'third' }, { replaces: old.id, evenIfSame: true }))).toEqual([
      'not-replaceable',
      old.id,
    ]);
  });
});

describe('a decision', () => {
  const decide = (id: string, decision: Checked<'links.decide'>['decision']) =>
    handlers['links.decide']({ id, decision }, sara);

  it('that the payer has it records the id, and where the service was', async () => {
    const { id } = after([sending(), unknown]);
    const { link } = await decide(id, { kind: 'has-sms', payLinkSendId: '7' });
    expect(link).toMatchObject({ id, state: 'sent', payLinkSendId: '7' });
    const event = { kind: 'link.decidedSent', payLinkSendId: '7', endpoint: HERE };
    expect(lastEvent(id)).toMatchObject({ actor: sara, event });
    expect(did).toEqual({ changed: 1, kick: 1, wake: 1 });
  });

  it('that the payer has it needs no id', async () => {
    after([sending(), unknown]);
    const { id } = after([sending(), unknown]);
    expect((await decide(id, { kind: 'has-sms', payLinkSendId: null })).link).toMatchObject({
      state: 'sent',
      payLinkSendId: null,
    });
  });

  it('to send again queues it, unless its number was taken meanwhile', async () => {
    const { id } = after([sending(), rejected], 'A');
    expect((await decide(id, { kind: 'send-again' })).link.state).toBe('queued');
    const other = after([sending(), rejected], 'B');
    const holder = after([], 'B');
    expect(await refusal(() => decide(other.id, { kind: 'send-again' }))).toEqual(['invoice-taken', holder.id]);
    expect(inLedger(other.id)?.state).toBe('rejected');
  });

  it('to give up closes it', async () => {
    const { id } = after([sending(), unknown]);
    expect((await decide(id, { kind: 'close' })).link.state).toBe('closed');
  });

  it('is none where nothing waits for one, or nothing is there', async () => {
    expect(await refusal(() => decide(NOBODY, { kind: 'close' }))).toEqual(['not-found', NOBODY]);
    const { id } = after([sending(), sent()]);
    expect(await refusal(() => decide(id, { kind: 'send-again' }))).toBe('move');
  });
});

describe('an id', () => {
  const give = (id: string, payLinkSendId: string) => handlers['links.giveId']({ id, payLinkSendId }, sara);
  const idless = () => {
    const { id } = after([sending(), unknown]);
    book.ledger.links.record(id, { kind: 'link.decidedSent', payLinkSendId: null }, APP);
    return id;
  };

  it('is given by a person, and recorded with where the service was', async () => {
    const id = idless();
    expect((await give(id, '9')).link.payLinkSendId).toBe('9');
    expect(lastEvent(id)).toMatchObject({ actor: sara, event: { kind: 'link.idGiven', payLinkSendId: '9', endpoint: HERE } });
    expect(did).toEqual({ changed: 1, kick: 1, wake: 1 });
  });

  it('that another link of the same service has is refused, in a decision too', async () => {
    const holder = after([sending(), sent('9')]);
    const id = idless();
    expect(await refusal(() => give(id, '9'))).toEqual(['id-taken', holder.id]);
    const waits = after([sending(), unknown]).id;
    const decision = { kind: 'has-sms', payLinkSendId: '9' } as const;
    expect(await refusal(() => handlers['links.decide']({ id: waits, decision }, sara))).toEqual(['id-taken', holder.id]);
  });

  it('that a link of another service has is free', async () => {
    after([sending('https://other.example/x.asmx'), sent('9')]);
    expect((await give(idless(), '9')).link.payLinkSendId).toBe('9');
  });

  it('is not given to a link that is not there, or never left', async () => {
    expect(await refusal(() => give(NOBODY, '9'))).toEqual(['not-found', NOBODY]);
    const { id } = after([closed]);
    expect(await refusal(() => give(id, '9'))).toBe('move');
  });
});

describe('a link as its page asks for it', () => {
  const get = (id: string) => handlers['links.get']({ id }, sara);

  it('has its history, and the links beside it', async () => {
    const old = after([sending(), sent()]);
    const { link } = await save({}, { replaces: old.id });
    expect(await get(old.id)).toMatchObject({ link: { id: old.id }, replaces: null, replacedBy: { id: link.id } });
    expect(await get(link.id)).toMatchObject({ link: { id: link.id }, replaces: { id: old.id }, replacedBy: null });
    expect((await get(link.id)).history.map(({ event }) => event?.kind)).toEqual(['link.saved']);
  });

  it.each<[string, LinkEvent[], boolean]>([
    ['was sent by the service set now', [sending(), sent()], false],
    ['was sent by another', [sending('https://other.example/'), sent()], true],
    ['was sent by another, and is followed no more', [sending('https://other.example/'), unknown], false],
    ['never left', [], false],
  ])('that %s', async (_name, events, otherService) => {
    expect((await get(after(events).id)).otherService).toBe(otherService);
  });

  it('is not there', async () => {
    expect(await refusal(() => get(NOBODY))).toEqual(['not-found', NOBODY]);
  });
});

describe('other calls', () => {
  it('list what the ledger finds', async () => {
    const { id } = after([]);
    const input = { search: '', states: [], day: null, onlyDecisions: false, limit: 10, offset: 0 };
    expect(await handlers['links.list'](input, sara)).toMatchObject({ total: 1, links: [{ id }] });
  });

  it('see an alarm', async () => {
    const { id } = after([sending(), sent(), { kind: 'link.paid', refNo: null, alarm: 'paid-twice' }]);
    expect((await handlers['links.seeAlarm']({ id }, sara)).link.alarm).toBeNull();
    expect(lastEvent(id)).toMatchObject({ actor: sara, event: { kind: 'link.alarmSeen' } });
    expect(did).toEqual({ changed: 1, kick: 1, wake: 1 });
    expect(await refusal(() => handlers['links.seeAlarm']({ id }, sara))).toBe('move');
    expect(await refusal(() => handlers['links.seeAlarm']({ id: NOBODY }, sara))).toEqual(['not-found', NOBODY]);
  });

  it('ask about one link that is there, or all', async () => {
    const { id } = after([]);
    await handlers['links.checkNow']({ id }, sara);
    await handlers['links.checkNow']({ id: null }, sara);
    expect(await refusal(() => handlers['links.checkNow']({ id: NOBODY }, sara))).toEqual(['not-found', NOBODY]);
    expect(askNow.mock.calls).toEqual([[id], [null]]);
  });

  it('go on after a pause, as whoever did it', async () => {
    expect(await handlers['outbox.resume']({ rejectedToo: true }, sara)).toEqual({ requeued: 3 });
    expect(resume.mock.calls).toEqual([[sara, true]]);
  });
});
