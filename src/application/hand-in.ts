/** Records a unit's answers: first, corrected, late, or as a supplement after the deadline. The receipt is sent only after they are stored. */
import type { Reply } from '../domain/cycle.js';
import { followUpOf, type Answers } from '../domain/question.js';
import { reachedBy } from '../domain/responsibility.js';
import { isByForm } from '../domain/schedule.js';
import { askToExempt, exemptWords, fillsExempt, overtakeExempt } from './exempt-questions.js';
import { isReport, recordAndHandOver } from './hand-over-report.js';
import { noticesTo } from './notices.js';
import { noteAnswer } from './note-act.js';
import { isAwaited, type OpenPrompt } from './open-prompts.js';
import { scopesOf } from './open-cycle.js';
import { overtakeAnswered, toldOfRequest } from './overtake-request.js';
import { receiptMark, type Dialog, type Notice, type Recorded, type ReplyToRecord } from './ports.js';
import { receiptParts } from './report-words.js';
import { hastenDraw } from './hasten-draw.js';
import { isSpot } from './spot-check.js';
import { responseTo, type Response, type Said } from './said.js';
import { answerLines, answerWords, clerkName, dayWords, echoForm, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** Every version is kept, and each holds all supplements: nobody changes an answer so often in earnest. */
const mostVersions = 200;
const mostSupplements = 20;

/** Hands in a complete set of answers: the first version, or one that follows a version stored before. */
export async function handIn(world: World, said: Said, prompt: OpenPrompt, answers: Answers): Promise<Response> {
  const before = await latestOf(world, prompt);
  const changed = before === undefined ? answers : changedFrom(before.answers, answers);
  if (before !== undefined && standsBeside(said, prompt, before, changed)) return supplement(world, said, prompt, before, changed);
  if (isSpot(prompt.cycle)) {
    // What is said next is said besides: it asks what goes on, not for a choice.
    if (before !== undefined) return supplement(world, said, prompt, before, answers);
    return recordVersion(world, said, prompt, { answers, before, text: spotReceipt(world, prompt) });
  }
  if (isByForm(prompt.cycle.schedule)) {
    const receipt = say(world, 'form-receipt', { ...receiptFacts(world, said, prompt, before), again: before !== undefined });
    return recordVersion(world, said, prompt, { answers, before, text: receipt, ...(said.dialog && { dialog: said.dialog }) });
  }
  const followUp = followUpOf(prompt.cycle.schedule.questions, answers, before?.answers);
  const facts = receiptFacts(world, said, prompt, before);
  const { cycle, unit } = prompt;
  const text = isReport(cycle)
    ? say(world, 'report-receipt', { ...facts, ...receiptParts(world, said, { ...prompt, cycle }, answers) })
    : say(world, 'receipt', {
        ...facts,
        lines: answerLines(world, cycle.schedule.questions, answers),
        exempt: exemptWords(world, said, prompt, answers, before?.answers),
        followUp: followUp === undefined ? null : { no: followUp.no, text: followUp.text },
      });
  const dialog: Dialog | undefined =
    followUp === undefined ? undefined : { kind: 'follow-up', cycle: cycle.id, unit, question: followUp.question, after: 'handed-in' };
  return recordVersion(world, said, prompt, { answers, before, text, ...(dialog === undefined ? {} : { dialog }) });
}

function receiptFacts(world: World, said: Said, prompt: OpenPrompt, before: Reply | undefined) {
  // What a reader asked for is never late.
  const late = isPastDeadline(prompt, said) && prompt.askedBack !== true;
  return {
    late,
    inTime: !late && said.now > prompt.deadline && prompt.askedBack !== true,
    ...whose(world, prompt),
    replaced: before !== undefined && before.by !== said.person.id ? personName(world, before.by) : null,
    on: dayWords(world, said.at),
    number: numberShown(said, prompt),
    until: dayWords(world, prompt.deadline, true),
    closed: prompt.cycle.closedAt !== undefined && prompt.askedBack !== true,
    no: receiptMark,
  };
}

/** Whether it was thanked for before or after a telephone call. */
function spotReceipt(world: World, { record }: Pick<OpenPrompt, 'record'>): string {
  return say(world, 'spot-check-receipt', { called: record.reason === 'called', no: receiptMark });
}

/** Changes single answers of a reply handed in before. */
export async function changeAnswers(world: World, said: Said, prompt: OpenPrompt, changed: Answers, confirmed: boolean): Promise<Response> {
  const before = await latestOf(world, prompt);
  if (before === undefined) return { kind: 'say', text: say(world, 'nothing-answered', whose(world, prompt)) };
  if (standsBeside(said, prompt, before, changed)) return supplement(world, said, prompt, before, changed);
  const { cycle } = prompt;
  const changes = changeLines(world, prompt, before.answers, changed);
  const until = isPastDeadline(prompt, said) ? null : dayWords(world, prompt.deadline, true);
  const exempt = exemptWords(world, said, prompt, changed, before.answers);
  const text =
    isReport(cycle) && prompt.askedBack === true
      ? say(world, 'report-receipt', {
          ...receiptFacts(world, said, prompt, before),
          ...receiptParts(world, said, { ...prompt, cycle }, changed),
        })
      : confirmed
        ? say(world, 'receipt-confirmed', { no: receiptMark })
        : say(world, 'receipt-change', { changes, until, exempt, no: receiptMark });
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
  const form = echoForm(cycle);
  return cycle.schedule.questions.flatMap((question, index) => {
    const after = changed[question.id];
    if (after === undefined) return [];
    const earlier = answerWords(world, question, before[question.id], form === 'full' ? 'short' : form);
    return [{ no: index + 1, before: earlier, after: answerWords(world, question, after, form) }];
  });
}

/** The stored reply; undefined: none yet. */
export async function latestOf(world: World, { cycle, unit, record }: OpenPrompt): Promise<Reply | undefined> {
  return record.version === 0 ? undefined : world.stores.replies.latest(cycle.id, unit);
}

/** By when it was written, not when it arrived. */
export function isPastDeadline({ deadline }: OpenPrompt, { at }: Said): boolean {
  return at > deadline;
}

export function alreadyAnswered(world: World, prompt: OpenPrompt): string {
  const { answeredAt } = prompt.record;
  return say(world, 'already-answered', { ...whose(world, prompt), at: answeredAt === undefined ? null : dayWords(world, answeredAt) });
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
  if ((before?.version ?? 0) >= mostVersions || (supplements?.length ?? 0) > mostSupplements)
    return { kind: 'say', text: say(world, 'too-many-changes', { ...whose(world, prompt), clerk: clerkName(world) }) };
  // Whoever answers a spot check after their minutes is not late: there was nothing to be late for.
  const late = before?.late ?? (isPastDeadline(prompt, said) && !isSpot(cycle));
  const reply: ReplyToRecord = {
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
    notices: [
      ...(before === undefined ? await relieved(world, said, prompt) : []),
      ...(await askToExempt(world, said, prompt, answers, before?.answers)),
    ],
  };
  const record = (): Promise<Recorded> => world.stores.replies.record(reply, said.now);
  const recorded = isReport(cycle) ? await recordAndHandOver(world, { cycle, unit, by: said.person.id }, record, said.now) : await record();
  if (recorded.kind === 'recorded') {
    if (isSpot(cycle)) await hastenDraw(world, cycle, said.now);
    await settleRequests(world, said, prompt, before);
    await noteAnswer(world, said, cycle.id, unit);
  }
  return responseTo(recorded);
}

/** Requests that the answer makes needless. What fails here is made up for by their next look. */
async function settleRequests(world: World, said: Said, { cycle, unit, record }: OpenPrompt, before: Reply | undefined): Promise<void> {
  try {
    if (before === undefined) await overtakeAnswered(world, cycle, unit, record.terms, said.now);
    else await overtakeExempt(world, { kind: 'part', cycle, unit, record }, before.answers, said.now);
  } catch (error) {
    world.log.warn({ err: error, cycle: cycle.id, unit }, 'requests about an answered unit have to wait');
  }
}

/** What comes after the deadline does not replace what is there, unless a reader asked for it; nor does what was written before it and only arrived later. */
function standsBeside(said: Said, prompt: OpenPrompt, before: Reply, changed: Answers): boolean {
  const isAskedFor = prompt.askedBack === true || fillsExempt(before.answers, changed);
  return said.at < before.at || (isPastDeadline(prompt, said) && !isAskedFor);
}

async function supplement(world: World, said: Said, prompt: OpenPrompt, before: Reply, changed: Answers): Promise<Response> {
  const who = before.by === said.person.id ? null : personName(world, before.by);
  const text = isSpot(prompt.cycle)
    ? spotReceipt(world, prompt)
    : said.at < before.at
      ? say(world, 'receipt-overtaken', { who, no: receiptMark })
      : say(world, 'receipt-supplement', { on: dayWords(world, said.at), no: receiptMark });
  const supplements = [...before.supplements, { at: said.at, by: said.person.id, answers: changed }];
  return recordVersion(world, said, prompt, { answers: before.answers, before, text, supplements });
}

/** A leader who was asked to look into it, and whoever was to decide on a request, hears that the matter is over. */
async function relieved(world: World, said: Said, { cycle, unit, record: unitRecord }: OpenPrompt): Promise<Notice[]> {
  const reached = unitRecord.level === 'supervise' || unitRecord.level === 'circulate';
  const rung = reached ? cycle.schedule.escalate.find(({ level }) => level === 'supervise') : undefined;
  const supervised = rung === undefined ? [] : reachedBy(world.config().roster, unit, rung);
  const people = new Set([...supervised, ...(await toldOfRequest(world, unitRecord.terms))]);
  people.delete(said.person.id);
  return noticesTo(world, `${cycle.id}/${unit}/relieved`, [...people], { kind: 'relieved', cycle, unit }, said.now);
}

function changedFrom(before: Answers, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => JSON.stringify(before[id]) !== JSON.stringify(answer)));
}

function numberShown({ prompts }: Said, prompt: OpenPrompt): number | null {
  return prompts.some((other) => isAwaited(other) && other.number !== prompt.number) ? prompt.number : null;
}
