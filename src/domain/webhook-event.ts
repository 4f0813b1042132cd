/**
 * The events that other programs are told of, read from entries of the audit trail. A stable contract: types and fields are added, never renamed
 * or removed. Ids and numbers only; never a person, an answer or a reason.
 */
import type { AuditEntry } from './audit-chain.js';
import type { Instant } from './time.js';

export const webhookEventTypes = [
  'cycle.opened',
  'cycle.closed',
  'reply.recorded',
  'rung.climbed',
  'circular.released',
  'finding.established',
  'finding.closed',
  'finding.reopened',
  'inspection.reported',
  'schedule.missed',
] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

export interface WebhookEvent {
  type: WebhookEventType;
  at: Instant;
  /** What it is about, by the names of docs/api.md. */
  data: Readonly<Record<string, string | number | boolean>>;
}

/** An entry by the names of its fields. */
export type EntryFields = Readonly<Record<string, string | undefined>>;

export function fieldsOf({ fields }: AuditEntry): EntryFields {
  const named: Record<string, string> = {};
  for (let at = 0; at + 1 < fields.length; at += 2) named[fields[at] ?? ''] = fields[at + 1] ?? '';
  return named;
}

/** As the trail writes one: a date can be made of it. */
const instant = /^\d{1,15}$/;
const ofUnit = /^([^/]+)\/([^/#]+)#(\d+)$/;
const ofMatter = /^matter\/(\d+)@/;
const ofCircular = /^([^/]+)\/circular\/(\d+)$/;
const ofOccurrence = /^(.+)@(\d{1,15})$/;
const rungs = new Set(['press', 'supervise', 'circulate']);

/** undefined: nobody is told of it. Of a reply, whether it was late is added by whoever knows. */
export function eventOf({ at = '', act = '', object = '' }: EntryFields): WebhookEvent | undefined {
  const said = whatOf(act, object);
  return said === undefined || !instant.test(at) ? undefined : { ...said, at: Number(at) };
}

type What = Omit<WebhookEvent, 'at'>;

function whatOf(act: string, object: string): What | undefined {
  if (rungs.has(act)) return rungOf(object, act);
  switch (act) {
    case 'opened':
    case 'closed':
      // A round, which asks nothing, is named by its planned time behind an @.
      return object.includes('@') ? undefined : { type: `cycle.${act}`, data: { cycle: object } };
    case 'recorded':
    case 'corrected':
      return replyOf(object);
    case 'circular-released': {
      const [, cycle, no] = ofCircular.exec(object) ?? [];
      return cycle === undefined ? undefined : { type: 'circular.released', data: { cycle, circular: Number(no) } };
    }
    case 'finding-established':
    case 'finding-closed':
    case 'finding-reopened':
      return matterOf(object, `finding.${act.slice('finding-'.length) as 'established' | 'closed' | 'reopened'}`, 'finding');
    case 'inspection-reported':
      return matterOf(object, 'inspection.reported', 'inspection');
    case 'missed': {
      const [, schedule, planned = ''] = ofOccurrence.exec(object) ?? [];
      return schedule === undefined
        ? undefined
        : { type: 'schedule.missed', data: { schedule, planned: new Date(Number(planned)).toISOString() } };
    }
    default:
      return matterRungOf(act, object);
  }
}

function rungOf(object: string, rung: string): What | undefined {
  const [, cycle, unit] = ofUnit.exec(object) ?? [];
  return cycle === undefined || unit === undefined ? undefined : { type: 'rung.climbed', data: { rung, cycle, unit } };
}

function replyOf(object: string): What | undefined {
  const [, cycle, unit, version] = ofUnit.exec(object) ?? [];
  return cycle === undefined || unit === undefined
    ? undefined
    : { type: 'reply.recorded', data: { cycle, unit, version: Number(version) } };
}

function matterRungOf(act: string, object: string): What | undefined {
  const [, what, rung] = /^(task|finding)-(\w+)$/.exec(act) ?? [];
  if (what === undefined || rung === undefined || !rungs.has(rung)) return undefined;
  const event = matterOf(object, 'rung.climbed', what);
  return event === undefined ? undefined : { ...event, data: { rung, ...event.data } };
}

function matterOf(object: string, type: WebhookEventType, what: string): What | undefined {
  const no = ofMatter.exec(object)?.[1];
  return no === undefined ? undefined : { type, data: { [what]: Number(no) } };
}
