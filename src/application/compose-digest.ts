/** The facts of a digest, worked out as it is sent: how the weeks' questions stand, what is stuck, what was asked and not answered, the load. */
import { cycleName } from '../domain/cycle-name.js';
import { instantOf } from '../domain/date-text.js';
import { countDifficulties, countTasks, digestSpan, mainCause, sharedCauses, type DigestSpan } from '../domain/digest.js';
import type { Matter, Request, Task } from '../domain/matter.js';
import { visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { isAsking, type DigestSchedule } from '../domain/schedule.js';
import { dayMs, type Instant } from '../domain/time.js';
import { aboutWords, findOverlong } from './find-overlong.js';
import { isStep } from './note-act.js';
import { askedToChoose } from './lying-with.js';
import type { Facts } from './messages.js';
import { openingsBetween } from './openings.js';
import { digestChecks } from './digest-checks.js';
import { digestFindings } from './digest-findings.js';
import { isLate, openTasks } from './task-book.js';
import { digestComing, digestCycles } from './digest-cycles.js';
import { draftsFor, mattersFor } from './tell-waiting.js';
import { daysInTurn } from './words.js';
import { workContext, type World } from './world.js';

type DigestFacts = Facts<'digest'>;

/** One screen: more of a kind is in the lists that people ask for. */
const stuckShown = 3;
const causesShown = 2;
const searchedMs = 40 * dayMs;

export async function digestFacts(
  world: World,
  person: Person,
  schedule: DigestSchedule,
  plannedAt: Instant,
  now: Instant,
): Promise<DigestFacts> {
  const before = openingsBetween(world, schedule, plannedAt - searchedMs, plannedAt - 1).at(-1);
  const span = digestSpan(plannedAt, before, workContext(world));
  const all = await world.stores.matters.since(span.from);
  const matters = all.filter((matter) => sees(world, person, matter));
  const booked = (await openTasks(world, now)).filter(({ task }) => sees(world, person, task));
  const requests = matters.filter((matter): matter is Request => matter.kind === 'request');
  const tasks = matters.filter((matter): matter is Task => matter.kind === 'task');
  const [findings, cycles, stuck, shared, acts, waiting, load, coming] = await Promise.all([
    digestFindings(world, person, span, now),
    digestCycles(world, person, span, now),
    findOverlong(world, person, now, stuckShown),
    sharedFacts(world, requests),
    actsOf(world, person, span.from),
    waitingFor(world, person, now),
    loadFacts(world, span),
    digestComing(world, booked, span, now),
  ]);
  const { timezone } = world.config().settings;
  const days = [...new Set([span.firstDay, span.lastDay])].map((day) => instantOf(day, 0, timezone));
  const [from = null, to = null] = daysInTurn(world, days);
  const overdue = booked.filter((one) => isLate(one, now) && one.task.heldBy === undefined).length;
  const counted = { ...countTasks(tasks, span.from), overdue };
  const difficulties = countDifficulties(requests);
  return {
    weekly: span.weekly,
    from,
    to,
    cycles,
    tasks: counted.fresh + counted.closed + counted.overdue === 0 ? null : counted,
    findings: findings.counts,
    checks: digestChecks(world, person, all, span),
    stuck,
    ...difficulties,
    shared: [...findings.shared, ...shared].slice(0, causesShown),
    acts,
    waiting,
    load,
    coming,
    quiet: cycles.length + stuck.length + difficulties.asked + waiting === 0,
  };
}

function sees(world: World, person: Person, { unit }: Pick<Matter, 'unit'>): boolean {
  return visible(world.config().roster, person.id, [unit]).length > 0;
}

async function sharedFacts(world: World, requests: readonly Request[]): Promise<DigestFacts['shared'][number][]> {
  return Promise.all(
    sharedCauses(requests)
      .slice(0, causesShown)
      .map(async ({ ask, about, question, units }) => {
        const cycle = 'cycle' in about ? await world.stores.cycles.cycle(about.cycle) : undefined;
        const number = (cycle?.schedule.questions.findIndex(({ id }) => id === question) ?? -1) + 1;
        return {
          units: units.length,
          ask,
          what: await aboutWords(world, { about, unit: units[0] ?? '' }),
          question: number === 0 ? null : number,
        };
      }),
  );
}

async function actsOf(world: World, person: Person, since: Instant): Promise<number> {
  const acts = await world.stores.household.acts(person.id, since);
  return Object.entries(acts).reduce((sum, [act, count]) => (isStep(act) ? sum + count : sum), 0);
}

/** As many as the list of what waits for the reader. */
async function waitingFor(world: World, person: Person, now: Instant): Promise<number> {
  const [matters, drafts, chosen] = await Promise.all([
    mattersFor(world, person),
    draftsFor(world, person),
    askedToChoose(world, { person, now }),
  ]);
  return matters.length + drafts.length + chosen.length;
}

async function loadFacts(world: World, { from, to }: DigestSpan): Promise<DigestFacts['load']> {
  const { messages, people, causes } = await world.stores.outbox.load(from, to);
  if (messages === 0) return null;
  const byName = new Map<string, number>();
  for (const [cause, count] of Object.entries(causes)) {
    const schedule = world.config().schedules.get(cause);
    if (schedule === undefined) continue;
    const { rest, short } = cycleName({ schedule, plannedAt: to }, world.config().settings.timezone);
    const name = isAsking(schedule) ? short : rest;
    byName.set(name, (byName.get(name) ?? 0) + count);
  }
  const main = mainCause(byName, messages);
  return { messages, each: people === 0 ? null : Math.round(messages / people), cause: main?.name ?? null, tenths: main?.tenths ?? null };
}
