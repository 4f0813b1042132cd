/** Asks the demonstration. Everything rejects when it cannot be reached or says no. */
import type { Town, TownEvent, TalkLine } from '../../demo-port.js';

const base = '/api/demo';

async function asked(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(`${base}${path}`, { ...init, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status}`);
  return response;
}

const post = (path: string, body: object): Promise<Response> =>
  asked(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export interface Speaker {
  who: string;
  group?: string;
}

export async function askTown(): Promise<Town> {
  return (await (await asked('/town')).json()) as Town;
}

export async function askTalk(id: string): Promise<TalkLine[]> {
  return ((await (await asked(`/talks/${encodeURIComponent(id)}`)).json()) as { lines: TalkLine[] }).lines;
}

/** Resolves when the bot has dealt with it. */
export async function sayAs(speaker: Speaker, text: string): Promise<void> {
  await post('/say', { ...speaker, text });
}

export async function showAs({ who, group }: Speaker, photo: Blob): Promise<void> {
  const query = new URLSearchParams({ who, ...(group === undefined ? {} : { group }) });
  await asked(`/photo?${query}`, { method: 'POST', headers: { 'content-type': photo.type }, body: photo });
}

/** False: nothing happens for as long as anybody would wait. */
export async function forward(by: string): Promise<boolean> {
  return ((await (await post('/forward', { by })).json()) as { moved: boolean }).moved;
}

export async function openConsoleAs(who: string): Promise<void> {
  await post('/sign-in', { who });
}

export function pictureAddress(no: number): string {
  return `${base}/pictures/${no}`;
}

/** `onOpen` is called whenever the line is there, again after it was lost; returns how to end it. */
export function listenToTown(onEvents: (events: TownEvent[]) => void, onOpen: () => void, onLost: () => void): () => void {
  const source = new EventSource(`${base}/events`);
  let waiting: TownEvent[] = [];
  let timer: number | undefined;
  const flush = (): void => {
    timer = undefined;
    const events = waiting;
    waiting = [];
    onEvents(events);
  };
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    waiting.push(JSON.parse(data) as TownEvent);
    timer ??= window.setTimeout(flush, gatherMs);
  });
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  return () => {
    window.clearTimeout(timer);
    source.close();
  };
}

/** While time flies much is said at once, and the page is drawn anew for all of it together. */
const gatherMs = 40;
