/** What somebody in the roster said one-to-one, and what the bot does in response. */
import type { Person, UnitId } from '../domain/roster.js';
import type { CycleId, ReplyDraft } from '../domain/cycle.js';
import { dateOf } from '../domain/date-text.js';
import type { ReadingContext } from '../domain/reading/index.js';
import type { DateText, Instant } from '../domain/time.js';
import type { OpenPrompt } from './open-prompts.js';
import type { Picture } from './picture-port.js';
import type { Dialog, Notice, Recorded } from './ports.js';
import type { World } from './world.js';

export interface Said {
  messageId: string;
  person: Person;
  /** The account it came from, one of theirs; absent: they said it in the console. */
  account?: string;
  /** As typed; control characters are gone. */
  text: string;
  /** When it was written. */
  at: Instant;
  /** When it is being answered. */
  now: Instant;
  dialog?: Dialog;
  /** What is open for the person, as promptsFor() gives it. */
  prompts: readonly OpenPrompt[];
}

/** A photo under data/files, and the file name under which it is shown. */
export interface KeptPhoto {
  file: string;
  name: string;
}

/** At most one reply to a message, with its photos. A reply that records something carries a receipt and was claimed by the recording script. */
export type Response =
  | { kind: 'silent' }
  | {
      kind: 'say';
      text: string;
      /** null ends the dialog; absent leaves it as it is. */
      dialog?: Dialog | null;
      draft?: { cycle: CycleId; unit: UnitId; body: ReplyDraft | null };
      /** Queued before the message is claimed, under ids that are the message's. */
      notices?: Notice[];
      /** Sent one after the other behind the text. */
      photos?: KeptPhoto[];
      /** Looked up, drawn and sent behind the text, which waits for none of that; undefined: there is nothing to show. */
      picture?: () => Promise<Picture | undefined>;
    }
  | { kind: 'recorded'; recorded: Extract<Recorded, { kind: 'recorded' }>; after?: string };

export const silent: Response = { kind: 'silent' };

export function saying(text: string, more: Omit<Extract<Response, { kind: 'say' }>, 'kind' | 'text'> = {}): Response {
  return { kind: 'say', text, ...more };
}

/** Somebody else changed the same reply in between: the message is read again against what is stored now. */
export class ConflictError extends Error {}

/** What a recording means for the response: a duplicate has been answered before. */
export function responseTo(recorded: Recorded, after?: string): Response {
  switch (recorded.kind) {
    case 'recorded':
      return { kind: 'recorded', recorded, ...(after === undefined ? {} : { after }) };
    case 'duplicate':
      return silent;
    case 'conflict':
      throw new ConflictError('another version came first');
    default:
      return recorded satisfies never;
  }
}

export function today(world: World, at: Instant): DateText {
  return dateOf(at, world.config().settings.timezone);
}

export function readingContext(world: World, at: Instant, promptAt?: Instant): ReadingContext {
  return { today: today(world, at), ...(promptAt === undefined ? {} : { askedOn: today(world, promptAt) }) };
}
