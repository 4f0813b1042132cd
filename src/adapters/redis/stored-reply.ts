/** How one version of an answer is stored: `1` or `0` (whether the unit's first version was late), then JSON with the words sealed. */
import type { CycleId, Reply, ReplyBody } from '../../domain/cycle.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import type { Instant } from '../../domain/time.js';
import type { Sealer } from './sealer.js';

/** All but the words is readable: the sealed part is bound to it. */
export interface StoredReply {
  v: number;
  by: PersonId;
  at: Instant;
  id: string;
  sealed: string;
}

export async function openReply(sealer: Sealer, cycle: CycleId, unit: UnitId, text: string): Promise<Reply> {
  const { v, by, at, id, sealed } = JSON.parse(text.slice(1)) as StoredReply;
  const { answers, supplements } = await sealer.open<ReplyBody>({ cycle, unit, id }, sealed);
  return { unit, by, at, version: v, late: text.startsWith('1'), answers, supplements };
}

/** How an explanation is stored: its version, then JSON. */
export type StoredExplanation = Omit<StoredReply, 'v'>;

export async function openExplanation(
  sealer: Sealer,
  cycle: CycleId,
  unit: UnitId,
  text: string,
): Promise<{ by: PersonId; at: Instant; text: string }> {
  const { by, at, id, sealed } = JSON.parse(text.slice(text.indexOf('{'))) as StoredExplanation;
  const opened = await sealer.open<{ text: string }>({ cycle, unit, id }, sealed);
  return { by, at, text: opened.text };
}
