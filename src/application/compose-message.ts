/** Makes one message of all that is due to one recipient, and leaves out what is no longer true. */
import type { Instant } from '../domain/time.js';
import type { ApologyFacts } from './apologize.js';
import { composeKind } from './compose-kinds.js';
import type { DueNotice, Reader } from './due-notice.js';
import { fairDeadlines, type DeadlineOf } from './fair-deadline.js';
import { noticeKinds, sectionOf, type NoticeKind, type SectionKind } from './notices.js';
import { isAwaited, isUnanswered, promptNumber, promptsFor } from './open-prompts.js';
import type { Recipient, StoredNotice } from './ports.js';
import { absenceOf, type Absence } from './settle-absent.js';
import { staleReport } from './stale-report.js';
import { staleRequest } from './stale-request.js';
import { personName } from './words.js';
import type { World } from './world.js';

export interface Composition {
  /** Empty: nothing is left to say. */
  text: string;
  said: DueNotice[];
  dropped: DroppedNotice[];
  /** They are kept from a recipient who is not there. */
  absent: { item: DueNotice; absence: Absence }[];
}

export type DroppedNotice = DueNotice & { reason: string };

/** The order in which things due to one person are said. */
const order: readonly SectionKind[] = [
  'receipt',
  'transfer-left',
  'transfer-begun',
  'apology',
  'open',
  'circulate-group',
  'circulate',
  'circulate-copy',
  'supervise',
  'press',
  'task-supervise',
  'finding-supervise',
  'task-press',
  'finding-press',
  'urge',
  'request-new',
  'request-reminder',
  'request-shown',
  'request-decided',
  'reassign-offer',
  'finding-opened',
  'finding-joint',
  'finding-recheck',
  'prompt',
  'task-round',
  'remind',
];

export async function compose(world: World, to: Recipient, notices: StoredNotice[], now: Instant): Promise<Composition> {
  const deadlineOf = await fairDeadlines(world);
  const due = await Promise.all(notices.map((notice) => lookUp(world, notice, deadlineOf)));
  const dropped: Composition['dropped'] = [];
  const said: DueNotice[] = [];
  const absent: Composition['absent'] = [];
  for (const item of due) {
    const reason = await staleness(world, item, now);
    const absence = absenceOf(world, to, item.notice);
    if (absence === 'left' || (absence !== undefined && reason === undefined)) absent.push({ item, absence });
    else if (reason === undefined) said.push(item);
    else dropped.push({ ...item, reason });
  }
  const reader = await readerOf(world, to, said);
  const sections: string[] = [];
  for (const kind of kindsInOrder()) {
    const ofKind = said.filter(
      ({ notice }) => sectionOf(notice.kind as NoticeKind) === kind && !isInRound(notice, said) && !isInApology(notice, said),
    );
    if (ofKind.length === 0) continue;
    const greeted = sections.length > 0;
    sections.push(...(await composeKind(world, kind, ofKind, greeted ? { ...reader, name: null } : reader, now)));
  }
  return { text: sections.join('\n\n'), said, dropped, absent };
}

/** The round names each of its tasks with its date: a reminder in the same message would say it twice. */
function isInRound({ kind, schedule }: StoredNotice, said: readonly DueNotice[]): boolean {
  return kind === 'task-remind' && said.some(({ notice }) => notice.kind === 'task-round' && notice.schedule === schedule);
}

/** An apology names what is still open and by when: so it is with a reminder of the same. */
function isInApology({ kind, cycle, unit }: StoredNotice, said: readonly DueNotice[]): boolean {
  if (kind !== 'remind') return false;
  const parts = said.flatMap(({ notice }) => (notice.kind === 'apology' ? (notice.facts as ApologyFacts).parts : []));
  return parts.some((part) => part.cycle === cycle && part.unit === unit);
}

function kindsInOrder(): SectionKind[] {
  return [...new Set([...order, ...noticeKinds.map(sectionOf)])];
}

async function lookUp(world: World, notice: StoredNotice, deadlineOf: DeadlineOf): Promise<DueNotice> {
  const { cycles } = world.stores;
  const cycle = notice.cycle === undefined ? undefined : await cycles.cycle(notice.cycle);
  const record =
    cycle === undefined || notice.unit === undefined ? undefined : (await cycles.records(cycle.id, [notice.unit])).get(notice.unit);
  return {
    notice,
    ...(cycle === undefined ? {} : { cycle }),
    ...(notice.unit === undefined ? {} : { unit: notice.unit }),
    ...(cycle === undefined || record === undefined ? {} : { record, deadline: deadlineOf(cycle, record) }),
  };
}

const needsUnanswered: readonly string[] = ['prompt', 'remind', 'press', 'supervise', 'supervise-told', 'urge'];

/** Why something queued need not be said any more; undefined: it is still true. */
async function staleness(world: World, { notice, cycle, record, deadline }: DueNotice, now: Instant): Promise<string | undefined> {
  if (notice.cycle !== undefined && cycle === undefined) return 'cycle-gone';
  if (cycle?.expiredAt !== undefined) return 'expired';
  if (cycle !== undefined && record !== undefined) {
    if (needsUnanswered.includes(notice.kind) && !isUnanswered({ record })) return 'answered';
    if (notice.kind === 'unreached' && record.state !== 'unreached') return 'reached';
    if (notice.kind === 'remind' && deadline !== undefined && now >= deadline) return 'past-deadline';
  }
  if (notice.kind === 'circulate' || notice.kind === 'circulate-copy') {
    const { no } = notice.facts as { no: number };
    const circular = await world.stores.circulars.circular(no);
    if (circular?.state !== 'open') return 'decided';
  }
  if (notice.kind === 'unknown' && (await world.stores.outbox.open('unknown', 1)).length === 0) return 'resolved';
  return (await staleRequest(world, notice, record, now)) ?? staleReport(world, notice);
}

async function readerOf(world: World, to: Recipient, said: readonly DueNotice[]): Promise<Reader> {
  if (to.kind === 'group') return { to, name: null, numbered: false };
  const open = new Set((await promptsFor(world, to.person)).filter(isAwaited).map(({ cycle, unit }) => promptNumber(cycle, unit)));
  for (const { notice, cycle, unit } of said) {
    if (notice.kind === 'prompt' && cycle !== undefined && unit !== undefined) open.add(promptNumber(cycle, unit));
  }
  return { to, name: personName(world, to.person), numbered: open.size > 1 };
}
