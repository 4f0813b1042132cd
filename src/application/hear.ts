/**
 * Hears one message: who is this, what is open for them, what does it mean, may they, do it, reply. Replies go at once. Messages of one
 * conversation are heard one after the other; the message id is claimed by the script that makes the change, so a message counts once
 * however often it arrives.
 */
import { legible, plain } from '../domain/reading/index.js';
import type { Person } from '../domain/roster.js';
import { minuteMs } from '../domain/time.js';
import type { Address, Inbound } from './chat-port.js';
import { hearGroup } from './hear-group.js';
import { hearContent, hearText } from './hear-person.js';
import { personOf } from './people.js';
import { ConflictError, type Response, type Said, today } from './said.js';
import { committeeName } from './words.js';
import { say, type World } from './world.js';

/** Two people who answer for one unit at once can collide; more often than this they cannot. */
const attempts = 4;

const repeatAfterMs = minuteMs;

export interface Hearing {
  hear(message: Inbound): Promise<void>;
  /** Resolves when everything heard so far has been dealt with. */
  idle(): Promise<void>;
}

export function createHearing(world: World): Hearing {
  const conversations = new Map<string, Promise<void>>();
  return {
    hear(message) {
      const key = message.account;
      const before = conversations.get(key) ?? Promise.resolve();
      const turn = before.catch(() => undefined).then(() => hearOne(world, message));
      conversations.set(key, turn);
      return turn.finally(() => {
        if (conversations.get(key) === turn) conversations.delete(key);
      });
    },
    async idle() {
      while (conversations.size > 0) await Promise.all(conversations.values());
    },
  };
}

async function hearOne(world: World, message: Inbound): Promise<void> {
  try {
    await dealWith(world, message);
  } catch (error) {
    world.log.error({ err: error, messageId: message.id }, 'a message could not be dealt with');
    const known = message.room === undefined && personOf(world, message.account) !== undefined;
    if (known) await send(world, { kind: 'account', account: message.account }, say(world, 'not-stored', {}));
  }
}

async function dealWith(world: World, message: Inbound): Promise<void> {
  if (message.room !== undefined && !message.room.mentioned) return;
  if (await world.stores.conversation.seen(message.id)) return;
  const person = personOf(world, message.account);
  if (person === undefined) return message.room === undefined ? greetStranger(world, message) : undefined;
  const { room } = message;
  if (room !== undefined) return hearGroup(world, message, room, person, (to, text) => send(world, to, text));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await respond(world, message, person, await hearPerson(world, message, person));
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt >= attempts) throw error;
    }
  }
}

async function hearPerson(world: World, message: Inbound, person: Person): Promise<Response> {
  const dialog = await world.stores.conversation.dialog(person.id);
  const said: Said = {
    messageId: message.id,
    person,
    text: message.content.kind === 'text' ? legible(message.content.text) : '',
    at: message.at,
    now: world.clock.now(),
    ...(dialog === undefined ? {} : { dialog }),
  };
  if (message.content.kind !== 'text') return hearContent(world, said, message.content);
  return plain(said.text).trim() === '' ? { kind: 'silent' } : endingConfirmation(said, await hearText(world, said));
}

/** What waits for 是 waits for one message only: a later 是 must not carry out what was long forgotten. */
function endingConfirmation({ dialog }: Said, response: Response): Response {
  const confirms = dialog?.kind === 'confirm-command' || dialog?.kind === 'confirm-change';
  return confirms && response.kind === 'say' && response.dialog === undefined ? { ...response, dialog: null } : response;
}

async function respond(world: World, message: Inbound, person: Person, response: Response): Promise<void> {
  const to: Address = { kind: 'account', account: message.account };
  const now = world.clock.now();
  switch (response.kind) {
    case 'silent':
      return;
    case 'say': {
      const { text, dialog, draft, notices } = response;
      const claim = {
        id: message.id,
        person: person.id,
        ...(dialog === undefined ? {} : { dialog }),
        ...(draft === undefined ? {} : { draft }),
      };
      if (!(await world.stores.conversation.claim(claim, now))) return;
      if (notices !== undefined && notices.length > 0) await world.stores.outbox.enqueue(notices, now);
      await send(world, to, text);
      return;
    }
    case 'recorded':
      return sendReceipt(world, to, response.recorded);
    default:
      return response satisfies never;
  }
}

/** The receipt is already `sending` in the outbox: whatever happens here, it is known whether it went out. */
async function sendReceipt(world: World, to: Address, { text, notice }: { text: string; notice: string }): Promise<void> {
  const outcome = await world.chat.send(to, text);
  const now = world.clock.now();
  const { outbox } = world.stores;
  switch (outcome.kind) {
    case 'accepted':
      return inPassing(world, outbox.settle([notice], 'sent', now, undefined, []), outbox.noteSend(now));
    case 'offline':
      return inPassing(world, outbox.release([notice], now));
    case 'refused':
      return inPassing(world, outbox.settle([notice], 'failed', now, outcome.reason, []));
    // A receipt may be repeated, with the same number; the second time it is delivered like anything else.
    case 'unknown':
      return inPassing(world, outbox.release([notice], now + repeatAfterMs));
    default:
      return outcome satisfies never;
  }
}

/** What is noted after a reply went out must not make the message before it seem lost. A receipt left `sending` is taken up again in time. */
async function inPassing(world: World, ...notes: Promise<void>[]): Promise<void> {
  for (const noted of await Promise.allSettled(notes)) {
    if (noted.status === 'rejected') world.log.warn({ err: noted.reason as unknown }, 'it could not be noted what became of a reply');
  }
}

async function send(world: World, to: Address, text: string): Promise<void> {
  const outcome = await world.chat.send(to, text);
  if (outcome.kind === 'accepted') await inPassing(world, world.stores.outbox.noteSend(world.clock.now()));
  else world.log.warn({ outcome: outcome.kind }, 'a reply may not have gone out');
}

/** A stranger learns no name and nothing of what is kept, and is answered once a day. */
async function greetStranger(world: World, message: Inbound): Promise<void> {
  if (!(await world.stores.conversation.greetStranger(message.account, today(world, world.clock.now())))) return;
  await send(world, { kind: 'account', account: message.account }, say(world, 'stranger', { committee: committeeName(world) }));
}
