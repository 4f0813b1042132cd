/** Records a unit's answers: first, corrected, late, or as a supplement after the deadline. The receipt is sent only after they are stored. */
import type { Reply } from '../domain/cycle.js';
import { unitDeadline } from '../domain/ladder.js';
import { putBack } from '../domain/outage.js';
import type { Answers, Question, QuestionId } from '../domain/question.js';
import { reachedBy } from '../domain/responsibility.js';
import { noticesTo } from './notices.js';
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import { scopesOf } from './open-cycle.js';
import { receiptMark, type Dialog, type Notice } from './ports.js';
import { responseTo, type Response, type Said } from './said.js';
import { answerLines, answerWords, dayWords, personName, titleOf, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

/** Hands in a complete set of answers: the first version, or one that follows a version stored before. */
export async function handIn(world: World, said: Said, prompt: OpenPrompt, answers: Answers): Promise<Response> {
  const before = await latestOf(world, prompt);
  if (before !== undefined && (await standsBeside(world, said, prompt, before)))
    return supplement(world, said, prompt, before, changedFrom(before.answers, answers));
  const followUp = followUpOf(prompt.cycle.schedule.questions, answers, before?.answers);
  const late = await isPastDeadline(world, prompt, said);
  const text = say(world, 'receipt', {
    late,
    inTime: !late && said.now > deadlineOf(world, prompt),
    unit: unitName(world, prompt.unit, prompt.cycle),
    title: titleOf(world, prompt.cycle),
    lines: answerLines(world, prompt.cycle.schedule.questions, answers),
    replaced: before !== undefined && before.by !== said.person.id ? personName(world, before.by) : null,
    on: dayWords(world, said.at),
    number: numberShown(said, prompt),
    until: dayWords(world, deadlineOf(world, prompt), true),
    closed: prompt.cycle.closedAt !== undefined,
    followUp: followUp === undefined ? null : { no: followUp.no, text: followUp.text },
    no: receiptMark,
  });
  const { cycle, unit } = prompt;
  const dialog: Dialog | undefined =
    followUp === undefined ? undefined : { kind: 'follow-up', cycle: cycle.id, unit, question: followUp.question, after: 'handed-in' };
  return recordVersion(world, said, prompt, { answers, before, text, ...(dialog === undefined ? {} : { dialog }) });
}

/** Changes single answers of a reply handed in before. */
export async function changeAnswers(world: World, said: Said, prompt: OpenPrompt, changed: Answers, confirmed: boolean): Promise<Response> {
  const before = await latestOf(world, prompt);
  if (before === undefined) return { kind: 'say', text: say(world, 'nothing-answered', whose(world, prompt)) };
  if (await standsBeside(world, said, prompt, before)) return supplement(world, said, prompt, before, changed);
  const changes = changeLines(world, prompt, before.answers, changed);
  const until = dayWords(world, deadlineOf(world, prompt), true);
  const text = confirmed
    ? say(world, 'receipt-confirmed', { no: receiptMark })
    : say(world, 'receipt-change', { changes, until, no: receiptMark });
  return recordVersion(world, said, prompt, { answers: { ...before.answers, ...changed }, before, text });
}

/** When a `no` will be made good, in words; `plan`: in those of the question that asked. */
export interface PlanFacts {
  plan: string | null;
  date: string | null;
  words: string | null;
}

/** Adds what a follow-up brought to the answer it belongs to. */
export async function addFollowUp(world: World, said: Said, prompt: OpenPrompt, answers: Answers, facts: PlanFacts): Promise<Response> {
  const before = await latestOf(world, prompt);
  const text = say(world, 'receipt-follow-up', { ...facts, no: receiptMark });
  return recordVersion(world, said, prompt, { answers, before, text });
}

/** What is changed, as the person reads it before saying yes. */
export function changeLines(
  world: World,
  { cycle }: OpenPrompt,
  before: Answers,
  changed: Answers,
): { no: number; before: string; after: string }[] {
  return cycle.schedule.questions.flatMap((question, index) => {
    const after = changed[question.id];
    if (after === undefined) return [];
    return [
      { no: index + 1, before: answerWords(world, question, before[question.id], 'short'), after: answerWords(world, question, after) },
    ];
  });
}

/** The stored reply; undefined: none yet. */
export async function latestOf(world: World, { cycle, unit, record }: OpenPrompt): Promise<Reply | undefined> {
  return record.version === 0 ? undefined : world.stores.replies.latest(cycle.id, unit);
}

/** By when it was written, not when it arrived; outages since the prompt move the deadline. */
export async function isPastDeadline(world: World, prompt: OpenPrompt, { at }: Said): Promise<boolean> {
  const deadline = deadlineOf(world, prompt);
  const { promptAt } = prompt.record;
  if (at <= deadline || promptAt === undefined) return at > deadline;
  const outages = await world.stores.household.outages(promptAt, at);
  return at > putBack(deadline, outages, promptAt, workContext(world));
}

export function deadlineOf(world: World, { cycle, record }: OpenPrompt): number {
  return unitDeadline(cycle, record, workContext(world));
}

export function whose(world: World, { cycle, unit }: OpenPrompt): { unit: string; title: string } {
  return { unit: unitName(world, unit, cycle), title: titleOf(world, cycle) };
}

interface Version {
  answers: Answers;
  before: Reply | undefined;
  text: string;
  dialog?: Dialog;
  supplements?: Reply['supplements'];
}

async function recordVersion(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  { answers, before, text, dialog, supplements }: Version,
): Promise<Response> {
  const { cycle, unit } = prompt;
  const late = before?.late ?? (await isPastDeadline(world, prompt, said));
  const recorded = await world.stores.replies.record(
    {
      messageId: said.messageId,
      cycle: cycle.id,
      unit,
      by: said.person.id,
      // What was written before the opening can only have been answered then; and what stands keeps the time it was written at.
      at: Math.max(said.at, cycle.openedAt, before?.at ?? 0),
      late,
      body: { answers, supplements: supplements ?? before?.supplements ?? [] },
      after: before?.version ?? 0,
      scopes: scopesOf(cycle.tree, unit),
      receipt: { to: said.person.id, text },
      ...(dialog === undefined ? {} : { dialog }),
      notices: before === undefined ? relieved(world, said, prompt) : [],
    },
    said.now,
  );
  return responseTo(recorded);
}

/** What comes after the deadline does not replace what is there, nor does what was written before it and only arrived later. */
async function standsBeside(world: World, said: Said, prompt: OpenPrompt, before: Reply): Promise<boolean> {
  return said.at < before.at || (await isPastDeadline(world, prompt, said));
}

async function supplement(world: World, said: Said, prompt: OpenPrompt, before: Reply, changed: Answers): Promise<Response> {
  const who = before.by === said.person.id ? null : personName(world, before.by);
  const text =
    said.at < before.at
      ? say(world, 'receipt-overtaken', { who, no: receiptMark })
      : say(world, 'receipt-supplement', { on: dayWords(world, said.at), no: receiptMark });
  const supplements = [...before.supplements, { at: said.at, by: said.person.id, answers: changed }];
  return recordVersion(world, said, prompt, { answers: before.answers, before, text, supplements });
}

/** A leader who was asked to look into it hears that the matter is over. */
function relieved(world: World, said: Said, { cycle, unit, record: unitRecord }: OpenPrompt): Notice[] {
  if (unitRecord.level !== 'supervise' && unitRecord.level !== 'circulate') return [];
  const rung = cycle.schedule.escalate.find(({ level }) => level === 'supervise');
  const people = rung === undefined ? [] : reachedBy(world.config().roster, unit, rung).filter((person) => person !== said.person.id);
  return noticesTo(world, `${cycle.id}/${unit}/relieved`, people, { kind: 'relieved', cycle, unit }, said.now);
}

function changedFrom(before: Answers, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => JSON.stringify(before[id]) !== JSON.stringify(answer)));
}

/** The first answer that gets a private follow-up and has not had one. */
export function followUpOf(
  questions: readonly Question[],
  answers: Answers,
  before: Answers | undefined,
): { question: QuestionId; no: number; text: string } | undefined {
  for (const [index, question] of questions.entries()) {
    const answer = answers[question.id];
    if (question.type !== 'yes-no' || question.followUp?.text === undefined || answer?.type !== 'yes-no') continue;
    const same = before?.[question.id];
    const asked = answer.remark !== undefined || (same?.type === 'yes-no' && same.yes === answer.yes);
    if (answer.yes === (question.followUp.on === 'yes') && !asked)
      return { question: question.id, no: index + 1, text: question.followUp.text };
  }
  return undefined;
}

function numberShown({ prompts }: Said, prompt: OpenPrompt): number | null {
  return prompts.some((other) => isUnanswered(other) && other.number !== prompt.number) ? prompt.number : null;
}
