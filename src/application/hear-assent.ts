/**
 * A yes of whoever something waits for: 行 and 好的 may agree to it, or only say that it was read. It is asked which, so that nothing is taken for
 * decided that is not.
 */
import { wordOf } from '../domain/command.js';
import { isYes } from '../domain/reading/index.js';
import { exportsFor } from './answer-export.js';
import { mayAnswer, offersFor } from './answer-offer.js';
import { leaveOffersFor } from './answer-standing-in.js';
import { requestsFor } from './find-pending.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

/** undefined: it is no yes, answers something the bot has asked, or nothing waits for this person. */
export async function hearAssent(world: World, said: Said): Promise<Response | undefined> {
  if (said.dialog !== undefined || !isYes(said.text)) return undefined;
  const [requests, exports, offers, leaves] = await Promise.all([
    requestsFor(world, said),
    exportsFor(world, said.person),
    offersFor(world, said),
    leaveOffersFor(world, said.person.id),
  ]);
  const matters = [...requests, ...exports, ...offers.filter((offer) => mayAnswer(world, said, offer, 'accept')), ...leaves];
  const [only] = matters;
  if (only === undefined) return undefined;
  const verb = requests.length + exports.length > 0 ? 'agree' : 'accept';
  if (matters.length > 1) return saying(say(world, 'assent-which', { numbers: matters.map(({ no }) => no) }));
  if (only.kind === 'request' && only.ask === 'difficulty')
    return saying(say(world, 'request-options', { number: only.no, ask: only.ask, question: false }));
  const command = `${wordOf(verb)} ${only.no}`;
  return saying(say(world, 'suggestion', { typed: said.text.trim(), command }), { dialog: { kind: 'confirm-command', command } });
}
