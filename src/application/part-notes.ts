/** What was asked and agreed about units' parts in a cycle, as far as it is told with their state: with whom a request lies, who granted, until when. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import type { UnitId } from '../domain/roster.js';
import { dateWords, personName } from './words.js';
import type { World } from './world.js';

export interface PartNote {
  /** The open request that holds it, and with whom it lies. */
  request?: { no: number; with: string | null };
  /** Who granted the later deadline. */
  granter?: string;
  /** Until when the unit is left alone. */
  pausedUntil?: string;
}

export type PartNotes = ReadonlyMap<UnitId, PartNote>;

/** Looks up nothing for units with whom nothing was agreed. */
export async function partNotes(world: World, cycle: Cycle, records: Iterable<[UnitId, UnitRecord]>): Promise<PartNotes> {
  const all = [...records];
  const notes = new Map<UnitId, PartNote>();
  const agreed = new Map(all.filter(([, { terms }]) => terms?.heldBy !== undefined || terms?.until !== undefined));
  const requests = agreed.size === 0 ? [] : await world.stores.matters.since(cycle.openedAt, 'request');
  for (const { no, unit, about, state, decidedBy, until, heldUntil, to } of requests) {
    const terms = agreed.get(unit)?.terms;
    if (terms === undefined || !('cycle' in about) || about.cycle !== cycle.id) continue;
    const note = notes.get(unit) ?? {};
    if (terms.heldBy === no) note.request = { no, with: to === undefined ? null : personName(world, to) };
    const given = state === 'agreed' ? until : heldUntil;
    if (given !== undefined && given === terms.until && decidedBy !== undefined) note.granter = personName(world, decidedBy);
    notes.set(unit, note);
  }
  for (const [unit, record] of all) {
    if (record.state !== 'excused' || record.reason !== 'paused') continue;
    const [pause] = await world.stores.matters.open({ kind: 'pause', unit });
    if (pause !== undefined) notes.set(unit, { ...notes.get(unit), pausedUntil: dateWords(world, pause.until, false) });
  }
  return notes;
}
