/** 整改, 已改 and 异议: what the owner of a finding says of it. Somebody else looks at what they show. */
import type { Finding } from '../domain/finding.js';
import { object, plan, report } from '../domain/finding-moves.js';
import { overseersOf } from '../domain/finding.js';
import { fairDue, findingNotices, overseersToTell } from './finding-book.js';
import { askReason } from './finding-trouble.js';
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
    waitsFor: [],
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
  return writeOutcome(world, said, finding, report(finding, { by: person.id, at, words, files: [...files] }), (after) => ({
    act: 'finding-reported',
    notices: findingNotices(world, finding, { kind: 'finding-reported', to: overseersToTell(world, after, person.id) }, now),
    text: say(world, 'receipt-finding-reported', {
      number: finding.no,
      photos: files.length,
      words: words === '' ? null : oneLine(words),
      closer: closerOf(world, after),
      no: receiptMark,
    }),
    waitsFor: overseersOf(world.config().roster, after),
    dialog: { kind: 'evidence', finding: finding.no },
  }));
}

export async function objectTo(world: World, said: Said, finding: Finding, words: string): Promise<Response> {
  if (words === '') return askReason(world, 'object', finding.no);
  const { person, at, now } = said;
  return writeOutcome(world, said, finding, object(finding, { by: person.id, at, words }), (after) => ({
    act: 'finding-objected',
    notices: findingNotices(world, finding, { kind: 'finding-objected', to: overseersToTell(world, after, person.id) }, now),
    text: say(world, 'receipt-finding-objected', { number: finding.no, closer: closerOf(world, after), no: receiptMark }),
    waitsFor: overseersOf(world.config().roster, after),
  }));
}

function closerOf(world: World, finding: Finding): string | null {
  const [closer] = [...overseersToTell(world, finding), ...overseersOf(world.config().roster, finding)];
  return closer === undefined ? null : personName(world, closer);
}
