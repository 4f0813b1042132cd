/** Sends replies to people's own messages, at once and at no pace, and notes what became of them. */
import { minuteMs } from '../domain/time.js';
import { mayHaveGone, type Address, type Outgoing } from './chat-port.js';
import { createSentNotes } from './note-sent.js';
import { isTooFrequent, restAccount } from './rest-account.js';
import type { World } from './world.js';

/** What became of replies where they are shown, not sent: nothing of it can be refused. */
export interface Collected {
  replies: Replies;
  /** In their order. */
  said: Outgoing[];
}

export interface Replies {
  send(to: Address, content: Outgoing): Promise<void>;
  /** A receipt that is `sending` in the outbox already: whatever happens here, it is known whether it went out. */
  sendReceipt(to: Address, receipt: { text: string; notice: string }): Promise<void>;
  /** Notes what became of all replies so far without waiting for more, and resolves when that is done. */
  noted(): Promise<void>;
  /** Replies that are handed back to whoever asked, and not sent to any chat: they cost its account nothing. */
  collect(): Collected;
}

const repeatAfterMs = minuteMs;

export function createReplies(world: World): Replies {
  const notes = createSentNotes(world);
  return {
    async send(to, content) {
      const outcome = await world.chat.send(to, content);
      if (mayHaveGone(outcome)) notes.add();
      if (outcome.kind !== 'accepted') world.log.warn({ outcome: outcome.kind }, 'a reply may not have gone out');
      if (isTooFrequent(outcome)) await inPassing(world, restAccount(world, world.clock.now()));
    },

    async sendReceipt(to, { text, notice }) {
      const outcome = await world.chat.send(to, text);
      const now = world.clock.now();
      const { outbox } = world.stores;
      switch (outcome.kind) {
        case 'accepted':
          return notes.add(notice);
        case 'offline':
          return inPassing(world, outbox.release([notice], now));
        case 'refused':
          // It says the same when the account may speak again.
          if (isTooFrequent(outcome)) {
            return inPassing(
              world,
              restAccount(world, now).then((until) => outbox.release([notice], until)),
            );
          }
          return inPassing(world, outbox.settle([notice], 'failed', now, outcome.reason, []));
        // A receipt may be repeated, with the same number; the second time it is delivered like anything else.
        case 'unknown':
          notes.add();
          return inPassing(world, outbox.release([notice], now + repeatAfterMs));
        default:
          return outcome satisfies never;
      }
    },

    noted: () => notes.noted(),

    collect() {
      const said: Outgoing[] = [];
      const replies: Replies = {
        send(_to, content) {
          said.push(content);
          return Promise.resolve();
        },
        // A receipt that nobody has seen, for the page was closed, would go out by chat; whoever reads it here needs it no second time.
        async sendReceipt(_to, { text, notice }) {
          said.push(text);
          await inPassing(world, world.stores.outbox.settle([notice], 'sent', world.clock.now(), undefined, []));
        },
        noted: () => Promise.resolve(),
        collect: () => ({ replies, said }),
      };
      return { replies, said };
    },
  };
}

/** What is noted after a reply must not make the message before it seem lost. A receipt left `sending` is taken up again in time. */
async function inPassing(world: World, note: Promise<unknown>): Promise<void> {
  try {
    await note;
  } catch (error) {
    world.log.warn({ err: error }, 'it could not be noted what became of a reply');
  }
}
