/** Makes one message of all that is due to one recipient, and leaves out what is no longer true. */
import { unitDeadline } from '../domain/ladder.js';
import type { Instant } from '../domain/time.js';
import { composeKind } from './compose-kinds.js';
import type { DueNotice, Reader } from './due-notice.js';
import { noticeKinds, type NoticeKind } from './notices.js';
import { promptNumber, promptsFor, isUnanswered } from './open-prompts.js';
import type { Recipient, StoredNotice } from './ports.js';
import { personName } from './words.js';
import { workContext, type World } from './world.js';

export interface Composition {
  /** Empty: nothing is left to say. */
  text: string;
  said: DueNotice[];
  dropped: { notice: StoredNotice; reason: string }[];
}

/** The order in which things due to one person are said. */
const order: readonly NoticeKind[] = [
  'receipt',
  'open',
  'circulate-group',
  'circulate',
  'circulate-copy',
  'supervise',
  'press',
  'urge',
  'prompt',
  'remind',
];

export async function compose(world: World, to: Recipient, notices: StoredNotice[], now: Instant): Promise<Composition> {
  const due = await Promise.all(notices.map((notice) => lookUp(world, notice)));
  const dropped: Composition['dropped'] = [];
  const said: DueNotice[] = [];
  for (const item of due) {
    const reason = await staleness(world, item, now);
    if (reason === undefined) said.push(item);
    else dropped.push({ notice: item.notice, reason });
  }
  const reader = await readerOf(world, to, said);
  const sections: string[] = [];
  for (const kind of kindsInOrder()) {
    const ofKind = said.filter(({ notice }) => notice.kind === kind);
    if (ofKind.length === 0) continue;
    const greeted = sections.length > 0;
    sections.push(...(await composeKind(world, kind, ofKind, greeted ? { ...reader, name: null } : reader, now)));
  }
  return { text: sections.join('\n\n'), said, dropped };
}

function kindsInOrder(): NoticeKind[] {
  return [...order, ...noticeKinds.filter((kind) => !order.includes(kind))];
}

async function lookUp(world: World, notice: StoredNotice): Promise<DueNotice> {
  const { cycles } = world.stores;
  const cycle = notice.cycle === undefined ? undefined : await cycles.cycle(notice.cycle);
  const record =
    cycle === undefined || notice.unit === undefined ? undefined : (await cycles.records(cycle.id, [notice.unit])).get(notice.unit);
  return {
    notice,
    ...(cycle === undefined ? {} : { cycle }),
    ...(notice.unit === undefined ? {} : { unit: notice.unit }),
    ...(record === undefined ? {} : { record }),
  };
}

const needsUnanswered: readonly string[] = ['prompt', 'remind', 'press', 'supervise', 'supervise-told', 'urge'];

/** Why something queued need not be said any more; undefined: it is still true. */
async function staleness(world: World, { notice, cycle, record }: DueNotice, now: Instant): Promise<string | undefined> {
  if (notice.cycle !== undefined && cycle === undefined) return 'cycle-gone';
  if (cycle !== undefined && record !== undefined) {
    if (needsUnanswered.includes(notice.kind) && !isUnanswered({ record })) return 'answered';
    if (notice.kind === 'unreached' && record.state !== 'unreached') return 'reached';
    if (notice.kind === 'remind' && now >= unitDeadline(cycle, record, workContext(world))) return 'past-deadline';
  }
  if (notice.kind === 'circulate' || notice.kind === 'circulate-copy') {
    const { no } = notice.facts as { no: number };
    const circular = await world.stores.circulars.circular(no);
    if (circular?.state !== 'open') return 'decided';
  }
  return undefined;
}

async function readerOf(world: World, to: Recipient, said: readonly DueNotice[]): Promise<Reader> {
  if (to.kind === 'group') return { to, name: null, numbered: false };
  const open = new Set((await promptsFor(world, to.person)).filter(isUnanswered).map(({ cycle, unit }) => promptNumber(cycle, unit)));
  for (const { notice, cycle, unit } of said) {
    if (notice.kind === 'prompt' && cycle !== undefined && unit !== undefined) open.add(promptNumber(cycle, unit));
  }
  return { to, name: personName(world, to.person), numbered: open.size > 1 };
}
