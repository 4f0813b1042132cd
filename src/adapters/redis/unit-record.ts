/**
 * A unit's record as one short text: `state|step|level|promptAt|askedTo|answeredAt|version|reason`, so that a unit costs little memory. Instants have
 * the form of `instantText`.
 *
 * The scripts read and write the same form (prelude.lua).
 */
import type { Level, UnitRecord, UnitState } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time.js';

export const stateLetters: Record<UnitState, string> = { pending: 'p', answered: 'a', late: 'l', excused: 'e', unreached: 'u' };
export const levelLetters: Record<Level, string> = { none: 'n', remind: 'r', press: 'p', supervise: 's', circulate: 'c' };

const stateOf = new Map<string, UnitState>([
  ['p', 'pending'],
  ['a', 'answered'],
  ['l', 'late'],
  ['e', 'excused'],
  ['u', 'unreached'],
]);
const levelOf = new Map<string, Level>([
  ['n', 'none'],
  ['r', 'remind'],
  ['p', 'press'],
  ['s', 'supervise'],
  ['c', 'circulate'],
]);
const form = /^([paleu])\|(\d+)\|([nrpsc])\|([a-z\d]*)\|([^|]*)\|([a-z\d]*)\|(\d+)\|(.*)$/s;
const base = 36;

/** An instant in few characters. */
export function instantText(at: Instant): string {
  return at.toString(base);
}

export function parseInstant(text: string): Instant {
  return Number.parseInt(text, base);
}

/** How a unit stands that nothing has happened to since the cycle opened. */
export function pristineRecord(): UnitRecord {
  return { state: 'pending', step: 0, level: 'none', version: 0 };
}

/** Throws a PermanentError `record-broken` on a text that no script wrote. */
export function parseRecord(text: string): UnitRecord {
  const [, state, step, level, promptAt, askedTo, answeredAt, version, reason] = form.exec(text) ?? [];
  const known = { state: stateOf.get(state ?? ''), level: levelOf.get(level ?? '') };
  if (known.state === undefined || known.level === undefined)
    throw new PermanentError('record-broken', 'a stored unit record cannot be read');
  return {
    state: known.state,
    step: Number(step),
    level: known.level,
    ...(promptAt ? { promptAt: parseInstant(promptAt) } : {}),
    ...(askedTo ? { askedTo } : {}),
    ...(answeredAt ? { answeredAt: parseInstant(answeredAt) } : {}),
    version: Number(version),
    ...(reason ? { reason } : {}),
  };
}
