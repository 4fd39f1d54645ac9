import { describe, expect, test } from 'vitest';
import { actorOfEvent, actorOfText, actorText } from '../../../electron/ledger/actors.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { Actor } from '../../../shared/actors.ts';

const LIKE_AN_ACTOR = '{"id":null,"kind":"app","name":""}';

describe('the actor of an event', () => {
  test.each<[string, Actor]>([
    ['app', APP],
    ['cashier', person('')],
    ['سارا', person('سارا')],
    [LIKE_AN_ACTOR, person(LIKE_AN_ACTOR)],
  ])('of version 1 is a bare name: %s', (who, actor) => {
    expect(actorOfEvent(1, who)).toEqual(actor);
  });

  test.each<[string, Actor]>([
    [LIKE_AN_ACTOR, APP],
    ['{"id":"p-1","kind":"import","name":"سارا"}', { kind: 'import', id: 'p-1', name: 'سارا' }],
    // A newer version's own way of writing it.
    ['{"kind":"robot"}', person('{"kind":"robot"}')],
    ['app', person('app')],
    ['cashier', person('cashier')],
  ])('of version 2 is whole: %s', (who, actor) => {
    expect(actorOfEvent(2, who)).toEqual(actor);
  });
});

describe('the actor of a row', () => {
  test.each<[string, Actor]>([
    ['app', APP],
    ['cashier', person('')],
    ['سارا', person('سارا')],
    ['{"id":null,"kind":"person","name":"app"}', person('app')],
    ['{"id":null,"kind":"person","name":"cashier"}', person('cashier')],
    ['{"id":null,"kind":"person","name":"{"}', person('{')],
    ['{"id":"p-1","kind":"person","name":"سارا"}', { kind: 'person', id: 'p-1', name: 'سارا' }],
    ['{"id":null,"kind":"counter","name":""}', { kind: 'counter', id: null, name: '' }],
  ])('is a bare name where that says all of it: %s', (text, actor) => {
    expect(actorText(actor)).toBe(text);
    expect(actorOfText(text)).toEqual(actor);
  });

  test('is the name itself where the text only looks like more', () => {
    expect(actorOfText('{سارا')).toEqual(person('{سارا'));
  });

  test('is text that SQLite can hold', () => {
    expect(actorText(person('a\ud800'))).toBe('a\ufffd');
  });
});
