/** The prompt of what is answered on a page: for which unit, till when, and a link that is good once. None of the questions stands in the chat. */
import type { Cycle } from '../domain/cycle.js';
import { formLinkMs } from '../domain/answer-form.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { hourMs, type Instant } from '../domain/time.js';
import type { Facts } from './messages.js';
import { isSpot } from './spot-check.js';
import { officerOf } from './spot-check-words.js';
import { dateWords } from './words.js';
import { say, type World } from './world.js';

interface Asked {
  cycle: Cycle;
  unit: UnitId;
  /** Who reads it: the link is theirs. */
  to?: PersonId;
  now: Instant;
}

/** Throws what the store throws: without its link the prompt is of no use. */
export async function formPrompt(
  world: World,
  { cycle, unit, to, now }: Asked,
  head: Omit<Facts<'form-prompt'>, 'link' | 'deadline' | 'hours' | 'spot' | 'officer'>,
  until: Instant,
): Promise<string> {
  const { address } = world.config().settings.console;
  const form = { cycle: cycle.id, unit, until: now + formLinkMs };
  const token = to === undefined || address === undefined ? undefined : await world.stores.formLinks.issue({ ...form, person: to }, now);
  return say(world, 'form-prompt', {
    ...head,
    link: token === undefined || address === undefined ? null : linkTo(address, token),
    hours: formLinkMs / hourMs,
    spot: isSpot(cycle),
    officer: isSpot(cycle) ? officerOf(world, cycle) : null,
    deadline: dateWords(world, until),
  });
}

function linkTo(address: string, token: string): string {
  return `${address.replace(/\/+$/u, '')}/f/${token}`;
}
