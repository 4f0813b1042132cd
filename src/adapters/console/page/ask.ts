/** Asks the console's interface. What it refuses is told by a code; a session that has ended sends back to the sign-in. */
import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '../contract.js';

const base = '/api/v1';

export class Refused extends Error {
  constructor(readonly code: Refusal) {
    super(code);
  }
}

/** Rejects with a Refused. */
export async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const init: RequestInit =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(`${base}${path}`, { ...init, credentials: 'same-origin' });
  } catch {
    throw new Refused('unavailable');
  }
  if (response.status === 204) return undefined as Answer;
  const document = (await response.json().catch(() => ({ error: 'unavailable' }))) as Answer & { error?: Refusal };
  if (!response.ok) throw new Refused(response.status === 429 ? 'too-many' : (document.error ?? 'unavailable'));
  return document;
}

export function codeOf(error: unknown): Refusal {
  return error instanceof Refused ? error.code : 'unavailable';
}

export type Loaded<Answer> = { answer?: Answer; refused?: Refusal; loading: boolean; again: () => void };

/**
 * Asks when the page opens, when the path changes and when something has changed; what was shown stays until the new is there. `besides`: also when long work
 * has got on.
 */
export function useAsk<Answer>(path: string, besides?: 'jobs'): Loaded<Answer> {
  const [state, setState] = useState<{ path: string; answer?: Answer; refused?: Refusal }>({ path });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((one) => one + 1), []);
  useEffect(() => onChange('message', again), [again]);
  useEffect(() => (besides === undefined ? undefined : onChange(besides, again)), [besides, again]);
  useEffect(() => {
    let isWanted = true;
    ask<Answer>(path).then(
      (answer) => isWanted && setState({ path, answer }),
      (error: unknown) => isWanted && setState((before) => ({ ...(before.path === path ? before : { path }), refused: codeOf(error) })),
    );
    return () => {
      isWanted = false;
    };
  }, [path, turn]);
  const isOf = state.path === path;
  return {
    ...(isOf && state.answer !== undefined ? { answer: state.answer } : {}),
    ...(isOf && state.refused !== undefined ? { refused: state.refused } : {}),
    loading: !isOf || (state.answer === undefined && state.refused === undefined),
    again,
  };
}

type Change = 'message' | 'jobs';

const listeners: Record<Change, Set<() => void>> = { message: new Set(), jobs: new Set() };
let source: EventSource | undefined;

/** Calls when anything has changed, and when what was said here has changed something; `jobs`: when long work has got on. Returns how to end it. */
function onChange(change: Change, listener: () => void): () => void {
  listeners[change].add(listener);
  source ??= listen();
  return () => {
    listeners[change].delete(listener);
    if (listeners.message.size + listeners.jobs.size > 0) return;
    source?.close();
    source = undefined;
  };
}

function listen(): EventSource {
  const events = new EventSource(`${base}/events`);
  for (const change of ['message', 'jobs'] as const) {
    events.addEventListener(change, () => {
      for (const listener of listeners[change]) listener();
    });
  }
  return events;
}

/** What the bot says to what is said to it here. */
export type Line = { text: string } | { picture: string; name: string };

export function say(text: string): Promise<Line[]> {
  return ask<Line[]>('/say', { id: crypto.randomUUID(), text });
}
