/** How a person's units stand in every open cycle. Every message begins with this question, so it is asked in one trip. */
import type { CycleStore, Standing } from '../../application/ports.js';
import type { CycleId } from '../../domain/cycle.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import { draftField } from './conversation-store.js';
import { readRecords, recordOf } from './cycle-records.js';
import { stateFields } from './cycle-shelf.js';
import { asMaybeTexts, asMembers, asText, type Lookup } from './lookups.js';
import type { StoreBase } from './store-base.js';

export function standings(base: StoreBase): Pick<CycleStore, 'standing'> {
  /** What was open when last asked is most likely open now: it is asked for along with what is, and left out if it is not. */
  let likely: readonly CycleId[] = [];
  return {
    async standing(person, units) {
      const guessed = likely;
      const { open, found } = await askAbout(base, guessed, person, units);
      const unforeseen = open.filter((id) => !guessed.includes(id));
      likely = open;
      const others = unforeseen.length === 0 ? [] : (await askAbout(base, unforeseen, person, units)).found;
      const inOpen = [...found, ...others].filter(({ cycle }) => open.includes(cycle.id));
      return inOpen.sort((a, b) => b.cycle.openedAt - a.cycle.openedAt || open.indexOf(a.cycle.id) - open.indexOf(b.cycle.id));
    },
  };
}

interface Answer {
  open: CycleId[];
  found: Standing[];
}

async function askAbout(base: StoreBase, cycles: readonly CycleId[], person: PersonId, units: readonly UnitId[]): Promise<Answer> {
  const { lookups, keys } = base;
  const asked = cycles.map((id) => lookupsIn(base, id, person, units));
  const [open, ...replies] = await lookups.all([{ command: 'ZRANGE', key: keys.openCycles, args: [0, -1] }, ...asked.flat()]);
  const found: Standing[] = [];
  let from = 0;
  for (const [i, id] of cycles.entries()) {
    const count = asked[i]?.length ?? 0;
    found.push(...(await standingIn(base, id, units, replies.slice(from, from + count))));
    from += count;
  }
  return { open: asMembers(open), found };
}

/** As many units as a look-up asks for. */
const unitsAtOnce = 1_000;

/** Two about the cycle, and as many about records as about terms and drafts. */
function lookupsIn({ keys }: StoreBase, id: CycleId, person: PersonId, units: readonly UnitId[]): Lookup[] {
  const { cycle, prompts, records, terms, drafts } = keys.cycle(id);
  return [
    { command: 'HMGET', key: cycle, args: stateFields },
    { command: 'HGET', key: prompts, args: [person] },
    ...inParts(records, units),
    ...inParts(terms, units),
    ...inParts(
      drafts,
      units.map((unit) => draftField(unit, person)),
    ),
  ];
}

function inParts(key: string, fields: readonly string[]): Lookup[] {
  const parts: Lookup[] = [];
  for (let from = 0; from < fields.length; from += unitsAtOnce)
    parts.push({ command: 'HMGET', key, args: fields.slice(from, from + unitsAtOnce) });
  return parts;
}

async function standingIn(base: StoreBase, id: CycleId, units: readonly UnitId[], replies: readonly unknown[]): Promise<Standing[]> {
  const [state, prompts, ...aboutUnits] = replies;
  const found = await base.shelf.inState(id, asMaybeTexts(state));
  if (found === undefined) return [];
  const { cycle, units: audience } = found;
  const [records = [], terms = [], drafts = []] = inThree(aboutUnits);
  const sent = asText(prompts);
  const asked = sent === null ? [] : sent.split('\n');
  const standing: Standing[] = [];
  for (const [place, unit] of units.entries()) {
    if (!audience.has(unit)) continue;
    const record = recordOf(records[place], terms[place]);
    standing.push({ cycle, unit, record, asked: asked.includes(unit), mayHaveDraft: drafts[place] != null });
  }
  const others = asked.filter((unit) => !units.includes(unit));
  if (others.length === 0) return standing;
  // Whether somebody who has left a unit began an answer for it is not asked for here.
  for (const [unit, record] of await readRecords(base, id, others)) standing.push({ cycle, unit, record, asked: true, mayHaveDraft: true });
  return standing;
}

/** As many parts about records as about terms and drafts; mostly one of each. */
function inThree(parts: readonly unknown[]): (string | null)[][] {
  if (parts.length === 3) return parts.map(asMaybeTexts);
  const third = parts.length / 3;
  return [0, 1, 2].map((place) => parts.slice(place * third, (place + 1) * third).flatMap(asMaybeTexts));
}
