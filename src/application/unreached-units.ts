/** Units whose prompt could be sent to nobody: why, who was tried, and what the clerk hears of it. */
import { stopsAsking, type UnitLink } from '../domain/broken-links.js';
import type { Cycle } from '../domain/cycle.js';
import { askPrincipalStep } from '../domain/ladder.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { noticesToClerks, stepNoticeId } from './notices.js';
import type { Notice } from './ports.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export interface Unreached {
  /**
   * The post is vacant; its holder has no account, or is on leave with nobody to stand in; the unit oversees itself, or has nobody above; or the
   * account takes nothing.
   */
  why: 'vacant' | 'unbound' | 'away' | 'own-supervisor' | 'nobody-above' | 'refused';
  /** By name; null: nobody holds the post. */
  person: string | null;
}

/** Why a unit that is unreached is so, as the roster has it now. */
export function whyUnreached(world: World, cycle: Cycle, unit: UnitId): Unreached {
  const { roster } = world.config();
  const { ask } = cycle.schedule;
  const link = stopsAsking(roster, unit, ask);
  const person = link !== undefined && 'person' in link ? link.person : holders(roster, ask, unit)[0];
  return { why: link === undefined ? 'refused' : whyOf(link), person: person === undefined ? null : personName(world, person) };
}

/** What keeps nobody from being asked (a duty that nobody holds, a matter in which all are concerned) does not come up here. */
export function whyOf({ code }: UnitLink): Unreached['why'] {
  switch (code) {
    case 'vacant-liaison':
    case 'vacant-principal':
    case 'vacant-supervisor':
    case 'vacant-members':
    case 'duty-unheld':
      return 'vacant';
    case 'unbound':
    case 'away':
    case 'own-supervisor':
    case 'nobody-above':
      return code;
    case 'unreached':
      return 'refused';
    case 'conflict':
      return 'own-supervisor';
    default:
      return code satisfies never;
  }
}

/** The post whose holder a cycle asks, in words. */
export function askedPost(world: World, { schedule }: Pick<Cycle, 'schedule'>): string {
  return say(world, 'post', { post: schedule.ask });
}

/** Nobody could be tried: the clerks hear of it once for a unit and cycle. */
export function noticesOfUnreached(world: World, cycle: Cycle, unit: UnitId, now: Instant): Notice[] {
  return noticesToClerks(
    world,
    `${cycle.id}/${unit}/unreached`,
    { kind: 'unreached', cycle, unit, facts: whyUnreached(world, cycle, unit) },
    now,
  );
}

/** Somebody was tried and did not take it: the clerks hear of it once for each person. */
export function noticesOfRefusal(world: World, cycle: Cycle, unit: UnitId, person: PersonId, reason: string, now: Instant): Notice[] {
  const facts: Unreached = { why: reason === noAccount ? 'unbound' : 'refused', person: personName(world, person) };
  return noticesToClerks(world, `${cycle.id}/${unit}/unreached/${person}`, { kind: 'unreached', cycle, unit, facts }, now);
}

/** The reason of a send that had nowhere to go. */
export const noAccount = 'no-account';

/** Of those who would be asked, the ones whose prompt failed for certain and was not sent again. */
export async function refusedPrompt(world: World, cycle: Cycle, unit: UnitId): Promise<PersonId[]> {
  const { roster } = world.config();
  const tried = new Map<string, PersonId>();
  for (const person of [...holders(roster, cycle.schedule.ask, unit), ...holders(roster, 'principal', unit)]) {
    for (let step = 0; step <= askPrincipalStep; step += 1) tried.set(stepNoticeId(cycle, unit, step, person), person);
  }
  const notices = await world.stores.outbox.byIds([...tried.keys()]);
  return notices.flatMap(({ id, state }) => (state === 'failed' ? (tried.get(id) ?? []) : []));
}
