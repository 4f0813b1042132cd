/** Decides what somebody asks something for: one of their own prompts, a task of their unit, or a finding. With several the bot asks rather than guesses. */
import { cycleName } from '../domain/cycle-name.js';
import { oneLine } from '../domain/request-words.js';
import { unitsOf } from '../domain/responsibility.js';
import { mayKnow } from './finding-book.js';
import { listPrompts, refuseNumber } from './choose-prompt.js';
import { alreadyAnswered } from './hand-in.js';
import { isUnanswered, mayAct, mayAsk, type OpenPrompt } from './open-prompts.js';
import { isOwed, type Subject } from './request-subject.js';
import { saying, type Response, type Said } from './said.js';
import { isSpot } from './spot-check.js';
import { needlessRequest } from './spot-check-words.js';
import { titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

export interface Choice {
  kind: 'subject';
  subject: Subject;
  /** What is left of the words. */
  text: string;
  /** How the subject is addressed: what stands before the command word, and between it and the words. */
  address: { before: string; behind: string };
  /** More than one prompt is open for the person: theirs is shown with this number. */
  shown: number | null;
}

/** A subject, or what is said instead. */
type Chosen = Choice | { kind: 'reply'; response: Response };

/** More numbers than these nobody picks from. */
const listed = 9;

/** What a unit asks with. */
export type Asking = 'extend' | 'difficulty' | 'not-applicable' | 'reassign';

export interface Typed {
  no?: number;
  text?: string;
}

/** `settledToo`: what was answered already will do, when nothing else is open. */
export async function chooseSubject(
  world: World,
  said: Said,
  { verb, no, text = '' }: Typed & { verb: Asking },
  prompts: readonly OpenPrompt[],
  number: number | undefined,
  settledToo = false,
): Promise<Chosen> {
  const all = prompts.filter(({ unit }) => mayAsk(world, said.person.id, verb, unit));
  const needless = needlessRequest(world, said, all);
  if (needless !== undefined) return { kind: 'reply', response: needless };
  const own = all.filter(({ cycle }) => !isSpot(cycle));
  if (number !== undefined) {
    const named = own.find((prompt) => prompt.number === number);
    return named === undefined
      ? reply(refuseNumber(world, prompts, number))
      : ofPrompt(world, own, named, withNumber(said, no, text), settledToo);
  }
  const known = no === undefined ? undefined : await knownMatter(world, said, verb, no);
  if (known !== undefined)
    return mayAsk(world, said.person.id, verb, known.unit) ? ofMatter(world, known, text) : reply(say(world, 'denied', {}));
  const numbered = own.find((prompt) => prompt.number === no);
  if (numbered !== undefined) return ofPrompt(world, own, numbered, text, settledToo);
  // A number that is nothing of theirs belongs to their words.
  return among(world, said, own, withNumber(said, no, text), settledToo);
}

async function among(world: World, said: Said, own: readonly OpenPrompt[], text: string, settledToo: boolean): Promise<Chosen> {
  const open = own.filter(isUnanswered);
  const titled = open.map((prompt) => ({ prompt, length: titleLength(world, prompt, text) }));
  const named = titled.filter(({ length }) => length > 0);
  const { dialog } = said;
  const running = dialog?.kind === 'session' ? open.filter(({ cycle, unit }) => cycle.id === dialog.cycle && unit === dialog.unit) : [];
  const candidates = named.length > 0 ? named.map(({ prompt }) => prompt) : running.length > 0 ? running : open;
  const rest = text.slice(Math.max(0, ...named.map(({ length }) => length)));
  const [first] = candidates;
  if (first !== undefined && candidates.length === 1) return ofPrompt(world, own, first, rest, settledToo);
  if (first !== undefined) {
    const dialogAfter = { kind: 'which-prompt', text: said.text, messageAt: said.at } as const;
    return { kind: 'reply', response: saying(listPrompts(world, candidates), { dialog: dialogAfter }) };
  }
  return withoutPrompt(world, said, own, text, settledToo);
}

async function withoutPrompt(world: World, said: Said, own: readonly OpenPrompt[], text: string, settledToo: boolean): Promise<Chosen> {
  const owed = await owedMatters(world, said);
  const [only] = owed;
  if (only !== undefined && owed.length === 1) return ofMatter(world, only, text);
  if (only !== undefined) return reply(say(world, 'request-which-task', { numbers: owed.map(numberOf), first: numberOf(only) }));
  const last = own.at(-1);
  return last === undefined ? reply(say(world, 'nothing-open', {})) : ofPrompt(world, own, last, text, settledToo);
}

function ofPrompt(world: World, own: readonly OpenPrompt[], prompt: OpenPrompt, text: string, settledToo: boolean): Chosen {
  const { cycle, unit, record, number } = prompt;
  const subject: Subject = { kind: 'part', cycle, unit, record };
  if (!isOwed(subject) && !settledToo) return reply(alreadyAnswered(world, prompt));
  const several = own.filter(isUnanswered).length > 1;
  return { kind: 'subject', subject, text: oneLine(text), address: { before: `${number}# `, behind: '' }, shown: several ? number : null };
}

/** What a request may be about that has a number of its own. */
type Numbered = Exclude<Subject, { kind: 'part' }>;

function numberOf(subject: Numbered): number {
  return subject.kind === 'task' ? subject.task.no : subject.finding.no;
}

function ofMatter(world: World, subject: Numbered, text: string): Chosen {
  const no = numberOf(subject);
  if (!isOwed(subject)) return reply(say(world, 'request-needless', { number: no, moved: false }));
  return { kind: 'subject', subject, text: oneLine(text), address: { before: '', behind: `${no} ` }, shown: null };
}

/** A task or a finding of theirs, or of those they lead: that one is not asked for in the unit's place. */
async function knownMatter(world: World, { person }: Said, verb: Asking, no: number): Promise<Numbered | undefined> {
  const matter = await world.stores.matters.matter(no);
  if (matter?.kind !== 'task' && matter?.kind !== 'finding') return undefined;
  if (!mayAct(world, person.id, verb, matter.unit)) return undefined;
  if (matter.kind === 'task') return { kind: 'task', unit: matter.unit, task: matter };
  return mayKnow(world, matter, person.id) ? { kind: 'finding', unit: matter.unit, finding: matter } : undefined;
}

/** The open tasks of their units, and the findings there that are still to be mended. */
async function owedMatters(world: World, { person }: Said): Promise<Numbered[]> {
  const own = unitsOf(world.config().roster, person.id);
  const tasks = await Promise.all(own.map((unit) => world.stores.matters.open({ kind: 'task', unit })));
  const stretches = own.flatMap((unit) => (['open', 'working'] as const).map((state) => ({ scope: { of: 'unit', unit } as const, state })));
  const findings = stretches.length === 0 ? [] : await world.stores.ledger.list(stretches, listed);
  const subjects: Numbered[] = [
    ...tasks.flat().map((task): Numbered => ({ kind: 'task', unit: task.unit, task })),
    ...findings.map((finding): Numbered => ({ kind: 'finding', unit: finding.unit, finding })),
  ];
  return subjects.filter(isOwed);
}

/** How much of the words names the prompt: its cycle, with or without its unit. */
function titleLength(world: World, { cycle, unit }: OpenPrompt, text: string): number {
  const unitWords = unitName(world, unit, cycle);
  const { short } = cycleName(cycle, world.config().settings.timezone);
  const titles = [titleOf(world, cycle, true), titleOf(world, cycle), short].filter((title) => title.length > 1);
  const names = titles.flatMap((title) => [`${unitWords}${title}`, title]).sort((one, other) => other.length - one.length);
  const lead = /^\s*/u.exec(text)?.[0].length ?? 0;
  const name = names.find((one) => text.slice(lead).startsWith(one));
  return name === undefined ? 0 : lead + name.length;
}

/** Words with the number that they were read without. */
function withNumber(said: Said, no: number | undefined, text: string): string {
  if (no === undefined) return text;
  const isDay = new RegExp(`${no}\\s*号`, 'u').test(said.text.normalize('NFKC'));
  return `${no}${isDay ? '号' : ''} ${text}`;
}

function reply(text: string): { kind: 'reply'; response: Response } {
  return { kind: 'reply', response: saying(text) };
}
