/** A stage as the browser's chat sees it: talks by id, with what was said in them, and word of everything new. */
import { randomUUID } from 'node:crypto';
import type { DemoTown, TalkId, TownEvent, TownPerson, TownSpeech } from '../adapters/console/demo-port.js';
import { postWords } from '../application/post-words.js';
import { committeeName } from '../application/words.js';
import { overseenBy } from '../domain/responsibility.js';
import { dayMs, type Instant } from '../domain/time.js';
import { photoWord, placesOf, type Place } from './cast.js';
import type { Stage } from './stage.js';
import { Talks, type Spoken } from './talks.js';

/** More takes minutes; whoever wants it goes on from there. */
const longestMoveMs = 62 * dayMs;

/** What the stage tells of what happens on it, before and after it is set. */
export interface TownRecord {
  add(place: Place, spoken: Spoken): void;
  moving(moving: boolean): void;
  /** What the browser asks, once the stage is set. */
  open(stage: Stage): DemoTown;
}

export function recordTown(now: () => Instant): TownRecord {
  const talks = new Talks();
  const listeners = new Set<(event: TownEvent) => void>();
  const run = randomUUID();
  let isMoving = false;
  const tell = (event: TownEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    add(place, spoken) {
      tell({ kind: 'line', talk: place.id, ...talks.add(place.id, spoken) });
    },
    moving(moving) {
      isMoving = moving;
      tell({ kind: 'clock', now: now(), moving });
    },
    open: (stage) => ({
      town() {
        const { world } = stage.bot;
        const places = placesOf(stage.roster());
        return {
          run,
          committee: committeeName(world),
          now: now(),
          moving: isMoving,
          timezone: world.config().settings.timezone,
          bot: stage.botName,
          people: places.filter(({ kind }) => kind === 'person').map((place) => ({ ...personOf(stage, place), ...talks.headOf(place.id) })),
          groups: places.filter(({ kind }) => kind === 'group').map(({ id, name }) => ({ id, name, ...talks.headOf(id) })),
        };
      },
      talk: (id) => (placesOf(stage.roster()).some((place) => place.id === id) ? talks.linesOf(id) : undefined),
      picture: (no) => talks.picture(no),
      speak: (speech) => speak(stage, speech),
      forward: (by) => forward(stage, by, now()),
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
  };
}

function personOf(stage: Stage, { id, name }: Place): Pick<TownPerson, 'id' | 'name' | 'posts' | 'leads' | 'stranger'> {
  const { world } = stage.bot;
  const roster = stage.roster();
  const person = roster.people.get(id);
  const leads = person !== undefined && (person.roles.length > 0 || overseenBy(roster, id).length > 0);
  return { id, name, posts: postWords(world, id), leads, stranger: person === undefined };
}

async function speak(stage: Stage, { who, group, text, photo }: TownSpeech): Promise<boolean> {
  const named = (id: TalkId, kind: Place['kind']): string | undefined =>
    placesOf(stage.roster()).find((place) => place.id === id && place.kind === kind)?.name;
  const [speaker, room] = [named(who, 'person'), group === undefined ? undefined : named(group, 'group')];
  if (speaker === undefined || (group !== undefined && room === undefined)) return false;
  const said = photo === undefined ? { text } : { text: photoWord, photo };
  return stage.speak({ ...said, who: speaker, ...(room === undefined ? {} : { group: room }) });
}

async function forward(stage: Stage, by: string, now: Instant): Promise<boolean> {
  if (by === 'next') return stage.moveToNextWord();
  const to = stage.after(by);
  if (to === undefined || to - now > longestMoveMs) return false;
  await stage.moveTo(to);
  return true;
}
