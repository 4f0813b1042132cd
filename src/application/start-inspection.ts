/** 检查: an inspector goes to a unit. Its checklist is frozen with the plan it is filed under; the unit hears nothing of it. */
import { checklistsFor, checklistsMeant, type Checklist } from '../domain/checklist.js';
import { yearOf } from '../domain/date-text.js';
import { asking, currentOf, resumed, totalsOf, type Inspection } from '../domain/inspection.js';
import type { Unit } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { heldAt } from './checked-this-year.js';
import { drawsOfYear } from './draw-book.js';
import { findUnit } from './find-cycle.js';
import { inspectedName, inspectionsOf, isVillage, mayInspect } from './inspection-book.js';
import { inspectionTrouble } from './inspection-trouble.js';
import { askedWords, namesOf } from './inspection-words.js';
import type { Response, Said } from './said.js';
import { dayWords } from './words.js';
import { say, type World } from './world.js';
import { writeInspection } from './write-inspection.js';

const most = 60;
/** A longer list helps nobody on a phone. */
const heldShown = 6;

export async function startInspection(world: World, said: Said, typed: { unit?: string; checklist?: string }): Promise<Response> {
  const { person } = said;
  if (typed.unit === undefined) {
    const current = currentOf(await inspectionsOf(world, person.id), person.id);
    return current === undefined ? inspectionTrouble(world, { why: 'unit-missing' }) : resumeInspection(world, said, current);
  }
  const { roster, checklists } = world.config();
  const found = findUnit(roster, typed.unit);
  if (!('unit' in found)) return unknownUnit(world, typed, found.near);
  const { unit } = found;
  if (!mayInspect(world, person.id, unit.id)) return inspectionTrouble(world, { why: 'own', unit: unit.name });
  const fitting = checklistsFor(checklists, roster, unit.id);
  const meant = checklistsMeant(fitting, typed.checklist ?? '');
  const underWay = await underWayAt(world, unit, typed.checklist === undefined ? undefined : meant);
  if (underWay !== undefined) return joinInspection(world, said, underWay);
  const [checklist, another] = meant;
  const names = (meant.length > 0 ? meant : fitting).map(({ name }) => name);
  if (checklist === undefined)
    return inspectionTrouble(
      world,
      { why: fitting.length === 0 ? 'no-checklist' : 'checklist-unknown', unit: unit.name, names },
      `检查 ${unit.name} `,
    );
  if (another !== undefined) return inspectionTrouble(world, { why: 'which-checklist', unit: unit.name, names }, `检查 ${unit.name} `);
  const refused = await tooOften(world, unit, checklist, said.now);
  if (refused !== undefined) return refused;
  return begin(world, said, unit, checklist);
}

function unknownUnit(world: World, { unit = '', checklist }: { unit?: string; checklist?: string }, near: Unit | undefined): Response {
  const command = near === undefined ? undefined : ['检查', near.name, checklist].filter((part) => part !== undefined).join(' ');
  const trouble = { why: 'unit-unknown', typed: unit, near: near?.name ?? null } as const;
  const response = inspectionTrouble(world, trouble);
  return command === undefined || response.kind !== 'say' ? response : { ...response, dialog: { kind: 'confirm-command', command } };
}

/** One that goes on there already, by one of these checklists. */
async function underWayAt(world: World, unit: Unit, meant: readonly Checklist[] | undefined): Promise<Inspection | undefined> {
  const open = await world.stores.matters.open({ kind: 'inspection', unit: unit.id });
  return open.find(
    ({ state, checklist }) => (state === 'open' || state === 'handed-in') && (meant?.some(({ id }) => id === checklist.id) ?? true),
  );
}

/** What was held already, and when, if the plan or the year's limit allows no more. */
async function tooOften(world: World, unit: Unit, checklist: Checklist, now: Instant): Promise<Response | undefined> {
  const { settings } = world.config();
  const { from, to } = yearOf(now, settings.timezone);
  const had = await world.stores.ledger.inspections({ of: 'unit', unit: unit.id, checklist: checklist.id }, from, to, most);
  if (had.length >= checklist.perYear)
    return inspectionTrouble(world, {
      why: 'too-often',
      unit: unit.name,
      names: [checklist.name],
      most: checklist.perYear,
      dates: had.toReversed().map(({ at }) => dayWords(world, at)),
    });
  const { perUnitPerYear } = settings.inspections;
  if (perUnitPerYear === undefined) return undefined;
  const held = await heldAt(world, unit.id, await drawsOfYear(world, now), now, perUnitPerYear);
  if (held.length < perUnitPerYear) return undefined;
  const shown = held.slice(-heldShown);
  return inspectionTrouble(world, {
    why: 'checked-often',
    unit: unit.name,
    names: shown.map(({ name }) => name),
    dates: shown.map(({ at }) => dayWords(world, at)),
    items: held.length,
    most: perUnitPerYear,
  });
}

async function begin(world: World, said: Said, unit: Unit, checklist: Checklist): Promise<Response> {
  const { person, at, messageId } = said;
  const no = await world.stores.matters.number(`inspection/${messageId}`);
  const fresh: Inspection = {
    kind: 'inspection',
    no,
    unit: unit.id,
    called: unit.name,
    at,
    version: 0,
    checklist,
    inspectors: [person.id],
    heard: {},
    places: {},
    paused: [],
    records: {},
    signed: [],
    findings: {},
    state: 'open',
  };
  const { walk, asked } = asking(fresh, person.id);
  const after = { ...fresh, ...walk };
  return writeInspection(world, said, fresh, after, {
    act: 'inspection-started',
    text: [
      say(world, 'inspection-started', {
        unit: unit.name,
        village: isVillage(world, unit.id),
        // The usual one needs no name.
        checklist: checklist.usual ? null : checklist.name,
        items: checklist.items.length,
        open: null,
        others: [],
        signatures: checklist.signatures,
      }),
      askedWords(world, after, asked),
    ].join('\n'),
  });
}

/** Another inspector is at it, or the same one says it again. */
function joinInspection(world: World, said: Said, before: Inspection): Response | Promise<Response> {
  const { id } = said.person;
  if (before.inspectors.includes(id)) return resumeInspection(world, said, before);
  if (before.state === 'handed-in') return waitsForSignature(world, before, namesOf(world, before.inspectors));
  const { walk, asked } = asking(before, id);
  const after: Inspection = { ...before, ...walk, inspectors: [...before.inspectors, id] };
  return writeInspection(world, said, before, after, {
    act: 'inspection-joined',
    text: [
      say(world, 'inspection-started', {
        unit: inspectedName(world, before),
        village: isVillage(world, before.unit),
        checklist: before.checklist.usual ? null : before.checklist.name,
        items: before.checklist.items.length,
        open: totalsOf(before).open.length,
        others: namesOf(world, before.inspectors),
        signatures: before.checklist.signatures,
      }),
      askedWords(world, after, asked),
    ].join('\n'),
  });
}

/** `names`: who walked it, for somebody who did not. */
export function waitsForSignature(world: World, inspection: Inspection, names: string[] = []): Response {
  return inspectionTrouble(world, { why: 'handed-in', unit: inspectedName(world, inspection), names });
}

/** 继续, and 检查 of a unit where one is already. */
export function resumeInspection(world: World, said: Said, before: Inspection): Response | Promise<Response> {
  if (before.state === 'handed-in') return waitsForSignature(world, before);
  const { id } = said.person;
  const { walk, asked } = asking(resumed(before, id), id);
  const after: Inspection = { ...before, ...walk };
  return writeInspection(world, said, before, after, { act: 'inspection-resumed', text: askedWords(world, after, asked) });
}
