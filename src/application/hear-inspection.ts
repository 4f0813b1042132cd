/**
 * Hears what belongs to an inspection under way. Whoever is on none is heard as if there were no inspections; whoever is on one and has a self-check
 * open is asked what they mean when it can be either.
 */
import { readCommand } from '../domain/command.js';
import { readWalk, type WalkWord } from '../domain/inspection-words.js';
import { asking, currentOf, resumed, type Inspection } from '../domain/inspection.js';
import { mayUse } from '../domain/permission.js';
import { plain, readIdle, readPrompt, type WholeReading } from '../domain/reading/index.js';
import { confirmGivingUp, giveUp, handInInspection, wasHandedIn } from './hand-in-inspection.js';
import { inspectedName, inspectionsOf, mayInspect } from './inspection-book.js';
import { inspectionTrouble } from './inspection-trouble.js';
import { askedWords } from './inspection-words.js';
import { findUnit } from './find-cycle.js';
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import type { Dialog } from './ports.js';
import { recheckMeant } from './recheck-beside-walk.js';
import { readingContext, saying, type Response, type Said } from './said.js';
import { resumeInspection, waitsForSignature } from './start-inspection.js';
import { oneLine } from './task-words.js';
import { moveTo, noteVerdicts, pauseWalk, wordsFor } from './walk-inspection.js';
import { titleOf } from './words.js';
import { say, type World } from './world.js';

type WalkDialog = Extract<Dialog, { kind: 'walk' }>;

/** undefined: it does not belong to an inspection. `chosen`: whoever said it has been asked whether it does. */
export async function hearInspection(world: World, said: Said, chosen = false): Promise<Response | undefined> {
  const { person, dialog } = said;
  if (!mayUse(world.config().roster, person.id, 'inspect')) return undefined;
  const word = readWalk(said.text);
  const walk = dialog?.kind === 'walk' ? dialog : undefined;
  if (word === undefined && walk === undefined) return undefined;
  const inspections = await inspectionsOf(world, person.id);
  const current = meantBy(world, word, inspections, person.id);
  if (current === undefined) return word?.kind === 'hand-in' ? wasHandedIn(world, said) : undefined;
  if (!belongs(word, said)) return undefined;
  if (!mayInspect(world, person.id, current.unit)) return inspectionTrouble(world, { why: 'own', unit: inspectedName(world, current) });
  if (word === undefined) return walk === undefined ? undefined : hearOther(world, said, current, walk);
  if (chosen) return carryOut(world, said, current, word);
  const recheck = await recheckMeant(world, person.id, word, current);
  if (recheck.named) return undefined;
  const doubt = { rechecks: recheck.numbers, answers: isInDoubt(world, word, said) };
  return doubt.answers || doubt.rechecks.length > 0 ? askWhich(world, said, current, doubt) : carryOut(world, said, current, word);
}

/** The inspection spoken of last; 继续 may name the unit of another. */
function meantBy(world: World, word: WalkWord | undefined, inspections: readonly Inspection[], person: string): Inspection | undefined {
  if (word?.kind !== 'resume' || word.unit === '') return currentOf(inspections, person);
  const found = findUnit(world.config().roster, word.unit);
  const unit = 'unit' in found ? found.unit.id : found.near?.id;
  return currentOf(
    inspections.filter((inspection) => inspection.unit === unit || inspection.called === word.unit),
    person,
  );
}

/** While something else was asked last, only words that nothing else has are taken. */
function belongs(word: WalkWord | undefined, { dialog, text }: Said): boolean {
  if (word === undefined || dialog?.kind === 'walk') return true;
  switch (word.kind) {
    case 'meaning':
    case 'give-up':
      return false;
    case 'change':
      return dialog === undefined;
    case 'verdicts':
      // The next words complete what was lacking, whatever they begin with.
      return dialog?.kind !== 'complete' || word.said.some(({ place }) => place !== undefined) || readCommand(text) !== undefined;
    case 'back':
    case 'pause':
    case 'resume':
    case 'hand-in':
    case 'give-up-now':
      return true;
    default:
      return word satisfies never;
  }
}

async function carryOut(world: World, said: Said, current: Inspection, word: WalkWord): Promise<Response | undefined> {
  const open = current.state === 'open';
  switch (word.kind) {
    case 'verdicts':
      return open ? noteVerdicts(world, said, current, word.said) : waitsForSignature(world, current);
    case 'back':
      return open ? moveTo(world, said, current, 'back') : waitsForSignature(world, current);
    case 'change':
      return moveTo(world, said, current, word.place);
    case 'pause':
      return open ? pauseWalk(world, said, current) : waitsForSignature(world, current);
    case 'resume':
      return resumeInspection(world, said, current);
    case 'hand-in':
      return open ? handInInspection(world, said, current) : waitsForSignature(world, current);
    case 'give-up':
      return confirmGivingUp(world, said, current);
    case 'give-up-now':
      return giveUp(world, said, current);
    case 'meaning':
      return explainItem(world, said, current);
    default:
      return word satisfies never;
  }
}

/** 什么意思: what the checklist says to look for. */
function explainItem(world: World, { person }: Said, current: Inspection): Response | undefined {
  const { asked } = asking(current, person.id);
  if (asked.kind !== 'item') return undefined;
  return saying(say(world, 'inspection-note', { number: asked.place + 1, note: asked.item.note ?? asked.item.text }));
}

/** Neither a word of the walk nor anything else that is known: asked again once, after that it is talk. */
async function hearOther(world: World, said: Said, current: Inspection, walk: WalkDialog): Promise<Response | undefined> {
  if (
    readCommand(said.text) !== undefined ||
    readIdle(said.text).kind !== 'nothing' ||
    ownPrompts(said).some((prompt) => answersIt(world, said, prompt))
  )
    return undefined;
  if (current.state !== 'open') return undefined;
  if (walk.wants !== undefined) return wordsFor(world, said, current, walk.wants);
  if (walk.again === true) return undefined;
  const { asked } = asking(resumed(current, said.person.id), said.person.id);
  const text =
    asked.kind === 'item'
      ? say(world, 'inspection-unclear', { number: asked.place + 1, text: asked.item.text })
      : [say(world, 'inspection-unclear', { number: null, text: null }), askedWords(world, current, asked)].join('\n');
  return saying(text, { dialog: { ...walk, again: true } });
}

function ownPrompts({ prompts }: Said): OpenPrompt[] {
  return prompts.filter((prompt) => prompt.theirs && isUnanswered(prompt));
}

function readAgainst(world: World, said: Said, { cycle, record }: OpenPrompt): WholeReading {
  return readPrompt(cycle.schedule, said.text, readingContext(world, said.at, record.promptAt));
}

function answersIt(world: World, said: Said, prompt: OpenPrompt): boolean {
  const reading = readAgainst(world, said, prompt);
  return reading.kind === 'answers' && !reading.inOrder;
}

/** 正常 and 不适用 may answer a self-check as well, unless the inspection was asked last. */
function isInDoubt(world: World, word: WalkWord, said: Said): boolean {
  if (word.kind !== 'verdicts' || said.dialog?.kind === 'walk') return false;
  const own = ownPrompts(said);
  if (own.length === 0) return false;
  const lets = word.said.some(({ verdict }) => verdict === 'not-applicable');
  return lets || said.dialog?.kind === 'session' || own.some((prompt) => readAgainst(world, said, prompt).kind === 'answers');
}

/** `answers`: it may answer a self-check as well; `rechecks`: or be said of one of these. */
function askWhich(
  world: World,
  said: Said,
  current: Inspection,
  { rechecks, answers }: { rechecks: readonly number[]; answers: boolean },
): Response {
  const { dialog, text, at } = said;
  const own = ownPrompts(said);
  const running = dialog?.kind === 'session' ? dialog : undefined;
  const asked = answers ? (own.find(({ cycle, unit }) => cycle.id === running?.cycle && unit === running.unit) ?? own[0]) : undefined;
  const facts = {
    words: oneLine(text),
    unit: inspectedName(world, current),
    title: asked === undefined ? null : titleOf(world, asked.cycle),
    rechecks,
  };
  return saying(say(world, 'inspection-doubt', facts), {
    dialog: { kind: 'which-walk', inspection: current.no, text, messageAt: at, ...(running === undefined ? {} : { running }) },
  });
}

/** 检查, 自查 or 回头看: what was in doubt, as it is read now. `walks`: whether it is a word of the inspection. undefined: it is something else. */
export function chosenReading(said: Said): { said: Said; walks: 'chosen' | 'no' } | undefined {
  const { dialog } = said;
  if (dialog?.kind !== 'which-walk') return undefined;
  const { dialog: _asked, ...rest } = said;
  const chosen = plain(said.text).trim();
  const meant = { ...rest, at: dialog.messageAt, text: dialog.text };
  if (/^检查的?$/u.test(chosen)) return { said: { ...meant, dialog: { kind: 'walk', inspection: dialog.inspection } }, walks: 'chosen' };
  if (/^回头看的?$/u.test(chosen)) return { said: meant, walks: 'no' };
  if (!/^自查的?$/u.test(chosen)) return undefined;
  return { said: { ...meant, ...(dialog.running === undefined ? {} : { dialog: dialog.running }) }, walks: 'no' };
}
