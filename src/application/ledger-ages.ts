/** How long what is not settled in the ledger is past its date, by field. Costs the same however long the ledger is. */
import type { Finding } from '../domain/finding.js';
import type { Person } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { fieldName } from './finding-book.js';
import { owed, readOf } from './ledger-figures.js';
import { scopesOf } from './ledger-view.js';
import type { LedgerState, LedgerStretch } from './ports.js';
import type { World } from './world.js';

/** `reported`: waits to be looked at; `ahead`: its date is still to come; else past it by a week, a month, or more. */
export const ages = ['reported', 'ahead', 'week', 'month', 'older'] as const;
type Age = (typeof ages)[number];

/** Half-open. */
interface Span {
  states: readonly LedgerState[];
  from?: Instant;
  to?: Instant;
}

export interface AgesOfField {
  name: string;
  /** In the order of `ages`. */
  counts: number[];
}

/** Fields with anything in them, those with most first, as far as the reader sees. An outage may have moved a date, which the finding itself tells. */
export async function ledgerAges(world: World, person: Person, now: Instant): Promise<AgesOfField[]> {
  const fields = [...world.config().settings.ledger.fields.keys()];
  const counted =
    scopesOf(world, person).scopes[0]?.of === 'all' ? await countAll(world, fields, now) : await countRead(world, person, fields, now);
  return fields
    .map((field, index) => ({ name: fieldName(world, field), counts: counted[index] ?? [] }))
    .filter(({ counts }) => totalOf(counts) > 0)
    .toSorted((one, other) => totalOf(other.counts) - totalOf(one.counts));
}

async function countAll(world: World, fields: readonly string[], now: Instant): Promise<number[][]> {
  return Promise.all(
    fields.map((field) =>
      Promise.all(
        ages.map(async (age) => {
          const { states, ...span } = spanOf(age, now);
          const stretches = states.map((state): LedgerStretch => ({ scope: { of: 'field', field }, state, ...span }));
          return totalOf(await world.stores.ledger.count(stretches));
        }),
      ),
    ),
  );
}

async function countRead(world: World, person: Person, fields: readonly string[], now: Instant): Promise<number[][]> {
  const found = await readOf(world, person, undefined);
  return fields.map((field) =>
    ages.map((age) => found.filter((finding) => finding.field === field && isIn(finding, spanOf(age, now))).length),
  );
}

function isIn({ state, until, dueAt, at }: Finding, { states, from, to }: Span): boolean {
  const due = until ?? dueAt ?? at;
  return states.some((one) => one === state) && (from === undefined || due >= from) && (to === undefined || due < to);
}

function spanOf(age: Age, now: Instant): Span {
  switch (age) {
    case 'reported':
      return { states: ['reported'] };
    case 'ahead':
      return { states: owed, from: now };
    case 'week':
      return { states: owed, from: now - 7 * dayMs, to: now };
    case 'month':
      return { states: owed, from: now - 30 * dayMs, to: now - 7 * dayMs };
    case 'older':
      return { states: owed, to: now - 30 * dayMs };
    default:
      return age satisfies never;
  }
}

function totalOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
