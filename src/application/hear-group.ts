/** Answers a mention in a group: totals at most, and nothing is recorded there. What else there is to say goes privately to whoever asked. */
import { readCommand } from '../domain/command.js';
import { mayUse, standings } from '../domain/permission.js';
import { plain, readPrompt } from '../domain/reading/index.js';
import type { Person } from '../domain/roster.js';
import type { Address, Inbound } from './chat-port.js';
import { readingContext } from './said.js';
import { tellPending } from './tell-lists.js';
import { partedCycles, spotCheckLines } from './tell-spot-checks.js';
import { isOverseer, tellStatus, visibleCounts } from './tell-status.js';
import { titleOf } from './words.js';
import { say, type World } from './world.js';

type Send = (to: Address, text: string) => Promise<void>;

export async function hearGroup(
  world: World,
  message: Inbound,
  room: NonNullable<Inbound['room']>,
  person: Person,
  send: Send,
): Promise<void> {
  if (message.content.kind !== 'text') return;
  const reply = await replyTo(world, person, message.content.text, message.at);
  if (reply === undefined || !(await world.stores.conversation.claim({ id: message.id, person: person.id }, world.clock.now()))) return;
  await send({ kind: 'room', room: room.id, topic: room.topic }, reply.group);
  if (reply.privately !== undefined) await send({ kind: 'account', account: message.account }, reply.privately);
}

async function replyTo(world: World, person: Person, text: string, at: number): Promise<{ group: string; privately?: string } | undefined> {
  const words = plain(text);
  if (words.trim() === '') return undefined;
  const command = readCommand(words);
  const { roster } = world.config();
  if (command !== undefined) {
    if (!isOverseer(standings(roster, person.id)) || !mayUse(roster, person.id, command.verb))
      return { group: say(world, 'group-other', {}) };
    if (command.verb === 'status') return groupStatus(world, person);
    if (command.verb === 'pending') return { group: say(world, 'group-private', {}), privately: await tellPending(world, person) };
    return { group: say(world, 'group-other', {}) };
  }
  return replyToWords(world, text, at);
}

async function groupStatus(world: World, person: Person): Promise<{ group: string; privately?: string }> {
  const { spots, others: cycles } = partedCycles(await world.stores.cycles.openCycles());
  const lines = await spotCheckLines(world, spots, person, false);
  if (cycles.length + lines.length === 0) return { group: say(world, 'no-cycles', {}) };
  const totals = await Promise.all(
    cycles.map(async (cycle) => ({ title: titleOf(world, cycle), ...(await visibleCounts(world, person, cycle)) })),
  );
  const words = [...(totals.length === 0 ? [] : [say(world, 'group-totals', { cycles: totals })]), ...lines];
  return { group: words.join('\n'), privately: await tellStatus(world, person) };
}

/** A question about a question is answered by the schedule's note; an answer is sent to the private chat. */
async function replyToWords(world: World, text: string, at: number): Promise<{ group: string } | undefined> {
  // Anything would answer a spot check.
  for (const cycle of partedCycles(await world.stores.cycles.openCycles()).others.toReversed()) {
    const { questions } = cycle.schedule;
    const reading = readPrompt(cycle.schedule, text, readingContext(world, at));
    if (reading.kind === 'question') {
      const index = questions.findIndex(({ id }) => id === reading.question);
      const note = questions[index]?.note;
      return {
        group: note === undefined ? say(world, 'group-question', {}) : say(world, 'note', { group: true, number: index + 1, note }),
      };
    }
    if (reading.kind === 'answers' || reading.kind === 'change' || reading.kind === 'unclear')
      return { group: say(world, 'group-answer', {}) };
    if (reading.kind === 'idle') return undefined;
  }
  return { group: say(world, 'group-other', {}) };
}
