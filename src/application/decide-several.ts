/** Several requests decided with one message: all of them, or none when one of them is not this person's to decide. */
import type { Request } from '../domain/matter.js';
import { decisionOn, settlingOf, type Decision } from './decide-request.js';
import { findPending } from './find-pending.js';
import { receiptMark } from './ports.js';
import { answeredWords } from './request-facts.js';
import { subjectOf } from './request-subject.js';
import { dialogAfter } from './complete-request.js';
import { ConflictError, responseTo, saying, type Response, type Said } from './said.js';
import { settleRequest } from './settle-request.js';
import type { World } from './world.js';

type Verb = 'agree' | 'refuse';

/**
 * The last one carries the receipt for all. After a crash in between, the same words settle what is left; what this person has decided
 * already is told along with it.
 */
export async function decideSeveral(world: World, said: Said, verb: Verb, numbers: readonly number[], text: string): Promise<Response> {
  const lines: string[] = [];
  const decisions: Decision[] = [];
  for (const no of numbers) {
    const before = await decidedBefore(world, said, verb, no);
    if (before !== undefined) {
      lines.push(before);
      continue;
    }
    const pending = await findPending(world, said, verb, { no, text }, undefined);
    if (pending.kind !== 'pending') return pending.kind === 'reply' ? pending.response : saying(lines.join('\n'));
    const decision = await decisionOn(world, said, verb, pending);
    if (decision.kind !== 'decision') return decision;
    decisions.push(decision);
  }
  return settleAll(world, said, lines, decisions);
}

async function settleAll(world: World, said: Said, before: readonly string[], decisions: readonly Decision[]): Promise<Response> {
  const last = decisions.at(-1);
  if (last === undefined) return saying(before.join('\n'));
  const lines = [...before];
  for (const decision of decisions) {
    const isLast = decision === last;
    const { settling, text } = await settlingOf(world, said, decision, {
      mark: `/${decision.pending.request?.no}`,
      no: isLast ? receiptMark : null,
    });
    lines.push(text);
    if (!isLast) {
      if ((await settleRequest(world, settling, said.now)).kind === 'conflict') throw new ConflictError('another version came first');
      continue;
    }
    const receipt = { to: said.person.id, text: lines.join('\n') };
    const answer = { messageId: said.messageId, receipt, ...dialogAfter(said) };
    return responseTo(await settleRequest(world, { ...settling, said: answer }, said.now));
  }
  return saying(lines.join('\n'));
}

/** What this person said of it before, in the same sense. */
async function decidedBefore(world: World, { person }: Said, verb: Verb, no: number): Promise<string | undefined> {
  const request = await world.stores.matters.matter(no);
  if (request?.kind !== 'request' || request.decidedBy !== person.id || request.state !== stateOf(verb)) return undefined;
  const subject = await subjectOf(world, request);
  return subject === undefined ? undefined : answeredWords(world, request, subject, null);
}

function stateOf(verb: Verb): Request['state'] {
  return verb === 'agree' ? 'agreed' : 'refused';
}
