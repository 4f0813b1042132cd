/**
 * Single questions that do not apply to a unit: recorded as its answer, and a leader is asked whether that is so. The request is in the books
 * before the answer; should the answer never come, its first look takes it back, and nobody has heard of it.
 */
import type { Request } from '../domain/matter.js';
import type { Answers, QuestionId } from '../domain/question.js';
import { deciderOf } from '../domain/request.js';
import { minuteMs } from '../domain/time.js';
import { newRequest, requestNotices, requestNumber } from './open-request.js';
import type { OpenPrompt } from './open-prompts.js';
import { overtake } from './overtake-request.js';
import type { Notice } from './ports.js';
import { isStillAsked, type Subject } from './request-subject.js';
import type { Said } from './said.js';
import { leaderName } from './words.js';
import { say, type World } from './world.js';

/** An answer that was not recorded by then will not be. */
const firstLookMs = minuteMs;

/** What the receipt says of it; null: no question was left out that was not before. */
export function exemptWords(world: World, said: Said, prompt: OpenPrompt, answers: Answers, before: Answers | undefined): string | null {
  const fresh = freshlyExempt(answers, before);
  if (fresh.length === 0) return null;
  const to = deciderOf(world.config().roster, prompt.unit, said.person.id);
  const questions = prompt.cycle.schedule.questions.flatMap(({ id }, index) => (fresh.includes(id) ? [String(index + 1)] : []));
  return say(world, 'receipt-not-applicable', { questions, to: to === undefined ? null : leaderName(world, to) });
}

/** Opens a request for each; returns what the leader is told once the answer is recorded. */
export async function askToExempt(
  world: World,
  said: Said,
  { cycle, unit, record }: OpenPrompt,
  answers: Answers,
  before: Answers | undefined,
): Promise<Notice[]> {
  const fresh = freshlyExempt(answers, before);
  if (fresh.length === 0) return [];
  const to = deciderOf(world.config().roster, unit, said.person.id);
  const subject: Subject = { kind: 'part', cycle, unit, record };
  const notices: Notice[] = [];
  for (const question of fresh) {
    const answer = answers[question];
    if (to === undefined || answer?.type !== 'not-applicable') continue;
    const no = await requestNumber(world, said, `/${question}`);
    const asked = { ask: 'not-applicable', by: said.person.id, reason: answer.reason, to } as const;
    const request = { ...newRequest(no, subject, asked, said.now), question };
    await open(world, request, said.now);
    notices.push(...requestNotices(world, subject, request, { kind: 'request-new', to: [to] }, said.now));
  }
  return notices;
}

/** A message that is read once more after its request was taken back opens it again. */
async function open(world: World, request: Request, now: number): Promise<void> {
  const { matters } = world.stores;
  const known = await matters.matter(request.no);
  if (known !== undefined && known.settledAt === undefined) return;
  await matters.write(
    {
      matter: request,
      after: known?.version ?? 0,
      due: now + firstLookMs,
      waitsFor: request.to === undefined ? [] : [request.to],
      actor: request.by,
      act: 'request-opened',
      notices: [],
    },
    now,
  );
}

/** After a change: what has an answer now is nobody's to decide any more. */
export async function overtakeExempt(
  world: World,
  subject: Extract<Subject, { kind: 'part' }>,
  before: Answers,
  now: number,
): Promise<void> {
  if (!Object.values(before).some(({ type }) => type === 'not-applicable')) return;
  for (const request of await world.stores.matters.open({ kind: 'request', unit: subject.unit })) {
    const isOfThis = 'cycle' in request.about && request.about.cycle === subject.cycle.id && request.question !== undefined;
    if (isOfThis && !(await isStillAsked(world, request, subject))) await overtake(world, request, subject, now);
  }
}

/** Whether all that is changed is questions that were left out: they may be answered at any time. */
export function fillsExempt(before: Answers, changed: Answers): boolean {
  const ids = Object.keys(changed);
  return ids.length > 0 && ids.every((id) => before[id]?.type === 'not-applicable');
}

function freshlyExempt(answers: Answers, before: Answers | undefined): QuestionId[] {
  return Object.entries(answers).flatMap(([id, { type }]) =>
    type === 'not-applicable' && before?.[id]?.type !== 'not-applicable' ? [id] : [],
  );
}
