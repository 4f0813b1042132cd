/** 有困难: a unit says what stands in its way; a leader is asked to help. A difficulty that was told does not count as done. */
import { wordOf } from '../domain/command.js';
import { deciderOf } from '../domain/request.js';
import type { Choice } from './choose-subject.js';
import { asking, dialogAfter } from './complete-request.js';
import { newRequest, openRequest, requestNotices, requestNumber } from './open-request.js';
import { clerkIds } from './people.js';
import { shortened } from './request-facts.js';
import { subjectTitle } from './request-subject.js';
import { responseTo, type Response, type Said } from './said.js';
import { settleRequest } from './settle-request.js';
import { clerkName, leaderName } from './words.js';
import { say, type World } from './world.js';

export async function askHelp(world: World, said: Said, { subject, text, address }: Choice): Promise<Response> {
  if (text === '') return asking(world, { what: 'difficulty' }, `${address.before}${wordOf('difficulty')} ${address.behind}`, '');
  const { id: by } = said.person;
  const to = deciderOf(world.config().roster, subject.unit, by);
  const wording = (number: number): string =>
    say(world, 'request-difficulty', {
      number,
      task: subject.kind !== 'part' ? subjectTitle(world, subject) : null,
      words: shortened(text).replace(/[\s,，;；。.、]+$/u, ''),
      to: to === undefined ? null : leaderName(world, to),
      clerk: clerkName(world),
    });
  if (to !== undefined) return openRequest(world, said, subject, { ask: 'difficulty', by, reason: text, to }, wording);
  // Nobody is above who could help: the clerk knows of it, and nothing is held up.
  const number = await requestNumber(world, said);
  const { to: _nobody, ...request } = newRequest(number, subject, { ask: 'difficulty', by, reason: text, to: '' }, said.now);
  const notices = requestNotices(
    world,
    subject,
    request,
    { kind: 'request-shown', to: clerkIds(world).filter((id) => id !== by) },
    said.now,
  );
  const answer = { messageId: said.messageId, receipt: { to: by, text: wording(number) }, ...dialogAfter(said) };
  const settling = { request, subject, outcome: { state: 'agreed' } as const, actor: by, notices, said: answer };
  return responseTo(await settleRequest(world, settling, said.now));
}
