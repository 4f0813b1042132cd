/** Takes the steps of the ladder that are due: asking, reminding, and the rungs above. Each is taken once, by one script, with all its notices. */
import type { Cycle, Level, UnitRecord } from '../domain/cycle.js';
import { askPrincipalStep, decideStep, dueAfterOutages, firstLadderStep, reachable, type StepDecision } from '../domain/ladder.js';
import type { Outage } from '../domain/outage.js';
import { holders } from '../domain/responsibility.js';
import type { UnitId } from '../domain/roster.js';
import { hourMs, minuteMs, type Instant } from '../domain/time.js';
import { noticesTo, stepStem } from './notices.js';
import { scopesOf } from './open-cycle.js';
import type { Notice, StepTaken } from './ports.js';
import { noticesOfUnreached, refusedPrompt } from './unreached-units.js';
import { workContext, type World } from './world.js';

const batchLimit = 500;
const leaseMs = minuteMs;
/** After asking, the unit is looked at again in an hour if by then the prompt is not known to be out. */
const awaitPromptMs = hourMs;

/** Takes up to one batch of due steps in a cycle. Returns how many units were due. */
export async function climbLadder(world: World, cycle: Cycle, now: Instant): Promise<number> {
  const { cycles } = world.stores;
  const units = await cycles.takeDue(cycle.id, now, batchLimit, leaseMs);
  if (units.length === 0) return 0;
  const records = await cycles.records(cycle.id, units);
  const [paused, outages] = await Promise.all([pausedUnits(world, records.values(), now), outagesOf(world, records.values(), now)]);
  await Promise.all(
    units.map(async (unit) => {
      const record = records.get(unit);
      if (record?.state === 'pending' || record?.state === 'unreached')
        await takeDueStep(world, cycle, { unit, record, paused: paused.has(unit), outages }, now);
    }),
  );
  return units.length;
}

/** Units that are left alone now; looked up only when somebody is to be asked. */
async function pausedUnits(world: World, records: Iterable<UnitRecord>, now: Instant): Promise<ReadonlySet<UnitId>> {
  const asks = [...records].some(({ promptAt }) => promptAt === undefined);
  const pauses = asks ? await world.stores.matters.open({ kind: 'pause' }) : [];
  return new Set(pauses.filter(({ until }) => until > now).map(({ unit }) => unit));
}

interface DueUnit {
  unit: UnitId;
  record: UnitRecord;
  paused: boolean;
  outages: readonly Outage[];
}

async function takeDueStep(world: World, cycle: Cycle, { unit, record, paused, outages }: DueUnit, now: Instant): Promise<void> {
  const { cycles } = world.stores;
  const due = dueAfterOutages(cycle, record, outages, workContext(world));
  if (due > now) return cycles.postpone(cycle.id, unit, record.step, due);
  const refused = record.state === 'unreached' ? await refusedPrompt(world, cycle, unit) : [];
  const { roster } = world.config();
  const decision = decideStep({ cycle, unit, record, roster, refused, paused, outages, now, context: workContext(world) });
  if (decision.kind === 'hold') await cycles.postpone(cycle.id, unit, record.step, decision.until);
  else await cycles.takeStep(stepOf(world, cycle, unit, record, decision, now, refused.length > 0), 'bot', now);
}

/** Those since the first of them was prompted: what was over before a unit's own prompt moves nothing for it. */
async function outagesOf(world: World, records: Iterable<UnitRecord>, now: Instant): Promise<Outage[]> {
  const prompted = [...records].map(({ promptAt }) => promptAt).filter((at) => at !== undefined);
  return prompted.length === 0 ? [] : world.stores.household.outages(Math.min(...prompted), now);
}

function stepOf(
  world: World,
  cycle: Cycle,
  unit: UnitId,
  record: UnitRecord,
  decision: Exclude<StepDecision, { kind: 'hold' }>,
  now: Instant,
  told: boolean,
): StepTaken {
  const { step } = record;
  const stem = stepStem(cycle, unit, step);
  const base = {
    cycle: cycle.id,
    unit,
    step,
    next: step + 1,
    nextDue: Number.POSITIVE_INFINITY,
    notices: [] as Notice[],
    scopes: scopesOf(cycle.tree, unit),
  };
  switch (decision.kind) {
    case 'excuse':
      return { ...base, state: 'excused', reason: decision.reason };
    case 'unreached':
      return {
        ...base,
        next: askPrincipalStep,
        nextDue: decision.nextDue,
        state: 'unreached',
        // The clerk hears of it once; what is due to one person is one message.
        notices: told ? [] : noticesOfUnreached(world, cycle, unit, now),
      };
    case 'ask':
      return {
        ...base,
        next: firstLadderStep,
        nextDue: now + awaitPromptMs,
        state: 'pending',
        notices: noticesTo(world, stem, decision.to, { kind: 'prompt', cycle, unit }, now),
      };
    case 'skip':
      return { ...base, nextDue: decision.nextDue };
    case 'remind':
      return {
        ...base,
        nextDue: decision.nextDue,
        level: 'remind',
        notices: noticesTo(world, stem, decision.to, { kind: 'remind', cycle, unit }, now),
      };
    case 'rung':
      return rungStep(world, cycle, unit, decision, base, stem, now);
    default:
      return decision satisfies never;
  }
}

function rungStep(
  world: World,
  cycle: Cycle,
  unit: UnitId,
  { rung, to, nextDue }: Extract<StepDecision, { kind: 'rung' }>,
  base: StepTaken,
  stem: string,
  now: Instant,
): StepTaken {
  // A vacant rung passes on: nobody was reached, so the level stays.
  if (to.length === 0) return { ...base, nextDue };
  const level: Level = rung.level;
  if (rung.release !== undefined) return { ...base, nextDue, level, circulate: true };
  const notices = noticesTo(world, stem, to, { kind: noticeOfRung(rung.level), cycle, unit, facts: { nextDue: finite(nextDue) } }, now);
  if (rung.level === 'supervise') notices.push(...tellPrincipal(world, cycle, unit, stem, to, nextDue, now));
  return { ...base, nextDue, level, notices };
}

function noticeOfRung(level: 'press' | 'supervise' | 'circulate'): 'press' | 'supervise' {
  return level === 'press' ? 'press' : 'supervise';
}

/** The unit's own principal hears that the matter went up, and may still explain. */
function tellPrincipal(world: World, cycle: Cycle, unit: UnitId, stem: string, to: string[], nextDue: Instant, now: Instant): Notice[] {
  const { roster } = world.config();
  const principals = reachable(roster, holders(roster, 'principal', unit)).filter((person) => !to.includes(person));
  return noticesTo(
    world,
    `${stem}/told`,
    principals,
    { kind: 'supervise-told', cycle, unit, facts: { leader: to[0], nextDue: finite(nextDue) } },
    now,
  );
}

function finite(at: Instant): Instant | null {
  return Number.isFinite(at) ? at : null;
}
