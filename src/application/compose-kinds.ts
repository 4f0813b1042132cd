/** The words of each kind of notice. Most kinds say one section for each matter; reminders and reports to the clerk list theirs in one. */
import { holders, reachedBy } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { isByForm } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { endOfWorkBefore } from '../domain/workdays.js';
import { circularFacts, groupCircular } from './compose-circular.js';
import { unitMatters, type Composer, type DueNotice, type Reader, type UnitMatter } from './due-notice.js';
import { requestComposers } from './compose-request.js';
import { exportComposers } from './compose-export.js';
import { drawComposers } from './compose-draw.js';
import { findingComposers } from './compose-finding.js';
import { recheckComposers } from './compose-recheck.js';
import { inspectionComposers } from './compose-inspection.js';
import { taskComposers } from './compose-task.js';
import { reportComposers } from './compose-report.js';
import { roundComposers } from './compose-round.js';
import { bindingComposers } from './compose-binding.js';
import { careComposers } from './compose-care.js';
import { postingComposers } from './compose-posting.js';
import { missed } from './compose-missed.js';
import { remind } from './compose-remind.js';
import { ladderHistory } from './ladder-history.js';
import type { Facts } from './messages.js';
import type { SectionKind } from './notices.js';
import { promptNumber } from './open-prompts.js';
import { promptWords } from './prompt-words.js';
import { wasToldBefore } from './told-before.js';
import { askedPost, type Unreached } from './unreached-units.js';
import { unknownFacts } from './deal-with-unknown.js';
import { clerkName, dateWords, dayWords, daysInTurn, leaderName, nearDayWords, personName, timeOfDay, titleOf, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

/** Sections for all notices of one kind; only the first of a message is given a name to greet. */
export async function composeKind(world: World, kind: SectionKind, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  return (await composers[kind](world, items, reader, now)).filter((section) => section !== '');
}

const composers: Record<SectionKind, Composer> = {
  open: (world, items) => items.flatMap((item) => announcement(world, item)),
  prompt: (world, items, reader, now) => all(unitMatters(items), (matter, index) => prompt(world, matter, greetOnce(reader, index), now)),
  remind,
  press: (world, items, reader, now) => all(unitMatters(items), (matter, index) => press(world, matter, greetOnce(reader, index), now)),
  supervise: (world, items, reader, now) =>
    all(byCycle(unitMatters(items)), (matters, index) => supervise(world, matters, greetOnce(reader, index), now)),
  'supervise-told': (world, items, reader, now) => unitMatters(items).map((matter) => superviseTold(world, matter, reader, now)),
  urge: (world, items, reader, now) => unitMatters(items).map((matter, index) => urge(world, matter, greetOnce(reader, index), now)),
  relieved: (world, items) =>
    unitMatters(items).map(({ cycle, unit, record }) =>
      say(world, 'relieved', {
        unit: unitName(world, unit, cycle),
        title: titleOf(world, cycle),
        at: record.answeredAt === undefined ? null : timeOfDay(world, record.answeredAt),
      }),
    ),
  circulate: (world, items) => all(items, async (item) => say(world, 'circulate', await circularFacts(world, item, true))),
  'circulate-copy': (world, items) => all(items, async (item) => say(world, 'circulate', await circularFacts(world, item, false))),
  'circulate-group': (world, items) => all(items, (item) => groupCircular(world, item)),
  unreached: async (world, items, reader) => unreached(world, await notToldBefore(world, unitMatters(items), reader)),
  unknown: (world, items) => all(items.slice(0, 1), async () => say(world, 'unknown', await unknownFacts(world))),
  missed,
  asked: (world, items) =>
    items.map(({ notice }) => {
      const { who, unit, number, text } = notice.facts as { who: PersonId; unit: UnitId | null; number: number | null; text: string };
      return say(world, 'asked', { who: personName(world, who), unit: unit === null ? null : unitName(world, unit), number, text });
    }),
  receipt: (_world, items) => items.map(({ notice }) => (notice.facts as { text: string }).text),
  ...requestComposers,
  ...taskComposers,
  ...inspectionComposers,
  ...findingComposers,
  ...recheckComposers,
  ...drawComposers,
  ...reportComposers,
  ...roundComposers,
  ...bindingComposers,
  ...careComposers,
  ...postingComposers,
  ...exportComposers,
};

function all<Item, Made>(items: readonly Item[], words: (item: Item, index: number) => Promise<Made>): Promise<Made[]> {
  return Promise.all(items.map(words));
}

function greetOnce(reader: Reader, index: number): Reader {
  return index === 0 ? reader : { ...reader, name: null };
}

function announcement(world: World, { cycle, notice }: DueNotice): string[] {
  if (cycle === undefined) return [];
  const { template } = notice.facts as { template: string };
  const { schedule } = cycle;
  const facts = {
    title: titleOf(world, cycle, true),
    total: cycle.units.length,
    questions: schedule.questions.length,
    minutes: Math.ceil(schedule.questions.length / 2),
    deadline: dateWords(world, cycle.deadline),
    basis: schedule.basis ?? null,
    clerk: clerkName(world),
  };
  return [world.texts.render(template, facts)];
}

function prompt(world: World, { cycle, unit }: UnitMatter, reader: Reader, now: Instant): Promise<string> {
  const number = reader.numbered ? promptNumber(cycle, unit) : null;
  const to = reader.to.kind === 'person' ? { to: reader.to.person } : {};
  return promptWords(world, { cycle, unit, number, salute: reader.name, ...to, promptAt: now, now });
}

async function press(world: World, matter: UnitMatter, reader: Reader, now: Instant): Promise<string> {
  const { cycle, unit, record } = matter;
  const { roster } = world.config();
  const history = await ladderHistory(world, cycle, unit, record);
  const { assignee } = record.terms ?? {};
  const asked = assignee ?? record.askedTo ?? holders(roster, cycle.schedule.ask, unit)[0];
  const self = reader.to.kind === 'person' && reader.to.person === asked;
  const next = nextDueOf(matter);
  const leader = roster.units.get(unit)?.supervisors[0]?.person;
  const [prompted = null, reminded = null] = daysInTurn(world, [history.prompted, history.reminded]);
  return say(world, 'press', {
    ...named(world, matter, reader),
    salute: reader.name,
    due: nearDayWords(world, matter.deadline, now, true),
    // Of somebody who has left there is no name any more; that the post was asked is true all the same.
    liaison: self || asked === undefined ? null : roster.people.has(asked) ? personName(world, asked) : '',
    deputy: assignee !== undefined,
    form: isByForm(cycle.schedule),
    prompted,
    reminded,
    next: next === null ? null : nearDayWords(world, next, now, true),
    nextTo: leader === undefined ? null : leaderName(world, leader),
    basis: cycle.schedule.basis ?? null,
    clerk: clerkName(world),
  });
}

async function supervise(world: World, matters: UnitMatter[], reader: Reader, now: Instant): Promise<string> {
  const [first] = matters;
  if (first === undefined) return '';
  const next = nextDueOf(first);
  return say(world, 'supervise', {
    salute: reader.name,
    unit: unitName(world, first.unit, first.cycle),
    title: titleOf(world, first.cycle),
    due: dayWords(world, first.deadline),
    items: await all(matters, (matter) => supervisedItem(world, matter, matters.length === 1)),
    next: next === null ? null : nearDayWords(world, next, now, true),
    basis: first.cycle.schedule.basis ?? null,
    clerk: clerkName(world),
  });
}

async function supervisedItem(world: World, matter: UnitMatter, alone: boolean): Promise<Facts<'supervise'>['items'][number]> {
  const { cycle, unit, record } = matter;
  const [history, explanation] = await Promise.all([
    ladderHistory(world, cycle, unit, record),
    world.stores.replies.explanation(cycle.id, unit),
  ]);
  const days = [history.prompted, history.reminded, history.pressed?.at];
  const [prompted = null, reminded = null, pressed = null] = alone
    ? daysInTurn(world, days)
    : days.map((at) => (at === undefined ? null : dayWords(world, at)));
  return {
    unit: unitName(world, unit, cycle),
    village: world.config().roster.units.get(unit)?.kind === 'village',
    due: dayWords(world, matter.deadline),
    prompted,
    reminded,
    pressed,
    pressedWho: history.pressed === undefined ? null : personName(world, history.pressed.who),
    explanation: explanation?.text ?? null,
  };
}

/** What the unit says by the end of the last workday before the next rung goes along with it for certain. */
function superviseTold(world: World, matter: UnitMatter, reader: Reader, now: Instant): string {
  const { leader, nextDue } = matter.notice.facts as { leader: PersonId; nextDue: Instant | null };
  const lastWorkEnd = nextDue === null ? null : endOfWorkBefore(nextDue, workContext(world));
  const until = lastWorkEnd === null || lastWorkEnd > now ? lastWorkEnd : nextDue;
  const words = until === null ? null : nearDayWords(world, until, now, true);
  return say(world, 'supervise-told', {
    ...named(world, matter, reader),
    to: leaderName(world, leaderNow(world, matter, leader)),
    until: words,
  });
}

/** The rung goes to whoever holds the post when it is sent; so does what others are told of it. */
function leaderNow(world: World, { cycle, unit }: UnitMatter, leader: PersonId): PersonId {
  const rungs = cycle.schedule.escalate.filter(({ level }) => level === 'supervise');
  const reached = rungs.flatMap((rung) => reachedBy(world.config().roster, unit, rung));
  return reached.includes(leader) ? leader : (reached[0] ?? leader);
}

function urge(world: World, matter: UnitMatter, reader: Reader, now: Instant): string {
  const { by } = matter.notice.facts as { by: PersonId };
  return say(world, 'urge', {
    ...named(world, matter, reader),
    salute: reader.name,
    by: leaderName(world, by),
    due: nearDayWords(world, matter.deadline, now, true),
    form: isByForm(matter.cycle.schedule),
    clerk: clerkName(world),
  });
}

function unreached(world: World, matters: UnitMatter[]): string[] {
  return byCycle(matters).map((ofCycle) => {
    const items = ofCycle.map(({ unit, cycle, notice }) => {
      const { why, person } = notice.facts as Unreached;
      return { unit: unitName(world, unit, cycle), why, person, post: askedPost(world, cycle) };
    });
    return say(world, 'unreached', { title: ofCycle[0] === undefined ? null : titleOf(world, ofCycle[0].cycle), items });
  });
}

/** Without the units that the reader was told of before the cycle opened. */
async function notToldBefore(world: World, matters: UnitMatter[], { to }: Reader): Promise<UnitMatter[]> {
  if (to.kind === 'group') return matters;
  const told = await all(matters, ({ cycle, unit, notice }) =>
    wasToldBefore(world, cycle, unit, (notice.facts as Unreached).why, to.person),
  );
  return matters.filter((_matter, index) => told[index] !== true);
}

function byCycle(matters: readonly UnitMatter[]): UnitMatter[][] {
  const cycles = new Set(matters.map(({ cycle }) => cycle.id));
  return [...cycles].map((id) => matters.filter(({ cycle }) => cycle.id === id));
}

function named(
  world: World,
  { cycle, unit }: Pick<UnitMatter, 'cycle' | 'unit'>,
  reader: Reader,
): { unit: string; title: string; number: number | null } {
  return { unit: unitName(world, unit, cycle), title: titleOf(world, cycle), number: reader.numbered ? promptNumber(cycle, unit) : null };
}

function nextDueOf({ notice }: UnitMatter): Instant | null {
  return (notice.facts as { nextDue?: Instant | null }).nextDue ?? null;
}
