/** The words of notices about findings, made from the books: what is not true any more is not said. */
import { headlineOf } from '../domain/checklist.js';
import { evidenceNow, openObjection, shownLast, type Finding } from '../domain/finding.js';
import type { Instant } from '../domain/time.js';
import type { Composer, DueNotice, Reader } from './due-notice.js';
import { findContradiction } from './find-contradiction.js';
import { asFinding, fairDue, fieldName, findingUnit } from './finding-book.js';
import type { findingNoticeKinds } from './notices.js';
import { proposalWords } from './proposal-words.js';
import { oneLine } from './task-words.js';
import { clerkName, dateWords, dayWords, leaderName, nearDayWords, personName } from './words.js';
import { say, type World } from './world.js';

/** Reminders of findings are said with all others, by compose-remind.ts; what comes after the closing, by compose-recheck.ts. */
type FindingSection = Exclude<
  (typeof findingNoticeKinds)[number],
  'finding-remind' | 'finding-joint' | 'finding-recheck' | 'finding-recheck-passed' | 'finding-relapse' | 'finding-homeless'
>;

export const findingComposers: Record<FindingSection, Composer> = {
  'finding-proposed': proposed,
  'finding-opened': opened,
  'finding-press': pressed,
  'finding-supervise': supervised,
  'finding-reported': reported,
  'finding-objected': objected,
  'finding-answered': answered,
  'finding-sent-back': sentBack,
  'finding-closed': closed,
};

/** The findings of notices, each once, as they are now. */
export async function findingsOf(world: World, items: readonly DueNotice[]): Promise<Finding[]> {
  const numbers = [...new Set(items.map(({ notice }) => (notice.facts as { no: number }).no))];
  const found = await Promise.all(numbers.map(async (no) => asFinding(await world.stores.matters.matter(no))));
  return found.filter((finding) => finding !== undefined);
}

/** What every message about a finding says of it. */
export async function factsOf(world: World, finding: Finding, now: Instant) {
  const due = finding.dueAt === undefined ? null : dateWords(world, await fairDue(world, finding, now), false);
  return {
    number: finding.no,
    unit: findingUnit(world, finding),
    text: oneLine(finding.text),
    field: fieldName(world, finding.field),
    due,
  };
}

async function proposed(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const findings = (await findingsOf(world, items)).filter(({ state }) => state === 'proposed');
  if (findings.length === 0) return [];
  const facts = await Promise.all(
    findings.map(async (finding) => ({
      ...(await factsOf(world, finding, now)),
      // The report had all of it, with its photos.
      ...(finding.origin.kind === 'inspection'
        ? { text: oneLine(headlineOf(finding.text)), source: 'on-site', photos: 0 }
        : { source: finding.source, photos: finding.files.length }),
      contradicts: reader.to.kind === 'person' ? await findContradiction(world, finding, { reader: reader.to.person }, now) : null,
      recurrence: (await proposalWords(world, finding, now)).recurrence,
    })),
  );
  return [say(world, 'finding-proposed', { items: facts, first: facts[0]?.number ?? null })];
}

async function opened(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const findings = (await findingsOf(world, items)).filter(({ state }) => state === 'open' || state === 'working');
  return Promise.all(findings.map(async (finding, index) => openedWords(world, finding, index === 0 ? reader.name : null, now)));
}

/** What its owner is told of a finding; `salute`: by which name, if by any. */
export async function openedWords(world: World, finding: Finding, salute: string | null, now: Instant): Promise<string> {
  return say(world, 'finding-opened', {
    salute,
    ...(await factsOf(world, finding, now)),
    seen: dayWords(world, finding.at),
    photos: finding.files.length,
    again: finding.reopened,
    basis: finding.basis ?? null,
    by: finding.by === undefined ? null : personName(world, finding.by),
  });
}

async function pressed(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const findings = (await findingsOf(world, items)).filter(isStillOwed);
  const [first] = findings;
  if (first === undefined) return [];
  const { nextDue = null } = (items[0]?.notice.facts ?? {}) as { nextDue?: Instant | null };
  const leader = world.config().roster.units.get(first.unit)?.supervisors[0]?.person;
  return [
    say(world, 'finding-press', {
      salute: reader.name,
      count: findings.length,
      items: await Promise.all(findings.map((finding) => factsOf(world, finding, now))),
      first: first.no,
      next: nextDue === null ? null : nearDayWords(world, nextDue, now, true),
      nextTo: leader === undefined ? null : leaderName(world, leader),
      clerk: clerkName(world),
    }),
  ];
}

async function supervised(world: World, items: DueNotice[], reader: Reader, now: Instant): Promise<string[]> {
  const findings = (await findingsOf(world, items)).filter(isStillOwed);
  const [first] = findings;
  if (first === undefined) return [];
  return [
    say(world, 'finding-supervise', {
      salute: reader.name,
      count: findings.length,
      items: await Promise.all(
        findings.map(async (finding) => ({ ...(await factsOf(world, finding, now)), objected: finding.objections.length > 0 })),
      ),
      first: first.no,
      clerk: clerkName(world),
    }),
  ];
}

/** To those who close: all that was reported, in one list. */
async function reported(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const findings = (await findingsOf(world, items)).filter(({ state }) => state === 'reported');
  if (findings.length === 0) return [];
  const facts = await Promise.all(
    findings.map(async (finding) => {
      const { words = '' } = shownLast(finding) ?? {};
      return {
        ...(await factsOf(world, finding, now)),
        words: words === '' ? null : oneLine(words),
        photos: evidenceNow(finding).reduce((sum, { files }) => sum + files.length, 0),
      };
    }),
  );
  const waiting = items.every(({ notice }) => (notice.facts as { again?: true }).again === true);
  return [say(world, 'finding-reported', { items: facts, first: facts[0]?.number ?? null, waiting })];
}

async function objected(world: World, items: DueNotice[]): Promise<string[]> {
  return (await findingsOf(world, items)).flatMap((finding) => {
    const objection = openObjection(finding);
    if (objection === undefined) return [];
    const { no, text } = finding;
    const facts = { number: no, unit: findingUnit(world, finding), text: oneLine(text), words: oneLine(objection.words) };
    return [say(world, 'finding-objected', { ...facts, who: personName(world, objection.by) })];
  });
}

async function answered(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const sections: string[] = [];
  for (const finding of await findingsOf(world, items)) {
    const answer = finding.objections.at(-1)?.answer;
    if (answer === undefined) continue;
    sections.push(
      say(world, 'finding-answered', {
        number: finding.no,
        upheld: answer.upheld,
        words: answer.words === '' ? null : oneLine(answer.words),
        who: personName(world, answer.by),
        due: (await factsOf(world, finding, now)).due,
      }),
    );
  }
  return sections;
}

async function sentBack(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const sections: string[] = [];
  for (const finding of await findingsOf(world, items)) {
    const last = finding.sentBack.at(-1);
    if (finding.state !== 'working' || last === undefined) continue;
    const { number, due } = await factsOf(world, finding, now);
    const photos = evidenceNow(finding).some(({ files }) => files.length > 0);
    sections.push(
      say(world, 'finding-sent-back', { number, closer: personName(world, last.by), reason: oneLine(last.words), due, photos }),
    );
  }
  return sections;
}

async function closed(world: World, items: DueNotice[]): Promise<string[]> {
  const again = world.config().settings.ledger.recheck !== false;
  return (await findingsOf(world, items)).flatMap((finding) => {
    const last = finding.closed.at(-1);
    if (finding.state !== 'closed' || last === undefined) return [];
    const shown = finding.evidence.slice(-last.evidence);
    const photos = shown.reduce((sum, { files }) => sum + files.length, 0);
    return [
      say(world, 'finding-closed', { number: finding.no, closer: personName(world, last.by), evidence: last.evidence, photos, again }),
    ];
  });
}

function isStillOwed(finding: Finding): boolean {
  return (finding.state === 'open' || finding.state === 'working') && openObjection(finding) === undefined && finding.heldBy === undefined;
}
