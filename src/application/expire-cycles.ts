/** What was said in cycles that are long closed: first the drafts nobody handed in, then the files, then all of it with its data key. */
import type { CycleId } from '../domain/cycle.js';
import type { RetentionKind } from '../domain/retention.js';
import type { Instant } from '../domain/time.js';
import { isReport, readingKey } from './hand-over-report.js';
import type { ClosedCycle } from './ports.js';
import type { World } from './world.js';

/** What deleting needs of the world. */
export type Expiring = Pick<World, 'stores' | 'config' | 'files' | 'log'>;

/** What ended before the instant it gives has passed its time; undefined: it is never deleted. */
export type KeptSince = (kind: RetentionKind) => Instant | undefined;

/** The answers of at most one cycle at once: a large one takes a while. True: there may be more. */
export async function expireCycles(world: Expiring, since: KeptSince, now: Instant): Promise<boolean> {
  const limits = [since('drafts'), since('files'), since('answers')].filter((at) => at !== undefined);
  if (limits.length === 0) return false;
  for (const closed of await world.stores.retention.closedBefore(Math.max(...limits))) {
    const isOver = (kind: RetentionKind): boolean => closed.closedAt < (since(kind) ?? Number.NEGATIVE_INFINITY);
    if (isOver('answers')) {
      await expireCycle(world, closed.id, now);
      return true;
    }
    await expireParts(world, closed, isOver, now);
  }
  return false;
}

/** The names of the files stand in what was said: they go first, so that a crash in between leaves none that nobody knows of. */
async function expireCycle(world: Expiring, cycle: CycleId, now: Instant): Promise<void> {
  const { retention, matters } = world.stores;
  await removeFiles(world, cycle, ['answers', 'drafts'], new Set());
  for (const no of await retention.openAbout(cycle)) {
    const matter = await matters.matter(no);
    await retention.expireMatter(no, matter?.kind === 'reading' ? readingKey({ id: cycle }, matter.unit) : undefined, now);
  }
  await retention.expireCycle(cycle, now);
}

async function expireParts(
  world: Expiring,
  { id, gone }: ClosedCycle,
  isOver: (kind: RetentionKind) => boolean,
  now: Instant,
): Promise<void> {
  const { retention } = world.stores;
  if (isOver('drafts') && !gone.has('drafts')) {
    // A photo in a draft that changes an answer may be in the answer too.
    await removeFiles(world, id, ['drafts'], await filesOf(world, id, 'answers'));
    await retention.expirePart(id, 'drafts', now);
  }
  if (isOver('files') && !gone.has('files')) {
    const removed = await removeFiles(world, id, ['answers', 'drafts'], new Set());
    await retention.expirePart(id, 'files', now, removed > 0);
  }
}

async function removeFiles(
  world: Expiring,
  cycle: CycleId,
  places: readonly ('answers' | 'drafts')[],
  kept: ReadonlySet<string>,
): Promise<number> {
  if (!(await asksForFiles(world, cycle))) return 0;
  let removed = 0;
  for (const place of places) {
    for await (const names of world.stores.retention.attachments(cycle, place)) {
      const over = names.filter((name) => !kept.has(name));
      await world.files.remove(over);
      removed += over.length;
    }
  }
  return removed;
}

async function filesOf(world: Expiring, cycle: CycleId, place: 'answers' | 'drafts'): Promise<Set<string>> {
  const found = new Set<string>();
  if (!(await asksForFiles(world, cycle))) return found;
  for await (const names of world.stores.retention.attachments(cycle, place)) for (const name of names) found.add(name);
  return found;
}

/** Otherwise nothing has to be opened to know that there are none. */
async function asksForFiles(world: Expiring, id: CycleId): Promise<boolean> {
  const cycle = await world.stores.cycles.cycle(id);
  return cycle !== undefined && (isReport(cycle) || cycle.schedule.questions.some(({ type }) => type === 'photo'));
}
