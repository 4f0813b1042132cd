/** A 通报 as a document: as it was released, with totals alone; or the draft, marked as one, with what those who decide see. */
import { ValidationError } from '../domain/errors.js';
import type { Instant } from '../domain/time.js';
import { circularItems, difficultiesOf, totalsOf } from './compose-circular.js';
import { documentOf } from './document-frame.js';
import type { OfficeDocument } from './document-port.js';
import { cycleDeadline, fairDeadlines } from './fair-deadline.js';
import type { ReadOf } from './note-read.js';
import { dateWords, dayWords, titleOf } from './words.js';
import { say, type World } from './world.js';

export interface CircularDocument {
  document: OfficeDocument;
  title: string;
  draft: boolean;
  /** Whose explanations are in it. */
  reads: ReadOf[];
}

/**
 * Units are named in a draft only: what was released with their names is known to the group alone. Throws a ValidationError `no-such-circular` or
 * `circular-withheld`.
 */
export async function circularDocument(world: World, no: number, now: Instant): Promise<CircularDocument> {
  const circular = await world.stores.circulars.circular(no);
  const cycle = circular === undefined ? undefined : await world.stores.cycles.cycle(circular.cycle);
  if (circular === undefined || cycle === undefined || cycle.expiredAt !== undefined)
    throw new ValidationError('no-such-circular', `There is no circular ${no}.`);
  if (circular.state === 'withheld')
    throw new ValidationError('circular-withheld', `Circular ${no} was not released: there is nothing to hand on.`);
  const draft = circular.state === 'open';
  const items = draft ? await circularItems(world, cycle, circular.units) : [];
  const { title, ...totals } = await totalsOf(world, cycle);
  const body = say(world, 'document-circular', {
    title,
    opened: dayWords(world, cycle.openedAt),
    due: dateWords(world, cycleDeadline(await fairDeadlines(world), cycle), false),
    today: dayWords(world, now),
    ...totals,
    draft,
    items: items.map(({ unit, due, steps, explanation, explainer, explained }) => ({
      unit,
      due,
      steps,
      explanation,
      explainer,
      explained,
    })),
    ...(await difficultiesOf(world, cycle, now)),
  });
  const at = circular.decidedAt ?? now;
  return {
    document: documentOf(world, 'circular', { title: titleOf(world, cycle), at, body, draft, no }),
    title: titleOf(world, cycle),
    draft,
    reads: draft ? circular.units.map((unit) => ({ object: `${cycle.id}/${unit}`, unit })) : [],
  };
}
