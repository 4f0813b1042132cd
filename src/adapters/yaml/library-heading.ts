/** Reads a heading of a library of nudges: for whom and when the texts below it are. */
import { committeeRoles, unitRoles } from '../../domain/roster.js';
import type { NudgeText, Role } from '../../domain/schedule.js';
import { didYouMean } from './did-you-mean.js';
import type { FaultList } from './fault.js';

/** What the texts below a heading have in common. */
export type LibraryHeading = Pick<NudgeText, 'roles' | 'months'>;

const marker = '##';
const everybody = '所有人';
const allYear = '全年';
const months = 12;

/** The words for roles, besides their ids. */
const roleWords: Readonly<Record<string, Role>> = {
  一把手: 'principal',
  主要负责人: 'principal',
  负责人: 'principal',
  联络员: 'liaison',
  分管领导: 'supervisor',
  委员: 'members',
  书记: 'secretary',
  纪委书记: 'discipline-secretary',
  纪检干事: 'discipline',
  办公室: 'clerk',
  检查员: 'inspector',
};
const roleIds: readonly Role[] = [...unitRoles, ...committeeRoles];
const knownWords = [everybody, ...Object.keys(roleWords), ...roleIds];

interface Line {
  name: string;
  source: string;
  line: number;
}

interface Part {
  text: string;
  /** From 1. */
  column: number;
}

/** What is wrong in it is a fault; the texts below are then for nobody in particular, so that they are checked all the same. */
export function readHeading({ name, source, line }: Line, faults: FaultList): LibraryHeading {
  const parts = partsOf(source.slice(marker.length), marker.length + 1, /[|｜]/);
  const [title, who, when] = parts;
  if (!title || !who || !when || parts.length > 3 || parts.some(({ text }) => text === '')) {
    faults.add(name, { line, column: 1 }, 'library-heading');
    return {};
  }
  return { ...rolesIn(who, { name, line }, faults), ...monthsIn(when, { name, line }, faults) };
}

function rolesIn(who: Part, { name, line }: Omit<Line, 'source'>, faults: FaultList): Pick<LibraryHeading, 'roles'> {
  const found = new Set<Role | typeof everybody>();
  for (const { text, column } of wordsOf(who, /[、,，\s]/)) {
    const role = roleOf(text);
    if (role) found.add(role);
    else faults.add(name, { line, column }, 'unknown-who', { value: text }, didYouMean(text, knownWords));
  }
  return found.has(everybody) ? {} : { roles: [...found].filter((role) => role !== everybody) };
}

function monthsIn(when: Part, { name, line }: Omit<Line, 'source'>, faults: FaultList): Pick<LibraryHeading, 'months'> {
  const found = new Set<number>();
  for (const { text, column } of wordsOf(when, /[、,，]/)) {
    const span = monthsOf(text);
    if (!span) faults.add(name, { line, column }, 'bad-months', { value: text });
    for (const month of span ?? []) found.add(month);
  }
  return found.size === months ? {} : { months: [...found].sort((one, other) => one - other) };
}

function roleOf(word: string): Role | typeof everybody | undefined {
  if (word === everybody) return everybody;
  return Object.hasOwn(roleWords, word) ? roleWords[word] : roleIds.find((role) => role === word);
}

/** Undefined: it is no month and no span of months. A span may go over the turn of the year. */
function monthsOf(written: string): number[] | undefined {
  if (written === allYear) return Array.from({ length: months }, (_, index) => index + 1);
  const match = /^(\d{1,2})月?(?:[-–—~至到](\d{1,2}))?月$/.exec(written.normalize('NFKC').replaceAll(/\s/g, ''));
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? first);
  if (!match || first < 1 || first > months || last < 1 || last > months) return undefined;
  const count = ((last - first + months) % months) + 1;
  return Array.from({ length: count }, (_, index) => ((first - 1 + index) % months) + 1);
}

function wordsOf({ text, column }: Part, separator: RegExp): Part[] {
  return partsOf(text, column, separator).filter((word) => word.text !== '');
}

/** The parts of a text between separators, trimmed, with their columns. */
function partsOf(text: string, column: number, separator: RegExp): Part[] {
  const parts: Part[] = [];
  let rest = text;
  let at = column;
  for (;;) {
    const found = separator.exec(rest);
    const part = found ? rest.slice(0, found.index) : rest;
    parts.push({ text: part.trim(), column: at + part.length - part.trimStart().length });
    if (!found) return parts;
    const passed = found.index + found[0].length;
    at += passed;
    rest = rest.slice(passed);
  }
}
