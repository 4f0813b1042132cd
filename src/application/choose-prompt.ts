/** Decides which prompt a text is meant for. With several open and none named, the bot asks rather than guesses. */
import { readWhole } from '../domain/reading/index.js';
import { whose } from './hand-in.js';
import { isUnanswered, promptNumber, type OpenPrompt } from './open-prompts.js';
import { readingContext, type Said } from './said.js';
import { clerkName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

export type PromptChoice =
  | { kind: 'prompt'; prompt: OpenPrompt }
  /** It names something they may not answer any more. */
  | { kind: 'refused'; text: string }
  | { kind: 'ask'; text: string }
  | { kind: 'none' };

export async function choosePrompt(world: World, said: Said, prompts: readonly OpenPrompt[], number: number | undefined): Promise<PromptChoice> {
  if (number !== undefined) return byNumber(world, said, prompts, number);
  const own = prompts.filter(({ theirs }) => theirs);
  const open = own.filter(isUnanswered);
  const asked = open.filter(({ record }) => record.askedTo === said.person.id || record.promptAt !== undefined);
  const candidates = asked.length > 0 ? asked : open;
  const [only] = candidates;
  const left = prompts.find((prompt) => !prompt.theirs && prompt.record.askedTo === said.person.id);
  if (left !== undefined && isAnswerTo(world, said, left)) return { kind: 'refused', text: say(world, 'moved-away', { unit: unitName(world, left.unit, left.cycle) }) };
  if (candidates.length === 1 && only !== undefined) return { kind: 'prompt', prompt: only };
  if (candidates.length > 1) return isTalkToAll(world, said, candidates) ? { kind: 'none' } : { kind: 'ask', text: listPrompts(world, candidates) };
  const latest = own.toSorted((one, other) => (other.record.answeredAt ?? 0) - (one.record.answeredAt ?? 0))[0];
  if (latest !== undefined) return { kind: 'prompt', prompt: latest };
  return closedPrompt(world, said);
}

export function listPrompts(world: World, prompts: readonly OpenPrompt[]): string {
  const items = prompts.map((prompt) => ({ ...whose(world, prompt), number: prompt.number }));
  return say(world, 'which-prompt', { items, first: items[0]?.number ?? null });
}

/** Nothing in the text is an answer to any of them: it need not be asked which is meant. */
function isTalkToAll(world: World, said: Said, prompts: readonly OpenPrompt[]): boolean {
  return prompts.every((prompt) => !isAnswerTo(world, said, prompt));
}

function isAnswerTo(world: World, said: Said, { cycle, record }: OpenPrompt): boolean {
  const reading = readWhole(cycle.schedule.questions, said.text, readingContext(world, said.at, record.promptAt));
  return reading.kind === 'answers' || reading.kind === 'change' || reading.kind === 'unclear';
}

async function byNumber(world: World, said: Said, prompts: readonly OpenPrompt[], number: number): Promise<PromptChoice> {
  const found = prompts.find((prompt) => prompt.number === number);
  if (found !== undefined) {
    if (found.theirs) return { kind: 'prompt', prompt: found };
    return { kind: 'refused', text: say(world, 'moved-away', { unit: unitName(world, found.unit, found.cycle) }) };
  }
  return closedPrompt(world, said, number);
}

const recentMs = 60 * 24 * 60 * 60 * 1000;

/** A cycle that has closed still takes a late answer from a unit that never gave one; what came after is told plainly. */
async function closedPrompt(world: World, said: Said, number?: number): Promise<PromptChoice> {
  const { cycles } = world.stores;
  const { roster } = world.config();
  for (const cycle of await cycles.cyclesSince(said.now - recentMs)) {
    if (cycle.closedAt === undefined) continue;
    const own = cycle.units.filter((unit) => {
      const found = roster.units.get(unit);
      const belongs = found !== undefined && [found.liaison, found.principal, ...found.members].includes(said.person.id);
      return belongs && (number === undefined || promptNumber(cycle, unit) === number);
    });
    const records = await cycles.records(cycle.id, own);
    for (const unit of own) {
      const record = records.get(unit);
      if (record === undefined) continue;
      const prompt: OpenPrompt = { cycle, unit, record, number: promptNumber(cycle, unit), theirs: true };
      if (!isAnswerTo(world, said, prompt)) continue;
      if (isUnanswered(prompt)) return { kind: 'prompt', prompt };
      return { kind: 'refused', text: say(world, 'closed', { title: titleOf(world, cycle), clerk: clerkName(world) }) };
    }
  }
  return { kind: 'none' };
}
