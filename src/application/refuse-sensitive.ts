/**
 * Refuses what must not be said in chat, with the door it belongs to. Of such a message nothing is kept but that it was seen: no draft, no
 * dialog, no notice, no log. What was asked stays open.
 */
import { readSensitive, type Sensitive } from '../domain/reading/index.js';
import type { Person, Roster } from '../domain/roster.js';
import type { Address, Inbound } from './chat-port.js';
import { today } from './said.js';
import { say, type World } from './world.js';

type Send = (to: Address, text: string) => Promise<void>;

/** True: the message was such a one, and is dealt with. In a group nothing is said; whoever wrote it is answered privately. */
export async function refuseSensitive(world: World, message: Inbound, person: Person | undefined, send: Send): Promise<boolean> {
  if (message.content.kind !== 'text') return false;
  const sensitive = readSensitive(message.content.text, namesOf(world.config().roster));
  if (sensitive === undefined) return false;
  if (await mayAnswer(world, message, person)) {
    await send({ kind: 'account', account: message.account }, doorFor(world, sensitive, person !== undefined));
  }
  return true;
}

/** Whether a message was refused: taking it back, as its writer was asked to, needs no word. */
export function wasRefused(world: World, messageId: string): Promise<boolean> {
  return world.stores.conversation.seen(refusalOf(messageId));
}

function refusalOf(messageId: string): string {
  return `refused/${messageId}`;
}

/** A stranger is shown the door once a day, and gets no word on what they said in a group. */
async function mayAnswer(world: World, message: Inbound, person: Person | undefined): Promise<boolean> {
  const { conversation } = world.stores;
  if (person !== undefined) {
    await conversation.claim({ id: refusalOf(message.id) }, world.clock.now());
    return conversation.claim({ id: message.id, person: person.id }, world.clock.now());
  }
  if (message.room !== undefined) return false;
  return conversation.greetStranger(`door/${message.account}`, today(world, world.clock.now()));
}

/** The words of the door that a text belongs to; undefined: it may be said to the bot. */
export function doorOf(world: World, text: string): string | undefined {
  const sensitive = readSensitive(text, namesOf(world.config().roster));
  return sensitive === undefined ? undefined : doorFor(world, sensitive, true);
}

function doorFor(world: World, sensitive: Sensitive, again: boolean): string {
  const card = sensitive.kind === 'identity' && sensitive.card;
  return say(world, 'sensitive', { what: sensitive.kind, card, again });
}

const names = new WeakMap<Roster, ReadonlySet<string>>();

function namesOf(roster: Roster): ReadonlySet<string> {
  const known = names.get(roster) ?? new Set([...roster.people.values()].map(({ name }) => name));
  names.set(roster, known);
  return known;
}
