/** What an inspector looks at on site, item by item: one checklist, as checked from its YAML file. The file's name is its id. */
import type { QuestionId } from './question.js';
import { audienceUnits } from './responsibility.js';
import type { CommitteeRole, Roster, UnitId } from './roster.js';
import type { Audience } from './schedule.js';
import type { Duration } from './time.js';

export type ItemId = string;

export interface ChecklistItem {
  id: ItemId;
  /** As the inspector is asked. */
  text: string;
  /** Two to six characters that name it in a list; absent: its text is used. */
  label?: string;
  /** What to look for, told when the inspector asks what is meant. */
  note?: string;
  /** Of a problem a photo is asked for: what it is to show, and what must not be in it. No photo without a stated reason. */
  photo?: { reason: string; without?: string };
  /** The answers of a self-check that a problem here contradicts. */
  contradicts?: Contradicted;
}

/** A question of a schedule, and which of its answers say that all is well: option letters, `yes`, `no`, or `none` for a text that says there is nothing. */
export interface Contradicted {
  schedule: string;
  question: QuestionId;
  answers: string[];
}

/** The plan under which inspections are filed, and its number: unplanned ones are themselves forbidden. */
export interface FiledPlan {
  name: string;
  filing: string;
}

export interface Checklist {
  id: string;
  name: string;
  plan: FiledPlan;
  /** The units that are inspected by it. */
  audience: Audience;
  /** It is meant when an inspector names none. */
  usual: boolean;
  /** On what basis it is walked, as the unit is told with the report. */
  basis?: string;
  /** The field of the ledger to which its findings belong. */
  field: string;
  /** How long a unit has to mend what is found, unless the one who establishes the finding says otherwise; absent: as the ledger says. */
  due?: Duration;
  /** Who decides whether a problem becomes a finding, and closes it. */
  overseer: CommitteeRole;
  /** How many inspectors put their name to it; 2: the second one signs what the first has handed in. */
  signatures: 1 | 2;
  /** How often a unit may be inspected by it within a calendar year. */
  perYear: number;
  items: ChecklistItem[];
}

/** The checklists that are meant for a unit, in their order. */
export function checklistsFor(checklists: ReadonlyMap<string, Checklist>, roster: Roster, unit: UnitId): Checklist[] {
  return [...checklists.values()].filter(({ audience }) => audienceUnits(roster, audience).includes(unit));
}

/**
 * The checklists that are meant by what was typed behind the unit: by their id or name, or by a part of a name. Nothing typed: the usual one, or
 * the only one.
 */
export function checklistsMeant(among: readonly Checklist[], typed: string): Checklist[] {
  const wanted = squeezed(typed);
  if (wanted === '') {
    const usual = among.filter((checklist) => checklist.usual);
    return usual.length === 1 ? usual : [...among];
  }
  const exact = among.filter(({ id, name }) => squeezed(id) === wanted || squeezed(name) === wanted);
  return exact.length > 0 ? exact : among.filter(({ name }) => squeezed(name).includes(wanted) || wanted.includes(squeezed(name)));
}

function squeezed(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

/** How a problem is called in a list: the item's short name and the first thing that was said of it. */
export function headlineOf(words: string): string {
  const [first = ''] = words.split(/[，。；,;\n]/u);
  const headline = first.trim();
  return [...headline].length < 2 ? words.trim() : headline;
}

/** An item's short name; without one its text, less the mark it ends with. */
export function itemLabel({ label, text }: Pick<ChecklistItem, 'label' | 'text'>): string {
  return label ?? text.replace(/[\s：:？?]+$/u, '');
}
