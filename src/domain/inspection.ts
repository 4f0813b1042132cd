/**
 * The walk through a checklist on site: which item is asked next, what a word of the inspector changes, and when it may be handed in. The checklist
 * is the one it began with, whatever becomes of the file. Words may come late and in bursts: each is taken for the item that is its turn, or for
 * the one whose number it names, and none is taken for something else because of when it came.
 */
import type { Checklist, ChecklistItem, ItemId } from './checklist.js';
import type { MatterBase, MatterNo } from './matter-base.js';
import type { PersonId } from './roster.js';
import type { Instant } from './time.js';

export type Verdict = 'fine' | 'problem' | 'not-applicable';

/** What an inspector said of an item. Said again, it is another version; the photos stay. */
export interface Remark {
  verdict: Verdict;
  /** In the inspector's own words; empty: none. */
  words: string;
  by: PersonId;
  at: Instant;
}

export interface ItemRecord {
  /** The newest last; never empty. */
  said: Remark[];
  photos: { file: string; by: PersonId; at: Instant }[];
}

/** `handed-in`: it waits for the second signature. `done`: it counts; settled once its report has gone out. `withdrawn`: nothing of it counts. */
export type InspectionState = 'open' | 'handed-in' | 'done' | 'withdrawn';

export interface Inspection extends MatterBase {
  kind: 'inspection';
  /** As it was when the inspection began, with the plan under which it was filed; unplanned inspections are forbidden. */
  checklist: Checklist;
  /** The unit's name when it began: it may be gone before the end. */
  called: string;
  /** Who walks it, in the order in which they came. */
  inspectors: PersonId[];
  /** When each of them said something of it last. */
  heard: Record<PersonId, Instant>;
  /** Where each of them is: the place of the item they are asked. Absent: at the first that nobody has spoken of. */
  places: Record<PersonId, number>;
  /** Who has paused. */
  paused: PersonId[];
  records: Record<ItemId, ItemRecord>;
  /** Whose name stands under it, in order. */
  signed: { by: PersonId; at: Instant }[];
  /** How often whoever is to sign was reminded. Absent: never. */
  reminded?: number;
  /** The finding that each problem was proposed as; of none whose unit has nobody who could mend it. */
  findings: Record<ItemId, MatterNo>;
  state: InspectionState;
}

/** What an inspection needs of itself to be walked on. */
export type Walk = Pick<Inspection, 'checklist' | 'places' | 'paused' | 'records'>;

/** What the inspector is asked next. */
export type Asked =
  /** An item. `again`: something was said of it already. */
  | { kind: 'item'; place: number; item: ChecklistItem; again?: ItemRecord }
  /** A photo of the problem at an item. */
  | { kind: 'photo'; place: number; item: ChecklistItem; reason: string; without?: string }
  /** All items have been spoken of. `photos`: those that still lack one. */
  | { kind: 'all'; photos: number[] };

/** What one inspector is asked now. */
export function askedNext(walk: Walk, inspector: PersonId): Asked {
  const { items } = walk.checklist;
  const place = walk.places[inspector];
  const item = place === undefined ? undefined : items[place];
  if (place !== undefined && item !== undefined) {
    const record = walk.records[item.id];
    return { kind: 'item', place, item, ...(record === undefined ? {} : { again: record }) };
  }
  const open = items.findIndex(({ id }) => walk.records[id] === undefined);
  const next = items[open];
  return next === undefined ? { kind: 'all', photos: photosMissing(walk) } : { kind: 'item', place: open, item: next };
}

/** The places of problems that a photo was asked for and none has come. */
export function photosMissing({ checklist, records }: Pick<Walk, 'checklist' | 'records'>): number[] {
  return [...checklist.items.entries()].filter(([, item]) => lacksPhoto(item, records[item.id])).map(([place]) => place);
}

function lacksPhoto({ photo }: ChecklistItem, record: ItemRecord | undefined): boolean {
  return photo !== undefined && record !== undefined && verdictOf(record) === 'problem' && record.photos.length === 0;
}

export function verdictOf({ said }: ItemRecord): Verdict {
  return said.at(-1)?.verdict ?? 'fine';
}

/** What was said of an item, kept, and what comes after it for whoever said it. */
export function remarkOn(walk: Walk, place: number, said: Remark): { walk: Walk; asked: Asked } {
  const item = walk.checklist.items[place];
  if (item === undefined) return { walk, asked: askedNext(walk, said.by) };
  const before = walk.records[item.id];
  const record: ItemRecord = { said: [...(before?.said ?? []), said], photos: before?.photos ?? [] };
  const after = resumed({ ...walk, records: { ...walk.records, [item.id]: record } }, said.by);
  const { photo } = item;
  const asked: Asked =
    photo !== undefined && lacksPhoto(item, record) ? { kind: 'photo', place, item, ...photo } : askedNext(after, said.by);
  return { walk: after, asked };
}

/** Where a photo of this inspector belongs: to the problem they spoke of last of those that a photo is asked for. undefined: there is none. */
export function placeOfPhoto({ checklist, records }: Walk, inspector: PersonId): number | undefined {
  let latest: { place: number; at: Instant } | undefined;
  for (const [place, { id, photo }] of checklist.items.entries()) {
    const last = records[id]?.said.at(-1);
    if (photo === undefined || last?.by !== inspector || last.verdict !== 'problem') continue;
    if (latest === undefined || last.at >= latest.at) latest = { place, at: last.at };
  }
  return latest?.place;
}

export function withPhoto(walk: Walk, place: number, photo: ItemRecord['photos'][number]): Walk {
  const item = walk.checklist.items[place];
  const record = item === undefined ? undefined : walk.records[item.id];
  if (item === undefined || record === undefined || record.photos.some(({ file }) => file === photo.file)) return walk;
  return { ...walk, records: { ...walk.records, [item.id]: { ...record, photos: [...record.photos, photo] } } };
}

/**
 * What an inspector is asked next, remembered as their turn, so that a word that comes late is taken for it whatever another has said meanwhile.
 * Nobody is asked what another inspector is at, unless nothing else is open.
 */
export function asking(walk: Walk, inspector: PersonId): { walk: Walk; asked: Asked } {
  const asked = askedNext(walk, inspector);
  if (asked.kind !== 'item') return { walk, asked };
  if (walk.places[inspector] !== undefined) return { walk, asked };
  const others = Object.entries(walk.places).flatMap(([person, place]) => (walk.paused.includes(person) ? [] : [place]));
  const open = totalsOf(walk).open;
  const place = open.find((one) => !others.includes(one)) ?? asked.place;
  const turn = { ...walk, places: { ...walk.places, [inspector]: place } };
  return { walk: turn, asked: askedNext(turn, inspector) };
}

/** 上一项: back to the item before the one this inspector is asked, or to the last one when there is none left. At the first it stays. */
export function goBack(walk: Walk, inspector: PersonId): Walk {
  const asked = askedNext(walk, inspector);
  const place = asked.kind === 'all' ? walk.checklist.items.length : asked.place;
  return goTo(walk, inspector, Math.max(0, place - 1));
}

/** 改 3: to an item, whatever was said of it. */
export function goTo(walk: Walk, inspector: PersonId, place: number): Walk {
  return { ...resumed(walk, inspector), places: { ...walk.places, [inspector]: place } };
}

/** 暂停. All is kept as it is. */
export function pause(walk: Walk, inspector: PersonId): Walk {
  return walk.paused.includes(inspector) ? walk : { ...walk, paused: [...walk.paused, inspector] };
}

/** 继续: on with the first item that nobody has spoken of. */
export function resumed(walk: Walk, inspector: PersonId): Walk {
  const { [inspector]: _place, ...places } = walk.places;
  return { ...walk, places, paused: walk.paused.filter((person) => person !== inspector) };
}

export interface Totals {
  fine: number;
  problem: number;
  notApplicable: number;
  /** Places of the items that nobody has spoken of. */
  open: number[];
}

export function totalsOf({ checklist, records }: Pick<Walk, 'checklist' | 'records'>): Totals {
  const totals: Totals = { fine: 0, problem: 0, notApplicable: 0, open: [] };
  for (const [place, { id }] of checklist.items.entries()) {
    const record = records[id];
    if (record === undefined) totals.open.push(place);
    else if (verdictOf(record) === 'fine') totals.fine += 1;
    else if (verdictOf(record) === 'problem') totals.problem += 1;
    else totals.notApplicable += 1;
  }
  return totals;
}

/** What handing in would mean. */
export type HandingIn =
  /** Items are open. */
  | { kind: 'open'; places: number[] }
  /** Another inspector has to put their name to it. */
  | { kind: 'handed-in' }
  | { kind: 'done' };

/** 提交 or 会签 by one of the inspectors. A name stands under it once; what one has handed in is signed by another, not by the same one twice. */
export function handIn({ checklist, records, signed }: Pick<Inspection, 'checklist' | 'records' | 'signed'>, by: PersonId): HandingIn {
  const { open } = totalsOf({ checklist, records });
  if (open.length > 0) return { kind: 'open', places: open };
  const names = new Set([...signed.map((one) => one.by), by]);
  return names.size >= checklist.signatures ? { kind: 'done' } : { kind: 'handed-in' };
}

/** The problems found, in the checklist's order. */
export function problemsOf({
  checklist,
  records,
}: Pick<Walk, 'checklist' | 'records'>): { place: number; item: ChecklistItem; record: ItemRecord }[] {
  return [...checklist.items.entries()].flatMap(([place, item]) => {
    const record = records[item.id];
    return record !== undefined && verdictOf(record) === 'problem' ? [{ place, item, record }] : [];
  });
}

/** Items of which inspectors said different things: what each said last, in the order in which they said it. */
export function differing({
  checklist,
  records,
}: Pick<Walk, 'checklist' | 'records'>): { place: number; item: ChecklistItem; said: Remark[] }[] {
  return [...checklist.items.entries()].flatMap(([place, item]) => {
    const said = records[item.id]?.said ?? [];
    const last = said.filter(({ by }, index) => !said.slice(index + 1).some((later) => later.by === by));
    return new Set(last.map(({ verdict }) => verdict)).size > 1 ? [{ place, item, said: last }] : [];
  });
}

/** The inspection a person's words belong to: the one they spoke of last. undefined: they are on none. */
export function currentOf(inspections: readonly Inspection[], person: PersonId): Inspection | undefined {
  const heardAt = ({ heard }: Inspection): Instant => heard[person] ?? Number.NEGATIVE_INFINITY;
  return inspections
    .filter(({ state, inspectors }) => (state === 'open' || state === 'handed-in') && inspectors.includes(person))
    .reduce<Inspection | undefined>((found, one) => (found === undefined || heardAt(one) >= heardAt(found) ? one : found), undefined);
}
