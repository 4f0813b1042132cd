/** Tells what is said of a walk's item from what is said of a finding that the same person was asked to look at again: both begin with 正常. */
import { openRecheck } from '../domain/finding.js';
import type { WalkWord } from '../domain/inspection-words.js';
import type { Inspection } from '../domain/inspection.js';
import type { MatterNo } from '../domain/matter-base.js';
import type { PersonId } from '../domain/roster.js';
import { recheckedBy } from './which-finding.js';
import type { World } from './world.js';

/** `numbers`: of the findings that may be meant; none: it is the walk's. `named`: one of them is, by its number. */
export interface RecheckMeant {
  numbers: MatterNo[];
  named: boolean;
}

const theWalk: RecheckMeant = { numbers: [], named: false };

/** What was asked since the person spoke of the walk last may be meant. */
export async function recheckMeant(world: World, person: PersonId, word: WalkWord, walk: Inspection): Promise<RecheckMeant> {
  const [said, ...others] = word.kind === 'verdicts' ? word.said : [];
  if (said === undefined || others.length > 0 || said.verdict !== 'fine' || said.place !== undefined) return theWalk;
  const asked = await recheckedBy(world, person);
  const [, digits] = /^(\d{1,9})(?!\d)/u.exec(said.words) ?? [];
  if (asked.some(({ no }) => no === Number(digits))) return { numbers: [Number(digits)], named: true };
  const heardAt = walk.heard[person] ?? walk.at;
  const since = asked.filter((finding) => (openRecheck(finding)?.askedAt ?? heardAt) > heardAt);
  return { numbers: since.map(({ no }) => no), named: false };
}
