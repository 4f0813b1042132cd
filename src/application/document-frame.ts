/** What documents have in common: the red header, the title, whom they are for, who signs, and the date. */
import { dateOf } from '../domain/date-text.js';
import type { Instant } from '../domain/time.js';
import type { DocumentTemplate, OfficeDocument } from './document-port.js';
import type { Facts } from './messages.js';
import { committeeName } from './words.js';
import { say, type World } from './world.js';

type Parts = 'title' | 'mark' | 'to' | 'issuer' | 'date';

/** `draft`, `no`: of a circular; `unit`: of a report, which is signed by it and goes to nobody in general. */
export function documentOf(
  world: World,
  template: DocumentTemplate,
  given: { title: string; at: Instant; body: string; unit?: string; draft?: boolean; no?: number },
): OfficeDocument {
  const { settings } = world.config();
  const [year = 0, month = 0, day = 0] = dateOf(given.at, settings.timezone).split('-').map(Number);
  const { issuer, redHeader } = settings.office ?? {};
  const facts: Omit<Facts<'document-frame'>, 'part'> = {
    what: template,
    title: given.title,
    unit: given.unit ?? null,
    draft: given.draft ?? false,
    no: given.no ?? null,
    committee: committeeName(world),
    year,
    month,
    day,
  };
  const part = (name: Parts): string => say(world, 'document-frame', { ...facts, part: name });
  return {
    template,
    values: {
      header: given.unit === undefined ? (redHeader ?? '') : '',
      mark: given.no === undefined ? '' : part('mark'),
      title: part('title'),
      to: given.unit === undefined ? part('to') : '',
      body: given.body,
      issuer: given.unit ?? issuer ?? part('issuer'),
      date: part('date'),
    },
  };
}
