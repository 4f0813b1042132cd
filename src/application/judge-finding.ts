/** 销号, 退回, 同意 and 不同意 (of an objection), 重开, 不重开: whoever oversees a finding looks at it. Nobody closes their own. */
import type { Finding } from '../domain/finding.js';
import { answerObjection, close, leaveClosed, reopen, sendBack } from '../domain/finding-moves.js';
import { dateGiven, spoken } from './establish-finding.js';
import { answeredForNow, findingNotices, openedNotices, ownersToTell } from './finding-book.js';
import { askReason, findingTrouble } from './finding-trouble.js';
import { receiptMark } from './ports.js';
import type { Response, Said } from './said.js';
import { dateWords } from './words.js';
import { say, type World } from './world.js';
import { writeOutcome } from './write-finding.js';

export async function closeFinding(world: World, said: Said, finding: Finding): Promise<Response> {
  const { person, now } = said;
  return writeOutcome(world, said, finding, close(world.config().roster, finding, person.id, now), (after) => ({
    act: 'finding-closed',
    notices: findingNotices(world, finding, { kind: 'finding-closed', to: ownersToTell(world, after, person.id) }, now),
    text: say(world, 'receipt-finding-closed', { number: finding.no, no: receiptMark }),
  }));
}

export async function sendFindingBack(world: World, said: Said, finding: Finding, words: string): Promise<Response> {
  if (words === '') return askReason(world, 'send-back', finding.no);
  const { person, at, now } = said;
  return writeOutcome(world, said, finding, sendBack(finding, { by: person.id, at, words }), (after) => ({
    act: 'finding-sent-back',
    notices: findingNotices(world, finding, { kind: 'finding-sent-back', to: ownersToTell(world, after, person.id) }, now),
    text: say(world, 'receipt-finding-sent-back', { number: finding.no, no: receiptMark }),
  }));
}

/** Whether an objection is right. That it is not needs a reason: the owner is told it. */
export async function answerObjectionTo(world: World, said: Said, finding: Finding, upheld: boolean, words: string): Promise<Response> {
  if (!upheld && words === '') return askReason(world, 'refuse', finding.no);
  const { person, at, now } = said;
  return writeOutcome(world, said, finding, answerObjection(finding, { by: person.id, at, words, upheld }), (after) => ({
    act: upheld ? 'finding-objection-upheld' : 'finding-objection-refused',
    notices: findingNotices(world, finding, { kind: 'finding-answered', to: ownersToTell(world, after, person.id) }, now),
    text: say(world, 'receipt-finding-answered', { number: finding.no, upheld, no: receiptMark }),
  }));
}

/** Whoever owned it may have gone while it was closed. */
export async function reopenFinding(world: World, said: Said, finding: Finding, text: string): Promise<Response> {
  const { person, now } = said;
  const date = dateGiven(world, said, text);
  if (date.kind !== 'at') return findingTrouble(world, person, date.kind, finding);
  return writeOutcome(world, said, finding, spoken(world, reopen(answeredForNow(world, finding), date.at, now), now), (after) => ({
    act: 'finding-reopened',
    notices: openedNotices(world, finding, after, person.id, now),
    text: say(world, 'receipt-finding-reopened', {
      number: finding.no,
      times: after.reopened,
      due: dateWords(world, date.at, false),
      no: receiptMark,
    }),
  }));
}

export async function leaveFindingClosed(world: World, said: Said, finding: Finding, words: string): Promise<Response> {
  if (words === '') return askReason(world, 'leave-closed', finding.no);
  const { person, at } = said;
  return writeOutcome(world, said, finding, leaveClosed(finding, { by: person.id, at, words }), () => ({
    act: 'finding-left-closed',
    notices: [],
    text: say(world, 'receipt-finding-left-closed', { number: finding.no, no: receiptMark }),
  }));
}
