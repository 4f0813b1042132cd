/** Counts a message that went out, or may have: for the account's pace, the week's budget of whoever got it, and the load by its causes. */
import type { Instant } from '../domain/time.js';
import type { NoticeKind } from './notices.js';
import type { Recipient, StoredNotice } from './ports.js';
import type { World } from './world.js';

/** Answers to what somebody asked or handed in, though they may come days later; and what they are to keep for others. */
const answering: readonly string[] = [
  'receipt',
  'request-decided',
  'reassign-answered',
  'task-closed',
  'task-sent-back',
  'report-read',
  'report-asked-back',
  'relieved',
  'audit-head',
] satisfies NoticeKind[];

/** Budget and load count only what the bot starts, not its answers. What only goes along is the cause of no message. */
export async function noteStarted(world: World, to: Recipient, said: readonly StoredNotice[], now: Instant): Promise<void> {
  const started = said.filter(({ kind }) => !answering.includes(kind));
  if (started.length === 0) return world.stores.outbox.noteSend(now);
  const causes = started.filter(({ notBefore }) => Number.isFinite(notBefore)).map(({ schedule, kind }) => schedule ?? kind);
  await world.stores.outbox.noteSend(now, to.kind === 'person' ? to.person : undefined, causes);
}
