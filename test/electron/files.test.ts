import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeWhole, placeFirst, placeWhole, wholeOf } from '../../electron/files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pishkhan-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = () => path.join(folder, 'a.json');
const held = () => Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
const writing = (text: string) => (whole: string) => writeFileSync(whole, text, { flag: 'wx' });

it('what is made whole is not in its place before it takes it, over what is there', () => {
  writeFileSync(place(), 'old');
  makeWhole(place(), writing('new'));
  expect(held()).toEqual({ 'a.json': 'old', 'a.json.whole': 'new' });
  placeWhole(place());
  expect(held()).toEqual({ 'a.json': 'new' });
});

it('what fails half-made leaves nothing, and what is there as it was', () => {
  writeFileSync(place(), 'old');
  const making = () =>
    makeWhole(place(), (whole) => {
      writeFileSync(whole, 'ne');
      throw new Error('no room');
    });
  expect(making).toThrow('no room');
  expect(held()).toEqual({ 'a.json': 'old' });
});

it('what an earlier try left half-made is made anew', () => {
  writeFileSync(wholeOf(place()), 'ne');
  makeWhole(place(), writing('new'));
  placeWhole(place());
  expect(held()).toEqual({ 'a.json': 'new' });
});

it('what is placed first takes no place that is taken', () => {
  const [one, two] = ['one', 'two'].map((name) => path.join(folder, name)) as [string, string];
  makeWhole(place(), writing('first'), one);
  makeWhole(place(), writing('second'), two);
  placeFirst(place(), one);
  placeFirst(place(), two);
  expect(held()).toEqual({ 'a.json': 'first' });
});
