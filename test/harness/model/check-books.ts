/** Counters are what a recount gives, and whoever still owes an answer is due some time: nobody is lost, nobody is asked who has answered. */
import type { Cycle } from '../../../src/domain/cycle.js';
import { ladderOf } from '../../../src/domain/ladder.js';
import { pristine, type CycleRow } from './snapshot.js';
import type { View } from './view.js';

const openStates: readonly string[] = ['p', 'u'];

export function wrongBooks({ shot, cycles, versions }: View): string[] {
  return [...shot.cycles.values()].flatMap((row) => {
    const cycle = cycles.get(row.id);
    if (cycle === undefined || row.status === 'opening') return [];
    return [...wrongCounts(row, cycle), ...wrongLateness(row, cycle, versions), ...(row.status === 'open' ? wrongDues(row, cycle) : [])];
  });
}

/** Late is what was first written after the deadline, at the earliest: an outage or a leader may have moved that. */
function wrongLateness({ id, units }: CycleRow, { deadline }: Cycle, versions: View['versions']): string[] {
  return [...units].flatMap(([unit, { state }]) => {
    const [first] = versions.get(`${id}/${unit}`) ?? [];
    if (first === undefined || (state !== 'a' && state !== 'l')) return [];
    if (first.late !== (state === 'l')) return [`${id}/${unit} is ${state}, its first answer ${first.late ? 'late' : 'in time'}`];
    return first.late && first.at <= deadline ? [`${id}/${unit} was answered in time and is late`] : [];
  });
}

function wrongCounts(row: CycleRow, { units, tree }: Cycle): string[] {
  const counted = new Map<string, number>();
  const parents = new Set(tree.map(({ parent }) => parent));
  const byId = new Map(tree.map((unit) => [unit.id, unit]));
  for (const id of units) {
    const { state } = row.units.get(id) ?? pristine();
    const scopes = ['*', ...(byId.get(id)?.supervisors ?? []).map(({ person }) => `@${person}`)];
    for (let at = byId.get(id); at !== undefined; at = byId.get(at.parent ?? '')) if (parents.has(at.id)) scopes.push(at.id);
    for (const scope of scopes) counted.set(`${scope}:${state}`, (counted.get(`${scope}:${state}`) ?? 0) + 1);
  }
  const names = new Set([...counted.keys(), ...row.count.keys()]);
  return [...names].flatMap((name) => {
    const [stored, right] = [row.count.get(name) ?? 0, counted.get(name) ?? 0];
    return stored === right ? [] : [`${row.id} counts ${stored} of ${name}, there are ${right}`];
  });
}

function wrongDues(row: CycleRow, { units, schedule }: Cycle): string[] {
  const wrong: string[] = [];
  const steps = ladderOf(schedule).length;
  for (const id of units) {
    const { state, step, terms } = row.units.get(id) ?? pristine();
    const at = row.due.get(id);
    const isOpen = openStates.includes(state);
    if (isOpen && at === undefined) wrong.push(`${row.id}/${id} is open and never due`);
    if (!isOpen && at !== undefined) wrong.push(`${row.id}/${id} is ${state} and due`);
    if (!isOpen && row.waiting.has(id)) wrong.push(`${row.id}/${id} is ${state} and waits for a circular`);
    const mayRest = step >= steps || terms.heldBy !== undefined;
    if (at === Number.POSITIVE_INFINITY && !mayRest) wrong.push(`${row.id}/${id} is put off for ever at step ${step}`);
  }
  for (const id of row.due.keys()) if (!units.includes(id)) wrong.push(`${id} is due in ${row.id} and not in it`);
  return wrong;
}
