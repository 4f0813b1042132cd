/** Who can be spoken for on the stage, and what they can send: the people of the roster as it counts now, and somebody nobody knows. */
import { LocalHub } from '../adapters/wechaty/puppets/local/hub.js';
import type { Clock } from '../application/ports.js';
import type { Group, Person, Roster } from '../domain/roster.js';

/** Where something was said: one-to-one with a person, or in a group. `id` tells it from every other. */
export interface Place {
  kind: 'person' | 'group';
  id: string;
  name: string;
}

export interface Speech {
  who: string;
  group?: string;
  /** Of a photo nobody reads it. */
  text: string;
  /** Sent instead of the words. */
  photo?: Uint8Array;
}

/** An account that is not in the roster, until a code binds it. */
const stranger = { id: 'wxid_stranger', name: '陌生人' };
/** What a photo is typed as. */
export const photoWord = '[照片]';
/** With it no person's id begins. */
const mark = '@';
const strangersPlace: Place = { kind: 'person', id: `${mark}stranger`, name: stranger.name };

export function openHub(roster: Roster, clock: Clock): LocalHub {
  const known = [...roster.people.values()].flatMap(({ accounts, name }) => accounts.map((id) => ({ id, name })));
  const contacts = [...known, stranger];
  const members = known.map(({ id }) => id);
  const rooms = [...roster.groups.values()].map(({ id, room, name, topic }) => ({ id: room ?? id, topic: topic ?? name, members }));
  return new LocalHub({ contacts, rooms, now: () => clock.now() });
}

/** Everybody who can be spoken for, and every group, in roster order. */
export function placesOf(roster: Roster): Place[] {
  return [
    ...[...roster.people.values()].flatMap((person) => (person.accounts.length > 0 ? [personPlace(person)] : [])),
    strangersPlace,
    ...[...roster.groups.values()].map(groupPlace),
  ];
}

/** Where it would be said. undefined: nobody, or no group, of that name. */
export function placeOfSpeech(roster: Roster, { who, group }: Speech): Place | undefined {
  if (accountOf(roster, who) === undefined) return undefined;
  return placesOf(roster).find(({ kind, name }) =>
    group === undefined ? kind === 'person' && name === who : kind === 'group' && name === group,
  );
}

/** Returns the message's id. undefined: nobody, or no group, of that name. */
export function speakOn(hub: LocalHub, roster: Roster, { who, group, text, photo }: Speech): string | undefined {
  const from = accountOf(roster, who);
  if (from === undefined) return undefined;
  if (group === undefined) return photo === undefined ? send(hub, from, text) : hub.photo({ from, bytes: photo });
  const found = groupOf(roster, group);
  if (found === undefined) return undefined;
  const room = found.room ?? found.id;
  if (photo !== undefined) return hub.photo({ from, room, bytes: photo });
  const mention = `@${hub.bot.name}`;
  const words = text.trim();
  if (!words.startsWith(mention)) return hub.say({ from, room, text });
  return hub.say({ from, room, text: words.slice(mention.length).trimStart(), mentionBot: true });
}

export function placeOf(roster: Roster, to: { kind: 'account' | 'room'; id: string }): Place {
  if (to.kind === 'account') {
    const person = [...roster.people.values()].find(({ accounts }) => accounts.includes(to.id));
    if (person !== undefined) return personPlace(person);
    return to.id === stranger.id ? strangersPlace : { kind: 'person', id: `${mark}${to.id}`, name: to.id };
  }
  const group = [...roster.groups.values()].find(({ room, id }) => room === to.id || id === to.id);
  return group === undefined ? { kind: 'group', id: `${mark}${to.id}`, name: to.id } : groupPlace(group);
}

function personPlace({ id, name }: Person): Place {
  return { kind: 'person', id, name };
}

function groupPlace({ id, name }: Group): Place {
  return { kind: 'group', id: `${mark}group-${id}`, name };
}

function groupOf(roster: Roster, group: string): Group | undefined {
  return [...roster.groups.values()].find(({ name }) => name === group);
}

function accountOf(roster: Roster, name: string): string | undefined {
  const person = [...roster.people.values()].find((one) => one.name === name);
  return person?.accounts[0] ?? (name === stranger.name ? stranger.id : undefined);
}

/** Some things can be sent instead of words. */
function send(hub: LocalHub, from: string, text: string): string {
  switch (text.trim()) {
    case '[语音]':
      return hub.voice({ from });
    case '[表情]':
      return hub.sticker({ from });
    case photoWord:
      return hub.photo({ from, bytes: samplePhoto });
    case '[文件]':
      return hub.file({ from, bytes: sampleFile, fileName: '报告.pdf' });
    default:
      return hub.say({ from, text });
  }
}

/** The smallest picture there is: one white dot. */
const samplePhoto = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64');
/** A PDF with one empty page. */
const sampleFile = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF\n',
  ].join('\n'),
  'latin1',
);
