/** Who can be spoken for on the stage, and what they can send: the people of the roster as it counts now, and somebody nobody knows. */
import { LocalHub } from '../adapters/wechaty/puppets/local/hub.js';
import type { Clock } from '../application/ports.js';
import type { Roster } from '../domain/roster.js';

/** Where something was said: one-to-one with a person, or in a group; by name. */
export interface Place {
  kind: 'person' | 'group';
  name: string;
}

export interface Speech {
  who: string;
  group?: string;
  text: string;
}

/** An account that is not in the roster, until a code binds it. */
const stranger = { id: 'wxid_stranger', name: '陌生人' };

export function openHub(roster: Roster, clock: Clock): LocalHub {
  const known = [...roster.people.values()].flatMap(({ accounts, name }) => accounts.map((id) => ({ id, name })));
  const contacts = [...known, stranger];
  const members = known.map(({ id }) => id);
  const rooms = [...roster.groups.values()].map(({ id, room, name, topic }) => ({ id: room ?? id, topic: topic ?? name, members }));
  return new LocalHub({ contacts, rooms, now: () => clock.now() });
}

/** Returns the message's id. undefined: nobody, or no group, of that name. */
export function speakOn(hub: LocalHub, roster: Roster, { who, group, text }: Speech): string | undefined {
  const from = accountOf(roster, who);
  if (from === undefined) return undefined;
  if (group === undefined) return send(hub, from, text);
  const found = [...roster.groups.values()].find(({ name }) => name === group);
  if (found === undefined) return undefined;
  const room = found.room ?? found.id;
  const mention = `@${hub.bot.name}`;
  const words = text.trim();
  if (!words.startsWith(mention)) return hub.say({ from, room, text });
  return hub.say({ from, room, text: words.slice(mention.length).trimStart(), mentionBot: true });
}

export function placeOf(roster: Roster, to: { kind: 'account' | 'room'; id: string }): Place {
  if (to.kind === 'account') {
    const person = [...roster.people.values()].find(({ accounts }) => accounts.includes(to.id));
    return { kind: 'person', name: person?.name ?? (to.id === stranger.id ? stranger.name : to.id) };
  }
  const group = [...roster.groups.values()].find(({ room, id }) => room === to.id || id === to.id);
  return { kind: 'group', name: group?.name ?? to.id };
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
    case '[照片]':
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
