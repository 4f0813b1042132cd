/** The kinds of notice the bot starts, and how their operation ids are made: the same matter has the same id, so it is queued once. */
import type { Cycle } from '../domain/cycle.js';
import { clerkIds } from './people.js';
import { mayGoOutAt } from '../domain/sending-times.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Schedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import type { Notice, Recipient } from './ports.js';
import type { World } from './world.js';

export const requestNoticeKinds = [
  'request-new',
  'request-reminder',
  'request-shown',
  'request-decided',
  'request-aside',
  'request-over',
  'reassign-offer',
  'reassign-answered',
  'cycle-withdrawn',
  'paused',
] as const;
export const taskNoticeKinds = [
  'task-round',
  'task-remind',
  'task-press',
  'task-supervise',
  'task-reported',
  'task-closed',
  'task-sent-back',
] as const;
export const findingNoticeKinds = [
  'finding-proposed',
  'finding-opened',
  'finding-remind',
  'finding-press',
  'finding-supervise',
  'finding-reported',
  'finding-objected',
  'finding-answered',
  'finding-sent-back',
  'finding-closed',
  'finding-joint',
  'finding-recheck',
  'finding-recheck-passed',
  'finding-relapse',
  'finding-homeless',
] as const;
export const drawNoticeKinds = [
  'draw-committed',
  'draw-sealed',
  'draw-reminder',
  'draw-lapsed',
  'draw-summary',
  'draw-answered',
  'draw-disclosed',
  'draw-called',
] as const;
export const inspectionNoticeKinds = [
  'inspection-report',
  'inspection-sign',
  'inspection-remind',
  'inspection-left',
  'inspection-over',
] as const;
export const reportNoticeKinds = ['report-handed-in', 'report-reminder', 'report-read', 'report-asked-back', 'report-no-reader'] as const;
export const roundNoticeKinds = ['reminder', 'nudge', 'digest', 'campaign', 'library-empty'] as const;
export const bindingNoticeKinds = [
  'bound',
  'not-me',
  'binding-stopped',
  'codes-suspended',
  'code-void',
  'accounts-suspended',
  'files-refused',
  'files-changed',
] as const;
export const postingNoticeKinds = ['leave-offer', 'leave-settled', 'leave-over', 'transfer-left', 'transfer-begun'] as const;
export const exportNoticeKinds = ['export-asked', 'export-settled'] as const;
export const careNoticeKinds = ['broken-links', 'apology', 'audit-head'] as const;

export const noticeKinds = [
  'open',
  'prompt',
  'remind',
  'press',
  'supervise',
  'supervise-told',
  'circulate',
  'circulate-copy',
  'circulate-group',
  'relieved',
  'urge',
  'unreached',
  'unknown',
  'missed',
  'asked',
  'receipt',
  ...requestNoticeKinds,
  ...taskNoticeKinds,
  ...inspectionNoticeKinds,
  ...findingNoticeKinds,
  ...drawNoticeKinds,
  ...reportNoticeKinds,
  ...roundNoticeKinds,
  ...bindingNoticeKinds,
  ...careNoticeKinds,
  ...postingNoticeKinds,
  ...exportNoticeKinds,
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
/** Those with a section of their own in a message: a reminder of a task or a finding is said in one list with all that one is reminded of. */
export type SectionKind = Exclude<NoticeKind, 'task-remind' | 'finding-remind'>;

export function sectionOf(kind: NoticeKind): SectionKind {
  return kind === 'task-remind' || kind === 'finding-remind' ? 'remind' : kind;
}

export interface NoticeMatter {
  kind: NoticeKind;
  to: Recipient;
  cycle?: Cycle;
  /** Of what belongs to no cycle. */
  schedule?: Pick<Schedule, 'id' | 'urgent'>;
  unit?: UnitId;
  facts?: object;
}

/** A notice that may go out from `now` on, when quiet hours and rest days allow. */
export function noticeOf(world: World, id: string, matter: NoticeMatter, now: Instant): Notice {
  const { cycle, unit, kind, to, facts } = matter;
  const schedule = cycle?.schedule ?? matter.schedule;
  const urgent = schedule?.urgent ?? false;
  return {
    id,
    to,
    kind,
    ...(cycle === undefined ? {} : { cycle: cycle.id }),
    ...(schedule === undefined ? {} : { schedule: schedule.id }),
    ...(unit === undefined ? {} : { unit }),
    urgent,
    notBefore: earliest(world, now, urgent),
    facts: facts ?? {},
  };
}

/** The same matter to each of several people. */
export function noticesTo(
  world: World,
  idStem: string,
  people: readonly PersonId[],
  matter: Omit<NoticeMatter, 'to'>,
  now: Instant,
): Notice[] {
  return people.map((person) => noticeOf(world, `${idStem}/${person}`, { ...matter, to: { kind: 'person', person } }, now));
}

export function noticesToClerks(world: World, idStem: string, matter: Omit<NoticeMatter, 'to'>, now: Instant): Notice[] {
  return noticesTo(world, idStem, clerkIds(world), matter, now);
}

/** When something the bot starts may be sent, seen from `now`. */
export function earliest(world: Pick<World, 'config'>, now: Instant, urgent: boolean): Instant {
  const { settings, calendar } = world.config();
  return mayGoOutAt(now, { timezone: settings.timezone, quietHours: settings.quietHours, restDays: settings.restDays, calendar, urgent });
}

/** The id of a ladder step's notice to one person: what was sent can be looked up by it. */
export function stepNoticeId(cycle: Cycle, unit: UnitId, step: number, person: PersonId): string {
  return `${stepStem(cycle, unit, step)}/${person}`;
}

export function stepStem(cycle: Cycle, unit: UnitId, step: number): string {
  return `${cycle.id}/${unit}/${step}`;
}
