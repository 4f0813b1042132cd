/** 我的 全部: all that is kept about a person, on one screen. */
import { instantOf } from '../domain/date-text.js';
import type { Finding } from '../domain/finding.js';
import type { Matter, Reading, Task } from '../domain/matter.js';
import { unitsOf } from '../domain/responsibility.js';
import type { Person, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { drawsOfYear } from './draw-book.js';
import type { Facts } from './messages.js';
import { promptsFor } from './open-prompts.js';
import { actsSince } from './note-act.js';
import { spanFacts } from './posting-facts.js';
import { readFacts, readsOf } from './tell-own-reads.js';
import { ownMatters } from './tell-own-requests.js';
import { calendarDateWords, dateWords, dayWords, leaderName, personName, titleOf } from './words.js';
import { say, type World } from './world.js';

const weekMs = 7 * dayMs;
const actsMs = 400 * dayMs;
const listed = 8;

export async function tellWhole(
  world: World,
  person: Person,
  { posts, periods, now }: { posts: string[]; periods: string[]; now: Instant },
): Promise<string> {
  const { outbox } = world.stores;
  const [matters, sends, acts, reads, underWay, sessions, calendarSince] = await Promise.all([
    ownMatters(world, person),
    outbox.sends(now - weekMs, person.id),
    actsSince(world, person.id, now - actsMs),
    readsOf(world, person, now),
    underWayOf(world, person),
    world.stores.signIns.sessionsOf(person.id, now),
    world.stores.calendarLinks.since(person.id),
  ]);
  const tasks = matters.filter((matter): matter is Task => matter.kind === 'task' && isOfOwn(world, person, matter.unit));
  const findings = matters.filter(
    (matter): matter is Finding =>
      matter.kind === 'finding' &&
      matter.establishedAt !== undefined &&
      (matter.owner === person.id || isOfOwn(world, person, matter.unit)),
  );
  return say(world, 'mine-all', {
    name: person.name,
    posts,
    accounts: person.accounts.map(masked),
    sessions: sessions.map(({ since }) => dayWords(world, since, true)).slice(-listed),
    calendar: calendarSince === undefined ? null : dayWords(world, calendarSince),
    leave: leaveOf(world, person),
    ...(await postingsOf(world, person)),
    periods: periods.slice(0, listed),
    ...underWay,
    asked: matters.filter((matter) => matter.kind === 'request' && matter.by === person.id).length,
    decided: matters.filter((matter) => matter.kind === 'request' && matter.by !== person.id && matter.decidedBy === person.id).length,
    exported: await exportsOf(world, person, now),
    tasks: {
      open: tasks.filter(({ state }) => state === 'open' || state === 'reported').length,
      done: tasks.filter(({ state }) => state === 'closed').length,
    },
    findings: {
      open: findings.filter(({ settledAt }) => settledAt === undefined).length,
      closed: findings.filter(({ state }) => state === 'closed').length,
    },
    reports: await reportsOf(world, person, matters),
    days: sends.map((at) => dayWords(world, at)),
    calls: await callsOf(world, person, now),
    acts,
    reads: { count: reads.length, last: reads[0] === undefined ? null : readFacts(world, reads[0]) },
  });
}

/** How often somebody wanted something taken out, or decided on it. */
async function exportsOf(world: World, { id }: Person, now: Instant): Promise<number> {
  const kept = await world.stores.matters.since(now - actsMs, 'export');
  return kept.filter(({ by, decidedBy }) => by === id || decidedBy === id).length;
}

/** So much of an account's id that its owner knows it again. */
function masked(account: string): string {
  const characters = [...account];
  return characters.length <= 6 ? `${characters[0] ?? ''}…` : `${characters.slice(0, 2).join('')}…${characters.slice(-2).join('')}`;
}

function leaveOf(world: World, { leave }: Person): Facts<'mine-all'>['leave'] {
  if (leave === undefined) return null;
  const { timezone } = world.config().settings;
  const words = (day: string): string => dateWords(world, instantOf(day, 0, timezone), false);
  return { from: leave.from === undefined ? null : words(leave.from), until: words(leave.until) };
}

/** For whom they stand in or will, and that they are to leave. */
async function postingsOf(world: World, { id }: Person): Promise<Pick<Facts<'mine-all'>, 'covers' | 'transfer'>> {
  const { leaves, transfers } = await world.stores.postings.all();
  const theirs = transfers.find(({ person }) => person === id);
  return {
    covers: leaves
      .filter(({ deputy, answer }) => deputy === id && answer === 'agreed')
      .map((leave) => ({ name: personName(world, leave.person), ...spanFacts(world, leave) })),
    transfer: theirs === undefined ? null : { day: calendarDateWords(world, theirs.on), to: personName(world, theirs.successor) },
  };
}

/** Drafts that were not handed in, and explanations, of cycles that are open. */
async function underWayOf(world: World, person: Person): Promise<{ drafts: string[]; explanations: number }> {
  const { replies } = world.stores;
  const own = (await promptsFor(world, person.id)).filter(({ theirs }) => theirs);
  const drafts = await Promise.all(
    own.map(async (prompt) => {
      if (!prompt.mayHaveDraft) return [];
      return (await replies.draft(prompt.cycle.id, prompt.unit, person.id)) === undefined ? [] : [titleOf(world, prompt.cycle)];
    }),
  );
  const explanations = await Promise.all(own.map(({ cycle, unit }) => replies.explanation(cycle.id, unit)));
  return { drafts: drafts.flat(), explanations: explanations.filter((explanation) => explanation?.by === person.id).length };
}

async function reportsOf(world: World, person: Person, matters: readonly Matter[]): Promise<Facts<'mine-all'>['reports'][number][]> {
  const own = matters.filter((matter): matter is Reading => matter.kind === 'reading' && matter.handedIn !== undefined);
  const found = own.filter(({ unit }) => isOfOwn(world, person, unit)).slice(0, listed);
  const cycles = await Promise.all(found.map(({ cycle }) => world.stores.cycles.cycle(cycle)));
  return found.flatMap(({ reader, state }, i) => {
    const cycle = cycles[i];
    return cycle === undefined ? [] : [{ title: titleOf(world, cycle), reader: leaderName(world, reader), read: state === 'read' }];
  });
}

/** What officers entered this year of telephone calls about one's own units. */
async function callsOf(world: World, person: Person, now: Instant): Promise<number> {
  const calls = (await drawsOfYear(world, now)).flatMap((draw) => draw.calls);
  return calls.filter(({ unit }) => isOfOwn(world, person, unit)).reduce((sum, { said }) => sum + said.length, 0);
}

function isOfOwn(world: World, person: Person, unit: UnitId): boolean {
  return unitsOf(world.config().roster, person.id).includes(unit);
}
