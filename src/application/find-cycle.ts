/** Finds cycles and units by what people call them. */
import type { Cycle } from '../domain/cycle.js';
import type { Roster, Unit, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { periodWords, titleOf } from './words.js';
import type { World } from './world.js';

const recentMs = 60 * dayMs;
const shown = 3;

/** The open cycles without a name; with one, those of the last 60 days whose short or long name, or month, is meant, newest first. */
export async function findCycles(world: World, name: string | undefined, now: Instant): Promise<Cycle[]> {
  if (name === undefined) return world.stores.cycles.openCycles();
  const wanted = inWords(name);
  const recent = await world.stores.cycles.cyclesSince(now - recentMs);
  const exact = recent.filter((cycle) => namesOf(world, cycle).includes(wanted));
  const found =
    exact.length > 0 ? exact : recent.filter((cycle) => wanted.length > 1 && namesOf(world, cycle).some((one) => one.includes(wanted)));
  return found.slice(0, shown);
}

/** No more cycles than this are looked into for one that is long over. */
const lookedInto = 24;

/** As findCycles, of those that a unit was asked in; with a year (2025年8月) or when none of late is meant, also of those long closed: the last one. */
export async function findKeptCycle(world: World, name: string, unit: UnitId, now: Instant): Promise<Cycle | undefined> {
  const recent = (await findCycles(world, name, now)).find(({ units }) => units.includes(unit));
  if (recent !== undefined) return recent;
  const [, year, named = name] = /^(\d{4})年?(?=\S)(.*)$/u.exec(squeeze(name)) ?? [];
  const [, month] = /(?<!\d)(\d{1,2})月/u.exec(named) ?? [];
  const ids = (await world.stores.cycles.closedIds()).filter((id) => isPlannedIn(id, year, month));
  for (const id of ids.slice(0, lookedInto)) {
    const cycle = await world.stores.cycles.cycle(id);
    if (cycle === undefined || !cycle.units.includes(unit)) continue;
    const names = namesOf(world, cycle);
    if ([inWords(name), inWords(named)].some((wanted) => wanted.length > 1 && names.some((one) => one.includes(wanted)))) return cycle;
  }
  return undefined;
}

/** By its id, which ends with when it was planned: nothing has to be read. A yearly report is asked for in the year after. */
function isPlannedIn(id: string, year: string | undefined, month: string | undefined): boolean {
  const [, plannedYear, plannedMonth] = /-(\d{4})(\d{2})\d{2}-\d{4}$/.exec(id) ?? [];
  const inYear = year === undefined || plannedYear === year || Number(plannedYear) === Number(year) + 1;
  return inYear && (month === undefined || Number(plannedMonth) === Number(month));
}

/** The names of recent cycles, for somebody who asked for one that does not exist. */
export async function cycleTitles(world: World, now: Instant): Promise<string[]> {
  return (await world.stores.cycles.cyclesSince(now - recentMs)).slice(0, shown).map((cycle) => titleOf(world, cycle));
}

function namesOf(world: World, cycle: Cycle): string[] {
  return [titleOf(world, cycle, false), titleOf(world, cycle, true), cycle.schedule.name, cycle.schedule.id, cycle.id].map(squeeze);
}

/** What finds the cycle again among the others shown, and is quickest typed: its month, quarter or year, unless two share it. */
export function shortName(world: World, cycle: Cycle, among: readonly Cycle[]): string {
  const period = periodWords(world, cycle);
  if (period === null || among.filter((other) => periodWords(world, other) === period).length > 1) return titleOf(world, cycle);
  return period;
}

/** A unit by its exact name or id; `near`: the only one whose name has the typed characters in it, or the reverse. */
export function findUnit(roster: Roster, typed: string): { unit: Unit } | { near?: Unit } {
  const wanted = squeeze(typed);
  const units = [...roster.units.values()];
  const exact = units.find(({ name, id }) => squeeze(name) === wanted || id === wanted);
  if (exact !== undefined) return { unit: exact };
  const near = wanted.length < 1 ? [] : units.filter(({ name }) => squeeze(name).startsWith(wanted) || wanted.startsWith(squeeze(name)));
  const [only] = near;
  return near.length === 1 && only !== undefined ? { near: only } : {};
}

/** However a quarter is typed, names have it in words. */
const quarterWords: Readonly<Record<string, string>> = { 1: '一', 2: '二', 3: '三', 4: '四' };

function inWords(name: string): string {
  return squeeze(name).replace(/第?([1-4一二三四])季度?/u, (_, quarter: string) => `${quarterWords[quarter] ?? quarter}季度`);
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
