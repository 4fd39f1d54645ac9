import { describe, expect, test } from 'vitest';
import { areaOf } from '../../../renderer/base/api.ts';
import { calls } from '../../../shared/contract/calls.ts';
import { AREAS } from '../../../shared/contract/events.ts';
import type { CallName } from '../../../shared/contract/calls.ts';

describe("a call's area, whose news makes its answer stale", () => {
  test.each(Object.keys(calls) as CallName[])('%s', (name) => {
    expect(AREAS).toContain(areaOf(name));
  });

  test('what changes with the links is asked again with them', () => {
    expect(areaOf('links.list')).toBe('links');
    expect(areaOf('app.status')).toBe('status');
    expect(areaOf('settings.get')).toBe('settings');
  });
});
