/** How a person's units stand in every open cycle. Every message begins with this question, so it is asked in one trip. */
import type { CycleStore, Standing } from '../../application/ports.js';
import type { CycleId } from '../../domain/cycle.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import { draftField } from './conversation-store.js';
import { readRecords } from './cycle-records.js';
import { guard } from './guard.js';
import type { StoreBase } from './store-base.js';

export function standings(base: StoreBase): Pick<CycleStore, 'standing'> {
  const { client, keys } = base;
  /** What was open when last asked is most likely open now: it is asked for along with what is, and left out if it is not. */
  let likely: readonly CycleId[] = [];
  return {
    async standing(person, units) {
      const inCycle = (id: CycleId) => standingIn(base, id, person, units);
      const [open, guesses] = await Promise.all([
        guard(client.zrange(keys.openCycles, 0, '-1')),
        Promise.all(likely.map(async (id) => [id, await inCycle(id)] as const)),
      ]);
      likely = open;
      const guessed = new Map(guesses);
      const found = await Promise.all(open.map(async (id) => guessed.get(id) ?? inCycle(id)));
      return found.flat().sort((a, b) => b.cycle.openedAt - a.cycle.openedAt);
    },
  };
}

async function standingIn(base: StoreBase, id: CycleId, person: PersonId, units: readonly UnitId[]): Promise<Standing[]> {
  const { client, keys, shelf } = base;
  const places = keys.cycle(id);
  const [cycle, sent, known, drafts] = await Promise.all([
    shelf.fresh(id),
    guard(client.hget(places.prompts, person)),
    readRecords(base, id, units),
    units.length === 0 ? [] : guard(client.hmget(places.drafts, ...units.map((unit) => draftField(unit, person)))),
  ]);
  if (cycle === undefined) return [];
  const asked = sent === null ? [] : sent.split('\n');
  const others = asked.filter((unit) => !units.includes(unit));
  const records = new Map([...known, ...(await readRecords(base, id, others))]);
  return [...records].map(([unit, record]) => {
    const place = units.indexOf(unit);
    // Whether somebody who has left a unit began an answer for it is not asked for here.
    return { cycle, unit, record, asked: asked.includes(unit), mayHaveDraft: place < 0 || drafts[place] != null };
  });
}
