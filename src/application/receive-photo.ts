/** Takes a photo as an answer where a question asks for one; anywhere else it is not kept. */
import { evidenceNow, openRelapse, type Finding } from '../domain/finding.js';
import { report, type Refusal } from '../domain/finding-moves.js';
import type { Question } from '../domain/question.js';
import type { PersonId } from '../domain/roster.js';
import { isByForm } from '../domain/schedule.js';
import { showRelapse } from './answer-recheck.js';
import { answersSoFar, numberOf, proceed } from './ask-next.js';
import { asFinding } from './finding-book.js';
import { findingTrouble } from './finding-trouble.js';
import { loadPhoto, maxPhotos, photoRefusal, type PhotoContent } from './load-photo.js';
import { reportMended } from './mend-finding.js';
import { isUnanswered, mayAct, type OpenPrompt } from './open-prompts.js';
import { receiveInspectionPhoto } from './receive-inspection-photo.js';
import { saying, type Response, type Said } from './said.js';
import { onForm } from './turn-to-form.js';
import { isAllowed } from './which-finding.js';
import { say, type World } from './world.js';

export async function receivePhoto(world: World, said: Said, content: PhotoContent): Promise<Response> {
  const shown = await showEvidence(world, said, content);
  if (shown !== undefined) return shown;
  const inspected = await receiveInspectionPhoto(world, said, content);
  if (inspected !== undefined) return inspected;
  const target = findTarget(world, said);
  if (target === undefined) return saying(say(world, 'photo-not-asked', {}));
  if (target !== 'several' && isByForm(target.prompt.cycle.schedule)) return onForm(world, target.prompt);
  if (target === 'several') return saying(say(world, 'photo-which', {}));
  const { prompt, question } = target;
  const answers = await answersSoFar(world, said, prompt);
  const before = answers[question.id];
  const files = before?.type === 'photo' ? before.files : [];
  if (files.length >= maxPhotos)
    return saying(say(world, 'photo-too-many', { number: numberOf(prompt, question.id), most: maxPhotos, of: 'question' }));
  const photo = await loadPhoto(content);
  if (typeof photo === 'string') return saying(photoRefusal(world, photo));
  const file = await world.files.save(said.messageId, photo.bytes, photo.extension, { cycle: prompt.cycle.id });
  const kept = files.includes(file) ? files : [...files, file];
  const session = said.dialog?.kind === 'session' ? said.dialog : { mode: 'whole' as const, asked: 0, points: [] };
  const left = { ...session, points: session.points.filter((point) => point.question !== question.id) };
  const line = say(world, 'photo-kept', { number: numberOf(prompt, question.id), photos: kept.length });
  return proceed(world, said, prompt, { ...answers, [question.id]: { type: 'photo', files: kept } }, left, [line]);
}

/** A photo behind 已改 shows that the finding is mended. undefined: none was said. */
async function showEvidence(world: World, said: Said, content: PhotoContent): Promise<Response | undefined> {
  if (said.dialog?.kind !== 'evidence') return undefined;
  const finding = asFinding(await world.stores.matters.matter(said.dialog.finding));
  if (finding === undefined) return undefined;
  const relapse = lastRelapse(finding, said.person.id);
  if (relapse === undefined && !isAllowed(world, said, 'mended', finding)) return undefined;
  const shown = relapse?.files.length ?? evidenceNow(finding).reduce((sum, { files }) => sum + files.length, 0);
  if (shown >= maxPhotos) return saying(say(world, 'photo-too-many', { number: finding.no, most: maxPhotos, of: 'finding' }));
  const refused = relapse === undefined ? refusedEvidence(finding, said) : undefined;
  if (refused !== undefined) return findingTrouble(world, said.person, refused, finding);
  const photo = await loadPhoto(content);
  if (typeof photo === 'string') return saying(photoRefusal(world, photo));
  const file = await world.files.save(said.messageId, photo.bytes, photo.extension);
  return relapse === undefined ? reportMended(world, said, finding, '', [file]) : showRelapse(world, said, finding, file);
}

/** Why a photo shows nothing of it any more: it is not even looked at, for a file that nothing names would be kept for ever. */
function refusedEvidence(finding: Finding, { person, at, messageId }: Said): Refusal | undefined {
  const outcome = report(finding, { by: person.id, at, words: '', files: [messageId] });
  return outcome.kind === 'refused' ? outcome.why : undefined;
}

/** What this person found when they looked again, as long as nobody has decided on it. */
function lastRelapse(finding: Finding, person: PersonId): ReturnType<typeof openRelapse> {
  return finding.rechecks.at(-1)?.by === person ? openRelapse(finding) : undefined;
}

type Target = { prompt: OpenPrompt; question: Question };

/** The question being asked, if it wants a photo; else the only one among all open prompts that does. Several: nothing is guessed. */
function findTarget(world: World, { dialog, person, prompts }: Said): Target | 'several' | undefined {
  const own = prompts.filter(({ unit }) => mayAct(world, person.id, 'attach', unit));
  const running = dialog?.kind === 'session' ? own.filter(({ cycle, unit }) => cycle.id === dialog.cycle && unit === dialog.unit) : [];
  for (const among of [running, own.filter(isUnanswered), own]) {
    const wanted = among.flatMap((prompt) =>
      prompt.cycle.schedule.questions.filter(({ type }) => type === 'photo').map((question) => ({ prompt, question })),
    );
    const chatted = wanted.filter(({ prompt }) => !isByForm(prompt.cycle.schedule));
    if (chatted.length === 0 && wanted.length > 0) return wanted[0];
    const asked = chatted.find(({ question }) => dialog?.kind === 'session' && dialog.asking === question.id);
    if (asked !== undefined) return asked;
    if (chatted.length > 0) return chatted.length > 1 ? 'several' : chatted[0];
  }
  return undefined;
}
