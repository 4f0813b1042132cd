/**
 * Owns up to an outage: everybody who was asked, still owes an answer, and had its deadline moved by it hears so once, with the new deadline.
 * Whoever answered hears nothing, and nobody hears of an outage that fell into quiet hours or rest days.
 */
import type { Cycle } from '../domain/cycle.js';
import { askedPeople, heldSince, unitDeadline } from '../domain/ladder.js';
import { isFelt, putsBack, type Outage } from '../domain/outage.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { dayMs, minuteMs, type Instant } from '../domain/time.js';
import { recentOutages } from './fair-deadline.js';
import { noticeOf } from './notices.js';
import { workContext, type World } from './world.js';

/** What an apology is about. The deadlines are looked up when it is sent. */
export interface ApologyFacts {
  from: Instant;
  to: Instant;
  parts: { cycle: string; unit: UnitId }[];
}

/** The beat that ends an outage may be another process': it is looked for this often. */
const lookEveryMs = minuteMs;
/** An outage that ended longer ago is not spoken of any more. */
const talkedOfMs = 2 * dayMs;
const unitsAtOnce = 500;

/** By world: when it was last looked for outages, and the beginnings of those that were dealt with. */
const looks = new WeakMap<World, { at: Instant; done: Set<Instant> }>();

export async function apologize(world: World, now: Instant): Promise<void> {
  const last = looks.get(world);
  if (last !== undefined && now >= last.at && now - last.at < lookEveryMs) return;
  const done = last?.done ?? new Set();
  const outages = await recentOutages(world);
  const { settings, calendar } = world.config();
  for (const outage of outages) {
    // Nobody could be told, and how long it is going to be is not known.
    if (outage.ongoing === true) continue;
    if (done.has(outage.from) || outage.to < now - talkedOfMs) continue;
    if (isFelt(outage, { ...settings, calendar })) await apologizeFor(world, outage, outages, now);
    done.add(outage.from);
  }
  looks.set(world, { at: now, done });
}

async function apologizeFor(world: World, outage: Outage, outages: readonly Outage[], now: Instant): Promise<void> {
  const parts = new Map<PersonId, ApologyFacts['parts']>();
  for (const cycle of await world.stores.cycles.openCycles()) {
    if (cycle.openedAt >= outage.to) continue;
    for (const { unit, people } of await debtors(world, cycle, outage, outages)) {
      for (const person of people) parts.set(person, [...(parts.get(person) ?? []), { cycle: cycle.id, unit }]);
    }
  }
  const notices = [...parts].map(([person, theirs]) => {
    const facts: ApologyFacts = { from: outage.from, to: outage.to, parts: theirs };
    return noticeOf(world, `apology/${outage.from}/${person}`, { kind: 'apology', to: { kind: 'person', person }, facts }, now);
  });
  await world.stores.outbox.enqueue(notices, now);
}

/** The units that still owe an answer and whose deadline this outage put back, with whom they are asked through. */
async function debtors(
  world: World,
  cycle: Cycle,
  outage: Outage,
  outages: readonly Outage[],
): Promise<{ unit: UnitId; people: PersonId[] }[]> {
  const { cycles } = world.stores;
  const { roster } = world.config();
  const context = workContext(world);
  const found: { unit: UnitId; people: PersonId[] }[] = [];
  for (let offset = 0; ; offset += unitsAtOnce) {
    const units = await cycles.openUnits(cycle.id, offset, unitsAtOnce);
    for (const [unit, record] of await cycles.records(cycle.id, units)) {
      const since = heldSince(record);
      if (record.state !== 'pending' || since === undefined) continue;
      if (putsBack(outage, unitDeadline(cycle, record, context), outages, since, context))
        found.push({ unit, people: askedPeople({ cycle, unit, record, roster }) });
    }
    if (units.length < unitsAtOnce) return found;
  }
}
