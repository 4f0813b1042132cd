/** 我的: what is under way for a person, what is kept about them, and who may see it. */
import type { Cycle } from '../domain/cycle.js';
import { readOwnTopic, type OwnTopic } from '../domain/own-topic.js';
import { holders, unitsOf } from '../domain/responsibility.js';
import type { Person, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { fairDue, findingTitle, findingUnit } from './finding-book.js';
import { shortName } from './find-cycle.js';
import { answersOf } from './look-at-unit.js';
import type { Facts } from './messages.js';
import { isUnanswered, promptsFor } from './open-prompts.js';
import type { Said } from './said.js';
import { openTasks } from './task-book.js';
import { taskTitle } from './task-words.js';
import { ownInspections } from './tell-inspections.js';
import { tellOwnReads } from './tell-own-reads.js';
import { tellOwnRequests } from './tell-own-requests.js';
import { tellRetention } from './tell-retention.js';
import { tellWhole } from './tell-whole.js';
import { dateWords, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const weekMs = 7 * dayMs;
const yearMs = 366 * dayMs;
const listedFindings = 9;

export async function tellMine(world: World, said: Pick<Said, 'person' | 'messageId' | 'now'>, typed: string | undefined): Promise<string> {
  const { person, messageId, now } = said;
  const own = unitsOf(world.config().roster, person.id);
  if (typed === undefined) return withInspections(world, person, await overview(world, person, own, now), now);
  const topic = readOwnTopic(typed);
  if (topic !== undefined) return aboutOwn(world, person, own, topic, now);
  const unit = world.config().roster.units.get(own[0] ?? '');
  if (unit === undefined) return say(world, 'no-such-cycle', { typed, names: [] });
  return answersOf(world, person, unit, typed, messageId, now);
}

/** What somebody walked as an inspector is kept of them, too. */
async function withInspections(world: World, person: Person, text: string, now: Instant): Promise<string> {
  const inspections = await ownInspections(world, person, now);
  return inspections === '' ? text : `${text}\n${inspections}`;
}

async function aboutOwn(world: World, person: Person, own: readonly UnitId[], topic: OwnTopic, now: Instant): Promise<string> {
  switch (topic) {
    case 'all': {
      const periods = namesOf(world, await answeredCycles(world, own, now));
      const whole = await tellWhole(world, person, { posts: postsOf(world, person, own), periods, now });
      return withInspections(world, person, whole, now);
    }
    case 'requests':
      return tellOwnRequests(world, person, now);
    case 'reads':
      return tellOwnReads(world, person, now);
    case 'retention':
      return tellRetention(world, person, readersOf(world, person, own));
    default:
      return topic satisfies never;
  }
}

async function overview(world: World, person: Person, own: readonly UnitId[], now: Instant): Promise<string> {
  const open = (await promptsFor(world, person.id)).filter((prompt) => prompt.theirs && isUnanswered(prompt));
  const sent = await world.stores.outbox.sends(now - weekMs, person.id);
  const answered = namesOf(world, await answeredCycles(world, own, now));
  return say(world, 'mine', {
    name: person.name,
    posts: postsOf(world, person, own),
    open: [
      ...open.map((prompt) => ({
        unit: own.length > 1 ? unitName(world, prompt.unit) : null,
        title: titleOf(world, prompt.cycle),
        deadline: dateWords(world, prompt.deadline),
      })),
      ...(await ownTasks(world, own, now)),
      ...(await ownFindings(world, person, own, now)),
    ],
    sent: sent.length,
    replies: answered.length,
    readers: readersOf(world, person, own),
    periods: answered.slice(0, 3),
  });
}

/** Tasks of the person's units that are not reported done. */
async function ownTasks(world: World, own: readonly UnitId[], now: Instant): Promise<Facts<'mine'>['open'][number][]> {
  const open = (await openTasks(world, now)).filter(({ task }) => task.state === 'open' && own.includes(task.unit));
  return open.map(({ task, due }) => ({
    unit: own.length > 1 ? unitName(world, task.unit) : null,
    title: taskTitle(world, task),
    deadline: dateWords(world, due),
  }));
}

/** Findings that are this person's or their units' to mend. */
async function ownFindings(world: World, person: Person, own: readonly UnitId[], now: Instant): Promise<Facts<'mine'>['open'][number][]> {
  const scopes = [{ of: 'owner', owner: person.id } as const, ...own.map((unit) => ({ of: 'unit', unit }) as const)];
  const stretches = scopes.flatMap((scope) => (['open', 'working'] as const).map((state) => ({ scope, state })));
  const found = (await world.stores.ledger.list(stretches, listedFindings)).filter(
    ({ owner, unit }) => owner === person.id || own.includes(unit),
  );
  return Promise.all(
    found.map(async (finding) => ({
      unit: own.length > 1 || !own.includes(finding.unit) ? findingUnit(world, finding) : null,
      title: findingTitle(world, finding),
      deadline: dateWords(world, await fairDue(world, finding, now)),
    })),
  );
}

function postsOf(world: World, person: Person, own: readonly UnitId[]): string[] {
  if (own.length > 0) return own.map((unit) => `${unitName(world, unit)}${postOf(world, person, unit) ?? ''}`);
  return person.title === undefined ? [] : [person.title];
}

/** What a person is in a unit, in words. */
export function postOf(world: World, person: Person, unit: UnitId): string | null {
  const found = world.config().roster.units.get(unit);
  const post =
    found?.liaison === person.id ? 'liaison' : found?.principal === person.id ? 'principal' : found === undefined ? null : 'members';
  return post === null ? null : say(world, 'post', { post });
}

/** One for each unit that answered in it. */
async function answeredCycles(world: World, own: readonly UnitId[], now: Instant): Promise<Cycle[]> {
  const answered: Cycle[] = [];
  for (const cycle of await world.stores.cycles.cyclesSince(now - yearMs)) {
    for (const record of (await world.stores.cycles.records(cycle.id, own)).values()) if (record.version > 0) answered.push(cycle);
  }
  return answered;
}

function namesOf(world: World, answered: readonly Cycle[]): string[] {
  const cycles = [...new Set(answered)];
  return answered.map((cycle) => shortName(world, cycle, cycles));
}

function readersOf(world: World, person: Person, own: readonly UnitId[]): string[] {
  const { roster } = world.config();
  const chain = own.flatMap((unit) => [...holders(roster, 'principal', unit), ...holders(roster, 'supervisor', unit)]);
  const names = [...new Set(chain)].filter((one) => one !== person.id).map((one) => personName(world, one));
  return [...names, ...say(world, 'readers', {}).split('\n')];
}
