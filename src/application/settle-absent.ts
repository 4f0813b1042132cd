/**
 * What was queued for somebody who has left, has nothing to do with its unit any more, or is on leave when it would go out. Nothing reaches any
 * of them: what belongs to a post goes to whoever holds it or stands in, or is looked at anew; the rest waits until somebody on leave is back.
 */
import { addDays, dateOf, instantOf } from '../domain/date-text.js';
import { askedPeople, reachable } from '../domain/ladder.js';
import { covers, mayUse, standings } from '../domain/permission.js';
import type { Standing } from '../domain/permission-table.js';
import { hasAccount, holders, reachedBy } from '../domain/responsibility.js';
import type { Person, PersonId, Roster, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { DueNotice } from './due-notice.js';
import { earliest, type NoticeKind } from './notices.js';
import type { Notice, Recipient, StoredNotice } from './ports.js';
import { passRungsOn, unreachedEffect } from './settle-delivery.js';
import type { World } from './world.js';

export type Absence = 'left' | 'moved' | 'away';

/** They answer what somebody wrote themselves, so they go out all the same. */
const replies: readonly NoticeKind[] = ['receipt', 'bound', 'leave-settled'];
/** The last word to whoever leaves. */
const farewell: NoticeKind = 'transfer-left';
/** `unasked`: a leader decided of their own accord, and it is told to those in the unit's posts. */
export interface DecidedFacts {
  unasked: boolean;
}

/**
 * What somebody asked for or was offered themselves is theirs to hear, whatever post they hold by then. Whoever was drawn to look again has nothing else to do with
 * the unit.
 */
const personal: readonly NoticeKind[] = [...replies, 'request-decided', 'reassign-offer', 'reassign-answered', 'finding-recheck'];
/** What somebody asked for is told to whoever has followed them. */
const heirlooms: readonly NoticeKind[] = [
  'request-decided',
  'reassign-answered',
  'task-closed',
  'task-sent-back',
  'finding-sent-back',
  'finding-closed',
];
/** Somebody has to act on it: it is not left lying with whoever is on leave. */
const urgesToAct: readonly NoticeKind[] = [
  'prompt',
  'press',
  'supervise',
  'task-press',
  'task-supervise',
  'request-new',
  'request-reminder',
  'report-handed-in',
  'report-reminder',
  'finding-recheck',
];
/** Their facts name a matter that somebody else can deal with. */
const ofMatters: readonly NoticeKind[] = ['request-new', 'request-reminder', 'report-handed-in', 'report-reminder', 'finding-recheck'];
/** What is said to a post in a unit: whoever stands in there hears it instead. */
const ofPost: readonly NoticeKind[] = [
  'prompt',
  'remind',
  'press',
  'supervise',
  'supervise-told',
  'urge',
  'task-remind',
  'task-press',
  'task-supervise',
  'finding-opened',
  'finding-remind',
  'finding-press',
  'finding-supervise',
];

/** Why a notice must not go out to its recipient now; undefined: nothing keeps it from them. */
export function absenceOf(world: World, to: Recipient, notice: Pick<StoredNotice, 'kind' | 'unit' | 'facts'>): Absence | undefined {
  if (to.kind === 'group') return undefined;
  const { kind, unit } = notice;
  const { roster } = world.config();
  const person = roster.people.get(to.person);
  if (person === undefined) return 'left';
  if (kind === farewell) return person.left?.silent === true ? 'left' : undefined;
  if (unit !== undefined && !isPersonal(notice) && !isOfWalk(roster, person.id, kind) && !mayHearOf(roster, person.id, unit))
    return 'moved';
  if (person.left !== undefined) return 'left';
  return person.away === undefined || isOneOf(replies, kind) ? undefined : 'away';
}

function isPersonal({ kind, facts }: Pick<StoredNotice, 'kind' | 'facts'>): boolean {
  return isOneOf(personal, kind) && (facts as Partial<DecidedFacts> | undefined)?.unasked !== true;
}

/** Who inspects sees nothing else of a unit. */
const ofWalk: readonly NoticeKind[] = ['inspection-sign', 'inspection-remind', 'inspection-left', 'inspection-over'];

function isOfWalk(roster: Roster, person: PersonId, kind: string): boolean {
  return isOneOf(ofWalk, kind) && mayUse(roster, person, 'inspect');
}

const seeingAll: readonly Standing[] = ['secretary', 'discipline', 'clerk'];

/** A unit that is not in the roster any more is still known to those who see all. */
function mayHearOf(roster: Roster, person: PersonId, unit: UnitId): boolean {
  if (roster.units.has(unit)) return covers(roster, person, 'look', unit);
  const standing = standings(roster, person);
  return seeingAll.some((one) => standing.has(one));
}

/** Deals with a claimed notice whose recipient is absent. */
export async function settleAbsent(world: World, to: Recipient, item: DueNotice, absence: Absence, now: Instant): Promise<void> {
  const person = to.kind === 'person' ? world.config().roster.people.get(to.person) : undefined;
  const { notice } = item;
  if (person?.left !== undefined && isOneOf(heirlooms, notice.kind)) {
    return handOver(world, notice, person.id, reachable(world.config().roster, [person.left.to]), 'left', now);
  }
  if (absence === 'left' || person === undefined) return lookAnew(world, item, 'left', now);
  if (absence === 'moved') {
    const successors = holdersNow(world, item).filter((other) => other !== person.id);
    return successors.length > 0 ? handOver(world, notice, person.id, successors, absence, now) : lookAnew(world, item, absence, now);
  }
  const deputy = isOneOf(ofPost, notice.kind) ? standsIn(world.config().roster, notice.unit, person) : undefined;
  if (deputy !== undefined) return handOver(world, notice, person.id, [deputy], absence, now);
  if (isOneOf(urgesToAct, notice.kind)) return lookAnew(world, item, 'away', now);
  await world.stores.outbox.release([notice.id], nextMorning(world, now));
}

/** Who holds the posts of somebody on leave in a unit; undefined: nobody, or they keep one themselves, for nobody oversees themselves. */
function standsIn({ units, ...roster }: Roster, unit: UnitId | undefined, { id, away }: Person): PersonId | undefined {
  const found = units.get(unit ?? '');
  if (found === undefined || away?.deputy === undefined || !hasAccount({ units, ...roster }, away.deputy)) return undefined;
  const inPosts = [found.liaison, found.principal, ...found.supervisors.map(({ person }) => person)];
  return inPosts.includes(away.deputy) && !inPosts.includes(id) ? away.deputy : undefined;
}

/** Who is to hear now what was said to a post in a unit's part in a cycle; empty: nobody, or it is no such thing. */
function holdersNow(world: World, { notice, cycle, unit, record }: DueNotice): PersonId[] {
  if (cycle === undefined || unit === undefined || record === undefined) return [];
  const { roster } = world.config();
  switch (notice.kind) {
    case 'remind':
      return askedPeople({ cycle, unit, record, roster });
    case 'press':
    case 'supervise':
      return cycle.schedule.escalate.filter(({ level }) => level === notice.kind).flatMap((rung) => reachedBy(roster, unit, rung));
    case 'supervise-told':
      return reachable(roster, holders(roster, 'principal', unit));
    default:
      return [];
  }
}

/** Under the id it would have had from the beginning: whoever has been told already is not told twice, and the rungs find it. */
async function handOver(
  world: World,
  notice: StoredNotice,
  from: PersonId,
  people: readonly PersonId[],
  reason: Absence,
  now: Instant,
): Promise<void> {
  const { outbox } = world.stores;
  const { no: _no, state: _state, at: _at, settledAt: _settledAt, reason: _reason, ...same } = notice;
  const notices = people.map((person): Notice => {
    const id = `${notice.id.slice(0, -from.length)}${person}`;
    return { ...same, id, to: { kind: 'person', person }, notBefore: earliest(world, now, notice.urgent) };
  });
  await outbox.enqueue(notices, now);
  await outbox.settle([notice.id], 'dropped', now, reason, []);
}

/** What it was about is looked at at once: somebody else may hold the post by now, or decide instead; a rung that reached nobody passes on. */
async function lookAnew(world: World, item: DueNotice, reason: Absence, now: Instant): Promise<void> {
  const { matters, outbox } = world.stores;
  const { id, kind, facts } = item.notice;
  const effects = unreachedEffect(world, item, now).map((effect) => ({ ...effect, nextDue: now }));
  await outbox.settle([id], 'dropped', now, reason, effects);
  await passRungsOn(world, [item], now);
  if (!isOneOf(ofMatters, kind)) return;
  const matter = await matters.matter((facts as { no: number }).no);
  if (matter !== undefined) await matters.postpone(matter.no, matter.version, now);
}

/** Leave may be shortened: each morning it is looked at again. */
function nextMorning(world: World, now: Instant): Instant {
  const { timezone, workHours } = world.config().settings;
  return earliest(world, instantOf(addDays(dateOf(now, timezone), 1), workHours.fromMinute, timezone), false);
}

function isOneOf(kinds: readonly NoticeKind[], kind: string): boolean {
  return (kinds as readonly string[]).includes(kind);
}
