import { expect, it } from 'vitest';
import { decideLink, giveId } from '../../../electron/links/saving.ts';
import { CallError } from '../../../electron/errors.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { LinkEvent } from '../../../shared/links.ts';
import { invoice, opened, sending, sent, tempFile, tool, unguarded } from '../ledger/help.ts';

const sara = person('سارا');
const ENDPOINT = 'https://pay.example/';

function codeOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof CallError ? error.error.code : String(error);
  }
}

it('an id that another link has is taken too while the rows are those of a version that knew no services', () => {
  const file = tempFile();
  const before = opened(file);
  const save = (id: string, ...then: LinkEvent[]) => {
    before.links.record(id, { kind: 'link.saved', invoice: invoice(), replaces: null }, sara);
    for (const event of then) before.links.record(id, event, APP);
  };
  const decidedSent = { kind: 'link.decidedSent', payLinkSendId: null } as const;
  before.transact(() => {
    save('a', sending(), sent('11'));
    // So many that opening does not make all rows anew at once.
    for (let n = 0; n < 1100; n += 1) save(`b${n}`);
    save('x', sending(), sent('12'));
    save('y', sending(), { kind: 'link.unknown', evidence: null });
    save('z', sending(), { kind: 'link.unknown', evidence: null }, decidedSent);
  });
  before.close();
  tool(file, (db) => unguarded(db, () => db.exec("UPDATE links SET service = NULL; UPDATE projection SET version = '0'")));
  const ledger = opened(file);
  expect(['a', 'x', 'y'].map((id) => ledger.links.get(id)?.service)).toEqual(['https://pay.example', null, null]);
  for (const payLinkSendId of ['11', '12']) {
    const decision = { kind: 'has-sms', payLinkSendId } as const;
    expect(codeOf(() => decideLink(ledger, { id: 'y', decision }, sara, ENDPOINT))).toBe('id-taken');
    expect(codeOf(() => giveId(ledger, { id: 'z', payLinkSendId }, sara, ENDPOINT))).toBe('id-taken');
  }
  expect(codeOf(() => giveId(ledger, { id: 'z', payLinkSendId: '13' }, sara, ENDPOINT))).toBeNull();
  expect(ledger.check()).toMatchObject({ ok: true, problems: [] });
});
