/** Checks what a schedule refers to and what its shape cannot say, however much of the file is otherwise wrong. */
import { audienceUnits, holders, isCommitteeRole, isUnitRole } from '../../domain/responsibility.js';
import type { Roster, UnitId } from '../../domain/roster.js';
import type { Audience } from '../../domain/schedule.js';
import { didYouMean } from './did-you-mean.js';
import type { FaultList } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { checkLadder } from './ladder-checks.js';
import { entries, type Names, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { checkQuestions } from './question-checks.js';
import { checkReference } from './references.js';

/** Says why a cron expression cannot be used; undefined: it can. */
export type CronChecker = (expression: string) => undefined | { code: 'syntax' | 'never-fires'; reason: string };

/** What schedules are checked against. `names` and `draft` are absent when the roster could not be read so far. */
export interface Surroundings {
  names?: RosterNames;
  draft?: Roster;
  templates: Names;
  cron: CronChecker;
  texts: FaultTexts;
}

export function checkSchedule(root: Place, around: Surroundings, faults: FaultList): void {
  checkCron(root.get('cron'), around.cron, faults);
  checkLadder(root, faults);
  checkQuestions(root, faults);
  checkReference(root.get('prompt'), around.templates, 'unknown-template', faults);
  checkReference(root.get('announce')?.get('template'), around.templates, 'unknown-template', faults);
  if (around.names) checkNames(root, around.names, faults);
  if (around.names && around.draft) checkRoles(root, around.names, around.draft, around.texts, faults);
}

function checkCron(place: Place | undefined, cron: CronChecker, faults: FaultList): void {
  const expression = place?.text();
  if (!place || expression === undefined) return;
  const found = cron(expression);
  if (!found) return;
  const code = found.code === 'never-fires' ? 'cron-never-fires' : 'bad-cron';
  faults.add(place.file, place.at, code, { value: expression, reason: found.reason });
}

function checkNames(root: Place, names: RosterNames, faults: FaultList): void {
  checkReference(root.get('announce')?.get('group'), names.groups, 'unknown-group', faults);
  const audience = root.get('audience');
  if (!audience) return;
  for (const unit of entries(audience, 'units')) checkReference(unit, names.units, 'unknown-unit', faults);
  checkReference(audience.get('under'), names.units, 'unknown-unit', faults);
  const kind = audience.get('kind');
  const value = kind?.text();
  if (kind && value !== undefined && !names.unitKinds.has(value)) {
    faults.add(kind.file, kind.at, 'unknown-unit-kind', { id: value }, didYouMean(value, names.unitKinds));
  }
}

/** A role that nobody holds makes a step that nobody hears of. For roles of a unit it is enough that one unit of the audience has a holder. */
function checkRoles(root: Place, names: RosterNames, draft: Roster, texts: FaultTexts, faults: FaultList): void {
  const audience = audienceIn(root.get('audience'));
  if (!refersOnlyTo(names, audience)) return;
  const units = audienceUnits(draft, audience);
  const place = root.get('audience');
  if (units.length === 0 && place) faults.add(place.file, place.at, 'audience-empty');
  if (units.length === 0) return;
  const rungs = entries(root, 'escalate');
  const places = [root.get('ask'), ...rungs.flatMap((rung) => [...(rung.get('to')?.oneOrMore() ?? []), rung.get('release')])];
  for (const step of places) {
    const role = step?.text();
    if (!step || role === undefined || isHeld(draft, role, units)) continue;
    faults.add(step.file, step.at, 'role-vacant', { role, word: texts.word(role) });
  }
}

/** Whether all it names exists; where something does not, that is the fault already told. */
function refersOnlyTo(names: RosterNames, { units, kind, under }: Audience): boolean {
  const named = [...(units === 'all' ? [] : units), ...(under === undefined ? [] : [under])];
  return named.every((unit) => names.units.has(unit)) && (kind === undefined || names.unitKinds.has(kind));
}

function isHeld(draft: Roster, role: string, units: readonly UnitId[]): boolean {
  if (!isCommitteeRole(role) && !isUnitRole(role)) return true;
  return units.some((unit) => holders(draft, role, unit).length > 0);
}

function audienceIn(place: Place | undefined): Audience {
  const named = place?.get('units')?.items() ?? [];
  const units = named.map((unit) => unit.text()).filter((unit) => unit !== undefined);
  const kind = place?.get('kind')?.text();
  const under = place?.get('under')?.text();
  return {
    units: named.length > 0 ? units : 'all',
    ...(kind !== undefined && { kind }),
    ...(under !== undefined && { under }),
  };
}
