/** Turns one of Wechaty's messages into the port's, or into nothing. */
import type { Message, Room, Wechaty } from 'wechaty';
import { types } from 'wechaty';
import type { Inbound, InboundContent } from '../../application/chat-port.js';
import type { Instant } from '../../domain/time.js';
import { within } from './bounded.js';
import { contentOf, maxTextLength } from './content.js';
import { readMention } from './mention.js';
import { boundedId } from './message-id.js';
import { isNoticeText, isPlatformAccount } from './notice.js';
import { stripQuote } from './quote.js';

export interface TranslateContext {
  wechaty: Wechaty;
  /** The account that is logged in. */
  self: string;
  now: () => Instant;
  photoMs: number;
}

/** A room's alias for the bot is asked for on the way of a message, so it may not take long; without it the bot's name must do. */
const aliasMs = 2_000;

/**
 * The message as the application hears it; undefined for the bot's own, for official accounts and for notices of the platform.
 * A text over the limit is measured and not looked at further.
 */
export async function translate(message: Message, context: TranslateContext): Promise<Inbound | undefined> {
  const talker = message.talker();
  const room = message.room();
  if (talker.id === context.self || talker.id === room?.id || isPlatformAccount(talker.id)) return undefined;
  if (talker.isReady() && talker.type() === types.Contact.Official) return undefined;
  const said = await readContent(message, room, context);
  if (said === undefined) return undefined;
  const inbound: Inbound = { id: boundedId(message.id), account: talker.id, at: writtenAt(message, context.now()), content: said.content };
  if (room !== undefined) inbound.room = { id: room.id, topic: await topicOf(room), mentioned: said.mentioned };
  return inbound;
}

interface Said {
  content: InboundContent;
  mentioned: boolean;
}

async function readContent(message: Message, room: Room | undefined, context: TranslateContext): Promise<Said | undefined> {
  const listed = mentionList(message);
  const listedSelf = listed.includes(context.self);
  const type = message.type();
  const text = message.text();
  const isText = type === types.Message.Text;
  if (isText && text.length > maxTextLength) {
    return { content: { kind: 'too-long', length: text.length }, mentioned: listedSelf };
  }
  if ((isText || type === types.Message.Unknown) && isNoticeText(text)) return undefined;
  if (!isText) {
    const content = contentOf(message, context.photoMs);
    return content === undefined ? undefined : { content, mentioned: listedSelf };
  }
  const reply = stripQuote(text);
  if (room === undefined) return { content: { kind: 'text', text: trimIfCut(text, reply) }, mentioned: false };
  const names = /[@＠]/.test(reply) ? await namesIn(room, context.wechaty) : [];
  const mention = readMention(reply, { self: context.self, names, listed });
  return { content: { kind: 'text', text: trimIfCut(text, mention.text) }, mentioned: mention.mentioned };
}

/** What was cut off leaves blanks behind; a text nothing was cut from stays as it was typed. */
function trimIfCut(before: string, after: string): string {
  return before === after ? after : after.trim();
}

function mentionList(message: Message): readonly string[] {
  const payload = message.payload;
  return payload !== undefined && 'mentionIdList' in payload ? (payload.mentionIdList ?? []) : [];
}

async function namesIn(room: Room, wechaty: Wechaty): Promise<string[]> {
  const name = wechaty.currentUser.name();
  const alias = await within(
    room.alias(wechaty.currentUser).catch(() => undefined),
    aliasMs,
    () => undefined,
  );
  return alias === undefined || alias === name ? [name] : [alias, name];
}

async function topicOf(room: Room): Promise<string> {
  return room.topic().catch(() => '');
}

/** By the platform's word, but never later than now; a date that is none counts as now. */
function writtenAt(message: Message, now: Instant): Instant {
  const at = message.date().getTime();
  return Number.isFinite(at) && at > 0 ? Math.min(at, now) : now;
}
