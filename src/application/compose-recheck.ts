/** The words of notices about what was closed and is looked at again, and about what has to change hands. */
import { openRecheck, openRelapse, recheckedSince } from '../domain/finding.js';
import type { Instant } from '../domain/time.js';
import { factsOf, findingsOf } from './compose-finding.js';
import type { Composer, DueNotice, Reader } from './due-notice.js';
import { findingUnit } from './finding-book.js';
import type { findingNoticeKinds } from './notices.js';
import { oneLine } from './task-words.js';
import { dayWords, personName } from './words.js';
import { say, type World } from './world.js';

type RecheckSection = Extract<
  (typeof findingNoticeKinds)[number],
  'finding-joint' | 'finding-recheck' | 'finding-recheck-passed' | 'finding-relapse' | 'finding-homeless'
>;

export const recheckComposers: Record<RecheckSection, Composer> = {
  'finding-joint': joint,
  'finding-recheck': recheck,
  'finding-recheck-passed': passed,
  'finding-relapse': relapsed,
  'finding-homeless': homeless,
};

/** To the leader who answers for it beside the owner. */
async function joint(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const findings = (await findingsOf(world, items)).filter(({ state }) => state === 'open' || state === 'working');
  return Promise.all(
    findings.map(async (finding) =>
      say(world, 'finding-joint', {
        ...(await factsOf(world, finding, now)),
        owner: personName(world, finding.owner),
        by: finding.by === undefined ? null : personName(world, finding.by),
        again: finding.reopened,
      }),
    ),
  );
}

async function recheck(world: World, items: DueNotice[], { to }: Reader, now: Instant): Promise<string[]> {
  const findings = (await findingsOf(world, items)).filter((finding) => to.kind === 'person' && openRecheck(finding)?.by === to.person);
  if (findings.length === 0) return [];
  const facts = await Promise.all(
    findings.map(async (finding) => ({
      ...(await factsOf(world, finding, now)),
      closed: dayWords(world, finding.closed.at(-1)?.at ?? finding.at),
    })),
  );
  const reminded = findings.every((finding) => openRecheck(finding)?.reminded === true);
  return [say(world, 'finding-recheck', { items: facts, first: facts[0]?.number ?? null, reminded })];
}

/** Who was asked before, and did not answer, is named as it was written down. */
async function passed(world: World, items: DueNotice[]): Promise<string[]> {
  return (await findingsOf(world, items)).flatMap((finding) => {
    const looks = recheckedSince(finding);
    const open = openRecheck(finding);
    if (open === undefined) return [];
    const { before = open.by } = (items.find(({ notice }) => (notice.facts as { no: number }).no === finding.no)?.notice.facts ?? {}) as {
      before?: string;
    };
    const next = looks.length > 1 && open.by !== before ? personName(world, open.by) : null;
    const facts = { number: finding.no, unit: findingUnit(world, finding), text: oneLine(finding.text) };
    return [say(world, 'finding-recheck-passed', { ...facts, before: personName(world, before), next })];
  });
}

async function relapsed(world: World, items: DueNotice[]): Promise<string[]> {
  return (await findingsOf(world, items)).flatMap((finding) => {
    const found = openRelapse(finding);
    const by = finding.rechecks.at(-1)?.by;
    if (found === undefined || by === undefined) return [];
    const facts = { number: finding.no, unit: findingUnit(world, finding), text: oneLine(finding.text) };
    const words = { words: oneLine(found.words), photos: found.files.length, who: personName(world, by) };
    return [say(world, 'finding-relapse', { ...facts, ...words, times: finding.reopened + 1 })];
  });
}

/** As long as its unit is not in the roster. */
async function homeless(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const { units } = world.config().roster;
  const findings = (await findingsOf(world, items)).filter(({ unit, settledAt }) => !units.has(unit) && settledAt === undefined);
  return Promise.all(
    findings.map(async (finding) =>
      say(world, 'finding-homeless', { ...(await factsOf(world, finding, now)), owner: personName(world, finding.owner) }),
    ),
  );
}
