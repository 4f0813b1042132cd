/** What is shown of a workbook before it is taken for the roster: all that is wrong, or all that it would change. Bounded, whatever is in the workbook. */
import type { Roster } from '../domain/roster.js';
import type { ImportFault, RosterImport } from './import-roster.js';
import { importLists } from './tell-roster-import.js';
import type { World } from './world.js';

/** One sheet. `moved`: of units, by what stands above them. */
export interface PreviewList {
  sheet: string;
  added: string[];
  removed: string[];
  moved: { name: string; before: string; after: string }[];
  changed: { name: string; fields: { label: string; before: string; after: string }[] }[];
}

export type RosterPreview =
  | { kind: 'faulty'; faults: ImportFault[]; more: number }
  | {
      kind: 'changes';
      same: boolean;
      counts: { added: number; changed: number; removed: number };
      lists: PreviewList[];
      /** Changes that are left out of the lists. */
      more: number;
      warnings: string[];
      ignored: string[];
    };

const faultsShown = 100;
const changesShown = 500;
const linesShown = 50;
/** A cell may hold 32,000 characters, and a fault quotes it. */
const longest = 200;

export function previewOf(world: Pick<World, 'texts'>, before: Roster, read: RosterImport): RosterPreview {
  if (read.kind === 'refused') {
    const faults = read.faults
      .slice(0, faultsShown)
      .map(({ place, what, hint }) => ({ place: short(place), what: short(what), hint: hint === null ? null : short(hint) }));
    return { kind: 'faulty', faults, more: read.faults.length - faults.length };
  }
  const all = Object.values(read.changes);
  const sum = (of: 'added' | 'changed' | 'removed'): number => all.reduce((total, change) => total + change[of].length, 0);
  const counts = { added: sum('added'), changed: sum('changed'), removed: sum('removed') };
  const { lists, more } = cut(importLists(world, read.changes, { before, after: read.roster }));
  const few = (lines: readonly string[]): string[] => lines.slice(0, linesShown).map((line) => short(line));
  return { kind: 'changes', same: read.same, counts, lists, more, warnings: few(read.warnings), ignored: few(read.ignored) };
}

type Lists = ReturnType<typeof importLists>;

/** The first ones of all lists together. */
function cut(lists: Lists): { lists: PreviewList[]; more: number } {
  let left = changesShown;
  let more = 0;
  const take = <Entry>(entries: readonly Entry[]): Entry[] => {
    const taken = entries.slice(0, left);
    left -= taken.length;
    more += entries.length - taken.length;
    return taken;
  };
  const shown = lists.map(({ sheet, added, removed, moved, changed }) => ({
    sheet: short(sheet),
    removed: take(removed).map((line) => short(line)),
    moved: take(moved).map(({ name, before, after }) => ({ name: short(name), before: short(before), after: short(after) })),
    changed: take(changed).map(({ name, fields }) => ({
      name: short(name),
      fields: fields.map(({ label, before, after }) => ({ label: short(label), before: short(before), after: short(after) })),
    })),
    added: take(added).map((line) => short(line)),
  }));
  return { lists: shown, more };
}

function short(text: string | null): string {
  const letters = [...(text ?? '')];
  return letters.length <= longest ? (text ?? '') : `${letters.slice(0, longest).join('')}…`;
}
