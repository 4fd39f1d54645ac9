import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Bridge, CallName, Input, Output, Reply } from '../../shared/contract/calls.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Area, EventData, EventName } from '../../shared/contract/events.ts';

/** The typed client over the preload's bridge: calls as queries and acts, events as hooks. */

declare global {
  interface Window {
    readonly pishkhan: Bridge;
  }
}

/** A call that was answered with an error. It carries what AppError carries; words are the catalogues'. */
export class Failed extends Error {
  override name = 'Failed';
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

type Calls = { [N in CallName]: (input: Input<N>) => Promise<Reply<Output<N>>> };

/** The bridge itself failed: the main process is gone, or is going. */
function lost(cause: unknown): Reply<never> {
  return { ok: false, error: { code: 'internal', detail: cause instanceof Error ? cause.name : typeof cause } };
}

/** Makes one call. Throws Failed, and nothing else, where the answer is an error or none comes. */
export async function ask<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  const calls: Calls = window.pishkhan;
  const reply = await calls[name](input).catch(lost);
  if (!reply.ok) throw new Failed(reply.error);
  return reply.value;
}

type Prefix = CallName extends `${infer P}.${string}` ? P : never;

const AREA_OF_PREFIX: Readonly<Record<Prefix, Area>> = {
  app: 'status',
  links: 'links',
  outbox: 'links',
  bills: 'bills',
  batches: 'batches',
  draft: 'draft',
  settings: 'settings',
  contract: 'settings',
  ledger: 'links',
  practice: 'practice',
};

/** The area of `changed` whose news makes a call's answer stale. */
export function areaOf(name: CallName): Area {
  return AREA_OF_PREFIX[name.slice(0, name.indexOf('.')) as Prefix];
}

/** Answers stay good until main tells of a change; nothing is asked again by the clock, by focus or after an error. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

interface CallOptions {
  enabled?: boolean;
  /** Shows the last answer while another input's is on its way (a list while its search is typed). */
  keepLast?: boolean;
}

/** How a call is asked and remembered, for TanStack's own hooks. */
export function queryOf<N extends CallName>(name: N, input: Input<N>) {
  return { queryKey: [areaOf(name), name, input] as const, queryFn: () => ask(name, input) };
}

/** The answer of a call, asked again whenever main tells that its area changed. */
export function useCall<N extends CallName>(
  name: N,
  input: Input<N>,
  { enabled = true, keepLast = false }: CallOptions = {},
): UseQueryResult<Output<N>, Failed> {
  return useQuery<Output<N>, Failed>({
    ...queryOf(name, input),
    enabled,
    ...(keepLast ? { placeholderData: (last: Output<N> | undefined) => last as never } : {}),
  });
}

/** What is done with an act's answer. `here`: whether the screen that acted is still the one on the window. */
interface Heard<N extends CallName> {
  onSuccess?: (answer: Output<N>, here: boolean) => void;
  onError?: (failed: Failed, here: boolean) => void;
  onSettled?: () => void;
}

type Act<N extends CallName> = Omit<UseMutationResult<Output<N>, Failed, Input<N>>, 'mutate'> & {
  /** Makes the call. Whatever becomes of the screen meanwhile, what is handed over is called. */
  mutate: (input: Input<N>, heard?: Heard<N>) => void;
};

/** Who tells of failures whose screen is gone. */
const unheard = new Set<(failed: Failed) => void>();

/** Tells the window of an act that failed after its screen was gone. */
export function tellUnheard(failed: Failed): void {
  for (const tell of unheard) tell(failed);
}

/** Calls `tell` with each act that failed after its screen was gone and has no words of its own for it. */
export function useUnheard(tell: (failed: Failed) => void): void {
  const told = useEffectEvent(tell);
  useEffect(() => {
    const listener = (failed: Failed) => told(failed);
    unheard.add(listener);
    return () => void unheard.delete(listener);
  }, []);
}

/**
 * An act: a call made because a person did something. `isPending` while under way, `error` is Failed. TanStack's own
 * `mutate` drops what it was handed when the component is gone or acts again; then nobody would learn what became of it.
 */
export function useAct<N extends CallName>(name: N): Act<N> {
  const { mutateAsync, ...rest } = useMutation<Output<N>, Failed, Input<N>>({ mutationFn: (input) => ask(name, input) });
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const mutate: Act<N>['mutate'] = (input, { onSuccess, onError, onSettled } = {}) => {
    const failed = (error: Failed) => {
      if (onError) onError(error, here.current);
      else if (!here.current) tellUnheard(error);
    };
    void mutateAsync(input)
      .then((answer) => onSuccess?.(answer, here.current), failed)
      .finally(onSettled);
  };
  return { ...rest, mutateAsync, mutate };
}

/** Calls `heard` for each event of the name while mounted. */
export function useEvent<N extends EventName>(name: N, heard: (data: EventData<N>) => void): void {
  const hear = useEffectEvent(heard);
  useEffect(() => {
    const listen: { [M in EventName]: (listener: (data: EventData<M>) => void) => () => void } = window.pishkhan.listen;
    return listen[name]((data) => hear(data));
  }, [name]);
}

/** News comes in bursts while the outbox works; one look per burst is enough. */
const BURST = 60;

/** Asks again what main tells has changed. Mounted once, at the top. */
export function useNews(): void {
  const queries = useQueryClient();
  const told = useRef(new Set<Area>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEvent('changed', ({ areas }) => {
    for (const area of areas) told.current.add(area);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      for (const area of told.current) void queries.invalidateQueries({ queryKey: [area] });
      told.current.clear();
    }, BURST);
  });
  useEffect(() => {
    const look = () => void ask('app.network', {}).catch(() => undefined);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    };
  }, []);
}
