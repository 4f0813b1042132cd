/** The words of the local chat world. */
import type { Instant } from '../../../../domain/time.js';

export interface HubContact {
  /** The account id. */
  id: string;
  name: string;
  /** `official`: an official account, which sends articles to its readers. */
  kind?: 'person' | 'official';
}

export interface HubRoom {
  id: string;
  topic: string;
  /** Account ids; the bot is a member of every room without being named. */
  members: readonly string[];
  /** What the bot is called in this room, when it is not its name. */
  botAlias?: string;
}

export interface HubOptions {
  contacts: readonly HubContact[];
  rooms?: readonly HubRoom[];
  /** The bot's own account. */
  bot?: { id: string; name: string };
  /** Whether the platform tells who is mentioned; without it only the text does. */
  mentionLists?: boolean;
  /** A QR code that must be scanned (`logIn()`) before the bot is logged in. */
  qr?: string;
  /** The clock messages are dated by. */
  now?: () => Instant;
}

export type HubContent =
  | { kind: 'text'; text: string; mentions?: readonly string[] }
  | { kind: 'photo'; bytes: Uint8Array; fileName: string }
  | { kind: 'file'; bytes: Uint8Array; fileName: string }
  | { kind: 'voice' }
  | { kind: 'sticker' }
  | { kind: 'recall'; recalledId: string }
  | { kind: 'forwarded'; as: ForwardedKind }
  | { kind: 'location' };

export type ForwardedKind = 'chat-history' | 'link' | 'mini-program';

/** A message of the world, the bot's own included. */
export interface HubMessage {
  id: string;
  from: string;
  to: { kind: 'account' | 'room'; id: string };
  at: Instant;
  content: HubContent;
}

/** What the bot may send. */
export type SentContent = Extract<HubContent, { kind: 'text' | 'photo' }>;

/** What the bot sent. */
export interface Sent {
  id: string;
  to: { kind: 'account' | 'room'; id: string };
  /** Of a photo its file name. */
  text: string;
  photo?: Uint8Array;
  at: Instant;
}

/** Where and when somebody says something; `at` and `id` may be forced. */
export interface SayOptions {
  from: string;
  room?: string;
  id?: string;
  at?: Instant;
}

/** The puppet at the other end, as the hub sees it. At most one is connected. */
export interface HubLine {
  deliver(messageId: string): void;
  logIn(account: string): void;
  logOut(words: string): Promise<void>;
  showQr(qr: string): void;
  fail(error: Error): void;
}
