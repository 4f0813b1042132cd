/**
 * Decides which text of the library each person is given: one that fits who they are and the time of year, that they were not given within the
 * year, and that nobody else of their unit is given on the same day. There is no chance in it: asked again, it chooses the same.
 */
import { festivals, type Festival } from './calendar.js';
import type { PersonId, UnitId } from './roster.js';
import type { NudgeText, Role } from './schedule.js';
import type { Instant } from './time.js';

/** A holiday this near is on people's minds. */
export const festivalNearDays = 10;
/** The same text comes to the same person once in so many days. */
export const repeatAfterDays = 366;

export interface NudgeReader {
  person: PersonId;
  /** What they are, as the texts name those they are for. */
  roles: readonly Role[];
  /** The units they belong to. */
  units: readonly UnitId[];
  /** The ids of the texts that they were given within the year. */
  given: readonly string[];
}

export interface NudgeDay {
  plannedAt: Instant;
  /** 1 to 12. */
  month: number;
  /** The holidays that begin within `festivalNearDays`. */
  near: readonly Festival[];
}

export interface NudgeChoice {
  given: { person: PersonId; text: NudgeText }[];
  /** For whom the library holds nothing any more that fits them at this time of the year. */
  exhausted: PersonId[];
}

/** What people call the festivals, and what belongs to no other time. */
const calledSo: Readonly<Record<Festival, RegExp>> = {
  元旦: /元旦/u,
  春节: /春节|过年|拜年|年货|压岁/u,
  清明节: /清明|扫墓/u,
  劳动节: /劳动节|五一/u,
  端午节: /端午|粽/u,
  中秋节: /中秋|月饼/u,
  国庆节: /国庆/u,
};

/** The readers in their order: somebody for whom nothing is left today is passed over. */
export function chooseNudges(readers: readonly NudgeReader[], texts: readonly NudgeText[], day: NudgeDay): NudgeChoice {
  const choice: NudgeChoice = { given: [], exhausted: [] };
  const takenIn = new Map<UnitId, Set<string>>();
  const inSeason = texts.map((text) => ({ text, about: festivalsIn(text) })).filter(({ text, about }) => isInSeason(text, about, day));
  for (const { person, roles, units, given } of readers) {
    const known = new Set(given);
    const left = inSeason.filter(({ text }) => !known.has(text.id) && isFor(text, roles));
    if (left.length === 0) choice.exhausted.push(person);
    const [best] = left
      .filter(({ text }) => !units.some((unit) => takenIn.get(unit)?.has(text.id)))
      .map(({ text, about }) => ({ text, rank: rankOf(text, about, day), lot: lotOf(`${person} ${day.plannedAt} ${text.id}`) }))
      .sort((one, other) => one.rank - other.rank || one.lot - other.lot);
    if (best === undefined) continue;
    choice.given.push({ person, text: best.text });
    for (const unit of units) takenIn.set(unit, (takenIn.get(unit) ?? new Set()).add(best.text.id));
  }
  return choice;
}

function isFor({ roles }: NudgeText, held: readonly Role[]): boolean {
  return roles === undefined || roles.some((role) => held.includes(role));
}

/** The festivals that a text speaks of. */
export function festivalsIn({ text }: Pick<NudgeText, 'text'>): Festival[] {
  return festivals.filter((festival) => calledSo[festival].test(text));
}

/** A text that names a festival is out of place but shortly before it. */
function isInSeason({ months }: NudgeText, about: readonly Festival[], { month, near }: NudgeDay): boolean {
  return (months?.includes(month) ?? true) && (about.length === 0 || about.some((festival) => near.includes(festival)));
}

/** Shortly before a holiday come the texts about it, then the others of the season; at other times all are alike. */
function rankOf({ months }: NudgeText, about: readonly Festival[], { near }: NudgeDay): number {
  if (near.length === 0) return 0;
  return about.length > 0 ? 0 : months === undefined ? 2 : 1;
}

/** An even number drawn from a text: FNV-1a, stirred, for its last characters alone hardly move the high bits. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
