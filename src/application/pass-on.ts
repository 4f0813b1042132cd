/** 改派: somebody of a unit, or a leader above it, asks another of the unit's people to answer. Nobody is given work without saying 接. */
import { wordOf } from '../domain/command.js';
import type { RequestAsk } from '../domain/matter.js';
import { mayBeNamed, peopleOf } from '../domain/request.js';
import { readName } from '../domain/request-words.js';
import { hasAccount } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Choice } from './choose-subject.js';
import { asking } from './complete-request.js';
import { openRequest } from './open-request.js';
import { receiptMark } from './ports.js';
import type { Subject } from './request-subject.js';
import { saying, type Response, type Said } from './said.js';
import { personName, unitName } from './words.js';
import { say, type World } from './world.js';

const ask: RequestAsk = 'reassign';

export async function passOn(world: World, said: Said, { subject, text, address }: Choice): Promise<Response> {
  if (subject.kind === 'task') return saying(say(world, 'request-not-of-task', { number: subject.task.no }));
  const chosen = chooseSuccessor(world, subject, said.person.id, text);
  if (chosen.kind === 'nobody')
    return asking(world, { what: 'name', names: chosen.names }, `${address.before}${wordOf('reassign')} ${address.behind}`, '');
  if (chosen.kind === 'refused') return saying(chosen.text);
  const { person: to } = chosen;
  return openRequest(world, said, subject, { ask, by: said.person.id, reason: '', to }, (number) =>
    say(world, 'reassign-sent', { number, name: personName(world, to), no: receiptMark }),
  );
}

export type Successor = { kind: 'person'; person: PersonId } | { kind: 'refused'; text: string } | { kind: 'nobody'; names: string[] };

/** What others may be asked to take on: a task is its unit's as a whole. */
type Passable = Exclude<Subject, { kind: 'task' }>;

/** Who is meant by a name, if they may be asked; else why not, and who could be. `nobody`: no name was given. */
export function chooseSuccessor(world: World, subject: Passable, by: PersonId, text: string): Successor {
  const { roster } = world.config();
  const { unit } = subject;
  const passedBy = subject.kind === 'part' ? (subject.record.terms?.passedBy ?? []) : [];
  const able = mayBeNamed(roster, unit, by, passedBy);
  const names = able.map((person) => personName(world, person));
  const refused = (why: string, name: string): Successor => ({
    kind: 'refused',
    text: say(world, 'reassign-cannot', { why, name, unit: unitName(world, unit), names }),
  });
  const typed = readName(text);
  if (typed === '') return names.length === 0 ? refused('none', typed) : { kind: 'nobody', names };
  const found = peopleOf(roster, unit).find((person) => sameName(personName(world, person), typed));
  if (roster.people.get(by) !== undefined && sameName(personName(world, by), typed)) return refused('self', typed);
  // Whether there is somebody of that name elsewhere is not told.
  if (found === undefined) return refused('stranger', typed);
  if (passedBy.includes(found)) return refused('circle', typed);
  if (!hasAccount(roster, found)) return refused(roster.people.get(found)?.away === undefined ? 'no-account' : 'away', typed);
  return { kind: 'person', person: found };
}

function sameName(name: string, typed: string): boolean {
  return name.normalize('NFKC').replace(/\s+/gu, '') === typed.normalize('NFKC').replace(/\s+/gu, '');
}
