/** What somebody wants exported, found by what they call it, and how it is called. */
import { readExport } from '../domain/export-request.js';
import type { ExportSubject } from '../domain/long-work.js';
import type { Instant } from '../domain/time.js';
import { cycleTitles, findCycles, findUnit } from './find-cycle.js';
import { isReport } from './hand-over-report.js';
import type { Facts } from './messages.js';
import { titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** Why there is nothing to export yet. */
export type ExportTrouble = Pick<Facts<'export-trouble'>, 'why' | 'typed' | 'names'>;

export async function subjectNamed(world: World, typed: string, now: Instant): Promise<ExportSubject | ExportTrouble> {
  const meant = readExport(typed);
  switch (meant.what) {
    case 'ledger':
    case 'roster':
      return { what: meant.what };
    case 'nothing':
      return { why: 'nothing', typed: null, names: await cycleTitles(world, now) };
    case 'circular': {
      const circular = await world.stores.circulars.circular(meant.no);
      const isThere = circular !== undefined && circular.state !== 'withheld';
      return isThere ? { what: 'circular', no: meant.no } : { why: 'circular', typed: String(meant.no), names: [] };
    }
    case 'named':
      return ofCycle(world, meant.name, now);
    default:
      return meant satisfies never;
  }
}

/** A cycle; or with a unit behind it, what that one reported in it. */
async function ofCycle(world: World, name: string, now: Instant): Promise<ExportSubject | ExportTrouble> {
  const cycles = await findCycles(world, name, now);
  const [cycle, ...others] = cycles;
  if (cycle !== undefined && others.length === 0) return { what: 'cycle', cycle: cycle.id };
  if (cycle !== undefined) return { why: 'which', typed: name, names: cycles.map((one) => titleOf(world, one, true)) };
  const [, before = '', last = ''] = /^(\S.*?)\s+(\S+)$/u.exec(name) ?? [];
  const named = last === '' ? {} : findUnit(world.config().roster, last);
  const [report] = 'unit' in named ? (await findCycles(world, before, now)).filter(isReport) : [];
  if (report !== undefined && 'unit' in named && report.units.includes(named.unit.id))
    return { what: 'report', cycle: report.id, unit: named.unit.id };
  return { why: 'unknown', typed: name, names: await cycleTitles(world, now) };
}

/** As it is called in a sentence. */
export async function exportTitle(world: World, subject: ExportSubject): Promise<string> {
  const facts = { what: subject.what, title: null, unit: null, number: null };
  switch (subject.what) {
    case 'ledger':
    case 'roster':
      return say(world, 'export-title', facts);
    case 'circular':
      return say(world, 'export-title', { ...facts, number: subject.no });
    case 'cycle':
    case 'report': {
      const cycle = await world.stores.cycles.cycle(subject.cycle);
      const title = cycle === undefined ? null : titleOf(world, cycle);
      const unit = subject.what === 'report' ? unitName(world, subject.unit, cycle) : null;
      return say(world, 'export-title', { ...facts, title, unit });
    }
    default:
      return subject satisfies never;
  }
}
