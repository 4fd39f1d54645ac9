// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { ask, Failed, useCall } from '../../../renderer/base/api.ts';
import type { Area } from '../../../shared/contract/events.ts';
import { fakeBridge, refused, show } from '../bridge.tsx';
import type { Table } from '../bridge.tsx';
import { link, status, view } from '../samples.ts';

const table: Table = {
  'app.status': status(),
  'links.proposeInvoiceNo': { invoiceNo: '1' },
  'bills.submit': { batches: [] },
  'settings.get': view(),
  'outbox.resume': { requeued: 0 },
};
const LIVE = { mode: 'live' } as const;

function Asking() {
  useCall('app.status', {});
  useCall('links.proposeInvoiceNo', {});
  useCall('bills.submit', {});
  useCall('settings.get', LIVE);
  useCall('outbox.resume', { rejectedToo: false });
  return null;
}

describe('what main tells of an area', () => {
  const counts = async (...areas: Area[]) => {
    const { inputs, changed } = await show(<Asking />, table);
    if (areas.length > 0) await changed(...areas);
    return (['app.status', 'links.proposeInvoiceNo', 'bills.submit', 'settings.get', 'outbox.resume'] as const).map(
      (name) => inputs(name).length,
    );
  };

  test.each<[Area[], number[]]>([
    [[], [1, 1, 1, 1, 1]],
    [['status'], [2, 1, 1, 1, 1]],
    [['links'], [1, 2, 1, 1, 2]],
    [
      ['bills', 'settings'],
      [1, 1, 2, 2, 1],
    ],
    [['practice'], [1, 1, 1, 1, 1]],
  ])('%j has just the answers of that area asked again', async (areas, asked) => {
    expect(await counts(...areas)).toEqual(asked);
  });
});

describe('a call', () => {
  test('gives the answer, or throws what it was refused with', async () => {
    fakeBridge({ 'links.get': refused('not-found', { link: link() }), 'links.proposeInvoiceNo': { invoiceNo: '9' } });
    expect(await ask('links.proposeInvoiceNo', {})).toEqual({ invoiceNo: '9' });
    const failed = await ask('links.get', { id: link().id }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Failed);
    expect((failed as Failed).error).toMatchObject({ code: 'not-found', link: { id: link().id } });
  });

  test('that no main process answers is a failure like any other', async () => {
    fakeBridge({ 'links.proposeInvoiceNo': () => Promise.reject(new TypeError('gone')) });
    const failed = await ask('links.proposeInvoiceNo', {}).catch((error: unknown) => error);
    expect((failed as Failed).error).toEqual({ code: 'internal', detail: 'TypeError' });
  });
});
