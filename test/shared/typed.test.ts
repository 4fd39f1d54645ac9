import { describe, expect, it } from 'vitest';
import { Draft } from '../../shared/draft.ts';
import { typed, TYPED_MAX } from '../../shared/typed.ts';

const codesOf = (schema: { safeParse: (value: unknown) => { error?: { issues: { message: string }[] } } }, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('what is typed', () => {
  it('is taken up to its bound in UTF-16 units, and not one more', () => {
    const few = typed('missing', 'long', 4);
    expect(['', 'abcd', '😀😀', 'abcde', '😀😀a'].map((text) => codesOf(few, text))).toEqual([[], [], [], ['long'], ['long']]);
    expect(codesOf(few, 5)).toEqual(['missing']);
    expect(codesOf(typed(), 'x'.repeat(TYPED_MAX))).toEqual([]);
    expect(codesOf(typed(), 'x'.repeat(TYPED_MAX + 1))).toEqual(['text-too-long']);
  });

  it('is read by no further rule where it is too long', () => {
    let read = 0;
    const ruled = typed('missing', 'long', 4).refine(() => (read += 1) < 0, 'ruled');
    expect([codesOf(ruled, 'abcde'), read]).toEqual([['long'], 0]);
    expect([codesOf(ruled, 'abcd'), read]).toEqual([['ruled'], 1]);
  });
});

describe('a draft', () => {
  const draft = {
    invoiceNo: '12',
    amount: 'ده',
    mobileNo: '09',
    customerName: 'ز',
    description: '',
    replaces: '0192d3c4-0000-7000-8000-000000000001',
  };

  it('comes back as it was left, however unfinished', () => {
    for (const one of [draft, { ...draft, replaces: null }]) expect(Draft.parse(one)).toEqual(one);
  });

  it('has all of its fields, each a text', () => {
    for (const name of Object.keys(draft)) {
      expect(Draft.safeParse({ ...draft, [name]: undefined }).success).toBe(false);
      expect(Draft.safeParse({ ...draft, [name]: 5 }).success).toBe(false);
    }
    expect(Draft.safeParse({ ...draft, replaces: 'x' }).success).toBe(false);
  });
});
