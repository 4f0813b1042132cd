/** Decides what a one-to-one message means in its context: a confirmation, a command, an answer under way, an answer to a prompt, or talk. */
import { nearestCommand, readCommand } from '../domain/command.js';
import { mayUse } from '../domain/permission.js';
import { planWords } from '../domain/plan-words.js';
import type { Question } from '../domain/question.js';
import { isNo, isYes, plain, readFollowUp, readIdle, readPrompt, type FollowUpReading } from '../domain/reading/index.js';
import { isByForm } from '../domain/schedule.js';
import { answerInSession, answerWhole } from './answer-prompt.js';
import { answersSoFar, proceed } from './ask-next.js';
import { answerTalk, passOnQuestion } from './answer-talk.js';
import { carryOut } from './carry-out-command.js';
import { makeChange } from './change-answer.js';
import { choosePrompt, refuseNumber } from './choose-prompt.js';
import type { InboundContent } from './chat-port.js';
import { addFollowUp, handIn, latestOf, type PlanFacts } from './hand-in.js';
import { isReport } from './hand-over-report.js';
import { hearAssent } from './hear-assent.js';
import { chosenReading, hearInspection } from './hear-inspection.js';
import { completed, isMeantAsCommand } from './meant-as-command.js';
import type { OpenPrompt } from './open-prompts.js';
import type { Dialog } from './ports.js';
import { confirmTransfer } from './plan-transfer.js';
import { receiveFile } from './receive-file.js';
import { receivePhoto } from './receive-photo.js';
import { wasRefused } from './refuse-sensitive.js';
import { readingContext, saying, silent, type Response, type Said } from './said.js';
import { turnToForm } from './turn-to-form.js';
import { hearDrawNumber } from './take-draw-number.js';
import { takePart } from './take-part.js';
import { calendarDateWords } from './words.js';
import { withdrawCycle } from './withdraw-cycle.js';
import { say, type World } from './world.js';

/** `walks`: whether it belongs to an inspection under way, as far as that was asked. */
export async function hearText(world: World, said: Said, walks: 'maybe' | 'chosen' | 'no' = 'maybe'): Promise<Response> {
  const { dialog, prompts } = said;
  if (dialog?.kind === 'confirm-command' && mayUse(world.config().roster, said.person.id, 'confirm')) {
    if (isYes(said.text)) return hearText(world, { ...withoutDialog(said), text: dialog.command });
    if (isNo(said.text)) return saying(say(world, 'no-change', {}), { dialog: null });
  }
  const chosenAs = chosenReading(said);
  if (chosenAs !== undefined) return endingDialog(await hearText(world, chosenAs.said, chosenAs.walks));
  const { number, rest } = splitNumber(said.text);
  const walked = walks !== 'no' && number === undefined ? await hearInspection(world, said, walks === 'chosen') : undefined;
  if (walked !== undefined) return walked;
  if (dialog?.kind === 'which-prompt') {
    const named = bareNumber(said.text);
    const chosen = prompts.find((prompt) => prompt.theirs && prompt.number === named);
    if (chosen !== undefined) return endingDialog(await hearText(world, asChosen(said, dialog, chosen)));
    // The question stands until a number fits: what was said before is not given up for a slip of the thumb.
    if (named !== undefined) return saying(refuseNumber(world, prompts, named));
  }
  const ended = await hearMissing(world, said, prompts);
  if (ended !== undefined) return ended;
  const addressed: Said = number === undefined ? said : { ...said, text: rest };
  const command = isProseOfReport(said, prompts) ? undefined : readCommand(addressed.text);
  if (command !== undefined && (await isMeantAsCommand(world, addressed, command)))
    return carryOut(world, addressed, command, prompts, number);
  const inDialog = number === undefined ? await hearInDialog(world, said, prompts) : undefined;
  if (inDialog !== undefined) return inDialog;
  const assent = number === undefined ? await hearAssent(world, said) : undefined;
  if (assent !== undefined) return assent;
  const drawn = number === undefined ? await hearDrawNumber(world, said) : undefined;
  if (drawn !== undefined) return drawn;
  return hearAnswer(world, addressed, prompts, number);
}

/** What waits for a word outside of any prompt: a command that lacked something, and a withdrawal or a transfer that waits for 是. */
async function hearMissing(world: World, said: Said, prompts: readonly OpenPrompt[]): Promise<Response | undefined> {
  const { dialog, text } = said;
  if (dialog?.kind !== 'complete' && dialog?.kind !== 'confirm-withdrawal' && dialog?.kind !== 'confirm-transfer') return undefined;
  if (isNo(text)) return saying(say(world, 'no-change', {}), { dialog: null });
  if (dialog.kind === 'confirm-transfer') return isYes(text) ? confirmTransfer(world, said, dialog.move) : undefined;
  if (dialog.kind === 'confirm-withdrawal') return isYes(text) ? withdrawCycle(world, said, dialog.withdraws) : undefined;
  const whole = completed(world, said, prompts);
  return whole === undefined ? undefined : endingDialog(await hearText(world, { ...withoutDialog(said), text: whole }));
}

/** So much is no command, while a part of a report is asked by itself, whatever word it begins with. */
const proseLength = 60;

function isProseOfReport({ dialog, text }: Said, prompts: readonly OpenPrompt[]): boolean {
  if (dialog?.kind !== 'session' || dialog.asking === undefined || text.length <= proseLength) return false;
  return prompts.some(({ cycle, unit, theirs }) => theirs && isReport(cycle) && cycle.id === dialog.cycle && unit === dialog.unit);
}

async function hearInDialog(world: World, said: Said, prompts: readonly OpenPrompt[]): Promise<Response | undefined> {
  const { dialog } = said;
  if (dialog === undefined || !('cycle' in dialog)) return undefined;
  const prompt = prompts.find(({ cycle, unit, theirs }) => cycle.id === dialog.cycle && unit === dialog.unit && theirs);
  if (prompt === undefined) return undefined;
  switch (dialog.kind) {
    case 'session':
      return answerInSession(world, said, prompt, dialog);
    case 'follow-up':
      return takeFollowUp(world, said, prompt, dialog);
    case 'confirm-change':
      if (isYes(said.text)) return makeChange(world, said, prompt, dialog.answers);
      return isNo(said.text) ? saying(say(world, 'no-change', {}), { dialog: null }) : undefined;
    case 'attest': {
      const reading = readPrompt(prompt.cycle.schedule, said.text, readingContext(world, said.at));
      return reading.kind === 'attested' || isYes(said.text) ? handIn(world, said, prompt, dialog.answers) : undefined;
    }
    case 'which-part': {
      const number = bareNumber(said.text);
      if (number === undefined) return undefined;
      return takePart(world, said, prompt, await answersSoFar(world, said, prompt), { number, text: dialog.text });
    }
    default:
      return dialog satisfies never;
  }
}

/** When a `no` will be made good. Whatever else is said is read as usual. */
async function takeFollowUp(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  dialog: Extract<Dialog, { kind: 'follow-up' }>,
): Promise<Response | undefined> {
  const { cycle, unit } = prompt;
  const whole = readPrompt(cycle.schedule, said.text, readingContext(world, said.at, prompt.record.promptAt));
  if (whole.kind === 'answers' && !whole.inOrder) return undefined;
  if (whole.kind === 'change') return undefined;
  const reading = readFollowUp(said.text, readingContext(world, said.at));
  const asking = cycle.schedule.questions.find(({ id }) => id === dialog.question);
  const facts = planFacts(world, asking, reading, true);
  const remark = reading.kind === 'undecided' ? undefined : say(world, 'plan-remark', planFacts(world, asking, reading, false));
  const draft = await world.stores.replies.draft(cycle.id, unit, said.person.id);
  const answers = draft?.answers ?? (await latestOf(world, prompt))?.answers ?? {};
  const answer = answers[dialog.question];
  const after = answer === undefined || remark === undefined ? answers : { ...answers, [dialog.question]: { ...answer, remark } };
  if (dialog.after === 'handed-in') {
    if (isTalk(said.text)) return undefined;
    return addFollowUp(world, said, prompt, after, facts);
  }
  return proceed(world, said, prompt, after, dialog.after, [say(world, 'interview-planned', facts)]);
}

function planFacts(world: World, question: Question | undefined, reading: FollowUpReading, withWeekday: boolean): PlanFacts {
  const date = reading.kind === 'date' ? calendarDateWords(world, reading.date, withWeekday) : null;
  const asked = question?.type === 'yes-no' ? question.followUp?.text : undefined;
  const plan = date === null || asked === undefined ? null : (planWords(asked, date) ?? null);
  return { plan, date, words: reading.kind === 'text' ? reading.text : null };
}

function isTalk(text: string): boolean {
  const { kind } = readIdle(text);
  return kind !== 'nothing' && kind !== 'later';
}

/** The text is read against the prompt it can be meant for. */
async function hearAnswer(world: World, said: Said, prompts: readonly OpenPrompt[], number: number | undefined): Promise<Response> {
  const choice = await choosePrompt(world, said, prompts, number);
  switch (choice.kind) {
    case 'prompt':
      return answerFor(world, said, choice.prompt);
    case 'refused':
      return saying(choice.text);
    case 'ask':
      return saying(choice.text, { dialog: { kind: 'which-prompt', text: said.text, messageAt: said.at } });
    case 'none':
      return hearTalk(world, said, undefined);
    default:
      return choice satisfies never;
  }
}

async function answerFor(world: World, said: Said, prompt: OpenPrompt): Promise<Response> {
  if (isByForm(prompt.cycle.schedule)) return turnToForm(world, said, prompt) ?? hearTalk(world, said, prompt);
  return (await answerWhole(world, said, prompt)) ?? hearTalk(world, said, prompt);
}

async function hearTalk(world: World, said: Said, prompt: OpenPrompt | undefined): Promise<Response> {
  const talk = readIdle(said.text).kind;
  if (talk === 'question') return passOnQuestion(world, said, prompt, undefined);
  if (talk !== 'nothing') return answerTalk(world, said, talk, prompt);
  const near = nearestCommand(plain(said.text), (verb) => mayUse(world.config().roster, said.person.id, verb));
  if (near !== undefined) return saying(say(world, 'suggestion', near), { dialog: { kind: 'confirm-command', command: near.command } });
  return saying(say(world, 'not-understood', {}));
}

export async function hearContent(world: World, said: Said, content: Exclude<InboundContent, { kind: 'text' }>): Promise<Response> {
  switch (content.kind) {
    case 'photo':
      return receivePhoto(world, said, content);
    case 'file':
      return receiveFile(world, said, content);
    case 'voice':
      return saying(say(world, 'voice', {}));
    case 'forwarded':
      return saying(say(world, 'forwarded', {}));
    case 'too-long':
      return saying(say(world, 'too-long', { length: content.length }));
    case 'unsupported':
      return saying(say(world, 'unsupported', {}));
    case 'recalled':
      if (await wasRefused(world, content.recalledId)) return silent;
      return (await world.stores.conversation.seen(content.recalledId)) ? recalled(world, said) : silent;
    case 'sticker':
      return silent;
    default:
      return content satisfies never;
  }
}

/** What was recorded stays until 改; taking back small talk needs no word. */
async function recalled(world: World, said: Said): Promise<Response> {
  const answered = said.prompts.some(({ record }) => record.version > 0);
  return answered || (await isUnderWay(world, said)) ? saying(say(world, 'recalled', {})) : silent;
}

async function isUnderWay(world: World, { dialog, person }: Said): Promise<boolean> {
  if (dialog?.kind !== 'session') return false;
  const draft = await world.stores.replies.draft(dialog.cycle, dialog.unit, person.id);
  return Object.keys(draft?.answers ?? {}).length > 0;
}

function splitNumber(text: string): { number?: number; rest: string } {
  const [whole = '', digits = ''] = /^\s*[(（]?([\d０-９]{1,9})\s*[#＃]\s*/u.exec(text) ?? [];
  // What follows keeps the forms in which it was typed.
  return whole === '' ? { rest: text } : { number: Number(digits.normalize('NFKC')), rest: text.slice(whole.length) };
}

function bareNumber(text: string): number | undefined {
  const digits = plain(text).replace(/[\s#号,.。、!]+$/u, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

function asChosen(said: Said, dialog: Extract<Dialog, { kind: 'which-prompt' }>, { number }: OpenPrompt): Said {
  return { ...withoutDialog(said), text: `${number}# ${dialog.text}`, at: dialog.messageAt };
}

/** What was asked has been told, whatever comes of it. */
function endingDialog(response: Response): Response {
  return response.kind === 'say' && response.dialog === undefined ? { ...response, dialog: null } : response;
}

function withoutDialog(said: Said): Said {
  const { dialog: _ended, ...rest } = said;
  return rest;
}
