/** 催办: a leader asks after a unit in their own name. Once a day for a unit and cycle, whoever asks: nobody is nagged. */
import { askedPeople, reachable } from '../domain/ladder.js';
import { holders } from '../domain/responsibility.js';
import { allowedUnit } from './look-at-unit.js';
import { noticesTo } from './notices.js';
import { isUnanswered } from './open-prompts.js';
import { saying, today, type Response, type Said } from './said.js';
import { isSpot } from './spot-check.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export async function urgeUnit(world: World, said: Said, typed: string | undefined): Promise<Response> {
  const allowed = allowedUnit(world, said.person, typed, 'urge');
  if (allowed.kind === 'refused') return saying(allowed.text);
  const { unit } = allowed;
  const { roster } = world.config();
  const people = new Set<string>();
  let open = 0;
  let held: number | undefined;
  let fresh = 0;
  for (const cycle of await world.stores.cycles.openCycles()) {
    const record = (await world.stores.cycles.records(cycle.id, [unit.id])).get(unit.id);
    // Whom a spot check did not reach is telephoned, not pressed.
    if (record === undefined || isSpot(cycle) || !isUnanswered({ record })) continue;
    open += 1;
    held ??= record.terms?.heldBy;
    // While somebody is to decide, nobody is pressed.
    if (record.terms?.heldBy !== undefined) continue;
    const asked = [...askedPeople({ cycle, unit: unit.id, record, roster }), ...holders(roster, 'principal', unit.id)];
    const to = reachable(roster, [...new Set(asked)]).filter((person) => person !== said.person.id);
    for (const person of to) people.add(person);
    if (to.length === 0) continue;
    const stem = `urge/${cycle.id}/${unit.id}/${today(world, said.now)}`;
    fresh += await world.stores.outbox.urge(
      { id: `urged/${said.messageId}`, by: said.person.id, cycle: cycle.id, unit: unit.id },
      noticesTo(world, stem, to, { kind: 'urge', cycle, unit: unit.id, facts: { by: said.person.id } }, said.now),
      said.now,
    );
  }
  if (people.size === 0 && held !== undefined) return saying(await heldWords(world, said, unit.name, held));
  if (people.size > 0 && fresh === 0) return saying(say(world, 'urged-today', { unit: unit.name }));
  return saying(
    say(world, 'urged', { unit: unit.name, people: [...people].map((person) => personName(world, person)), answered: open === 0 }),
  );
}

async function heldWords(world: World, said: Said, unit: string, no: number): Promise<string> {
  const request = await world.stores.matters.matter(no);
  const to = request?.kind === 'request' ? request.to : undefined;
  const self = to === said.person.id;
  return say(world, 'urge-held', { unit, number: no, self, with: to === undefined || self ? null : personName(world, to) });
}
