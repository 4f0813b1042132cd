/** roster.yaml as a desk on which tables are checked and entered. */
import { isDeepStrictEqual } from 'node:util';
import type { RosterDesk } from '../../application/roster-desk-port.js';
import { PermanentError } from '../../domain/errors.js';
import { plainGroups, plainPeople, plainUnits, type PlainEntry } from '../../domain/roster-changes.js';
import type { Roster } from '../../domain/roster.js';
import type { RosterSheet } from '../../domain/roster-sheet.js';
import { FaultList } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { readYaml } from './read-yaml.js';
import { editRoster } from './roster-edit.js';
import { rewriteRoster } from './roster-rewrite.js';
import { rosterOf, rosterSchema } from './roster-file.js';
import { checkTables } from './roster-tables.js';

const file = 'roster.yaml';

/** `text`: of a roster.yaml that was found right. Throws a PermanentError `roster-not-editable` when it cannot be read after all. */
export function rosterDesk(text: string, texts: FaultTexts): Omit<RosterDesk, 'checkHome'> {
  const root = readYaml({ name: file, text }, new FaultList(texts));
  const roster = root && meant(root.value());
  if (root === undefined || roster === undefined) throw notEditable();
  const before = listsOf(roster);
  return {
    roster,
    check: (tables) => checkTables(root, tables, texts),
    rewrite(lists) {
      const wanted = { ...before, ...lists };
      for (const write of [editRoster, rewriteRoster]) {
        const edited = write(text, before, lists);
        if (edited !== undefined && isMeant(edited, wanted, texts)) return edited;
      }
      throw notEditable();
    },
  };
}

/** Whether the text reads as these lists, whatever was done to it. */
function isMeant(text: string, wanted: Record<RosterSheet, readonly PlainEntry[]>, texts: FaultTexts): boolean {
  const root = readYaml({ name: file, text }, new FaultList(texts));
  const roster = root && meant(root.value());
  return roster !== undefined && isDeepStrictEqual(byId(listsOf(roster)), byId(wanted));
}

function byId(lists: Record<RosterSheet, readonly PlainEntry[]>): object {
  return Object.fromEntries(Object.entries(lists).map(([name, entries]) => [name, new Map(entries.map((entry) => [entry.id, entry]))]));
}

function meant(value: unknown): Roster | undefined {
  const read = rosterSchema.safeParse(value);
  return read.success ? rosterOf(read.data) : undefined;
}

function listsOf(roster: Roster): Record<RosterSheet, PlainEntry[]> {
  return { people: plainPeople(roster), units: plainUnits(roster), groups: plainGroups(roster) };
}

function notEditable(cause?: unknown): PermanentError {
  return new PermanentError(
    'roster-not-editable',
    'roster.yaml is written in a way that cannot be changed from a workbook; change it by hand.',
    cause,
  );
}
