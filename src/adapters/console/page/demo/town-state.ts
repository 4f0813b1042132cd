/** What the chat page knows: the town as it was asked for, brought up to date by what it has told since. */
import type { TalkLine, Town, TownEvent } from '../../demo-port.js';

/** Of a talk that has been looked at; more than the demonstration itself keeps. */
const keptLines = 5_000;

export interface TownState {
  town?: Town;
  /** The demonstration's clock at a reading of the page's own. */
  clock?: { now: number; readAt: number };
  /** The talks that have been opened, by id. */
  talks: Readonly<Record<string, readonly TalkLine[]>>;
  /** How much of what the bot said has been seen, by talk. */
  seen: Readonly<Record<string, number>>;
  lost: boolean;
}

export type TownChange =
  | { kind: 'town'; town: Town; readAt: number }
  | { kind: 'talk'; id: string; lines: TalkLine[] }
  | { kind: 'events'; events: readonly TownEvent[]; readAt: number }
  | { kind: 'seen'; id: string }
  | { kind: 'lost' };

export const nothingKnown: TownState = { talks: {}, seen: {}, lost: false };

export function changed(state: TownState, change: TownChange): TownState {
  switch (change.kind) {
    case 'town': {
      const isAnother = state.town !== undefined && state.town.run !== change.town.run;
      const kept = isAnother ? { talks: {}, seen: {} } : { talks: state.talks, seen: state.seen };
      return { ...kept, town: change.town, clock: { now: change.town.now, readAt: change.readAt }, lost: false };
    }
    case 'talk':
      return { ...state, talks: { ...state.talks, [change.id]: change.lines } };
    case 'events':
      return change.events.reduce((before, event) => afterEvent(before, event, change.readAt), state);
    case 'seen': {
      const said = saidIn(state.town, change.id);
      return state.seen[change.id] === said ? state : { ...state, seen: { ...state.seen, [change.id]: said } };
    }
    case 'lost':
      return { ...state, lost: true };
    default:
      return change satisfies never;
  }
}

function afterEvent(state: TownState, event: TownEvent, readAt: number): TownState {
  const { town } = state;
  if (town === undefined) return state;
  switch (event.kind) {
    case 'clock':
      return { ...state, town: { ...town, moving: event.moving }, clock: { now: event.now, readAt } };
    case 'line': {
      const { talk, line, said } = event;
      const lines = state.talks[talk];
      const last = lines?.at(-1)?.no ?? -1;
      const isNew = lines !== undefined && line.no > last;
      const talks = isNew ? { ...state.talks, [talk]: [...lines, line].slice(-keptLines) } : state.talks;
      const head = { said, last: { at: line.at, text: line.text.slice(0, 40), picture: line.picture !== null } };
      const renewed = <Place extends { id: string }>(places: Place[]): Place[] =>
        places.map((place) => (place.id === talk ? { ...place, ...head } : place));
      const clock = state.clock === undefined || state.clock.now < line.at ? { now: line.at, readAt } : state.clock;
      return { ...state, talks, clock, town: { ...town, people: renewed(town.people), groups: renewed(town.groups) } };
    }
    default:
      return event satisfies never;
  }
}

export function saidIn(town: Town | undefined, id: string): number {
  return (town?.people.find((one) => one.id === id) ?? town?.groups.find((one) => one.id === id))?.said ?? 0;
}

export function unreadIn(state: TownState, id: string): number {
  return saidIn(state.town, id) - (state.seen[id] ?? 0);
}
