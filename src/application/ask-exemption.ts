/** 不适用: a unit says that a whole self-check is none of its business; a leader agrees or not. Of one question: hand-in.ts. */
import { wordOf } from '../domain/command.js';
import { deciderOf } from '../domain/request.js';
import type { Choice } from './choose-subject.js';
import { asking } from './complete-request.js';
import { openRequest } from './open-request.js';
import { subjectTitle } from './request-subject.js';
import { saying, type Response, type Said } from './said.js';
import { leaderName, unitName } from './words.js';
import { say, type World } from './world.js';

export async function askExemption(world: World, said: Said, { subject, text, address }: Choice): Promise<Response> {
  if (subject.kind === 'task') return saying(say(world, 'request-not-of-task', { number: subject.task.no }));
  if (subject.kind === 'finding') return saying(say(world, 'request-not-of-finding', { number: subject.finding.no }));
  if (text === '') return asking(world, { what: 'exemption' }, `${address.before}${wordOf('not-applicable')} ${address.behind}`, '');
  const { id: by } = said.person;
  const to = deciderOf(world.config().roster, subject.unit, by);
  // Nobody may let themselves off.
  if (to === undefined) return saying(say(world, 'request-no-exemption', { title: subjectTitle(world, subject) }));
  return openRequest(world, said, subject, { ask: 'not-applicable', by, reason: text, to }, (number) =>
    say(world, 'request-exemption', {
      number,
      unit: unitName(world, subject.unit),
      title: subjectTitle(world, subject),
      to: leaderName(world, to),
    }),
  );
}
