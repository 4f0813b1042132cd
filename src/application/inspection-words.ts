/** The words of a walk: what is asked next, and how a problem is called. */
import { headlineOf, itemLabel, type ChecklistItem } from '../domain/checklist.js';
import { problemsOf, totalsOf, verdictOf, type Asked, type Inspection, type ItemRecord } from '../domain/inspection.js';
import type { PersonId } from '../domain/roster.js';
import type { Facts } from './messages.js';
import { oneLine } from './task-words.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

type Step = Facts<'inspection-asked'>;

const nothing: Step = {
  kind: 'item',
  number: null,
  text: null,
  reason: null,
  without: null,
  verdict: null,
  words: null,
  photos: 0,
  items: 0,
  totals: null,
  problems: [],
  missing: [],
  signatures: 1,
};

/** What is asked next. `shown`: an item that was spoken of already is shown as it stands. */
export function askedWords(
  world: World,
  { checklist, records, state }: Pick<Inspection, 'checklist' | 'records' | 'state'>,
  asked: Asked,
): string {
  switch (asked.kind) {
    case 'item': {
      const { place, item, again } = asked;
      const known =
        again === undefined ? {} : { kind: 'again', verdict: verdictOf(again), words: lastWords(again), photos: again.photos.length };
      return say(world, 'inspection-asked', { ...nothing, number: place + 1, text: item.text, ...known });
    }
    case 'photo':
      return say(world, 'inspection-asked', { ...nothing, kind: 'photo', reason: asked.reason, without: asked.without ?? null });
    case 'all':
      return say(world, 'inspection-asked', {
        ...nothing,
        kind: state === 'open' ? 'all' : 'signed',
        items: checklist.items.length,
        totals: totalsIn({ checklist, records }),
        problems: problemLines(world, { checklist, records }, true),
        missing: asked.photos.map((place) => place + 1),
        signatures: checklist.signatures,
      });
    default:
      return asked satisfies never;
  }
}

export function totalsIn(walk: Pick<Inspection, 'checklist' | 'records'>): { fine: number; problem: number; notApplicable: number } {
  const { fine, problem, notApplicable } = totalsOf(walk);
  return { fine, problem, notApplicable };
}

export interface ProblemLine {
  text: string;
  photos: number;
}

/** The problems found, each on a line of its own. `brief`: the first thing that was said of it. */
export function problemLines(world: World, walk: Pick<Inspection, 'checklist' | 'records'>, brief: boolean): ProblemLine[] {
  return problemsOf(walk).map(({ item, record }) => ({
    text: oneLine(problemText(world, item, record, brief)),
    photos: record.photos.length,
  }));
}

/** 公开栏财务只到5月: the item's short name with what was said of it. */
export function problemText(world: World, item: ChecklistItem, record: ItemRecord, brief = false): string {
  const said = record.said.at(-1)?.words ?? '';
  const words = brief ? headlineOf(said) : said;
  return say(world, 'inspection-problem', { label: itemLabel(item), words: words === '' ? null : words });
}

function lastWords({ said }: ItemRecord): string | null {
  const words = said.at(-1)?.words ?? '';
  return words === '' ? null : oneLine(words);
}

export function namesOf(world: World, people: readonly PersonId[]): string[] {
  return people.map((person) => personName(world, person));
}
