/** The words about findings of the ledger: each is asked of the one permission table for the finding it is about. */
import type { Command, FindingVerb } from '../domain/command.js';
import { openObjection, type Finding } from '../domain/finding.js';
import { enterFinding } from './enter-finding.js';
import { dropFinding, establishFinding } from './establish-finding.js';
import { asFinding, mayDo, mayKnow } from './finding-book.js';
import { findingTrouble } from './finding-trouble.js';
import { answerObjectionTo, closeFinding, leaveFindingClosed, reopenFinding, sendFindingBack } from './judge-finding.js';
import { objectTo, planMending, reportMended } from './mend-finding.js';
import { answerRecheck } from './answer-recheck.js';
import { overtakeReported } from './overtake-request.js';
import { saying, type Response, type Said } from './said.js';
import { showFinding } from './show-finding.js';
import { isAllowed, whichFinding } from './which-finding.js';
import { say, type World } from './world.js';

export type FindingCommand = Extract<Command, { verb: FindingVerb | 'close' | 'send-back' }>;

/** Whether a number is that of a finding. */
export async function isFinding(world: World, no: number | undefined): Promise<boolean> {
  return no !== undefined && asFinding(await world.stores.matters.matter(no)) !== undefined;
}

export async function carryOutFinding(world: World, said: Said, command: FindingCommand): Promise<Response> {
  const { verb, no, text = '' } = command;
  if (verb === 'enter') return enterFinding(world, said, [no, text].filter((part) => part !== undefined).join(' '));
  const meant = await whichFinding(world, said, verb, no, text);
  if (meant.kind === 'reply') return meant.response;
  const { finding } = meant;
  if (!isAllowed(world, said, verb, finding)) return notTheirs(world, said, verb, finding);
  switch (verb) {
    case 'establish':
      return establishFinding(world, said, finding, text);
    case 'drop':
      return dropFinding(world, said, finding, text);
    case 'mend':
      return planMending(world, said, finding, text);
    case 'mended':
      return reportMended(world, said, finding, text);
    case 'object':
      return objectTo(world, said, finding, text);
    case 'close':
      return closeFinding(world, said, await withoutRequest(world, said, finding));
    case 'send-back':
      return sendFindingBack(world, said, await withoutRequest(world, said, finding), text);
    case 'reopen':
      return reopenFinding(world, said, finding, text);
    case 'leave-closed':
      return leaveFindingClosed(world, said, finding, text);
    case 'show':
      return showFinding(world, said, finding);
    case 'recheck-fine':
      return answerRecheck(world, said, finding, true, text);
    case 'relapse':
      return answerRecheck(world, said, finding, false, text);
    default:
      return verb satisfies never;
  }
}

/** What was asked about a finding before it was reported is over: a crash may have left that undone, and a finding that is sent back is not held by it. */
async function withoutRequest(world: World, { now }: Said, finding: Finding): Promise<Finding> {
  if (finding.state !== 'reported' || finding.heldBy === undefined) return finding;
  await overtakeReported(world, finding, now);
  return asFinding(await world.stores.matters.matter(finding.no)) ?? finding;
}

/** Whoever would close their own is told who does; others, that they only look on. */
function notTheirs(world: World, said: Said, verb: FindingCommand['verb'], finding: Finding): Response {
  if (verb === 'close' || verb === 'send-back') {
    const isOwners = finding.owner === said.person.id || isAllowed(world, said, 'mended', finding);
    return findingTrouble(world, said.person, isOwners ? 'own' : 'not-closer', finding);
  }
  return saying(say(world, 'denied', {}));
}

/** 同意 and 不同意 of an objection: by its number, or the only one that waits for them when nothing else does. undefined: it is about none. */
export async function answerObjected(
  world: World,
  said: Said,
  upheld: boolean,
  { no, text = '' }: { no?: number; text?: string },
): Promise<Response | undefined> {
  const { id } = said.person;
  const { matters } = world.stores;
  const waiting = no === undefined ? await matters.open({ waitsFor: id }) : [await matters.matter(no)];
  const [first, ...others] = waiting;
  const finding = others.length > 0 ? undefined : asFinding(first);
  if (finding === undefined || openObjection(finding) === undefined || !mayKnow(world, finding, id)) return undefined;
  if (!mayDo(world, id, upheld ? 'agree' : 'refuse', finding)) return saying(say(world, 'denied', {}));
  return answerObjectionTo(world, said, finding, upheld, text);
}
