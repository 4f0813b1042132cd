/**
 * Notes which replies went out, many at a time and in passing. Nobody has to wait for it: a receipt whose sending was not noted is repeated
 * under the same number, and each write would hold up the answers of others by a flush to disk.
 */
import type { World } from './world.js';

type NotingWorld = Pick<World, 'stores' | 'clock' | 'log'>;

export interface SentNotes {
  /** A reply went out; `receipt`: the notice that it settles. */
  add(receipt?: string): void;
  /** Writes down what was added so far without waiting for more, and resolves when that is done, or is known not to be. */
  noted(): Promise<void>;
}

const gatherMs = 100;
/** More would make one script too long. */
const gatherAtMost = 200;

interface Batch {
  replies: number;
  receipts: string[];
  done: Promise<void>;
  close: () => void;
}

export function createSentNotes(world: NotingWorld): SentNotes {
  let open: Batch | undefined;
  let last: Promise<void> = Promise.resolve();

  const begin = (): Batch => {
    let close = (): void => undefined;
    const closed = new Promise<void>((settle) => {
      close = settle;
    });
    const timer = setTimeout(flush, gatherMs);
    const batch: Batch = { replies: 0, receipts: [], close, done: closed.then(() => write(world, batch)) };
    void closed.then(() => clearTimeout(timer));
    last = Promise.all([last, batch.done]).then(() => undefined);
    return batch;
  };
  const flush = (): void => {
    const batch = open;
    open = undefined;
    batch?.close();
  };
  return {
    add(receipt) {
      const batch = (open ??= begin());
      batch.replies += 1;
      if (receipt !== undefined) batch.receipts.push(receipt);
      if (batch.replies >= gatherAtMost) flush();
    },
    noted() {
      flush();
      return last;
    },
  };
}

async function write(world: NotingWorld, { replies, receipts }: Batch): Promise<void> {
  const { outbox } = world.stores;
  const now = world.clock.now();
  try {
    await Promise.all([outbox.settle(receipts, 'sent', now, undefined, []), outbox.noteReplies(now, replies)]);
  } catch (error) {
    world.log.warn({ err: error, receipts }, 'replies went out and could not be noted');
  }
}
