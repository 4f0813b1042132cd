/**
 * Lets calls of the same kind that are made in one turn of the event loop share one script: a call alone waits for nobody, many at once cost Redis
 * and this process little more than a few.
 */
import { PermanentError } from '../../domain/errors.js';

export interface Shared<Item, Outcome> {
  /** How many calls share a script at most: it holds Redis up as long as it runs. */
  atMost: number;
  /** What no two calls of one script may have in common; a later one then goes into the next script. */
  namesOf(item: Item): readonly string[];
  /** Runs one script for the items of one group. Resolves with their outcomes, in their order. */
  run(group: string, items: readonly Item[]): Promise<readonly Outcome[]>;
}

interface Call<Item, Outcome> {
  item: Item;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

interface Batch<Item, Outcome> {
  calls: Call<Item, Outcome>[];
  names: Set<string>;
}

/**
 * Makes a call of it. Calls of one group run in the order in which they were made, and each gets its own outcome.
 *
 * When a shared script fails for good, each of its calls is tried alone, so that one that cannot be carried out takes no others down. When it fails
 * for now, all fail, and all may be made again.
 */
export function together<Item, Outcome>(shared: Shared<Item, Outcome>): (group: string, item: Item) => Promise<Outcome> {
  const gathering = new Map<string, Batch<Item, Outcome>>();

  const send = (group: string, batch: Batch<Item, Outcome>): void => {
    if (gathering.get(group) !== batch) return;
    gathering.delete(group);
    void carryOut(shared, group, batch.calls);
  };

  const begun = (group: string): Batch<Item, Outcome> => {
    const batch: Batch<Item, Outcome> = { calls: [], names: new Set() };
    gathering.set(group, batch);
    setImmediate(send, group, batch);
    return batch;
  };

  return (group, item) =>
    new Promise((settle, fail) => {
      const names = shared.namesOf(item);
      const open = gathering.get(group);
      if (open !== undefined && names.some((name) => open.names.has(name))) send(group, open);
      const batch = gathering.get(group) ?? begun(group);
      for (const name of names) batch.names.add(name);
      batch.calls.push({ item, settle, fail });
      if (batch.calls.length >= shared.atMost) send(group, batch);
    });
}

async function carryOut<Item, Outcome>(shared: Shared<Item, Outcome>, group: string, calls: readonly Call<Item, Outcome>[]): Promise<void> {
  try {
    const items = calls.map(({ item }) => item);
    const outcomes = await shared.run(group, items);
    if (outcomes.length !== calls.length) throw new PermanentError('unexpected-reply', 'a script returned what it never should');
    for (const [i, outcome] of outcomes.entries()) calls[i]?.settle(outcome);
  } catch (error) {
    if (calls.length > 1 && error instanceof PermanentError) {
      for (const call of calls) await carryOut(shared, group, [call]);
    } else {
      for (const call of calls) call.fail(error);
    }
  }
}
