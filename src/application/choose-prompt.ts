/** Decides which prompt a text is meant for. With several open and none named, the bot asks rather than guesses. */
import { readPrompt } from '../domain/reading/index.js';
import { unitsOf } from '../domain/responsibility.js';
import { isByForm } from '../domain/schedule.js';
import { dayMs, hourMs, minuteMs } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import { whose } from './hand-in.js';
import { askedBackReports, isAwaited, isUnanswered, mayAct, promptNumber, type OpenPrompt } from './open-prompts.js';
import { readingContext, type Said } from './said.js';
import { isSpot } from './spot-check.js';
import { clerkName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

export type PromptChoice =
  | { kind: 'prompt'; prompt: OpenPrompt }
  /** It names something they may not answer any more. */
  | { kind: 'refused'; text: string }
  | { kind: 'ask'; text: string }
  | { kind: 'none' };

/** The platform's clock and ours may differ by as much. */
const clockSlackMs = 10 * minuteMs;

export async function choosePrompt(
  world: World,
  said: Said,
  prompts: readonly OpenPrompt[],
  number: number | undefined,
): Promise<PromptChoice> {
  if (number !== undefined) return byNumber(world, said, prompts, number);
  const theirs = prompts.filter((prompt) => prompt.theirs);
  const own = theirs.filter(({ cycle }) => said.at >= cycle.openedAt - clockSlackMs);
  // Written before any of these was opened: it was meant for the one before, if there was one.
  if (own.length > 0 || theirs.length === 0) return among(world, said, prompts, own);
  const earlier = await closedPrompt(world, said);
  return earlier.kind === 'none' ? among(world, said, prompts, theirs) : earlier;
}

async function among(world: World, said: Said, prompts: readonly OpenPrompt[], own: readonly OpenPrompt[]): Promise<PromptChoice> {
  const open = own.filter(isAwaited);
  const asked = open.filter(({ record }) => record.askedTo === said.person.id || record.promptAt !== undefined);
  const latest = own
    .filter((prompt) => mayBeAddedTo(prompt, said))
    .toSorted((one, other) => (other.record.answeredAt ?? 0) - (one.record.answeredAt ?? 0))
    .slice(0, 1);
  const candidates = inChat(asked.length > 0 ? asked : open.length > 0 ? open : (lately(own, said) ?? latest));
  const left = prompts.find((prompt) => !prompt.theirs && prompt.record.askedTo === said.person.id);
  if (left !== undefined && isAnswerTo(world, said, left)) return leftBehind(world, left, candidates);
  const [only, ...others] = candidates;
  if (only === undefined) return closedPrompt(world, said);
  if (others.length === 0) return { kind: 'prompt', prompt: only };
  const meant = besideSpotCheck(world, said, candidates);
  if (meant !== undefined) return { kind: 'prompt', prompt: meant };
  return isTalkToAll(world, said, candidates) ? { kind: 'none' } : { kind: 'ask', text: listPrompts(world, candidates) };
}

/** A spot check asks about this moment: when it is over, nothing that is said is meant for it. */
function mayBeAddedTo({ cycle, deadline }: OpenPrompt, { at }: Said): boolean {
  return !isSpot(cycle) || at <= deadline;
}

/** What is written in chat is meant for what is answered there. Of those that are not, one is enough to say so: what was written is not kept until it is known for which. */
function inChat(candidates: readonly OpenPrompt[]): readonly OpenPrompt[] {
  const chatted = candidates.filter(({ cycle }) => !isByForm(cycle.schedule));
  return chatted.length > 0 ? chatted : candidates.slice(0, 1);
}

const remarkedMs = 8 * hourMs;

/** Whoever was telephoned may still say something of it the same day. */
function lately(own: readonly OpenPrompt[], { at }: Said): OpenPrompt[] | undefined {
  const called = own.filter(({ record }) => record.reason === 'called' && record.version === 0 && at - (record.promptAt ?? 0) < remarkedMs);
  return called.length > 0 ? called : undefined;
}

/** Anything answers a spot check, so its words are read against the others first: numbered answers are meant for one of those. */
function besideSpotCheck(world: World, said: Said, candidates: readonly OpenPrompt[]): OpenPrompt | undefined {
  const spots = candidates.filter(({ cycle }) => isSpot(cycle));
  const others = candidates.filter(({ cycle }) => !isSpot(cycle));
  const [spot] = spots;
  if (spot === undefined || spots.length > 1 || !isAnswerTo(world, said, spot)) return undefined;
  const answered = others.filter((prompt) => isAnswerTo(world, said, prompt));
  if (answered.length === 0) return spot;
  const numbered = answered.filter((prompt) => isNumberedAnswer(world, said, prompt));
  return numbered.length === 1 ? numbered[0] : undefined;
}

function isNumberedAnswer(world: World, said: Said, { cycle, record }: OpenPrompt): boolean {
  const reading = readPrompt(cycle.schedule, said.text, readingContext(world, said.at, record.promptAt));
  return reading.kind === 'answers' && !reading.inOrder && Object.keys(reading.answers).length > 1;
}

/** They have left the unit they were asked for; whether the answer is meant for one they have now, only they know. */
function leftBehind(world: World, left: OpenPrompt, candidates: readonly OpenPrompt[]): PromptChoice {
  if (candidates.length === 0) return { kind: 'refused', text: movedAway(world, left) };
  const unit = unitName(world, left.unit, left.cycle);
  return { kind: 'ask', text: say(world, 'moved-which', { unit, items: itemsOf(world, candidates) }) };
}

function movedAway(world: World, { unit, cycle }: OpenPrompt): string {
  return say(world, 'moved-away', { unit: unitName(world, unit, cycle), gone: !world.config().roster.units.has(unit) });
}

export function listPrompts(world: World, prompts: readonly OpenPrompt[]): string {
  const items = itemsOf(world, prompts);
  return say(world, 'which-prompt', { items, first: items[0]?.number ?? null });
}

function itemsOf(world: World, prompts: readonly OpenPrompt[]): { unit: string; title: string; number: number }[] {
  return prompts.map((prompt) => ({ ...whose(world, prompt), number: prompt.number }));
}

/** A number was named that is none of theirs to answer now. */
export function refuseNumber(world: World, prompts: readonly OpenPrompt[], number: number): string {
  const found = prompts.find((prompt) => prompt.number === number);
  if (found !== undefined) return movedAway(world, found);
  const items = itemsOf(
    world,
    prompts.filter((prompt) => prompt.theirs && isUnanswered(prompt)),
  );
  return say(world, 'no-such-prompt', { number, items });
}

/** Nothing in the text is an answer to any of them: it need not be asked which is meant. */
function isTalkToAll(world: World, said: Said, prompts: readonly OpenPrompt[]): boolean {
  return prompts.every((prompt) => !isAnswerTo(world, said, prompt));
}

function isAnswerTo(world: World, said: Said, { cycle, record }: OpenPrompt): boolean {
  const reading = readPrompt(cycle.schedule, said.text, readingContext(world, said.at, record.promptAt));
  return reading.kind === 'answers' || reading.kind === 'change' || reading.kind === 'unclear';
}

async function byNumber(world: World, said: Said, prompts: readonly OpenPrompt[], number: number): Promise<PromptChoice> {
  const found = prompts.find((prompt) => prompt.number === number);
  if (found?.theirs === true) return { kind: 'prompt', prompt: found };
  const closed: PromptChoice = found === undefined ? await closedPrompt(world, said, number) : { kind: 'none' };
  return closed.kind === 'none' ? { kind: 'refused', text: refuseNumber(world, prompts, number) } : closed;
}

const recentMs = 60 * dayMs;

/** A cycle that has closed still takes a late answer from a unit that never gave one; what came after is told plainly. */
async function closedPrompt(world: World, said: Said, number?: number): Promise<PromptChoice> {
  const { cycles } = world.stores;
  const mine = new Set(unitsOf(world.config().roster, said.person.id));
  for (const cycle of await cycles.cyclesSince(said.now - recentMs)) {
    if (cycle.closedAt === undefined || said.at < cycle.openedAt - clockSlackMs) continue;
    const own = cycle.units.filter(
      (unit) =>
        mine.has(unit) && mayAct(world, said.person.id, 'answer', unit) && (number === undefined || promptNumber(cycle, unit) === number),
    );
    const records = await cycles.records(cycle.id, own);
    for (const unit of own) {
      const record = records.get(unit);
      if (record === undefined) continue;
      const deadline = (await fairDeadlines(world))(cycle, record);
      const prompt: OpenPrompt = { cycle, unit, record, deadline, number: promptNumber(cycle, unit), theirs: true, mayHaveDraft: true };
      if (!isAnswerTo(world, said, prompt)) continue;
      const askedBack = (await askedBackReports(world, [prompt])).size > 0;
      if (isAwaited({ record, askedBack })) return { kind: 'prompt', prompt: { ...prompt, askedBack } };
      return { kind: 'refused', text: say(world, 'closed', { title: titleOf(world, cycle), clerk: clerkName(world) }) };
    }
  }
  return { kind: 'none' };
}
