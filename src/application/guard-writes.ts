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
  const first = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    if (!begun && !isAsBefore(roster, world.config().roster, person)) throw new ConflictError('the roster in force has changed meanwhile');
    begun = true;
    return write();
  };
  const { audit, bindings, circulars, conversation, cycles, formLinks, matters, outbox, reads, replies, rounds, signIns } = world.stores;
  return {
    ...world,
    stores: {
      ...world.stores,
      audit: { ...audit, note: (...given) => first(() => audit.note(...given)) },
      bindings: {
        ...bindings,
        issue: (...given) => first(() => bindings.issue(...given)),
        suspend: (...given) => first(() => bindings.suspend(...given)),
      },
      circulars: { ...circulars, decide: (...given) => first(() => circulars.decide(...given)) },
      conversation: { ...conversation, claim: (...given) => first(() => conversation.claim(...given)) },
      cycles: {
        ...cycles,
        open: (...given) => first(() => cycles.open(...given)),
        close: (...given) => first(() => cycles.close(...given)),
        takeStep: (...given) => first(() => cycles.takeStep(...given)),
      },
      formLinks: { ...formLinks, issue: (...given) => first(() => formLinks.issue(...given)) },
      matters: { ...matters, write: (...given) => first(() => matters.write(...given)) },
      outbox: {
        ...outbox,
        enqueue: (...given) => first(() => outbox.enqueue(...given)),
        urge: (...given) => first(() => outbox.urge(...given)),
        resolve: (...given) => first(() => outbox.resolve(...given)),
      },
      // Reading what others wrote is an act as well.
      reads: { ...reads, note: (...given) => first(() => reads.note(...given)) },
      replies: {
        ...replies,
        record: (...given) => first(() => replies.record(...given)),
        explain: (...given) => first(() => replies.explain(...given)),
      },
      rounds: { ...rounds, open: (...given) => first(() => rounds.open(...given)) },
      signIns: {
        ...signIns,
        issue: (...given) => first(() => signIns.issue(...given)),
        endAll: (...given) => first(() => signIns.endAll(...given)),
      },
    },
  };
}

/** All that anybody may do follows from the units and from what they are themselves. */
function isAsBefore(before: Roster, now: Roster, { id }: Person): boolean {
  if (before === now) return true;
  const [then, since] = [before.people.get(id), now.people.get(id)];
  return before.units === now.units && (then === since || JSON.stringify(then) === JSON.stringify(since));
}
