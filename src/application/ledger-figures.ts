/** How the ledger stands for a reader: counts by state, and the findings whose date is nearest. Costs the same however long the ledger is. */
import { isSentBack, type Finding } from '../domain/finding.js';
import { visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { findingUnit, mayKnow } from './finding-book.js';
import type { Facts } from './messages.js';
import type { LedgerScope, LedgerState, LedgerStretch } from './ports.js';
import { oneLine } from './task-words.js';
import { dayWords } from './words.js';
import type { World } from './world.js';

type Figures = NonNullable<Facts<'ledger'>['findings']>;

const owed: readonly LedgerState[] = ['open', 'working'];

/** All units at once for whoever sees all of them, else one by one; and what is theirs to mend wherever it is. */
export function scopesOf(world: World, person: Person): LedgerScope[] {
  const { units } = world.config().roster;
  const seen = visible(world.config().roster, person.id, [...units.keys()]);
  if (seen.length === units.size) return [{ of: 'all' }];
  return seen.map((unit) => ({ of: 'unit', unit }));
}

/** null: there is nothing to tell. Overdue by the date that was given or granted; an outage may have moved it, which the finding itself tells. */
export async function ledgerFigures(world: World, person: Person, now: Instant, listed: number): Promise<Figures | null> {
  const { ledger } = world.stores;
  const scopes = scopesOf(world, person);
  const stretches = (states: readonly LedgerState[], more: Partial<LedgerStretch> = {}): LedgerStretch[] =>
    scopes.flatMap((scope) => states.map((state) => ({ scope, state, ...more })));
  const sum = async (of: LedgerStretch[]): Promise<number> => (await ledger.count(of)).reduce((total, count) => total + count, 0);
  const [open, working, reported, late, proposed] = await Promise.all([
    sum(stretches(['open'])),
    sum(stretches(['working'])),
    sum(stretches(['reported'])),
    sum(stretches(owed, { to: now })),
    person.roles.length > 0 ? sum(stretches(['proposed'])) : 0,
  ]);
  if (open + working + reported + proposed === 0) return null;
  const nearest = await ledger.list(stretches([...owed, 'reported']), listed);
  const shown = nearest.filter((finding) => mayKnow(world, finding, person.id));
  return {
    open,
    working,
    reported,
    late,
    // Only whoever decides on them hears of what is proposed.
    proposed: (await knowsOfProposals(world, person)) ? proposed : 0,
    items: shown.map((finding) => findingLine(world, finding, now)),
    more: Math.max(0, open + working + reported - shown.length),
  };
}

export function findingLine(world: World, finding: Finding, now: Instant): Figures['items'][number] {
  const { no, text, state, dueAt = finding.at, until } = finding;
  const due = until ?? dueAt;
  return {
    number: no,
    unit: findingUnit(world, finding),
    text: oneLine(text),
    due: dayWords(world, due),
    late: state !== 'reported' && now > due,
    state: isSentBack(finding) ? 'sent-back' : state,
  };
}

async function knowsOfProposals(world: World, person: Person): Promise<boolean> {
  const [first] = await world.stores.ledger.list([{ scope: { of: 'all' }, state: 'proposed' }], 1);
  return first !== undefined && mayKnow(world, first, person.id);
}

/** Findings past their date that a reader may see, the oldest first. */
export async function overdueFindings(world: World, person: Person, now: Instant, listed: number): Promise<Finding[]> {
  const stretches = scopesOf(world, person).flatMap((scope) => owed.map((state) => ({ scope, state, to: now })));
  return (await world.stores.ledger.list(stretches, listed)).filter((finding) => mayKnow(world, finding, person.id));
}
