/**
 * Keeps what was permitted when it was asked permitted when it is written: while a message is being heard files are looked at, bindings change and
 * days end, and between the question and the write the person may have lost a post, an account or a deputy's place.
 */
import type { Person, Roster } from '../domain/roster.js';
import { ConflictError } from './said.js';
import type { World } from './world.js';

/**
 * The world in which one message of a person is heard, once. The first write is made under the roster the message was read under, as far as this
 * person goes, or else throws a ConflictError and changes nothing: the message is then read again under the new one. What was begun is completed.
 */
export function guardWrites(world: World, person: Person): World {
  const { roster } = world.config();
  let begun = false;
  const begin = (): void => {
    if (!begun && !isAsBefore(roster, world.config().roster, person)) throw new ConflictError('the roster in force has changed meanwhile');
    begun = true;
  };
  const { audit, bindings, circulars, conversation, cycles, matters, outbox, reads, replies, rounds } = world.stores;
  return {
    ...world,
    stores: {
      ...world.stores,
      audit: { ...audit, note: first(begin, audit.note) },
      bindings: { ...bindings, issue: first(begin, bindings.issue), suspend: first(begin, bindings.suspend) },
      circulars: { ...circulars, decide: first(begin, circulars.decide) },
      conversation: { ...conversation, claim: first(begin, conversation.claim) },
      cycles: {
        ...cycles,
        open: first(begin, cycles.open),
        close: first(begin, cycles.close),
        takeStep: first(begin, cycles.takeStep),
      },
      matters: { ...matters, write: first(begin, matters.write) },
      outbox: { ...outbox, enqueue: first(begin, outbox.enqueue), resolve: first(begin, outbox.resolve) },
      // Reading what others wrote is an act as well.
      reads: { ...reads, note: first(begin, reads.note) },
      replies: { ...replies, record: first(begin, replies.record), explain: first(begin, replies.explain) },
      rounds: { ...rounds, open: first(begin, rounds.open) },
    },
  };
}

function first<Given extends unknown[], Result>(
  begin: () => void,
  write: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    begin();
    return write(...given);
  };
}

/** All that anybody may do follows from the units and from what they are themselves. */
function isAsBefore(before: Roster, now: Roster, { id }: Person): boolean {
  if (before === now) return true;
  const [then, since] = [before.people.get(id), now.people.get(id)];
  return before.units === now.units && (then === since || JSON.stringify(then) === JSON.stringify(since));
}
