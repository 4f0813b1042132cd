/** Hands what somebody had open over to whoever follows them. Each part is written once; what another change overtook is done at the next look. */
import { isOwed, waitsForOf } from '../domain/finding.js';
import type { Leave, HeldPost, Transfer } from '../domain/posting.js';
import { hindranceOf } from '../domain/standing-in.js';
import { unitsOfPosts } from '../domain/transfer-rules.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { findingLook } from './finding-book.js';
import { leaveNews, nextLeaveLook } from './follow-leave.js';
import { handOverWalks } from './hand-over-inspections.js';
import { isUnanswered } from './open-prompts.js';
import type { MatterChange, TermsChange } from './ports.js';
import { ConflictError } from './said.js';
import { offerNotices, rosterAsHeld } from './take-leave.js';
import type { World } from './world.js';

/** `told`: when whoever follows is told; what they are to decide and are asked comes along with that, not before it. */
export async function handOverItems(
  world: World,
  transfer: Transfer,
  { posts, told }: { posts: readonly HeldPost[]; told: Instant },
  now: Instant,
): Promise<void> {
  const units = unitsOfPosts(posts);
  for (const unit of units) await findings(world, transfer, unit, now);
  await answers(world, transfer, units, now);
  await decisions(world, transfer, told);
  await leaves(world, transfer, told, now);
  if (!(await handOverWalks(world, transfer.person, told, now))) throw new ConflictError('another version came first');
}

/** A finding's owner is a person: whoever follows mends it, with the same date. */
async function findings(world: World, { no, person, successor }: Transfer, unit: UnitId, now: Instant): Promise<void> {
  for (const finding of await world.stores.matters.open({ unit })) {
    if (finding.kind !== 'finding' || !(isOwed(finding) || finding.state === 'reported')) continue;
    const isTheirs = finding.owner === person || finding.joint.includes(person);
    if (!isTheirs) continue;
    const owner = finding.owner === person ? successor : finding.owner;
    const joint = [...new Set(finding.joint.map((one) => (one === person ? successor : one)))].filter((one) => one !== owner);
    const matter = { ...finding, owner, joint };
    const waitsFor = waitsForOf(world.config().roster, matter);
    // It goes on where it stood: its next look finds the step that is due, or brings it up again with whoever it waits for.
    const due = waitsFor.length > 0 ? findingLook(world, matter, now) : now;
    await write(world, { matter, after: finding.version, due, waitsFor, actor: 'bot', act: `handed-over/${no}`, notices: [] }, now);
  }
}

/** Answers under way. */
async function answers(world: World, { no, person, successor }: Transfer, units: readonly UnitId[], now: Instant): Promise<void> {
  const { cycles, replies, conversation } = world.stores;
  for (const cycle of await cycles.openCycles()) {
    const own = units.filter((one) => cycle.units.includes(one));
    for (const [part, record] of await cycles.records(cycle.id, own)) {
      if (!isUnanswered({ record })) continue;
      const [theirs, begun] = await Promise.all([replies.draft(cycle.id, part, person), replies.draft(cycle.id, part, successor)]);
      if (theirs === undefined || begun !== undefined) continue;
      const id = `transfer/${no}/draft/${cycle.id}/${part}`;
      await conversation.claim({ id, person: successor, draft: { cycle: cycle.id, unit: part, body: theirs } }, now);
    }
  }
}

/** What somebody passed on to them (改派) is whoever follows to answer. */
export async function passedOn(world: World, { person, successor }: Transfer, posts: readonly HeldPost[]): Promise<TermsChange[]> {
  const changes: TermsChange[] = [];
  for (const cycle of await world.stores.cycles.openCycles()) {
    const units = unitsOfPosts(posts).filter((unit) => cycle.units.includes(unit));
    for (const [unit, record] of await world.stores.cycles.records(cycle.id, units)) {
      const { terms } = record;
      if (terms?.assignee !== person || !isUnanswered({ record })) continue;
      changes.push({ cycle: cycle.id, unit, before: terms, after: { ...terms, assignee: successor } });
    }
  }
  return changes;
}

/** Requests and reports that wait for them find who decides instead when they are looked at. */
async function decisions(world: World, { person }: Transfer, told: Instant): Promise<void> {
  const { matters } = world.stores;
  for (const matter of await matters.open({ waitsFor: person })) {
    if (matter.kind === 'request' || matter.kind === 'reading') await matters.postpone(matter.no, matter.version, told);
  }
}

/** Their own leave is over with their post; for whom they stood in, whoever follows is asked, for nobody is given work without saying 接. */
async function leaves(world: World, { person, successor }: Transfer, told: Instant, now: Instant): Promise<void> {
  const all = await world.stores.matters.open({ kind: 'leave' });
  for (const leave of all) {
    if (leave.person === person) await endOwn(world, leave, now);
    else if (leave.deputy === person && leave.answer !== 'declined') await askAnother(world, leave, all, { successor, told }, now);
  }
}

async function endOwn(world: World, leave: Leave, now: Instant): Promise<void> {
  const matter: Leave = { ...leave, state: 'withdrawn', settledAt: now };
  await write(world, { matter, after: leave.version, waitsFor: [], actor: 'bot', act: 'leave-ended', notices: [] }, now);
}

async function askAnother(
  world: World,
  leave: Leave,
  all: readonly Leave[],
  { successor, told }: { successor: string; told: Instant },
  now: Instant,
): Promise<void> {
  const { from, until, person } = leave;
  const others = all.filter(({ no }) => no !== leave.no);
  const able = hindranceOf(rosterAsHeld(world), others, { person, deputy: successor, from, until, byClerk: true }) === undefined;
  const { deputy: _gone, answer: _answer, askedAt: _askedAt, ...rest } = leave;
  const matter: Leave = able ? { ...rest, deputy: successor, answer: 'asked', askedAt: now, broughtUp: false } : rest;
  const change = { matter, after: leave.version, due: nextLeaveLook(world, matter, now), waitsFor: able ? [successor] : [] };
  const news = able ? offerNotices(world, matter, told) : leaveNews(world, leave, 'moved', [person], told);
  await write(world, { ...change, actor: 'bot', act: 'leave-deputy-gone', notices: news }, now);
}

/** Another change came first: the whole is looked at again. */
async function write(world: World, change: MatterChange, now: Instant): Promise<void> {
  if ((await world.stores.matters.write(change, now)).kind === 'conflict') throw new ConflictError('another version came first');
}
