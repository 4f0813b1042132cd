/**
 * Hears one message: who is this, what is open for them, what does it mean, may they, do it, reply. Replies go at once. Messages of one
 * conversation are heard one after the other; the message id is claimed by the script that makes the change, so a message counts once
 * however often it arrives.
 */
import { legible, plain } from '../domain/reading/index.js';
import { PermanentError } from '../domain/errors.js';
import type { Person, PersonId } from '../domain/roster.js';
import type { Address, Inbound, Outgoing } from './chat-port.js';
import { guardWrites } from './guard-writes.js';
import { hearGroup } from './hear-group.js';
import { hearContent, hearText } from './hear-person.js';
import { greetStranger, hearCode, triedCode, voidShownCodes } from './hear-stranger.js';
import { formLink } from './open-form.js';
import { promptsFor } from './open-prompts.js';
import { drawnFor } from './draw-picture.js';
import { personOf, presentPerson } from './people.js';
import { refuseSensitive } from './refuse-sensitive.js';
import { ConflictError, silent, type KeptPhoto, type Response, type Said } from './said.js';
import { createReplies, type Replies } from './send-reply.js';
import { submitForm, type FormEntries, type FormOutcome } from './submit-form.js';
import { say, type World } from './world.js';

type SaidResponse = Extract<Response, { kind: 'say' }>;

/** Two people who answer for one unit at once can collide, and the roster can change; more often than this they do not. */
const attempts = 8;

export interface Hearing {
  /** Resolves when it has been dealt with. That the reply went out may be noted later. */
  hear(message: Inbound): Promise<void>;
  /** Hears somebody of the roster who has proven otherwise who they are, and returns what there is to say to them. Rejects when that failed. */
  answer(person: PersonId, message: Pick<Inbound, 'id' | 'at' | 'content'>): Promise<Outgoing[]>;
  /** Takes what was filled in on an answer form. Rejects when that failed. */
  submit(token: string, entries: FormEntries): Promise<FormOutcome>;
  /** Notes without delay which replies went out so far. */
  noted(): Promise<void>;
  /** Resolves when everything heard so far has been dealt with, and noted. */
  idle(): Promise<void>;
}

export function createHearing(world: World): Hearing {
  const conversations = new Map<string, Promise<void>>();
  const replies = createReplies(world);
  const inTurn = (key: string, work: () => Promise<void>): Promise<void> => {
    const before = conversations.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work);
    conversations.set(key, turn);
    return turn.finally(() => {
      if (conversations.get(key) === turn) conversations.delete(key);
    });
  };
  return {
    hear: (message) => inTurn(`account:${message.account}`, () => hearOne(world, replies, message)),
    async answer(id, message) {
      const { replies: collecting, said } = replies.collect();
      await inTurn(`person:${id}`, () => answerOne(world, collecting, id, message));
      return said;
    },
    async submit(token, entries) {
      const link = await formLink(world, token, world.clock.now());
      if (typeof link === 'string') return { kind: 'over', why: link };
      let outcome: FormOutcome = { kind: 'over', why: 'gone' };
      await inTurn(`person:${link.person}`, async () => {
        outcome = await submitForm(world, replies, link, entries);
      });
      return outcome;
    },
    noted: () => replies.noted(),
    async idle() {
      while (conversations.size > 0) await Promise.all(conversations.values());
      await replies.noted();
    },
  };
}

async function hearOne(world: World, replies: Replies, message: Inbound): Promise<void> {
  try {
    await dealWith(world, replies, message);
  } catch (error) {
    world.log.error({ err: error, messageId: message.id }, 'a message could not be dealt with');
    const person = personOf(world, message.account);
    const waits = message.room === undefined && (person !== undefined || triedCode(message, person) !== undefined);
    if (waits) await replies.send({ kind: 'account', account: message.account }, say(world, 'not-stored', {}));
  }
}

async function answerOne(world: World, replies: Replies, id: PersonId, message: Pick<Inbound, 'id' | 'at' | 'content'>): Promise<void> {
  const from: Inbound = { ...message, account: '' };
  const who = (): Person | undefined => presentPerson(world, id);
  if (await refuseSensitive(world, from, who(), (to, text) => replies.send(to, text))) return;
  await hearPrivately(world, replies, from, who, () =>
    Promise.reject(new PermanentError('not-in-roster', 'they are not in the roster any more')),
  );
}

async function dealWith(world: World, replies: Replies, message: Inbound): Promise<void> {
  const person = personOf(world, message.account);
  const { room } = message;
  if (await voidShownCodes(world, replies, message, person)) return;
  if (room !== undefined && !room.mentioned) return;
  if (await refuseSensitive(world, message, person, (to, text) => replies.send(to, text))) return;
  if (await hearCode(world, replies, message, person)) return;
  if (room === undefined) {
    const who = (): Person | undefined => personOf(world, message.account);
    return hearPrivately(world, replies, message, who, () => greetStranger(world, replies, message));
  }
  if (person !== undefined) return hearInGroup(world, replies, message, room, person);
}

/** Each attempt begins with who this is: it may have changed, and it may be nobody any more. */
async function hearPrivately(
  world: World,
  replies: Replies,
  message: Inbound,
  who: () => Person | undefined,
  otherwise: () => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const person = who();
    if (person === undefined) return otherwise();
    const guarded = guardWrites(world, person);
    try {
      return await respond(guarded, replies, message, person, await hearPerson(guarded, message, person));
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt >= attempts) throw error;
    }
  }
}

async function hearInGroup(
  world: World,
  replies: Replies,
  message: Inbound,
  room: NonNullable<Inbound['room']>,
  person: Person,
): Promise<void> {
  if (await world.stores.conversation.seen(message.id)) return;
  await hearGroup(world, message, room, person, (to, text) => replies.send(to, text));
}

async function hearPerson(world: World, message: Inbound, person: Person): Promise<Response> {
  const { conversation } = world.stores;
  // Asked for together, for each trip to the store may have to wait for what others write.
  const [seen, dialog, prompts] = await Promise.all([
    conversation.seen(message.id),
    conversation.dialog(person.id),
    promptsFor(world, person.id),
  ]);
  if (seen) return silent;
  const said: Said = {
    messageId: message.id,
    person,
    ...(message.account === '' ? {} : { account: message.account }),
    text: message.content.kind === 'text' ? legible(message.content.text) : '',
    at: message.at,
    now: world.clock.now(),
    prompts,
    ...(dialog === undefined ? {} : { dialog }),
  };
  if (message.content.kind !== 'text') return hearContent(world, said, message.content);
  return plain(said.text).trim() === '' ? silent : endingConfirmation(said, await hearText(world, said));
}

/** What waits for 是 waits for one message only: a later 是 must not carry out what was long forgotten. */
function endingConfirmation({ dialog }: Said, response: Response): Response {
  const confirms =
    dialog?.kind === 'confirm-command' ||
    dialog?.kind === 'confirm-change' ||
    dialog?.kind === 'confirm-withdrawal' ||
    dialog?.kind === 'which-walk' ||
    dialog?.kind === 'complete';
  return confirms && response.kind === 'say' && response.dialog === undefined ? { ...response, dialog: null } : response;
}

async function respond(world: World, replies: Replies, message: Inbound, person: Person, response: Response): Promise<void> {
  const to: Address = { kind: 'account', account: message.account };
  const now = world.clock.now();
  switch (response.kind) {
    case 'silent':
      return;
    case 'say': {
      const { text, dialog, draft, notices, photos = [], picture } = response;
      const claim = {
        id: message.id,
        person: person.id,
        ...(dialog === undefined ? {} : { dialog }),
        ...(draft === undefined ? {} : { draft }),
      };
      // Before the message counts as dealt with: the same notices are queued once, however often it arrives.
      if (notices !== undefined && notices.length > 0) await world.stores.outbox.enqueue(notices, now);
      if (!(await world.stores.conversation.claim(claim, now))) return;
      await replies.send(to, text);
      await sendPhotos(world, replies, to, photos);
      await sendPicture(world, replies, to, picture);
      return;
    }
    case 'recorded':
      return replies.sendReceipt(to, response.recorded);
    default:
      return response satisfies never;
  }
}

/** One that is not there any more, for its time was over, is passed over. */
async function sendPhotos(world: World, replies: Replies, to: Address, photos: readonly KeptPhoto[]): Promise<void> {
  for (const { file, name } of photos) {
    const bytes = await world.files.read(file);
    if (bytes !== undefined) await replies.send(to, { bytes, name });
  }
}

/** The message is dealt with by then: whatever becomes of the picture, nothing of it is said again. */
async function sendPicture(world: World, replies: Replies, to: Address, picture: SaidResponse['picture']): Promise<void> {
  const drawn = picture === undefined ? undefined : await drawnFor(world, picture);
  if (drawn !== undefined) await replies.send(to, drawn);
}
