/** What the clerk has to hear of codes and accounts. The store keeps each event until it is known to be told, so that a crash loses none. */
import { minuteMs, type Instant } from '../domain/time.js';
import { noticeOf, noticesToClerks } from './notices.js';
import type { BindingEvent, Notice } from './ports.js';
import { personName } from './words.js';
import type { World } from './world.js';

/** Whoever tried a code is answered long before; a welcome older than this was lost. */
const lostAfterMs = minuteMs;

/**
 * Queues what happened, the same event under the same ids. A new binding stays untold for as long as its welcome is under way; `fresh` is told
 * to the clerks before.
 */
export async function tellBindings(world: World, now: Instant, fresh?: string): Promise<void> {
  const { bindings, outbox } = world.stores;
  const events = await bindings.untold(now);
  const due = events.filter(({ kind, id, at }) => kind !== 'bound' || id === fresh || at <= now - lostAfterMs);
  if (due.length === 0) return;
  await outbox.enqueue(
    due.flatMap((event) => noticesFor(world, event, event.id === fresh, now)),
    now,
  );
  await bindings.told(due.filter(({ id }) => id !== fresh).map(({ id }) => id));
}

function noticesFor(world: World, event: BindingEvent, isFresh: boolean, now: Instant): Notice[] {
  const { id, kind } = event;
  const stem = `binding/${id}`;
  const bound = event.kind === 'bound' ? event.person : undefined;
  const clerks = noticesToClerks(world, stem, { kind, facts: event }, now).filter(({ to }) => to.kind !== 'person' || to.person !== bound);
  if (clerks.length === 0 && bound === undefined) logUnheard(world, event);
  if (bound === undefined || isFresh) return clerks;
  return [...clerks, noticeOf(world, `${stem}/welcome`, { kind, to: { kind: 'person', person: bound }, facts: event }, now)];
}

/** No clerk can be written to: whoever runs the bot reads it. */
function logUnheard(world: World, event: BindingEvent): void {
  const people = event.kind === 'accounts-suspended' ? event.people : 'person' in event && event.person !== undefined ? [event.person] : [];
  world.log.warn({ event: event.kind, people: people.map((person) => personName(world, person)) }, 'no clerk can be told');
}
