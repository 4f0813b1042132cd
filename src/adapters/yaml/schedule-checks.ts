/** Checks what a schedule refers to and what its shape cannot say, however much of the file is otherwise wrong. */
import type { Roster } from '../../domain/roster.js';
import { checkAudience, checkHeld, unitsIn } from './audience-checks.js';
import { checkCampaign } from './campaign-checks.js';
import type { FaultList } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { checkLadder, checkOwnLadder } from './ladder-checks.js';
import { entries, type Names, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { checkQuestions } from './question-checks.js';
import { checkReference } from './references.js';
import { checkSpotCheck } from './spot-check-checks.js';
import { checkItems, ownersIn } from './task-checks.js';
import { templateUses } from './template-uses.js';
import { checkTrigger, type CronChecker } from './trigger-checks.js';

/** What schedules are checked against. `names` and `draft` are absent when the roster could not be read so far. */
export interface Surroundings {
  names?: RosterNames;
  draft?: Roster;
  templates: Names;
  /** The duties of the responsibility lists. */
  duties?: Names;
  /** The files that may be libraries. */
  libraries: Names;
  cron: CronChecker;
  /** Schedules that a campaign may name. */
  schedules: Names;
  /** The files of checklists, by id. */
  checklists: Names;
  /** Fields of the ledger, by what they are called; absent when the settings could not be read so far. */
  fields?: Names;
  /** Whether people are told where the console is; absent when the settings could not be read so far. */
  hasAddress?: boolean;
  texts: FaultTexts;
}

/** Nothing of a kind that does not exist is looked at: the kind is the fault. */
export function checkSchedule(root: Place, around: Surroundings, faults: FaultList): void {
  checkTrigger(root, around.cron, faults);
  for (const { place } of templateUses(root)) checkReference(place, around.templates, 'unknown-template', faults);
  checkVia(root.get('via'), around, faults);
  switch (root.get('kind')?.text()) {
    case 'self-check':
      checkLadder(root, faults);
      checkQuestions(root, 'questions', faults);
      checkReach(root, [root.get('ask'), ...rungRoles(root)], around, faults);
      return;
    case 'report':
      checkLadder(root, faults);
      checkQuestions(root, 'parts', faults);
      checkReach(root, [root.get('ask'), ...rolesIn(root.get('to')), ...rungRoles(root)], around, faults);
      return;
    case 'spot-check':
      checkSpotCheck(root, around.names, faults);
      checkReach(root, [root.get('ask'), root.get('officer')], around, faults);
      return;
    case 'reminder':
      checkGroup(root, around, faults);
      checkReach(root, rolesIn(root.get('to')), around, faults);
      return;
    case 'nudge':
      checkReference(root.get('library'), around.libraries, 'unknown-library', faults);
      checkReach(root, rolesIn(root.get('to')), around, faults);
      return;
    case 'digest':
      checkReach(root, rolesIn(root.get('to')), around, faults);
      return;
    case 'campaign':
      checkCampaign(root, around, faults);
      checkReach(root, rolesIn(root.get('to')), around, faults);
      return;
    case 'task':
      checkOwnLadder(root, faults);
      checkItems(root, around.names, around.duties, faults);
      checkOwners(root, around, faults);
      return;
    default:
  }
}

/** A link needs somewhere to lead to. */
function checkVia(via: Place | undefined, { hasAddress }: Surroundings, faults: FaultList): void {
  if (via?.text() === 'form' && hasAddress === false) faults.add(via.file, via.at, 'form-without-address');
}

/** A message to a group has no units that it could be narrowed to. */
function checkGroup(root: Place, { names }: Surroundings, faults: FaultList): void {
  const group = root.get('to')?.get('group');
  const audience = root.get('audience');
  if (names) checkReference(group, names.groups, 'unknown-group', faults);
  if (group && audience) faults.add(audience.file, audience.keyAt, 'audience-with-group');
}

/** Those of the audience, the group of the announcement, and that each role is held by somebody. */
function checkReach(root: Place, roles: readonly (Place | undefined)[], { names, draft, texts }: Surroundings, faults: FaultList): void {
  if (!names) return;
  const audience = root.get('audience');
  checkReference(root.get('announce')?.get('group'), names.groups, 'unknown-group', faults);
  checkAudience(audience, names, faults);
  const units = draft && unitsIn(audience, names, draft, faults);
  if (draft && units) checkHeld(roles, units, draft, texts, faults);
}

/** The roles in the steps of tasks are looked for in the units that own an item. */
function checkOwners(root: Place, { names, draft, texts }: Surroundings, faults: FaultList): void {
  const owners = ownersIn(root);
  if (!names || !draft || owners.length === 0 || !owners.every((unit) => names.units.has(unit))) return;
  checkHeld([root.get('ask'), root.get('close'), ...rungRoles(root)], owners, draft, texts, faults);
}

function rungRoles(root: Place): (Place | undefined)[] {
  return entries(root, 'escalate').flatMap((rung) => [...rolesIn(rung.get('to')), rung.get('release')]);
}

function rolesIn(to: Place | undefined): Place[] {
  return to?.oneOrMore() ?? [];
}
