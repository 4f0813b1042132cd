/** The chat as the application needs it. One implementation: any Wechaty puppet (adapters/wechaty). */
import type { Instant } from '../domain/time.js';

/** A message somebody sent, already cleaned of what the platform adds: the mention of the bot and quoted parts are stripped. */
export interface Inbound {
  /** The platform's message id. It is the operation id of whatever the message changes; the same id may arrive again at any time. */
  id: string;
  /** The sender's account id. Names and aliases are no identity and are not given. */
  account: string;
  /** Absent: one-to-one. */
  room?: { id: string; topic: string; mentioned: boolean };
  /** When it was written, by the platform's word; not later than its arrival. */
  at: Instant;
  content: InboundContent;
}

export type InboundContent =
  | { kind: 'text'; text: string }
  /** `load` fetches the bytes; it rejects with a PermanentError `too-large` above `maxBytes` and never reads further. */
  | { kind: 'photo'; load(maxBytes: number): Promise<Photo> }
  /** A document; `load` is as for a photo, and rejects with `empty-file` or `not-a-document` for what is none. */
  | { kind: 'file'; load(maxBytes: number): Promise<Attachment> }
  | { kind: 'voice' }
  | { kind: 'sticker' }
  /** A forwarded chat record, or a link or mini program. */
  | { kind: 'forwarded' }
  | { kind: 'recalled'; recalledId: string }
  /** A text above the limit; its content is not kept. */
  | { kind: 'too-long'; length: number }
  | { kind: 'unsupported' };

export interface Photo {
  bytes: Uint8Array;
  /** By content, not by the sender's file name: jpg, png, gif or webp; anything else is refused with a PermanentError `not-a-photo`. */
  extension: 'jpg' | 'png' | 'gif' | 'webp';
}

export interface Attachment {
  bytes: Uint8Array;
  /**
   * By content, not by the sender's file name, which only tells the two programs apart that write the same format (doc, wps). Anything else,
   * a document with macros and an archive that swells when unpacked are refused with a PermanentError `not-a-document`.
   */
  extension: 'docx' | 'doc' | 'wps' | 'pdf' | 'xlsx' | 'txt';
}

/** Where a message goes. A group is found by its room id, or else by its exact topic. */
export type Address = { kind: 'account'; account: string } | { kind: 'room'; room?: string; topic?: string };

/**
 * What became of a send. `accepted`: the puppet took it (WeChat shows no more than that). `refused`: it certainly did not go out and
 * trying again is of no use (no such contact or room). `offline`: it certainly did not go out; not logged in. `unknown`: it may have gone out.
 */
export type SendOutcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; reason: string }
  | { kind: 'offline' }
  | { kind: 'unknown'; reason: string };

/** The platform may have counted it. */
export function mayHaveGone({ kind }: SendOutcome): boolean {
  return kind === 'accepted' || kind === 'unknown';
}

/** What the bot sends: a text, or a photo under a file name that people see. */
export type Outgoing = string | OutgoingPhoto;

export interface OutgoingPhoto {
  bytes: Uint8Array;
  name: string;
}

export interface Chat {
  /** The id of the logged-in chat account; undefined while logged out or disconnected. */
  online(): string | undefined;
  /**
   * Sends one message. Never rejects; settles within 60 s whatever the puppet does. `mayGo` is asked right before the puppet is called; when it
   * says no, the outcome is `offline`.
   */
  send(to: Address, content: Outgoing, mayGo?: () => boolean): Promise<SendOutcome>;
  /** The platform's words since the last login say that the account is closed or restricted. Absent: this chat cannot tell. */
  restricted?(): boolean;
  /** Whether an account exists for the one that is logged in. Rejects with a TemporaryError `chat-offline` when that cannot be found out now. */
  knows(account: string): Promise<boolean>;
}

/** Called once for every message that arrives, also those of groups; never called for the bot's own. Must not reject. */
export type InboundHandler = (message: Inbound) => Promise<void>;
