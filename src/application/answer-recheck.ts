/** 正常 and 反弹: what somebody found who was asked to look again at what was closed. Whoever oversees it decides whether it is opened again. */
import type { Finding } from '../domain/finding.js';
import { addToRecheck, rechecked } from '../domain/finding-moves.js';
import { findingNotices, leadOverseer, overseersToTell } from './finding-book.js';
import { askReason } from './finding-trouble.js';
import { receiptMark } from './ports.js';
import type { Response, Said } from './said.js';
import { personName } from './words.js';
import { say, type World } from './world.js';
import { writeOutcome } from './write-finding.js';

export async function answerRecheck(world: World, said: Said, finding: Finding, holds: boolean, words: string): Promise<Response> {
  if (!holds && words === '') return askReason(world, 'relapse', finding.no);
  const { person, at, now } = said;
  return writeOutcome(world, said, finding, rechecked(finding, { at, holds, words, files: [] }), (after) => ({
    act: holds ? 'finding-holds' : 'finding-relapsed',
    notices: holds ? [] : findingNotices(world, finding, { kind: 'finding-relapse', to: overseersToTell(world, after, person.id) }, now),
    text: receiptOf(world, after, holds, 0),
    ...(holds ? {} : { dialog: { kind: 'evidence', finding: finding.no } as const }),
  }));
}

/** A photo behind 反弹. */
export async function showRelapse(world: World, said: Said, finding: Finding, file: string): Promise<Response> {
  return writeOutcome(world, said, finding, addToRecheck(finding, [file]), (after) => ({
    act: 'finding-relapse-shown',
    notices: [],
    text: receiptOf(world, after, false, 1),
    dialog: { kind: 'evidence', finding: finding.no },
  }));
}

function receiptOf(world: World, finding: Finding, holds: boolean, photos: number): string {
  const overseer = leadOverseer(world, finding);
  return say(world, 'receipt-finding-rechecked', {
    number: finding.no,
    holds,
    photos,
    closer: overseer === undefined ? null : personName(world, overseer),
    no: receiptMark,
  });
}
