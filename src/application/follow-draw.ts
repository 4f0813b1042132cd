/** What a draw does by itself: it reminds of the number, lapses without one, asks the drawn units, says whom to telephone, and ends in public. */
import type { Draw } from '../domain/spot-check.js';
import { askedUnits } from '../domain/spot-check.js';
import { minuteMs, secondMs, type Instant } from '../domain/time.js';
import { endOfWorkday, resolveStep } from '../domain/workdays.js';
import { drawNotices, officersToTell, standingOf, type DrawnUnit } from './draw-book.js';
import { openCycle } from './open-cycle.js';
import type { MatterChange, Notice } from './ports.js';
import { workContext, type World } from './world.js';

export async function followDraw(world: World, draw: Draw, now: Instant): Promise<void> {
  const { matters, cycles } = world.stores;
  switch (draw.state) {
    case 'committed':
      return waitForNumber(world, draw, now);
    case 'drawn':
      return askDrawn(world, draw, now);
    case 'asking':
      return waitForAnswers(world, draw, now);
    case 'calling':
      return waitForCalls(world, draw, now);
    case 'disclosed':
      // Nothing more is owed in it; what anybody still has to say was said today.
      await cycles.close(draw.cycle, now);
      return matters.postpone(draw.no, draw.version, Number.POSITIVE_INFINITY);
    case 'lapsed':
      return undefined;
    default:
      return draw.state satisfies never;
  }
}

/** The officers are reminded once; without a number by the end of the work hours nobody is drawn. */
async function waitForNumber(world: World, draw: Draw, now: Instant): Promise<void> {
  const to = officersToTell(world, draw);
  if (now < draw.until) {
    const notices = drawNotices(world, draw, { kind: 'draw-reminder', to }, now);
    return write(world, draw, { change: {}, due: draw.until, waitsFor: to, act: 'draw-reminded', notices }, now);
  }
  await world.stores.cycles.recordMissed(draw.schedule.id, draw.plannedAt, 'no-number', now);
  const notices = drawNotices(world, draw, { kind: 'draw-lapsed', to }, now);
  await write(world, draw, { change: { state: 'lapsed', lapsed: 'no-number', settledAt: now }, act: 'draw-lapsed', notices }, now);
}

/** The cycle opens once, however often this is begun anew. */
async function askDrawn(world: World, draw: Draw, now: Instant): Promise<void> {
  const asked = askedUnits(draw);
  if (asked.length === 0) return disclose(world, draw, now);
  await openCycle(world, draw.schedule, draw.plannedAt, now, 'bot', asked);
  await write(world, draw, { change: { state: 'asking' }, due: now + minuteMs, act: 'draw-asked', notices: [] }, now);
}

/** As long as somebody's minutes run nothing is told, so that nobody is telephoned who would have answered. */
async function waitForAnswers(world: World, draw: Draw, now: Instant): Promise<void> {
  const { units } = await standingOf(world, draw, now);
  const waiting = units.filter(({ reach }) => reach === 'waiting');
  if (waiting.length > 0) return world.stores.matters.postpone(draw.no, draw.version, nextLook(waiting, now));
  const silent = silentIn(units);
  if (silent.length === 0) return disclose(world, draw, now);
  const to = officersToTell(world, draw);
  const notices = drawNotices(world, draw, { kind: 'draw-summary', to, facts: { again: false } }, now);
  await write(
    world,
    draw,
    { change: { state: 'calling', silent, toldAt: now }, due: nextMorning(world, now), waitsFor: to, act: 'draw-told', notices },
    now,
  );
}

/** Who answers after all is told to the officers, once; on the next morning they are reminded of the others, once. */
async function waitForCalls(world: World, draw: Draw, now: Instant): Promise<void> {
  const { units } = await standingOf(world, draw, now);
  const silent = silentIn(units);
  const answered = units.flatMap(({ unit, reach }) =>
    reach === 'answered' && draw.silent.includes(unit) && !draw.answeredSince.includes(unit) ? [unit] : [],
  );
  const after = { ...draw, answeredSince: [...draw.answeredSince, ...answered] };
  if (silent.length === 0) return disclose(world, after, now, answered);
  const to = officersToTell(world, draw);
  const morning = nextMorning(world, draw.toldAt ?? now);
  if (answered.length > 0) {
    const notices = drawNotices(world, draw, { kind: 'draw-answered', to, facts: { units: answered } }, now);
    return write(world, after, { change: {}, due: morning, waitsFor: to, act: 'draw-told', notices }, now);
  }
  if (draw.urged || now < morning)
    return world.stores.matters.postpone(draw.no, draw.version, draw.urged ? Number.POSITIVE_INFINITY : morning);
  const notices = drawNotices(world, draw, { kind: 'draw-summary', to, facts: { again: true } }, now);
  await write(world, draw, { change: { urged: true }, waitsFor: to, act: 'draw-reminded', notices }, now);
}

/** Everybody has been heard of: the secret is published, and anybody may draw again. */
async function disclose(world: World, draw: Draw, now: Instant, answered: readonly string[] = []): Promise<void> {
  const told = { kind: 'draw-disclosed', to: officersToTell(world, draw), facts: { units: answered } } as const;
  const notices = drawNotices(world, draw, told, now);
  const change = { state: 'disclosed', settledAt: now } as const;
  await write(world, draw, { change, due: closesAt(world, now), act: 'draw-disclosed', published: publishedSecret(draw), notices }, now);
}

/** As it stands in the audit trail. */
export function publishedSecret({ secret }: Pick<Draw, 'secret'>): string {
  return `secret:${secret}`;
}

/** Until then the drawn units may add to what they answered. */
export function closesAt(world: World, now: Instant): Instant {
  return endOfWorkday(now, workContext(world));
}

export function silentIn(units: readonly DrawnUnit[]): string[] {
  return units.flatMap(({ unit, reach }) => (reach === 'silent' ? [unit] : []));
}

/** Who was not asked yet has no deadline to wait for. */
function nextLook(waiting: readonly DrawnUnit[], now: Instant): Instant {
  if (waiting.some(({ record }) => record?.promptAt === undefined)) return now + minuteMs;
  return Math.max(now + secondMs, ...waiting.map(({ deadline }) => deadline));
}

function nextMorning(world: World, at: Instant): Instant {
  return resolveStep({ kind: 'workdays', days: 1 }, at, workContext(world));
}

interface Step {
  change: Partial<Draw>;
  due?: Instant;
  waitsFor?: readonly string[];
  act: string;
  published?: string;
  notices: Notice[];
}

async function write(world: World, draw: Draw, step: Step, now: Instant): Promise<void> {
  const { change, due, waitsFor = [], act, published, notices } = step;
  const whole: MatterChange = {
    matter: { ...draw, ...change },
    after: draw.version,
    ...(due === undefined ? {} : { due }),
    waitsFor: [...waitsFor],
    actor: 'bot',
    act,
    ...(published === undefined ? {} : { published }),
    notices,
  };
  await world.stores.matters.write(whole, now);
}
