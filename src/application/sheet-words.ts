/** The words of workbooks, from the templates; each is asked for once, however many rows there are. */
import type { Person } from '../domain/roster.js';
import { dateOf, minuteOfDay } from '../domain/date-text.js';
import type { Instant } from '../domain/time.js';
import type { Moment, SheetColumn, Workbook } from './workbook-port.js';
import { committeeName } from './words.js';
import { say, type World } from './world.js';

/** For whom something is exported: the operator sees all, as does whoever sits at the machine; a person what they may see in chat. */
export type Viewer = 'operator' | Person;

type Speaking = Pick<World, 'config' | 'texts'>;

export interface SheetWords {
  heading: (column: string) => string;
  /** The word for a state, a role, a source, … */
  word: (word: string) => string;
}

export function sheetWords(world: Pick<World, 'texts'>): SheetWords {
  const words = new Map<string, string>();
  return {
    heading: (column) => say(world, 'sheet-heading', { column, no: null, label: null }),
    word(word) {
      const known = words.get(word) ?? say(world, 'sheet-word', { word });
      words.set(word, known);
      return known;
    },
  };
}

export function textColumn(heading: string, width: number, choices?: readonly string[]): SheetColumn {
  return { heading, width, kind: 'text', ...(choices === undefined ? {} : { choices }) };
}

/** The day alone. */
export function dayMoment(world: Pick<World, 'config'>, at: Instant): Moment {
  return { date: dateOf(at, world.config().settings.timezone) };
}

export function timeMoment(world: Pick<World, 'config'>, at: Instant): Moment {
  const { timezone } = world.config().settings;
  return { date: dateOf(at, timezone), minute: minuteOfDay(at, timezone) };
}

/** What is printed around the sheets. */
export function workbookFrame(
  world: Speaking,
  { what, title }: { what: 'ledger' | 'cycle' | 'roster'; title?: string },
  now: Instant,
): Pick<Workbook, 'title' | 'footer'> {
  const committee = committeeName(world);
  const date = dateOf(now, world.config().settings.timezone);
  return {
    title: say(world, 'sheet-title', { committee, what, title: title ?? null }),
    footer: say(world, 'sheet-footer', { committee, date }),
  };
}
