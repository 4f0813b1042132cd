/** Finds the finding a word is about: by its number, or the only one for which the word makes sense to who says it. */
import type { FindingVerb } from '../domain/command.js';
import { wordOf } from '../domain/command.js';
import { openRecheck, type Finding } from '../domain/finding.js';
import { unitsOf } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import { asFinding, mayDo, mayKnow } from './finding-book.js';
import { findingTrouble } from './finding-trouble.js';
import type { LedgerState, LedgerStretch } from './ports.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

/** The words that are about one finding. */
export type NumberedVerb = Exclude<FindingVerb, 'enter'> | 'close' | 'send-back';

/** In which states a word makes sense: for guessing which finding is meant, not for refusing. */
const states: Record<NumberedVerb, readonly LedgerState[]> = {
  establish: ['proposed'],
  drop: ['proposed'],
  mend: ['open', 'working'],
  mended: ['open', 'working'],
  object: ['open', 'working'],
  close: ['reported'],
  'send-back': ['reported'],
  reopen: ['closed'],
  'leave-closed': ['closed'],
  show: ['open', 'working', 'reported'],
  'recheck-fine': ['closed'],
  relapse: ['closed'],
};
const shown = 9;

export type Meant = { kind: 'one'; finding: Finding } | { kind: 'reply'; response: Response };

export async function whichFinding(world: World, said: Said, verb: NumberedVerb, no: number | undefined, tail = ''): Promise<Meant> {
  if (no !== undefined) {
    const finding = asFinding(await world.stores.matters.matter(no));
    if (finding === undefined || !mayKnow(world, finding, said.person.id)) return reply(findingTrouble(world, said.person, 'unknown', no));
    return { kind: 'one', finding };
  }
  const found = (await candidates(world, said, verb)).filter((finding) => isAllowed(world, said, verb, finding));
  const [only] = found;
  if (only === undefined) return reply(findingTrouble(world, said.person, 'none'));
  if (found.length === 1) return { kind: 'one', finding: only };
  const numbers = found.map((one) => one.no);
  const head = `${wordOf(verb)} `;
  return reply(
    saying(say(world, 'finding-which', { numbers, word: wordOf(verb) }), {
      dialog: { kind: 'complete', head, tail: tail === '' ? '' : ` ${tail}` },
    }),
  );
}

/** Whether the one permission table lets them say this of the finding, now. */
export function isAllowed(world: World, { person }: Pick<Said, 'person'>, verb: NumberedVerb, finding: Finding): boolean {
  return mayDo(world, person.id, verb, finding);
}

/** The findings at which somebody was asked to look again and has not said how they are. */
export async function recheckedBy(world: World, person: PersonId): Promise<Finding[]> {
  const waiting = await world.stores.matters.open({ waitsFor: person });
  return waiting.filter((matter): matter is Finding => matter.kind === 'finding' && openRecheck(matter)?.by === person);
}

async function candidates(world: World, { person }: Said, verb: NumberedVerb): Promise<Finding[]> {
  if (verb === 'recheck-fine' || verb === 'relapse') return recheckedBy(world, person.id);
  const { roster } = world.config();
  const own = unitsOf(roster, person.id);
  const isOwners = verb === 'mend' || verb === 'mended' || verb === 'object';
  const scopes: LedgerStretch['scope'][] = isOwners
    ? [{ of: 'owner', owner: person.id }, ...own.map((unit) => ({ of: 'unit', unit }) as const)]
    : [{ of: 'all' }];
  const stretches = scopes.flatMap((scope) => states[verb].map((state) => ({ scope, state })));
  return (await world.stores.ledger.list(stretches, shown)).filter((finding) => mayKnow(world, finding, person.id));
}

function reply(response: Response): Meant {
  return { kind: 'reply', response };
}
