/** Writes what somebody made of a finding, with the receipt and the messages that belong to it. */
import { waitsForOf, type Finding } from '../domain/finding.js';
import type { Outcome, Refusal } from '../domain/finding-moves.js';
import { dialogAfter } from './complete-request.js';
import { findingLook } from './finding-book.js';
import { findingTrouble } from './finding-trouble.js';
import type { Dialog, Notice } from './ports.js';
import { responseTo, type Response, type Said } from './said.js';
import type { World } from './world.js';

export interface FindingChange {
  /** For the audit trail: `finding-established` and the like. */
  act: string;
  notices: Notice[];
  /** What the one who said it is told; the receipt's number stands in it. */
  text: string;
  dialog?: Dialog;
}

/** The outcome as it is written, or what to say when the word comes to nothing. */
export async function writeOutcome(
  world: World,
  said: Said,
  before: Finding,
  outcome: Outcome,
  change: (after: Finding) => FindingChange | Promise<FindingChange>,
): Promise<Response> {
  if (outcome.kind === 'refused') return refusedWords(world, said, before, outcome.why);
  const after = outcome.finding;
  const { act, notices, text, dialog } = await change(after);
  const { messageId, person, now } = said;
  const due = findingLook(world, after, now);
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: before.version,
      ...(Number.isFinite(due) ? { due } : {}),
      waitsFor: waitsForOf(world.config().roster, after),
      actor: person.id,
      act,
      notices,
      said: { messageId, receipt: { to: person.id, text }, ...(dialog === undefined ? dialogAfter(said) : { dialog }) },
    },
    now,
  );
  return responseTo(recorded);
}

function refusedWords(world: World, said: Said, finding: Finding, why: Refusal): Response {
  return findingTrouble(world, said.person, why, finding);
}
