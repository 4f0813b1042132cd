/**
 * What was closed is looked at again (回头看): on a drawn workday one of those who neither own nor closed it is asked; who does not answer is asked
 * once more, and then another is drawn, which whoever oversees it sees. What has come back waits for their word.
 */
import { openRecheck, openRelapse, recheckedSince, waitsForOf, type Finding } from '../domain/finding.js';
import { askRecheck, remindRecheck } from '../domain/finding-moves.js';
import { nextRechecker, recheckAt } from '../domain/recheck.js';
import { hasAccount } from '../domain/responsibility.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { findingNotices, overseersToTell } from './finding-book.js';
import type { Notice } from './ports.js';
import { workContext, type World } from './world.js';

/** So long somebody has to go and look. */
const lookWorkdays = 2;

export async function followRecheck(world: World, finding: Finding, now: Instant): Promise<void> {
  const rules = world.config().settings.ledger.recheck;
  const recheck = openRecheck(finding);
  if (openRelapse(finding) !== undefined) return bringUp(world, finding, now);
  if (recheck !== undefined) {
    const asksAgain = recheck.reminded !== true && hasAccount(world.config().roster, recheck.by);
    return asksAgain ? remind(world, finding, now) : passOn(world, finding, recheck.by, now);
  }
  if (rules === false || recheckedSince(finding).length > 0) return rest(world, finding, Number.POSITIVE_INFINITY);
  const at = recheckAt(finding, rules, workContext(world));
  if (now < at) return rest(world, finding, at);
  const by = nextRechecker(world.config().roster, finding);
  // Whoever could look may be on leave.
  if (by === undefined) return rest(world, finding, workdaysFrom(world, 1, now));
  const notices = findingNotices(world, finding, { kind: 'finding-recheck', to: [by] }, now);
  return write(world, askRecheck(finding, by, now), 'finding-recheck-asked', notices, now);
}

function remind(world: World, finding: Finding, now: Instant): Promise<void> {
  const after = remindRecheck(finding);
  const notices = findingNotices(world, finding, { kind: 'finding-recheck', to: waitsForOf(world.config().roster, after) }, now);
  return write(world, after, 'finding-recheck-reminded', notices, now);
}

/** They did not answer twice, or cannot be reached: another is asked, as long as there is one. */
async function passOn(world: World, finding: Finding, before: string, now: Instant): Promise<void> {
  const by = nextRechecker(world.config().roster, finding);
  const told = { kind: 'finding-recheck-passed' as const, to: overseersToTell(world, finding, by), facts: { before } };
  const notices = findingNotices(world, finding, told, now);
  if (by === undefined) {
    await world.stores.outbox.enqueue(notices, now);
    return rest(world, finding, Number.POSITIVE_INFINITY);
  }
  const asks = findingNotices(world, finding, { kind: 'finding-recheck', to: [by] }, now);
  return write(world, askRecheck(finding, by, now), 'finding-recheck-asked', [...notices, ...asks], now);
}

/** Once: after that it stays visible among what waits for them. */
async function bringUp(world: World, finding: Finding, now: Instant): Promise<void> {
  const to = overseersToTell(world, finding);
  await world.stores.outbox.enqueue(findingNotices(world, finding, { kind: 'finding-relapse', to, mark: 'again' }, now), now);
  return rest(world, finding, Number.POSITIVE_INFINITY);
}

function rest(world: World, { no, version }: Finding, until: Instant): Promise<void> {
  return world.stores.matters.postpone(no, version, until);
}

async function write(world: World, finding: Finding, act: string, notices: Notice[], now: Instant): Promise<void> {
  const waitsFor = waitsForOf(world.config().roster, finding);
  const due = workdaysFrom(world, lookWorkdays, now);
  await world.stores.matters.write({ matter: finding, after: finding.version, due, waitsFor, actor: 'bot', act, notices }, now);
}

function workdaysFrom(world: World, days: number, now: Instant): Instant {
  return resolveStep({ kind: 'workdays', days }, now, workContext(world));
}
