/** Withdraws a cycle that was opened by mistake: nothing is owed any more, whoever was asked hears so in one line, and it closes. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { askedPeople } from '../domain/ladder.js';
import { may } from '../domain/permission.js';
import type { UnitId } from '../domain/roster.js';
import { noticesTo } from './notices.js';
import { scopesOf } from './open-cycle.js';
import { isUnanswered } from './open-prompts.js';
import { overtakeAnswered } from './overtake-request.js';
import { saying, type Response, type Said } from './said.js';
import { titleOf } from './words.js';
import { countsOf } from './count-units.js';
import { say, type World } from './world.js';

/** So many at once: more would hold everything else up. */
const batchLimit = 500;
const letOffReason = 'withdrawn';

/** Whoever opens cycles may withdraw one that was opened by mistake. */
export function mayWithdrawCycles(world: World, { person }: Pick<Said, 'person'>): boolean {
  return may(world.config().roster, person.id, 'start', {});
}

/** It cannot be undone, so it is done only on 是. */
export async function askWithdrawal(world: World, cycle: Cycle): Promise<Response> {
  const { open, answered } = await countsOf(world, cycle, '*');
  const text = say(world, 'withdraw-confirm', { title: titleOf(world, cycle), open, answered });
  return saying(text, { dialog: { kind: 'confirm-withdrawal', withdraws: cycle.id } });
}

/**
 * Each unit is let off by a script of its own, together with the word to whoever was asked. After a crash the clerk says it again, and it goes
 * on where it stopped; nobody hears it twice.
 */
export async function withdrawCycle(world: World, said: Said, id: string): Promise<Response> {
  const { cycles } = world.stores;
  if (!mayWithdrawCycles(world, said)) return saying(say(world, 'denied', {}), { dialog: null });
  const cycle = await cycles.cycle(id);
  const excused = cycle === undefined ? 0 : await letAllOff(world, said, cycle);
  // Closed with nobody let off: its time was over, and it is nobody's to withdraw.
  if (cycle === undefined || (cycle.closedAt !== undefined && excused === 0))
    return saying(say(world, 'withdraw-what', { names: [] }), { dialog: null });
  await cycles.close(cycle.id, said.now);
  return saying(say(world, 'cycle-withdrawn', { title: titleOf(world, cycle), excused, told: false }), { dialog: null });
}

/** How many owe nothing because it was withdrawn, those among them who were let off before a crash. */
async function letAllOff(world: World, said: Said, cycle: Cycle): Promise<number> {
  let excused = 0;
  for (let from = 0; from < cycle.units.length; from += batchLimit) {
    const records = [...(await world.stores.cycles.records(cycle.id, cycle.units.slice(from, from + batchLimit)))];
    const owing = cycle.closedAt === undefined ? records.filter(([, record]) => isUnanswered({ record })) : [];
    await Promise.all(owing.map(([unit, record]) => letOff(world, said, cycle, unit, record)));
    excused += owing.length + records.filter(([, { state, reason }]) => state === 'excused' && reason === letOffReason).length;
  }
  return excused;
}

async function letOff(world: World, said: Said, cycle: Cycle, unit: UnitId, record: UnitRecord): Promise<void> {
  const asked = record.promptAt === undefined ? [] : askedPeople({ cycle, unit, record, roster: world.config().roster });
  const to = asked.filter((person) => person !== said.person.id);
  await world.stores.cycles.takeStep(
    {
      cycle: cycle.id,
      unit,
      step: record.step,
      next: record.step + 1,
      nextDue: Number.POSITIVE_INFINITY,
      state: 'excused',
      reason: letOffReason,
      notices: noticesTo(world, `${cycle.id}/${unit}/withdrawn`, to, { kind: 'cycle-withdrawn', cycle, unit }, said.now),
      scopes: scopesOf(cycle.tree, unit),
    },
    said.person.id,
    said.now,
  );
  await overtakeAnswered(world, cycle, unit, record.terms, said.now);
}
