/** Takes a photo as an answer where a question asks for one; anywhere else it is not kept. */
import { PermanentError } from '../domain/errors.js';
import type { Question } from '../domain/question.js';
import { answersSoFar, numberOf, proceed } from './answer-prompt.js';
import type { InboundContent, Photo } from './chat-port.js';
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

const megabyte = 1024 * 1024;
const maxMegabytes = 10;
const maxPhotos = 9;

type PhotoContent = Extract<InboundContent, { kind: 'photo' }>;

export async function receivePhoto(world: World, said: Said, content: PhotoContent, prompts: readonly OpenPrompt[]): Promise<Response> {
  const target = findTarget(said, prompts);
  if (target === undefined) return saying(say(world, 'photo-not-asked', {}));
  const photo = await load(content);
  if (typeof photo === 'string') return saying(photo === 'too-large' ? say(world, 'photo-too-large', { megabytes: maxMegabytes }) : say(world, 'photo-broken', {}));
  const { prompt, question } = target;
  const answers = await answersSoFar(world, said, prompt);
  const before = answers[question.id];
  const files = before?.type === 'photo' ? before.files : [];
  const file = await world.files.save(said.messageId, photo.bytes, photo.extension);
  const kept = files.includes(file) ? files : [...files, file].slice(-maxPhotos);
  const session = said.dialog?.kind === 'session' ? said.dialog : { mode: 'whole' as const, asked: 0, points: [] };
  const left = { ...session, points: session.points.filter((point) => point.question !== question.id) };
  const line = say(world, 'photo-kept', { number: numberOf(prompt, question.id), photos: kept.length });
  return proceed(world, said, prompt, { ...answers, [question.id]: { type: 'photo', files: kept } }, left, [line]);
}

/** The question being asked, if it wants a photo; else the only one among all open prompts that does. */
function findTarget({ dialog }: Said, prompts: readonly OpenPrompt[]): { prompt: OpenPrompt; question: Question } | undefined {
  const own = prompts.filter(({ theirs }) => theirs);
  const running = dialog?.kind === 'session' ? own.filter(({ cycle, unit }) => cycle.id === dialog.cycle && unit === dialog.unit) : [];
  for (const among of [running, own.filter(isUnanswered), own]) {
    const wanted = among.flatMap((prompt) => prompt.cycle.schedule.questions.filter(({ type }) => type === 'photo').map((question) => ({ prompt, question })));
    const asked = wanted.find(({ question }) => dialog?.kind === 'session' && dialog.asking === question.id);
    if (asked !== undefined) return asked;
    if (wanted.length === 1) return wanted[0];
  }
  return undefined;
}

async function load(content: PhotoContent): Promise<Photo | 'too-large' | 'broken'> {
  try {
    return await content.load(maxMegabytes * megabyte);
  } catch (error) {
    if (error instanceof PermanentError) return error.code === 'too-large' ? 'too-large' : 'broken';
    return 'broken';
  }
}
