/** The sample township that a demonstration shows in the browser: who can be spoken for, what was said, and a clock that can be moved. */
import type { Instant } from '../../domain/time.js';

/** The id of a person, of somebody whom nobody knows, or of a group. */
export type TalkId = string;

export interface TalkLine {
  /** Counts the lines of one talk, from 0. */
  no: number;
  /** null: the bot. */
  from: string | null;
  at: Instant;
  /** Of a picture its name. */
  text: string;
  /** Where its bytes are asked for; null: no picture. */
  picture: number | null;
}

/** How much the bot has said there, and the beginning of what was said last. */
export interface TalkHead {
  said: number;
  last: { at: Instant; text: string; picture: boolean } | null;
}

export interface TownPerson extends TalkHead {
  id: TalkId;
  name: string;
  posts: string[];
  /** Oversees others, or has an office in the committee. */
  leads: boolean;
  /** Is not in the roster. */
  stranger: boolean;
}

export interface TownGroup extends TalkHead {
  id: TalkId;
  name: string;
}

export interface Town {
  /** Another one each time the demonstration is started. */
  run: string;
  committee: string;
  now: Instant;
  moving: boolean;
  timezone: string;
  bot: string;
  people: TownPerson[];
  groups: TownGroup[];
}

export type TownEvent = { kind: 'line'; talk: TalkId; line: TalkLine; said: number } | { kind: 'clock'; now: Instant; moving: boolean };

export interface TownSpeech {
  who: TalkId;
  group?: TalkId;
  text: string;
  photo?: Uint8Array;
}

export interface DemoTown {
  town(): Town;
  /** The last lines; undefined: there is no such talk. */
  talk(id: TalkId): readonly TalkLine[] | undefined;
  /** undefined: there never was such a picture, or too many came after it. */
  picture(no: number): Uint8Array | undefined;
  /** Resolves when the bot has dealt with it. False: nobody, or no group, of that id. */
  speak(speech: TownSpeech): Promise<boolean>;
  /** Lets a duration pass, or with `next` all until the bot says something. False: not a duration that leads ahead, or nothing is said. */
  forward(by: string): Promise<boolean>;
  /** Returns how to stop it. */
  listen(listener: (event: TownEvent) => void): () => void;
}
