/** Asks for what is missing of a request or a decision, and remembers where the answer belongs. */
import type { Facts } from './messages.js';
import type { Dialog } from './ports.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

/** `head` and `tail`: what stands around the missing words when the whole is read again. */
export function asking(world: World, facts: Partial<Facts<'request-wanted'>>, head: string, tail: string): Response {
  const all = { what: null, number: null, date: null, most: null, names: [], ...facts };
  return saying(say(world, 'request-wanted', all), { dialog: { kind: 'complete', head, tail } });
}

/** What a recorded request or decision leaves of the dialog: an answer under way goes on, whatever else waited for a word is over. */
export function dialogAfter({ dialog }: Said): { dialog?: Dialog | null } {
  const goesOn = dialog?.kind === 'session' || dialog?.kind === 'follow-up' || dialog?.kind === 'attest' || dialog?.kind === 'walk';
  return goesOn ? {} : { dialog: null };
}
