/** What people may say to the bot, once it is read: a verb with what belongs to it. */
import type { CalendarWish } from './calendar-wish.js';
import type { Forgettable } from './own-topic.js';

/** A command as typed. Objects are still words: who looks them up knows what exists. */
export type Command =
  | { verb: 'help' }
  | { verb: 'mine'; period?: string }
  | { verb: 'status' }
  | { verb: 'pending' }
  | { verb: 'progress'; name?: string }
  | { verb: 'campaign'; name?: string }
  | { verb: 'look'; unit?: string; period?: string }
  /** Goes and looks on site. */
  | { verb: 'inspect'; unit?: string; checklist?: string }
  | { verb: 'urge'; unit?: string }
  | { verb: 'overdue'; about?: string }
  | { verb: 'questions' }
  | { verb: 'one-by-one' }
  | { verb: 'skip' }
  | { verb: 'take-over' }
  | { verb: 'explain'; text?: string }
  | { verb: 'release'; no?: number; naming: boolean }
  | { verb: 'withhold'; no?: number; reason?: string }
  | { verb: 'resend'; no?: number }
  | { verb: 'arrived'; no?: number }
  | { verb: 'start'; name?: string }
  | { verb: 'ledger'; about?: string }
  | { verb: 'duties'; of?: string }
  | { verb: 'waiting' }
  | { verb: 'broken' }
  | { verb: 'not-me' }
  /** Wants something of one's own deleted. */
  | { verb: 'forget'; what?: Forgettable }
  | { verb: 'bind-code'; name?: string }
  | { verb: 'bind'; code?: string }
  /** To the console: a code that opens it. */
  | { verb: 'sign-in' }
  /** One's own deadlines in the calendar of one's phone. */
  | { verb: 'calendar'; wish?: CalendarWish }
  | { verb: 'pause'; text?: string }
  /** About a matter, by its number or by what else is typed; the text is in the person's own words. */
  | MatterCommand
  /** The number an officer names for a draw; the words are theirs, for any may be none. */
  | { verb: 'draw-number'; text?: string }
  /** What an officer heard on the telephone of a unit that a spot check did not reach. */
  | { verb: 'phone'; text?: string }
  | { verb: 'draw'; no?: number }
  /** Takes something out as a file. */
  | { verb: 'export'; text?: string }
  /** Leave, its early end, and a transfer: for whom and when is read by whoever carries it out. */
  | PostingCommand;

type PostingCommand = { verb: 'leave' | 'back' | 'transfer'; text?: string };

/** Words about a finding of the ledger. `show` is for tasks as well. */
export const findingVerbs = [
  'enter',
  'establish',
  'drop',
  'mend',
  'mended',
  'object',
  'reopen',
  'leave-closed',
  'show',
  /** What whoever was asked to look again has found: it holds, or it has come back. */
  'recheck-fine',
  'relapse',
] as const;
export type FindingVerb = (typeof findingVerbs)[number];

export const matterVerbs = [
  'extend',
  'difficulty',
  'not-applicable',
  'reassign',
  'accept',
  'decline',
  'agree',
  'refuse',
  'coordinate',
  'watch',
  'withdraw',
  'done',
  'close',
  'send-back',
  'read',
  'countersign',
  ...findingVerbs,
] as const;
export type MatterVerb = (typeof matterVerbs)[number];
export type MatterCommand = { [Word in MatterVerb]: { verb: Word; no?: number; text?: string } }[MatterVerb];

/** What a leader may decide with. */
export type DecisionVerb = 'agree' | 'refuse' | 'coordinate' | 'watch' | 'extend' | 'reassign';

export type Verb = Command['verb'];
