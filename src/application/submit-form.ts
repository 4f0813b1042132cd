/** Hands in what was filled in on a page: the same use case, permission and receipt as in chat. A link is good for one answer, whoever sends it twice. */
import {
  longestFormText,
  mostFormPhotos,
  longestFormRemark,
  readFormField,
  type FormEntry,
  type FormProblem,
} from '../domain/answer-form.js';
import { pictureKind, type PictureKind } from '../domain/picture-kind.js';
import type { Answer, Answers, Question } from '../domain/question.js';
import { readReply } from '../domain/reading/index.js';
import { guardWrites } from './guard-writes.js';
import { handIn } from './hand-in.js';
import { promptOf, type FormTrouble } from './open-form.js';
import { promptsFor, type OpenPrompt } from './open-prompts.js';
import { accountOf, presentPerson } from './people.js';
import type { FormLink } from './ports.js';
import { doorOf } from './refuse-sensitive.js';
import { ConflictError, readingContext, type Said } from './said.js';
import type { Replies } from './send-reply.js';
import { say, type World } from './world.js';

/** `text` is what the person reads. */
export interface Wrong {
  why: FormProblem | 'boilerplate' | 'photo' | 'sensitive';
  text: string;
}

/** What was filled in, by the question's id. */
export type FormEntries = Readonly<Record<string, FormEntry>>;

export type FormOutcome =
  /** `text`: the receipt, which goes to the chat as well. */
  | { kind: 'handed-in'; text: string }
  /** Nothing is kept. What is wrong with which question, in words. */
  | { kind: 'wrong'; problems: Record<string, Wrong> }
  /** Nothing can be handed in any more. */
  | { kind: 'refused'; text: string }
  | { kind: 'over'; why: FormTrouble };

const attempts = 8;
const megabyte = 1024 * 1024;
const mostPhotoBytes = 10 * megabyte;

export async function submitForm(world: World, replies: Replies, link: FormLink, entries: FormEntries): Promise<FormOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await submitOnce(world, replies, link, entries);
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt >= attempts) throw error;
    }
  }
}

async function submitOnce(world: World, replies: Replies, link: FormLink, entries: FormEntries): Promise<FormOutcome> {
  const person = presentPerson(world, link.person);
  const prompt = await promptOf(world, link);
  if (person === undefined || prompt === undefined) return { kind: 'over', why: 'gone' };
  const guarded = guardWrites(world, person);
  const dialog = await world.stores.conversation.dialog(person.id);
  const now = world.clock.now();
  const said: Said = {
    messageId: link.id,
    person,
    text: '',
    at: now,
    now,
    prompts: await promptsFor(world, person.id),
    ...(dialog === undefined ? {} : { dialog }),
  };
  const read = readEntries(guarded, said, prompt, entries);
  if ('problems' in read) return { kind: 'wrong', problems: read.problems };
  const response = await handIn(guarded, said, prompt, { ...read.answers, ...(await keepPhotos(guarded, link, read.photos)) });
  switch (response.kind) {
    case 'recorded': {
      const account = accountOf(world, person.id);
      // Whoever has no account reads it on the page alone.
      const via = account === undefined ? replies.collect().replies : replies;
      await via.sendReceipt({ kind: 'account', account: account ?? '' }, response.recorded);
      return { kind: 'handed-in', text: response.recorded.text };
    }
    case 'silent':
      return { kind: 'over', why: 'used' };
    case 'say':
      return { kind: 'refused', text: response.text };
    default:
      return response satisfies never;
  }
}

interface Photo {
  bytes: Uint8Array;
  kind: PictureKind;
}

type Read = { answers: Answers; photos: [Question, Photo[]][] } | { problems: Record<string, Wrong> };

function readEntries(world: World, said: Said, prompt: OpenPrompt, entries: FormEntries): Read {
  const answers: Answers = {};
  const photos: [Question, Photo[]][] = [];
  const problems: Record<string, Wrong> = {};
  for (const question of prompt.cycle.schedule.questions) {
    const entry = Object.hasOwn(entries, question.id) ? entries[question.id] : undefined;
    const field = readFormField(question, entry ?? {});
    switch (field.kind) {
      case 'left':
        break;
      case 'problem':
        problems[question.id] = wrong(world, question, field.why);
        break;
      case 'photos': {
        const kept = field.photos.flatMap((bytes) => photoOf(bytes) ?? []);
        if (kept.length < field.photos.length) problems[question.id] = wrong(world, question, 'photo');
        else photos.push([question, kept]);
        break;
      }
      case 'answer': {
        const taken = takeWords(world, said, prompt, question, field.answer);
        if ('problem' in taken) problems[question.id] = taken.problem;
        else answers[question.id] = taken.answer;
        break;
      }
      default:
        field satisfies never;
    }
  }
  return Object.keys(problems).length > 0 ? { problems } : { answers, photos };
}

/** What somebody wrote is read as in chat: the door for what must not be said to the bot, 无 for the words for none, and once more for mere stock phrases. */
function takeWords(
  world: World,
  said: Said,
  { cycle }: OpenPrompt,
  question: Question,
  answer: Answer,
): { answer: Answer } | { problem: Wrong } {
  const words = answer.type === 'text' ? answer.text : answer.remark;
  const door = words === undefined ? undefined : doorOf(world, words);
  if (door !== undefined) return { problem: { why: 'sensitive', text: door } };
  if (answer.type !== 'text' || answer.attested === true) return { answer };
  const reading = readReply(cycle.schedule, question, answer.text, readingContext(world, said.at));
  if (reading.kind === 'unclear' && reading.why === 'boilerplate') return { problem: wrong(world, question, 'boilerplate') };
  return { answer: reading.kind === 'understood' && reading.answer.type === 'text' ? reading.answer : answer };
}

function photoOf(bytes: Uint8Array): Photo | undefined {
  const kind = bytes.length > mostPhotoBytes ? undefined : pictureKind(bytes);
  return kind === undefined ? undefined : { bytes, kind };
}

/** The same request again keeps the same files. */
async function keepPhotos(world: World, link: FormLink, photos: readonly [Question, Photo[]][]): Promise<Answers> {
  const answers: Answers = {};
  for (const [question, shown] of photos) {
    const files: string[] = [];
    for (const [place, { bytes, kind }] of shown.entries())
      files.push(await world.files.save(`${link.id}/${question.id}/${place}`, bytes, kind, { cycle: link.cycle }));
    answers[question.id] = { type: 'photo', files };
  }
  return answers;
}

function wrong(world: World, question: Question, why: Exclude<Wrong['why'], 'sensitive'>): Wrong {
  const [min, max] = question.type === 'number' ? [question.min, question.max] : [null, null];
  const most = question.type === 'photo' ? mostFormPhotos : question.type === 'yes-no' ? longestFormRemark : longestFormText;
  return { why, text: say(world, 'form-problem', { why, type: question.type, min, max, most }) };
}
