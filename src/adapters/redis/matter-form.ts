/** How a matter is stored: sealed as a whole with the key of the cycle it is about, found by tags. */
import type { MatterChange } from '../../application/ports.js';
import type { CycleId } from '../../domain/cycle.js';
import { waitingAs } from '../../domain/finding.js';
import { PermanentError } from '../../domain/errors.js';
import type { Matter, MatterKind, MatterNo } from '../../domain/matter.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import { waitsForOfficers } from '../../domain/spot-check.js';
import { guard } from './guard.js';
import { drawTags, inspectionTags, ledgerTags } from './ledger-tags.js';
import type { Place } from './sealer.js';
import type { StoreBase } from './store-base.js';

/** Every open matter has this tag. */
export const anyTag = '*';
export const kindTag = (kind: MatterKind): string => `k:${kind}`;
export const unitTag = (unit: UnitId): string => `u:${unit}`;
/** What waits for somebody other than its owner. */
export const waitingTag = 'w';
export const personTag = (person: PersonId): string => `p:${person}`;

/**
 * What an open matter is found by; a settled one has no tags, but for what the ledger and the year's inspections are counted by. Findings are
 * not among the tags of all matters: there may be a hundred thousand of them.
 */
export function tagsOf({ matter, waitsFor }: Pick<MatterChange, 'matter' | 'waitsFor'>): string[] {
  // What was closed may wait for whoever is to look again.
  if (matter.kind === 'finding')
    return [
      ...ledgerTags(matter),
      ...(matter.settledAt === undefined ? [unitTag(matter.unit)] : []),
      ...(waitingAs(matter) === undefined ? [] : [waitingTag]),
      ...new Set(waitsFor.map(personTag)),
    ];
  const kept = keptTags(matter);
  if (matter.settledAt !== undefined) return kept;
  const alone = aloneTag(matter);
  const waits = isForOffices(matter) ? [waitingTag] : [];
  const single = alone === undefined ? [] : [alone];
  return [...kept, ...single, anyTag, kindTag(matter.kind), unitTag(matter.unit), ...waits, ...new Set(waitsFor.map(personTag))];
}

/** Whether who has to act on it follows from the roster, and not from what was agreed between people. */
function isForOffices(matter: Matter): boolean {
  switch (matter.kind) {
    case 'request':
      return matter.ask !== 'reassign';
    case 'task':
      return matter.state === 'reported';
    case 'reading':
      return true;
    case 'draw':
      return waitsForOfficers(matter);
    case 'export':
      return matter.state === 'asked';
    default:
      return false;
  }
}

/** Whom stored tags say that a matter waits for. */
export function waitsForIn(tags: string | null): PersonId[] {
  const stem = personTag('');
  const found = JSON.parse(tags ?? '[]') as string[];
  return found.filter((tag) => tag.startsWith(stem)).map((tag) => tag.slice(stem.length));
}

/** What only one open matter may have: a second one that is new is not written. Inspections of one unit by one checklist go on one at a time. */
export function aloneTag(matter: Matter): string | undefined {
  if (matter.kind !== 'inspection' || (matter.state !== 'open' && matter.state !== 'handed-in')) return undefined;
  return `o:${matter.unit}:${matter.checklist.id}`;
}

/** What it is counted by when it is settled, too. */
function keptTags(matter: Matter): string[] {
  if (matter.kind === 'inspection') return inspectionTags(matter);
  return matter.kind === 'draw' ? drawTags(matter) : [];
}

/** The cycle whose data key seals it; undefined: it is about none. */
export function cycleOfMatter(matter: Matter): CycleId | undefined {
  switch (matter.kind) {
    case 'request':
      return 'cycle' in matter.about ? matter.about.cycle : undefined;
    case 'reading':
      return matter.cycle;
    case 'task':
    case 'pause':
    case 'finding':
    case 'inspection':
    case 'draw':
    case 'leave':
    case 'transfer':
    case 'export':
      return undefined;
    default:
      return matter satisfies never;
  }
}

/** The fields of the hash as a flat list, and a digest for the audit trail. */
export async function sealedMatter({ sealer }: StoreBase, matter: Matter): Promise<{ fields: string[]; digest: string }> {
  const cycle = cycleOfMatter(matter);
  const { no, unit, version, kind } = matter;
  const { sealed, digest } = await sealer.sealWithDigest(placeOf(no, version, { cycle, unit }), matter);
  return { fields: ['kind', kind, 'unit', unit, ...(cycle === undefined ? [] : ['cycle', cycle]), 'body', sealed], digest };
}

/**
 * The matters of the numbers, in their order; those of another kind, unknown ones, and those whose cycle's data key is gone (nobody will
 * ever read them again) are left out.
 */
export async function readMatters(base: StoreBase, numbers: readonly (string | number)[], kind?: MatterKind): Promise<Matter[]> {
  const found = await Promise.all(numbers.map((no) => readMatter(base, Number(no), kind)));
  return found.filter((matter) => matter !== undefined);
}

async function readMatter({ client, keys, sealer }: StoreBase, no: MatterNo, kind?: MatterKind): Promise<Matter | undefined> {
  const [version, storedKind, unit, cycle, body] = await guard(client.hmget(keys.matter(no), 'version', 'kind', 'unit', 'cycle', 'body'));
  if (version == null || body == null || (kind !== undefined && storedKind !== kind)) return undefined;
  const place = placeOf(no, Number(version), { cycle: cycle ?? undefined, unit: unit ?? undefined });
  try {
    return await sealer.open<Matter>(place, body);
  } catch (error) {
    if (error instanceof PermanentError && error.code === 'data-key-gone') return undefined;
    throw error;
  }
}

function placeOf(no: MatterNo, version: number, about: Omit<Place, 'id'>): Place {
  return { ...about, id: `matter:${no}@${version}` };
}
