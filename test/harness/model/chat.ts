/** The chat by hand: what becomes of each send is chosen, and everything that went out is kept. */
import type { Address, Chat, SendOutcome } from '../../../src/application/chat-port.js';
import { boundTo } from '../../../src/domain/responsibility.js';
import type { Roster } from '../../../src/domain/roster.js';
import type { Instant } from '../../../src/domain/time.js';

/** `lost` and `arrived`: nobody can know; it came, or it did not. */
export type Fate = 'accepted' | 'refused' | 'too-frequent' | 'offline' | 'lost' | 'arrived';

export interface Sent {
  /** By the clock that the bot reads. */
  at: Instant;
  /** By the clock that nobody sets. */
  elapsedMs: number;
  /** An account, or the group's room. */
  to: string;
  /** Who the account belonged to then; undefined: nobody. */
  person: string | undefined;
  /** In force then: posts pass over while time passes. */
  roster: Roster;
  text: string;
  /** `started`: through the outbox; else in reply to a person. */
  by: 'started' | 'reply';
  /** What was claimed for it. */
  notices: readonly string[];
  fate: Fate;
  /** A process died, or the store failed, while a reply went out: what is noted of replies in passing may be lost then. */
  unnoted?: true;
}

export interface HandChat {
  sent: Sent[];
  isOnline: boolean;
  /** What becomes of the next sends, in order; after these all are accepted. */
  plan: Fate[];
  /** The chat as one process sees it. `claimed`: what it looked at last, before sending. */
  port(claimed: () => readonly string[]): Chat;
}

const ownAccount = 'wxid_bot';

export function handChat(clock: { now(): Instant; elapsedMs(): number }, rosterNow: () => Roster): HandChat {
  const chat: HandChat = {
    sent: [],
    isOnline: true,
    plan: [],
    port: (claimed) => ({
      online: () => (chat.isOnline ? ownAccount : undefined),
      knows: () => Promise.resolve(true),
      send: (to, content, mayGo) => {
        const text = typeof content === 'string' ? content : content.name;
        if (!chat.isOnline || mayGo?.() === false) return Promise.resolve({ kind: 'offline' });
        const fate = chat.plan.shift() ?? 'accepted';
        // Only what was claimed may become too old to go.
        const by = mayGo === undefined ? 'reply' : 'started';
        const notices = by === 'started' ? claimed() : [];
        const place = placeOf(to);
        const roster = rosterNow();
        const person = boundTo(roster, place)?.id;
        chat.sent.push({ at: clock.now(), elapsedMs: clock.elapsedMs(), to: place, person, roster, text, by, notices, fate });
        return Promise.resolve(outcomeOf(fate));
      },
    }),
  };
  return chat;
}

/** Whether somebody may have read it. */
export function mayHaveCome({ fate }: Pick<Sent, 'fate'>): boolean {
  return fate === 'accepted' || fate === 'arrived';
}

/** Whether the account may have written something: the platform counts it. */
export function wasTried({ fate }: Pick<Sent, 'fate'>): boolean {
  return mayHaveCome({ fate }) || fate === 'lost';
}

function placeOf(to: Address): string {
  return to.kind === 'account' ? to.account : (to.room ?? to.topic ?? '');
}

function outcomeOf(fate: Fate): SendOutcome {
  switch (fate) {
    case 'accepted':
      return { kind: 'accepted' };
    case 'refused':
      return { kind: 'refused', reason: 'no-such-contact' };
    case 'too-frequent':
      return { kind: 'refused', reason: 'too-frequent' };
    case 'offline':
      return { kind: 'offline' };
    case 'lost':
    case 'arrived':
      return { kind: 'unknown', reason: 'no-answer' };
    default:
      return fate satisfies never;
  }
}
