/** 延期: a unit asks for more time. What is missing is asked for; who decides is told; with nobody above, a little is granted at once. */
import { wordOf } from '../domain/command.js';
import { deciderOf, furthestDays, grantedAtOnce, newDeadline } from '../domain/request.js';
import { readExtension, type ExtensionWords } from '../domain/request-words.js';
import type { Instant } from '../domain/time.js';
import type { Choice } from './choose-subject.js';
import { newRequest, openRequest, requestNumber } from './open-request.js';
import { dueOf, grantedUntil, subjectTitle } from './request-subject.js';
import { responseTo, saying, today, type Response, type Said } from './said.js';
import { settleRequest } from './settle-request.js';
import { asking, dialogAfter } from './complete-request.js';
import { dateWords, dayWords, leaderName, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

export async function askExtension(world: World, said: Said, choice: Choice): Promise<Response> {
  const { subject } = choice;
  const words = readExtension(choice.text, today(world, said.at));
  const due = await dueOf(world, subject, said.now);
  const missing = askForRest(world, choice, words, due, said.now);
  if (missing.kind === 'reply') return missing.response;
  const { until } = missing;
  const to = deciderOf(world.config().roster, subject.unit, said.person.id);
  if (to === undefined) return grantAtOnce(world, said, choice, { until, reason: words.reason, due });
  return openRequest(world, said, subject, { ask: 'extend', by: said.person.id, reason: words.reason, until, to }, (number) =>
    say(world, 'request-extend', {
      number,
      unit: unitName(world, subject.unit),
      title: subjectTitle(world, subject),
      from: dayWords(world, due),
      until: dateWords(world, until),
      to: leaderName(world, to),
    }),
  );
}

function askForRest(
  world: World,
  { address, text }: Choice,
  { wish, reason }: ExtensionWords,
  due: Instant,
  now: Instant,
): { kind: 'reply'; response: Response } | { kind: 'complete'; until: Instant } {
  const head = `${address.before}${wordOf('extend')} ${address.behind}`;
  const tail = reason === '' ? '' : `，${reason}`;
  const ask = (facts: Parameters<typeof asking>[1], from: string, behind: string): { kind: 'reply'; response: Response } => ({
    kind: 'reply',
    response: asking(world, facts, from, behind),
  });
  if (wish === undefined) return ask({ what: reason === '' ? 'both' : 'days' }, head, tail);
  const wanted = newDeadline(wish, due, now, workContext(world));
  switch (wanted.kind) {
    case 'past':
      return ask({ what: 'past' }, head, tail);
    case 'too-far':
      return ask({ what: 'too-far', most: furthestDays }, head, tail);
    case 'no-later':
      return ask({ what: 'no-later', date: dateWords(world, due) }, head, tail);
    case 'until':
      return reason === ''
        ? ask({ what: 'reason', date: dateWords(world, wanted.until) }, `${head}${text}，`, '')
        : { kind: 'complete', until: wanted.until };
    default:
      return wanted satisfies never;
  }
}

/** Nobody is above: a few workdays, once, and it is said so. */
async function grantAtOnce(
  world: World,
  said: Said,
  { subject }: Choice,
  { until, reason, due }: { until: Instant; reason: string; due: Instant },
): Promise<Response> {
  const before = grantedUntil(subject);
  if (before !== undefined) return saying(say(world, 'request-no-more', { until: dateWords(world, due) }));
  const granted = Math.min(until, grantedAtOnce(due, said.now, workContext(world)));
  const number = await requestNumber(world, said);
  const { to: _nobody, ...request } = newRequest(number, subject, { ask: 'extend', by: said.person.id, reason, until, to: '' }, said.now);
  const text = say(world, 'request-granted', {
    number,
    unit: unitName(world, subject.unit),
    title: subjectTitle(world, subject),
    from: dayWords(world, due),
    until: dateWords(world, granted),
    less: granted < until,
  });
  const outcome = { state: 'agreed', until: granted } as const;
  const answer = { messageId: said.messageId, receipt: { to: said.person.id, text }, ...dialogAfter(said) };
  return responseTo(await settleRequest(world, { request, subject, outcome, actor: said.person.id, notices: [], said: answer }, said.now));
}
