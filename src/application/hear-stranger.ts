/** What is heard before anything else: a code that is tried, a code that is shown in a group, and whoever is not known. */
import { codesIn, readCode } from '../domain/binding.js';
import type { Person } from '../domain/roster.js';
import type { Inbound } from './chat-port.js';
import { redeemCode } from './redeem-code.js';
import { today } from './said.js';
import type { Replies } from './send-reply.js';
import { tellBindings } from './tell-bindings.js';
import { committeeName } from './words.js';
import { say, type World } from './world.js';

/** The code that a message tries. */
export function triedCode({ room, content }: Inbound, person: Person | undefined): string | undefined {
  return room === undefined && content.kind === 'text' ? readCode(content.text, { alone: person === undefined }) : undefined;
}

/** A one-to-one message that tries a code is dealt with as such, whoever wrote it. False: it tries none. */
export async function hearCode(world: World, replies: Replies, message: Inbound, person: Person | undefined): Promise<boolean> {
  const code = triedCode(message, person);
  if (code === undefined) return false;
  const { id, account } = message;
  await redeemCode(world, replies, { code, account, messageId: id, ...(person === undefined ? {} : { holder: person.id }) });
  return true;
}

/**
 * A code that stands in a group is void at once, and nothing is said there; the clerk hears of it, and whoever typed it, if they are known.
 * False: there is none in this message.
 */
export async function voidShownCodes(world: World, replies: Replies, message: Inbound, person: Person | undefined): Promise<boolean> {
  if (message.room === undefined || message.content.kind !== 'text') return false;
  const { bindings, conversation } = world.stores;
  const now = world.clock.now();
  const shown = { messageId: message.id, ...(person === undefined ? {} : { by: person.id }) };
  let found = false;
  for (const code of codesIn(message.content.text)) found = (await bindings.void(code, shown, now)) !== undefined || found;
  if (!found) return false;
  await tellBindings(world, now);
  const isFirst = await conversation.claim({ id: message.id }, now);
  if (isFirst && person !== undefined) await replies.send({ kind: 'account', account: message.account }, say(world, 'code-shown', {}));
  return true;
}

/** A stranger learns no name and nothing of what is kept, and is answered once a day. */
export async function greetStranger(world: World, replies: Replies, message: Inbound): Promise<void> {
  if (!(await world.stores.conversation.greetStranger(message.account, today(world, world.clock.now())))) return;
  await replies.send({ kind: 'account', account: message.account }, say(world, 'stranger', { committee: committeeName(world) }));
}
