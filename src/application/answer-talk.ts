/** Answers what is no answer: small talk, and questions about a question. Nothing said here is recorded. */
import type { Question } from '../domain/question.js';
import type { IdleKind } from '../domain/reading/index.js';
import { numberOf } from './ask-next.js';
import { recentOutages } from './fair-deadline.js';
import { alreadyAnswered, isPastDeadline, whose } from './hand-in.js';
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import { noticesToClerks } from './notices.js';
import { clerkIds } from './people.js';
import { saying, silent, type Response, type Said } from './said.js';
import { tellHelp } from './tell-help.js';
import { clerkName, committeeName, dateWords, personName } from './words.js';
import { say, type World } from './world.js';

/** Thanks get no reply; not yet and later get the deadline. */
export async function answerTalk(world: World, said: Said, what: IdleKind, prompt: OpenPrompt | undefined): Promise<Response> {
  switch (what) {
    case 'thanks':
      return silent;
    case 'later':
    case 'not-yet': {
      if (prompt === undefined || !isUnanswered(prompt)) return silent;
      const facts = { deadline: dateWords(world, prompt.deadline) };
      return saying(isPastDeadline(prompt, said) ? say(world, 'not-counted-late', facts) : say(world, 'not-counted', facts));
    }
    case 'already-sent':
      return sentBefore(world, said, prompt);
    case 'hello':
      return saying(await greet(world, said));
    case 'robot':
      return saying(say(world, 'robot', { committee: committeeName(world), clerk: clerkName(world) }));
    case 'recall':
      return saying(prompt === undefined || prompt.record.version === 0 ? say(world, 'no-change', {}) : say(world, 'recalled', {}));
    case 'forwarded':
      return saying(say(world, 'forwarded', {}));
    default:
      return what satisfies never;
  }
}

/** Somebody says that they have answered already. Their word is not doubted: after an outage it was the bot that did not get it. */
async function sentBefore(world: World, said: Said, prompt: OpenPrompt | undefined): Promise<Response> {
  const open = said.prompts.filter((one) => one.theirs && isUnanswered(one));
  const about = prompt !== undefined && isUnanswered(prompt) ? [prompt] : prompt === undefined ? open : [];
  if (about.length === 0) return prompt === undefined ? silent : saying(alreadyAnswered(world, prompt));
  const outages = await recentOutages(world);
  const isLost = about.some(({ record: { promptAt } }) => promptAt !== undefined && outages.some(({ to }) => to > promptAt));
  return saying(say(world, 'sent-before', { lost: isLost, inTime: about.every((one) => !isPastDeadline(one, said)) }));
}

/** What is still open for the person; else what they can say. */
async function greet(world: World, { person, prompts }: Said): Promise<string> {
  const open = prompts.filter((prompt) => prompt.theirs && isUnanswered(prompt));
  if (open.length === 0) return tellHelp(world, person);
  const items = open.map((prompt) => ({
    ...whose(world, prompt),
    number: prompt.number,
    deadline: dateWords(world, prompt.deadline),
  }));
  return say(world, 'greeting', { items });
}

/** A question about a question is answered by the schedule's note; otherwise a person answers it. */
export function passOnQuestion(world: World, said: Said, prompt: OpenPrompt | undefined, question: Question | undefined): Response {
  const number = prompt === undefined || question === undefined ? null : numberOf(prompt, question.id);
  if (question?.note !== undefined) return saying(say(world, 'note', { group: false, number, note: question.note }));
  const facts = { who: said.person.id, unit: prompt?.unit ?? null, number, text: said.text.slice(0, 500) };
  const notices = noticesToClerks(world, `asked/${said.messageId}`, { kind: 'asked', facts }, said.now);
  const [clerk] = clerkIds(world);
  if (clerk === undefined || clerk === said.person.id) return saying(say(world, 'not-understood', {}));
  return saying(say(world, 'passed-on', { clerk: personName(world, clerk) }), { notices });
}
