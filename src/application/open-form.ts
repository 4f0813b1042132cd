/** An answer form as its page shows it: for which unit, till when, and what is asked. Nothing that was answered before is on it. */
import { letterOf, type Question } from '../domain/question.js';
import { isByForm } from '../domain/schedule.js';
import { longestFormRemark, longestFormText, mostFormPhotos } from '../domain/answer-form.js';
import type { Instant } from '../domain/time.js';
import { whose } from './hand-in.js';
import { isUnanswered, promptsFor, type OpenPrompt } from './open-prompts.js';
import { presentPerson } from './people.js';
import type { FormLink } from './ports.js';
import { dateWords } from './words.js';
import type { World } from './world.js';

/** `gone`: it is over, not theirs any more, or was never one: a stranger learns no more. `used`: an answer was handed in with it. */
export type FormTrouble = 'gone' | 'used';

export interface FormView {
  unit: string;
  title: string;
  deadline: string;
  late: boolean;
  /** There is an answer already; this one takes its place. */
  again: boolean;
  basis: string | null;
  questions: FormQuestion[];
}

export interface FormQuestion {
  id: string;
  no: number;
  type: Question['type'];
  text: string;
  note: string | null;
  optional: boolean;
  min: number | null;
  max: number | null;
  measure: string | null;
  options: { letter: string; text: string }[];
  /** Asked besides when it is answered so. */
  followUp: { on: boolean; text: string } | null;
  /** Characters of a text or of what is said besides, or photos. */
  most: number;
}

export async function openForm(world: World, token: string, now: Instant): Promise<FormView | FormTrouble> {
  const link = await formLink(world, token, now);
  if (typeof link === 'string') return link;
  const prompt = await promptOf(world, link);
  if (prompt === undefined) return 'gone';
  const { cycle, deadline } = prompt;
  return {
    ...whose(world, prompt),
    deadline: dateWords(world, deadline),
    late: now > deadline && prompt.askedBack !== true,
    again: !isUnanswered(prompt),
    basis: cycle.schedule.basis ?? null,
    questions: cycle.schedule.questions.map((question, index) => questionView(question, index + 1)),
  };
}

/** The link of a token, while something can be handed in with it. */
export async function formLink(world: World, token: string, now: Instant): Promise<FormLink | FormTrouble> {
  const link = await world.stores.formLinks.link(token);
  if (link === undefined) return 'gone';
  if (await world.stores.conversation.seen(link.id)) return 'used';
  return now < link.until ? link : 'gone';
}

/** What the link asks, if whoever it was made for may answer it at this moment. */
export async function promptOf(world: World, { person, cycle, unit }: FormLink): Promise<OpenPrompt | undefined> {
  if (presentPerson(world, person) === undefined) return undefined;
  const prompts = await promptsFor(world, person);
  return prompts.find((prompt) => prompt.theirs && prompt.cycle.id === cycle && prompt.unit === unit && isByForm(prompt.cycle.schedule));
}

function questionView(question: Question, no: number): FormQuestion {
  const { id, type, text, optional } = question;
  return {
    id,
    no,
    type,
    text,
    note: question.note ?? (question.type === 'photo' ? question.reason : null),
    optional,
    min: question.type === 'number' ? question.min : null,
    max: question.type === 'number' ? question.max : null,
    measure: question.type === 'number' ? (question.measure ?? null) : null,
    options: question.type === 'choice' ? question.options.map((option, index) => ({ letter: letterOf(index), text: option })) : [],
    followUp:
      question.type === 'yes-no' && question.followUp?.text !== undefined
        ? { on: question.followUp.on === 'yes', text: question.followUp.text }
        : null,
    most: type === 'photo' ? mostFormPhotos : type === 'yes-no' ? longestFormRemark : longestFormText,
  };
}
