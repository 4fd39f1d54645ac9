import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { expect } from 'vitest';
import { createQueries, useNews } from '../../renderer/base/api.ts';
import { NavProvider, useNav } from '../../renderer/base/nav.tsx';
import type { Place } from '../../renderer/base/nav.tsx';
import { StickyProvider } from '../../renderer/base/sticky.ts';
import { startWords } from '../../renderer/i18n/index.ts';
import { Notices } from '../../renderer/ui/notices.tsx';
import type { z } from 'zod';
import { calls } from '../../shared/contract/calls.ts';
import type { Bridge, CallName, Input, Output, Reply } from '../../shared/contract/calls.ts';
import type { Area, EventData, EventName } from '../../shared/contract/events.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Language } from '../../shared/settings.ts';

/**
 * A screen as the window has it, over a bridge that answers from a table. What it answers is held to the contract, and a call
 * that no test expected fails that test.
 */

/** An answer that is an error. */
class Refused {
  readonly error: AppError;

  constructor(error: AppError) {
    this.error = error;
  }
}
export const refused = (code: AppError['code'], more: Omit<AppError, 'code'> = {}) => new Refused({ code, ...more });

type Answer<N extends CallName> = Output<N> | Refused;
type Answering<N extends CallName> = Answer<N> | ((input: Input<N>) => Answer<N> | Promise<Answer<N>>);
export type Table = { [N in CallName]?: Answering<N> };

export interface FakeBridge {
  /** What is answered from now on; a test may change it. */
  table: Table;
  /** The inputs that a call was made with, in order. */
  inputs: <N extends CallName>(name: N) => Input<N>[];
  /** As main tells: an event of the contract. */
  tell: <E extends EventName>(name: E, data: EventData<E>) => Promise<void>;
  /** Main tells that areas changed, and the screens have asked again. */
  changed: (...areas: Area[]) => Promise<void>;
}

const unexpected: string[] = [];

/** The schemas of a call, as plain ones: of all calls together they are more than TypeScript will unite. */
const output = <N extends CallName>(name: N) => calls[name].output as unknown as z.ZodType<Output<N>>;
const input = (name: CallName) => calls[name].input as z.ZodType;

function reply<N extends CallName>(name: N, answer: Answer<N>): Reply<Output<N>> {
  if (answer instanceof Refused) return { ok: false, error: answer.error };
  return { ok: true, value: output(name).parse(answer) };
}

/** Puts a bridge on the window. Calls that the table does not name are refused, and fail the test. */
export function fakeBridge(table: Table): FakeBridge {
  const made: { name: CallName; input: unknown }[] = [];
  const hearers = new Map<EventName, Set<(data: never) => void>>();
  const fake: FakeBridge = {
    table: { ...table },
    inputs: (name) => made.filter((one) => one.name === name).map(({ input }) => input as never),
    tell: (name, data) => act(async () => hearers.get(name)?.forEach((hear) => hear(data as never))),
    changed: async (...areas) => {
      await fake.tell('changed', { areas });
      // Longer than news is gathered for; the screens ask by themselves then.
      await act(() => new Promise((resolve) => setTimeout(resolve, 80)));
      await settled();
    },
  };
  const call =
    <N extends CallName>(name: N) =>
    async (given: Input<N>): Promise<Reply<Output<N>>> => {
      made.push({ name, input: given });
      const checked = input(name).safeParse(given);
      const answering = (fake.table as Partial<Record<CallName, unknown>>)[name] as Answering<N> | undefined;
      if (!checked.success || answering === undefined) {
        unexpected.push(`${name} ${JSON.stringify(given)}`);
        return { ok: false, error: { code: 'bad-input' } };
      }
      return reply(name, await (typeof answering === 'function' ? answering(given) : answering));
    };
  const listen = (name: EventName) => (hear: (data: never) => void) => {
    const all = hearers.get(name) ?? new Set();
    hearers.set(name, all.add(hear));
    return () => void all.delete(hear);
  };
  const names = Object.keys(calls) as CallName[];
  const bridge = {
    ...Object.fromEntries(names.map((name) => [name, call(name)])),
    listen: { changed: listen('changed'), told: listen('told') },
  } as unknown as Bridge;
  Object.assign(window, { pishkhan: bridge });
  return fake;
}

export interface Shown extends FakeBridge {
  /** Where the cashier is. */
  place: () => Place;
  /** Draws something else in the same window. */
  draw: (screen: ReactNode) => Promise<void>;
}

export interface ShowOptions {
  language?: Language;
}

/** Puts a screen up, in place of the one before, and waits until it has what it asked for. English unless told. */
export async function show(screen: ReactNode, table: Table, { language = 'en' }: ShowOptions = {}): Promise<Shown> {
  cleanup();
  startWords(language);
  const fake = fakeBridge(table);
  const queries = createQueries();
  const kept = new Map<string, unknown>();
  let place: Place = { screen: 'counter' };
  function Window({ children }: { children: ReactNode }) {
    useNews();
    const nav = useNav();
    useLayoutEffect(() => {
      place = nav.place;
    });
    return (
      <Notices>
        <StickyProvider value={kept}>{children}</StickyProvider>
      </Notices>
    );
  }
  const whole = (drawn: ReactNode) => (
    <I18nProvider locale={language === 'fa' ? 'fa-IR' : 'en-GB'}>
      <QueryClientProvider client={queries}>
        <NavProvider>
          <Window>{drawn}</Window>
        </NavProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
  const view = render(whole(screen));
  await settled();
  return {
    ...fake,
    place: () => place,
    draw: async (next) => {
      view.rerender(whole(next));
      await settled();
    },
  };
}

/** Lets answers that are there be heard and drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
}

/** Presses a button, an option or a box, as a pointer or a screen reader does. */
export async function press(element: Element): Promise<void> {
  await act(async () => void fireEvent.click(element));
  await settled();
}

/** What a button says, without its key. */
const wordsOf = (one: Element) =>
  one.getAttribute('aria-label') ?? (one.querySelector('.button-text') ?? one).textContent.trim();

/** The one button with these words, or that begins with them, in the open dialog where there is one. (By role, jsdom takes a second.) */
export function button(
  words: string,
  within: ParentNode = document.querySelector('[data-dialog]') ?? document,
): HTMLButtonElement {
  const all = [...within.querySelectorAll('button')];
  const same = all.filter((one) => wordsOf(one) === words);
  const found = same.length > 0 ? same : all.filter((one) => wordsOf(one).startsWith(words));
  const [one] = found;
  if (one === undefined || found.length > 1)
    throw new Error(`${found.length} buttons «${words}» of: ${all.map(wordsOf).join(' | ')}`);
  return one;
}

/** Whether there is such a button. */
export const hasButton = (words: string) =>
  [...document.querySelectorAll('button')].some((one) => wordsOf(one).startsWith(words));

/** All that is told in notices, the loud and the calm, as it reads. */
export const notices = () => [...document.querySelectorAll('.notice')].map((one) => one.querySelector('p')?.textContent ?? '');

/** What is read out at once, on the screen itself. */
export const alerts = () => [...document.querySelectorAll('.banner[role="alert"]')].map((one) => one.textContent);

/** The open question; null where there is none. */
export const dialog = () => document.querySelector<HTMLElement>('[data-dialog]');

/** The field of a label; what stands behind the words (that it is optional, say) is left aside. */
export function field(words: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].filter(({ textContent }) => textContent.startsWith(words));
  const one = found[0]?.control;
  if (!(one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement)) throw new Error(`No field «${words}»`);
  return one as HTMLInputElement;
}

/** What is wrong with a field, as it reads below it; empty for nothing. */
export const errorAt = (words: string) => field(words).closest('.field')?.querySelector('.field-error')?.textContent ?? '';

/** Types a whole text into a field, in place of what it holds. */
export async function type(field: Element, text: string): Promise<void> {
  await act(async () => {
    (field as HTMLElement).focus();
    fireEvent.change(field, { target: { value: text } });
  });
}

/** Presses a key where the focus is, or at an element: `Alt+KeyC`, `F3`, `Enter`. */
export async function key(name: string, at: Element = document.activeElement ?? document.body): Promise<void> {
  const parts = name.split('+');
  const code = parts.at(-1) ?? '';
  const stroke = {
    code,
    key: code
      .replace(/^(?:Key|Digit)/u, '')
      .toLowerCase()
      .replace(/^(.{2,})$/u, () => code),
    ctrlKey: parts.includes('Ctrl'),
    altKey: parts.includes('Alt'),
  };
  await act(async () => {
    fireEvent.keyDown(at, stroke);
    fireEvent.keyUp(at, stroke);
  });
  await settled();
}

/** A promise that the test fulfils when it wants. */
export function later<T>(): { promise: Promise<T>; give: (value: T) => Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<T>();
  return {
    promise,
    give: async (value) => {
      resolve(value);
      await settled();
    },
  };
}

/** Ends a test: its window goes, and a call that it did not expect fails it. */
export function leave(): void {
  cleanup();
  expect(unexpected.splice(0)).toEqual([]);
}
