import { APP, person } from '../../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TakenError } from '../../../electron/ledger/ledger.ts';
import { applyLinkEvent, MoveError } from '../../../shared/links.ts';
import type { Link, LinkEvent } from '../../../shared/links.ts';
import { anyEvent, invoice, neverLeft, opened, rejected, saved, sending, sent, ticking, unknown, tempFile } from './help.ts';

describe('record', () => {
  test('after any history each row is the replay of its events, and what was refused left nothing', () => {
    const step = fc.record({ link: fc.nat(3), event: anyEvent, save: fc.boolean(), number: fc.constantFrom('A1', 'A2', 'A3') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ledger = opened();
        const ids = Array.from({ length: 4 }, () => randomUUID());
        let events = 0;
        for (const { link, event, save, number } of steps) {
          const id = ids[link]!;
          const before = ledger.links.get(id);
          const first = { kind: 'link.saved', invoice: invoice({ invoiceNo: number }), replaces: null } as const;
          try {
            const given = ledger.links.record(id, save ? first : event, person('سارا'));
            events += 1;
            expect(ledger.links.get(id)).toEqual({ ...given, askedAt: null });
          } catch (error) {
            expect(error instanceof MoveError || error instanceof TakenError).toBe(true);
            expect(ledger.links.get(id)).toEqual(before);
          }
          const replay = ledger.links
            .history(id)
            .reduce<Link | null>((kept, { event, at, actor }) => applyLinkEvent(kept, id, event!, at, actor), null);
          expect(ledger.links.get(id)).toEqual(replay && { ...replay, askedAt: null });
        }
        expect(ledger.check()).toMatchObject({ ok: true, events, problems: [] });
        ledger.close();
      }),
      { numRuns: 40 },
    );
  });

  test('keeps the largest amount and a 19-digit id exactly', () => {
    const ledger = opened();
    const id = saved(ledger, { amount: Number.MAX_SAFE_INTEGER }, sending(), sent('9223372036854775807'));
    expect(ledger.links.get(id)).toMatchObject({ amount: 9007199254740991, payLinkSendId: '9223372036854775807' });
    expect(ledger.links.byPayLinkSendId('9223372036854775807', 'https://pay.example')?.id).toBe(id);
    expect(ledger.links.byPayLinkSendId('9223372036854775806', 'https://pay.example')).toBeNull();
  });

  test('who, when and what are told of each change', () => {
    const ledger = opened(undefined, ticking(1000));
    const id = saved(ledger, {}, sending());
    expect(ledger.links.history(id)).toMatchObject([
      { seq: 1, at: 2000, actor: person('سارا'), event: { kind: 'link.saved' } },
      { seq: 2, at: 3000, actor: APP, event: { kind: 'link.sending', attempt: 1 } },
    ]);
  });

  test.each(['app', 'cashier', '', '{"id":null,"kind":"app","name":""}', '{'])(
    'a cashier of the name "%s" is told apart from the app, and keeps it',
    (name) => {
      const file = tempFile();
      const ledger = opened(file);
      const id = randomUUID();
      ledger.links.record(id, { kind: 'link.saved', invoice: invoice(), replaces: null }, person(name));
      ledger.links.record(id, sending(), APP);
      expect(ledger.links.history(id)).toMatchObject([{ actor: person(name) }, { actor: APP }]);
      expect(ledger.links.get(id)?.savedBy).toEqual(person(name));
      expect(ledger.check().ok).toBe(true);
    },
  );

  test('an actor of any kind is kept as it was', () => {
    const ledger = opened();
    for (const kind of ['person', 'import', 'counter'] as const) {
      const [id, actor] = [randomUUID(), { kind, id: 'p-1', name: 'سارا' }];
      ledger.links.record(id, { kind: 'link.saved', invoice: invoice(), replaces: null }, actor);
      expect(ledger.links.history(id)).toMatchObject([{ actor }]);
      expect(ledger.links.get(id)?.savedBy).toEqual(actor);
    }
    expect(ledger.check().ok).toBe(true);
  });

  test('two live links cannot hold one number; a closed or rejected one gives it free, and cannot take it back', () => {
    const ledger = opened();
    const first = saved(ledger, { invoiceNo: '7' }, sending(), rejected());
    const second = saved(ledger, { invoiceNo: '7' });
    const count = ledger.check().events;
    expect(() => saved(ledger, { invoiceNo: '7' })).toThrow(new TakenError('invoice-taken'));
    expect(() => ledger.links.record(first, { kind: 'link.requeued' }, person('سارا'))).toThrow(
      new TakenError('invoice-taken'),
    );
    expect(ledger.check()).toMatchObject({ ok: true, events: count });
    expect(ledger.links.holderOf('7', null)?.id).toBe(second);
    expect(ledger.links.holderOf('7', second)).toBeNull();
    ledger.links.record(second, { kind: 'link.closed' }, person('سارا'));
    expect(ledger.links.record(first, { kind: 'link.requeued' }, person('سارا')).state).toBe('queued');
  });

  test('a paid link keeps its number, and a closed one can be paid late when another has it', () => {
    const ledger = opened();
    const late = saved(ledger, { invoiceNo: '7' }, sending(), sent('54'), { kind: 'link.closed' });
    const live = saved(ledger, { invoiceNo: '7' });
    ledger.links.record(late, { kind: 'link.paid', refNo: '1', alarm: 'paid-after-closed' }, APP);
    expect(ledger.links.holderOf('7', null)?.id).toBe(live);
    expect(ledger.links.holderOf('7', live)?.id).toBe(late);
    expect(ledger.check()).toMatchObject({ ok: true });
  });

  test('a PayLinkSendID is its service’s: another service may give it too', () => {
    const ledger = opened();
    const at = (endpoint: string) => saved(ledger, {}, { ...sending(), endpoint } as LinkEvent, sent('55'));
    const [one, other] = [at('https://pay.example/a.asmx'), at('https://elsewhere.example:443/a.asmx')];
    expect(ledger.links.byPayLinkSendId('55', 'https://pay.example')?.id).toBe(one);
    expect(ledger.links.byPayLinkSendId('55', 'https://elsewhere.example')?.id).toBe(other);
    expect(ledger.links.byPayLinkSendId('55', 'https://third.example')).toBeNull();
    expect(ledger.links.followed(0, 'https://pay.example').map(({ id }) => id)).toEqual([one]);
    expect(ledger.links.elsewhere('https://pay.example')).toBe(1);
    expect(() => at('https://pay.example/b.asmx')).toThrow(new TakenError('id-taken'));
    expect(ledger.check()).toMatchObject({ ok: true });
  });

  test('one PayLinkSendID belongs to one link', () => {
    const ledger = opened();
    saved(ledger, {}, sending(), sent('55'));
    const other = saved(ledger, {}, sending());
    expect(() => ledger.links.record(other, sent('55'), APP)).toThrow(new TakenError('id-taken'));
    expect(ledger.links.get(other)?.state).toBe('sending');
  });
});

describe('transact', () => {
  test('keeps all of it or none', () => {
    const ledger = opened();
    const id = saved(ledger);
    const act = () =>
      ledger.transact(() => {
        ledger.links.record(id, sending(), APP);
        ledger.putDraft({ invoiceNo: '1', amount: '', mobileNo: '', customerName: '', description: '', replaces: null });
        throw new Error('no');
      });
    expect(act).toThrow('no');
    expect(ledger.links.get(id)?.state).toBe('queued');
    expect(ledger.draft()).toBeNull();
    expect(ledger.check()).toMatchObject({ ok: true, events: 1 });
  });

  test('what an inner call could not do is undone, even where the outer one goes on', () => {
    const ledger = opened();
    saved(ledger, { invoiceNo: '7' });
    ledger.transact(() => {
      expect(() => saved(ledger, { invoiceNo: '7' })).toThrow(TakenError);
      saved(ledger, { invoiceNo: '8' });
    });
    expect(ledger.check()).toMatchObject({ ok: true, events: 2, counts: { links: 2 } });
  });

  test('refuses work that goes on later', () => {
    const ledger = opened();
    const id = saved(ledger);
    const later = async () => {
      ledger.links.record(id, sending(), APP);
    };
    expect(() => ledger.transact(later)).toThrow(TypeError);
    expect(ledger.links.get(id)?.state).toBe('queued');
  });

  test('a link that names one that is not there is refused with all that came with it', () => {
    const ledger = opened();
    const event = { kind: 'link.saved', invoice: invoice(), replaces: randomUUID() } as const;
    expect(() => ledger.links.record(randomUUID(), event, person('سارا'))).toThrow(/FOREIGN KEY/u);
    expect(ledger.check()).toMatchObject({ ok: true, events: 0, counts: { links: 0 } });
  });
});

describe('the queue', () => {
  test('is in the order of saving; what never left keeps its place, what is sent again goes to the end', () => {
    const ledger = opened();
    const [a, b, c, d] = Array.from({ length: 4 }, () => saved(ledger)) as [string, string, string, string];
    ledger.links.record(a, sending(), APP);
    ledger.links.record(a, neverLeft, APP);
    ledger.links.record(b, sending(), APP);
    ledger.links.record(b, unknown, APP);
    ledger.links.record(b, { kind: 'link.requeued' }, person('سارا'));
    expect(ledger.links.nextQueued(9, []).map(({ id }) => id)).toEqual([a, c, d, b]);
    expect(ledger.links.nextQueued(2, [a]).map(({ id }) => id)).toEqual([c, d]);
    expect(ledger.links.counts()).toEqual({ queued: 4, sending: 0 });
    expect(ledger.badge('decisions')).toBe(0);
  });

  test('its pause survives, is told once, and keeps its first cause', () => {
    const ledger = opened(undefined, ticking(1000));
    expect(ledger.outboxPause()).toBeNull();
    ledger.resumeOutbox(person('سارا'));
    ledger.pauseOutbox('res-cod', 'رمز نادرست');
    ledger.pauseOutbox('forbidden', '');
    expect(ledger.outboxPause()).toEqual({ cause: 'res-cod', message: 'رمز نادرست', since: 2000 });
    expect(ledger.check()).toMatchObject({ ok: true, events: 1 });
    ledger.resumeOutbox(person('سارا'));
    expect(ledger.outboxPause()).toBeNull();
    expect(ledger.check()).toMatchObject({ ok: true, events: 2 });
  });
});

test('notes are events without a row', () => {
  const ledger = opened();
  ledger.note('settings', { kind: 'settings.changed', data: { name: 'sendsAtOnce', from: 2, to: 3 } }, person('سارا'));
  expect(ledger.check()).toMatchObject({ ok: true, events: 1, counts: { links: 0 } });
});
