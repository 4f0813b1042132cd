/**
 * How one version of an answer is stored: `1` or `0` (whether the unit's first version was late), then `version|by|at|sealed words|message id`.
 * Few characters, for most of what Redis holds are answers.
 */
import type { CycleId, Reply, ReplyBody } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import type { Instant } from '../../domain/time.js';
import { bodyOf, shortBody } from './answer-form.js';
import type { Place, Sealer } from './sealer.js';
import { instantText, parseInstant } from './unit-record.js';

/** All but the words is readable: the sealed part is bound to it. */
export interface ReplyHead {
  cycle: CycleId;
  unit: UnitId;
  version: number;
  by: PersonId;
  at: Instant;
  messageId: string;
}

const form = /^([01])(\d+)\|([^|]*)\|([a-z\d]+)\|([^|]*)\|(.*)$/s;

/** The text without its first character, which the script puts before it, and a digest for the audit trail. */
export async function sealReply(sealer: Sealer, head: ReplyHead, body: ReplyBody): Promise<{ answer: string; digest: string }> {
  const { version, by, at, messageId } = head;
  const { sealed, digest } = await sealer.sealWithDigest(placeOf(head), shortBody(body));
  return { answer: `${version}|${by}|${instantText(at)}|${sealed}|${messageId}`, digest };
}

/** Throws a PermanentError `reply-broken` on a text that no script wrote, and what `Sealer.open` throws. */
export async function openReply(sealer: Sealer, cycle: CycleId, unit: UnitId, text: string): Promise<Reply> {
  const [, late, version, by = '', at = '', sealed = '', messageId = ''] = form.exec(text) ?? [];
  if (late === undefined) throw new PermanentError('reply-broken', 'a stored answer cannot be read');
  const head: ReplyHead = { cycle, unit, version: Number(version), by, at: parseInstant(at), messageId };
  const body = bodyOf(await sealer.open<object>(placeOf(head), sealed));
  return { unit, by, at: head.at, version: head.version, late: late === '1', ...body };
}

function placeOf({ cycle, unit, version, by, at, messageId }: ReplyHead): Place {
  return { cycle, unit, id: `${messageId}@${version}|${by}|${at}` };
}

/** How an explanation is stored: its version, then JSON. */
export interface StoredExplanation {
  by: PersonId;
  at: Instant;
  id: string;
  sealed: string;
}

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
