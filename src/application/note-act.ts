/** What people in office did in person (亲自部署、过问、协调、督办), taken from what they did in chat: counted by kind, never ranked. */
import type { Command } from '../domain/command.js';
import { dateOf } from '../domain/date-text.js';
import { may } from '../domain/permission.js';
import { answersFor, concerns, overseenBy } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { findUnit } from './find-cycle.js';
import type { Said } from './said.js';
import { say, type World } from './world.js';

/** Asking after the same thing twice on one day is one act: nobody gains by asking more often. */
export async function noteInquiry(world: World, said: Pick<Said, 'person' | 'now'>, command: Command): Promise<void> {
  const what = inquiryOf(command);
  const { person, now } = said;
  const { roster } = world.config();
  if (what === undefined || overseenBy(roster, person.id).length === 0) return;
  if (command.verb === 'look' && !asksAfterOthers(world, person.id, command.unit)) return;
  await note(world, `looked/${dayOf(world, now)}/${person.id}/${what}`, person.id, 'looked', now);
}

/** Whoever looks at their own unit, or at one that they may not see, asks after nobody. */
function asksAfterOthers(world: World, person: PersonId, typed: string | undefined): boolean {
  const { roster } = world.config();
  const named = findUnit(roster, typed ?? '');
  if (!('unit' in named) || answersFor(roster, named.unit.id, person)) return false;
  return may(roster, person, 'look', { unit: named.unit.id });
}

/** A principal has answered for the unit themself. */
export async function noteAnswer(world: World, { person, now }: Pick<Said, 'person' | 'now'>, cycle: string, unit: UnitId): Promise<void> {
  if (concerns(world.config().roster, unit, person.id)) await note(world, `answered/${cycle}/${unit}`, person.id, 'answered', now);
}

/** That it cannot be counted now takes nothing from what was done. */
async function note(world: World, id: string, person: PersonId, act: string, now: Instant): Promise<void> {
  try {
    await world.stores.household.noteAct(id, person, act, now);
  } catch (error) {
    world.log.warn({ err: error }, 'an act could not be noted');
  }
}

function inquiryOf(command: Command): string | undefined {
  switch (command.verb) {
    case 'look':
      return `look/${command.unit ?? ''}`;
    case 'status':
    case 'pending':
    case 'progress':
    case 'overdue':
      return command.verb;
    default:
      return undefined;
  }
}

/** So many of each kind since, in words. */
export async function actsSince(world: World, person: PersonId, since: Instant): Promise<{ act: string; count: number }[]> {
  const counts = new Map<string, number>();
  for (const [act, count] of Object.entries(await world.stores.household.acts(person, since))) {
    const words = say(world, 'act', { act });
    counts.set(words, (counts.get(words) ?? 0) + count);
  }
  return [...counts].map(([act, count]) => ({ act, count }));
}

/** What is done by looking or answering is no step in a matter of others. */
export function isStep(act: string): boolean {
  return act !== 'looked' && act !== 'answered';
}

function dayOf(world: World, now: Instant): string {
  return dateOf(now, world.config().settings.timezone);
}
