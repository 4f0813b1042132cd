/** 说明: a unit's own words about why it has not answered, kept verbatim for whoever the matter reaches. */
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import { receiptMark } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { whose } from './hand-in.js';
import { dayWords } from './words.js';
import { say, type World } from './world.js';

export async function explain(world: World, said: Said, prompt: OpenPrompt, text: string | undefined): Promise<Response> {
  if (text === undefined) return saying(say(world, 'explain-how', {}));
  const { cycle, unit, record } = prompt;
  if (!isUnanswered(prompt)) {
    const at = record.answeredAt === undefined ? null : dayWords(world, record.answeredAt);
    return saying(say(world, 'already-answered', { ...whose(world, prompt), at }));
  }
  const receipt = { to: said.person.id, text: say(world, 'receipt-explanation', { no: receiptMark }) };
  const explanation = { messageId: said.messageId, cycle: cycle.id, unit, by: said.person.id, at: said.at, text, receipt };
  return responseTo(await world.stores.replies.explain(explanation, said.now));
}
