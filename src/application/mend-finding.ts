/** 整改, 已改 and 异议: what the owner of a finding says of it. Somebody else looks at what they show. */
import type { Finding } from '../domain/finding.js';
import { object, plan, report } from '../domain/finding-moves.js';
import { asFinding, fairDue, findingNotices, leadOverseer, overseersToTell } from './finding-book.js';
import type { Instant } from '../domain/time.js';
import { askReason } from './finding-trouble.js';
import { overtakeReported } from './overtake-request.js';
import { receiptMark } from './ports.js';
import type { Response, Said } from './said.js';
import { oneLine } from './task-words.js';
import { dateWords, personName } from './words.js';
import { say, type World } from './world.js';
import { writeOutcome } from './write-finding.js';

/** How it is going to be mended. Nobody is told by it: whoever oversees sees it when they look. */
export async function planMending(world: World, said: Said, finding: Finding, words: string): Promise<Response> {
  if (words === '') return askReason(world, 'mend', finding.no);
  const { person, at, now } = said;
  const due = dateWords(world, await fairDue(world, finding, now), false);
  return writeOutcome(world, said, finding, plan(finding, { by: person.id, at, words }), () => ({
    act: 'finding-planned',
    notices: [],
    text: say(world, 'receipt-finding-planned', { number: finding.no, due, no: receiptMark }),
  }));
}

/** Words or photos show that it is mended. A photo may follow: it belongs to what was reported last. */
export async function reportMended(
  world: World,
  said: Said,
  finding: Finding,
  words: string,
  files: readonly string[] = [],
): Promise<Response> {
  const { person, at, now } = said;
  const response = await writeOutcome(world, said, finding, report(finding, { by: person.id, at, words, files: [...files] }), (after) => ({
    act: 'finding-reported',
    notices: findingNotices(world, finding, { kind: 'finding-reported', to: overseersToTell(world, after, person.id) }, now),
    text: say(world, 'receipt-finding-reported', {
      number: finding.no,
      photos: files.length,
      words: words === '' ? null : oneLine(words),
      closer: closerOf(world, after),
      no: receiptMark,
    }),
    dialog: { kind: 'evidence', finding: finding.no },
  }));
  if (response.kind === 'recorded') await overtakeRequest(world, finding, now);
  return response;
}

/** Whoever was to decide on more time, or to help, need not any more. What was recorded stands: the request's own next look finds the same. */
async function overtakeRequest(world: World, { no, heldBy }: Finding, now: Instant): Promise<void> {
  if (heldBy === undefined) return;
  try {
    const reported = asFinding(await world.stores.matters.matter(no));
    if (reported !== undefined) await overtakeReported(world, reported, now);
  } catch (error) {
    world.log.warn({ err: error, finding: no }, 'a request is overtaken by its next look');
  }
}

export async function objectTo(world: World, said: Said, finding: Finding, words: string): Promise<Response> {
  if (words === '') return askReason(world, 'object', finding.no);
  const { person, at, now } = said;
  return writeOutcome(world, said, finding, object(finding, { by: person.id, at, words }), (after) => ({
    act: 'finding-objected',
    notices: findingNotices(world, finding, { kind: 'finding-objected', to: overseersToTell(world, after, person.id) }, now),
    text: say(world, 'receipt-finding-objected', { number: finding.no, closer: closerOf(world, after), no: receiptMark }),
  }));
}

function closerOf(world: World, finding: Finding): string | null {
  const closer = leadOverseer(world, finding);
  return closer === undefined ? null : personName(world, closer);
}
