/** How the ledger stands for a reader: counts by state and field, and the findings whose date is nearest. Costs the same however long the ledger is. */
import { isSentBack, waitingAs, type Finding } from '../domain/finding.js';
import { daysOf } from '../domain/civil-day.js';
import { dateOf } from '../domain/date-text.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { fieldName, findingUnit, mayKnow } from './finding-book.js';
import { scopesOf, type View } from './ledger-view.js';
import type { Facts } from './messages.js';
import type { LedgerState, LedgerStretch } from './ports.js';
import { oneLine } from './task-words.js';
import { dayWords } from './words.js';
import type { World } from './world.js';

type Figures = NonNullable<Facts<'ledger'>['findings']>;

export const owed: readonly LedgerState[] = ['open', 'working'];
const standing: readonly LedgerState[] = [...owed, 'reported'];
/** Where a list cannot be counted by its tags it is read, up to so many. */
const read = 300;

export interface LedgerCounts {
  open: number;
  working: number;
  reported: number;
  late: number;
  proposed: number;
}

/** Counts as far as the reader sees. Overdue by the date that was given or granted; an outage may have moved it, which the finding itself tells. */
export async function ledgerCounts(world: World, person: Person, now: Instant, view?: View): Promise<LedgerCounts> {
  const { scopes, whole } = scopesOf(world, person, view);
  if (!whole) return countRead(await readOf(world, person, view), now);
  const sum = async (states: readonly LedgerState[], more: Partial<LedgerStretch> = {}): Promise<number> => {
    const counts = await world.stores.ledger.count(stretchesOf(scopes, states, more));
    return counts.reduce((total, count) => total + count, 0);
  };
  const [open, working, reported, late, proposed] = await Promise.all([
    sum(['open']),
    sum(['working']),
    sum(['reported']),
    sum(owed, { to: now }),
    knowsOfProposals(world, person).then((knows) => (knows ? sum(['proposed']) : 0)),
  ]);
  return { open, working, reported, late, proposed };
}

/** null: there is nothing to tell. */
export async function ledgerFigures(world: World, person: Person, now: Instant, listed: number, view?: View): Promise<Figures | null> {
  const counts = await ledgerCounts(world, person, now, view);
  const { open, working, reported, proposed } = counts;
  if (open + working + reported + proposed === 0) return null;
  const shown = (await readOf(world, person, view, listed)).slice(0, listed);
  return {
    ...counts,
    fields: view === undefined ? await byField(world, person) : [],
    items: shown.map((finding) => findingLine(world, finding, now)),
    more: Math.max(0, open + working + reported - shown.length),
  };
}

/** How many of each field are not settled, for whoever sees all. */
async function byField(world: World, person: Person): Promise<{ field: string; count: number }[]> {
  if (scopesOf(world, person).scopes[0]?.of !== 'all') return [];
  const fields = [...world.config().settings.ledger.fields.keys()];
  const counts = await Promise.all(
    fields.map(async (field) => {
      const found = await world.stores.ledger.count(stretchesOf([{ of: 'field', field }], standing));
      return { field: fieldName(world, field), count: found.reduce((total, count) => total + count, 0) };
    }),
  );
  return counts.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
}

export function findingLine(world: World, finding: Finding, now: Instant): Figures['items'][number] {
  const { no, text, state, dueAt = finding.at, until } = finding;
  const due = until ?? dueAt;
  const { timezone } = world.config().settings;
  const since = waitingAs(finding)?.since;
  const dayOf = (at: Instant): number => daysOf(dateOf(at, timezone)) ?? 0;
  const days = (from: Instant): number => dayOf(now) - dayOf(from);
  return {
    number: no,
    unit: findingUnit(world, finding),
    text: oneLine(text),
    due: dayWords(world, due),
    late: state !== 'reported' && now > due ? Math.max(1, days(due)) : 0,
    waiting: since === undefined ? 0 : days(since),
    state: isSentBack(finding) ? 'sent-back' : state,
  };
}

/** Only whoever decides on them hears of what is proposed. */
async function knowsOfProposals(world: World, person: Person): Promise<boolean> {
  if (person.roles.length === 0) return false;
  const [first] = await world.stores.ledger.list([{ scope: { of: 'all' }, state: 'proposed' }], 1);
  return first !== undefined && mayKnow(world, first, person.id);
}

/** Findings past their date that a reader may see, the oldest first. */
export async function overdueFindings(world: World, person: Person, now: Instant, listed: number, view?: View): Promise<Finding[]> {
  return (await readOf(world, person, view, listed, owed)).filter(({ until, dueAt = 0 }) => (until ?? dueAt) < now).slice(0, listed);
}

/** Findings that were reported mended and wait for whoever closes them, as far as the reader may see them. */
export function lyingReports(world: World, person: Person, listed: number): Promise<Finding[]> {
  return readOf(world, person, undefined, listed, ['reported']);
}

/** The nearest dates first, as far as the reader may know of them and the view shows them. */
export async function readOf(world: World, person: Person, view: View | undefined, listed = read, states = standing): Promise<Finding[]> {
  const { scopes, whole } = scopesOf(world, person, view);
  const found = await world.stores.ledger.list(stretchesOf(scopes, states), whole ? listed : read);
  return found.filter((finding) => mayKnow(world, finding, person.id) && isIn(finding, view));
}

function isIn({ unit, field, owner, joint }: Finding, view: View | undefined): boolean {
  switch (view?.of) {
    case undefined:
      return true;
    case 'unit':
      return unit === view.unit;
    case 'field':
      return field === view.field;
    case 'owner':
      return owner === view.owner || joint.includes(view.owner);
    default:
      return view satisfies never;
  }
}

function stretchesOf(
  scopes: readonly LedgerStretch['scope'][],
  states: readonly LedgerState[],
  more: Partial<LedgerStretch> = {},
): LedgerStretch[] {
  return scopes.flatMap((scope) => states.map((state) => ({ scope, state, ...more })));
}

function countRead(found: readonly Finding[], now: Instant): LedgerCounts {
  const of = (state: LedgerState): number => found.filter((finding) => finding.state === state).length;
  const late = found.filter(({ state, until, dueAt = now }) => owed.includes(state as LedgerState) && (until ?? dueAt) < now).length;
  return { open: of('open'), working: of('working'), reported: of('reported'), late, proposed: 0 };
}
