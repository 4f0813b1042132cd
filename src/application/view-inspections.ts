/** Inspections and spot checks as the console shows them: by the rules of 状态 and 抽签, each with what the reader may do about it now. */
import { checklistsFor } from '../domain/checklist.js';
import { totalsOf, type Inspection } from '../domain/inspection.js';
import { mayUse } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { campaignFacts } from './campaign-figures.js';
import { inspectedName, mayInspect, waitsForSignatureOf } from './inspection-book.js';
import { namesOf } from './inspection-words.js';
import type { Facts } from './messages.js';
import { doneInspections, openFacts, seenInspections } from './tell-inspections.js';
import { viewDraws, type DrawView } from './view-draws.js';
import type { World } from './world.js';

/** `resume`: it is theirs; `join`: it goes on without them; `countersign`: it waits for a second name. */
export const inspectionActions = ['resume', 'join', 'countersign'] as const;
type InspectionAction = (typeof inspectionActions)[number];

export interface OpenInspectionView {
  no: number;
  unit: string;
  checklist: string;
  /** The item it is at; null: all have been spoken of. */
  number: number | null;
  items: number;
  paused: boolean;
  /** Handed in, and waiting for another name. */
  waits: boolean;
  inspectors: string[];
  startedAt: Instant;
  may: InspectionAction | null;
}

export interface DoneInspectionView {
  no: number;
  unit: string;
  checklist: string;
  inspectors: string[];
  at: Instant;
  fine: number;
  problem: number;
  notApplicable: number;
  /** The findings that its problems became. */
  findings: number[];
}

export interface InspectionsView {
  /** null: they are nothing of the reader's. */
  inspections: { open: OpenInspectionView[]; done: DoneInspectionView[]; count: number } | null;
  /** The last first. */
  draws: DrawView[];
  /** null: they are nothing of the reader's. */
  campaigns: Facts<'campaign'>[] | null;
}

/** What may be inspected by whom: units with the names of the checklists that fit. */
export interface InspectableView {
  name: string;
  checklists: string[];
}

const listed = 100;

export async function viewInspections(world: World, person: Person, now: Instant): Promise<InspectionsView> {
  const [seen, draws, campaigns] = await Promise.all([
    seenInspections(world, person, now),
    viewDraws(world, person, now),
    viewCampaigns(world, person, now),
  ]);
  if (seen === undefined) return { inspections: null, draws, campaigns };
  const latest = seen.ended.slice(0, listed).map(({ no }) => no);
  const done = await doneInspections(world, latest);
  return {
    inspections: {
      open: seen.open.map((inspection) => openView(world, inspection, person)),
      done: done.map((inspection) => doneView(world, inspection)),
      count: seen.ended.length,
    },
    draws,
    campaigns,
  };
}

/** The units that the reader may inspect, in roster order; empty for whoever inspects nothing. */
export function viewInspectable(world: World, { id }: Person): InspectableView[] {
  const { roster, checklists } = world.config();
  if (!mayUse(roster, id, 'inspect')) return [];
  return [...roster.units.values()].flatMap((unit) => {
    const fitting = checklistsFor(checklists, roster, unit.id).map(({ name }) => name);
    return fitting.length > 0 && mayInspect(world, id, unit.id) ? [{ name: unit.name, checklists: fitting }] : [];
  });
}

async function viewCampaigns(world: World, { id }: Person, now: Instant): Promise<InspectionsView['campaigns']> {
  const { roster, schedules } = world.config();
  if (!mayUse(roster, id, 'campaign')) return null;
  const all = [...schedules.values()].filter((schedule) => schedule.kind === 'campaign');
  return Promise.all(all.map((schedule) => campaignFacts(world, schedule, now)));
}

function openView(world: World, inspection: Inspection, person: Person): OpenInspectionView {
  const { number, paused, waits } = openFacts(world, inspection, person);
  const { no, at, checklist, inspectors } = inspection;
  return {
    no,
    unit: inspectedName(world, inspection),
    checklist: checklist.name,
    number,
    items: checklist.items.length,
    paused,
    waits,
    inspectors: namesOf(world, inspectors),
    startedAt: at,
    may: actionOf(world, inspection, person),
  };
}

function actionOf(world: World, inspection: Inspection, { id }: Person): InspectionAction | null {
  if (waitsForSignatureOf(world, inspection, id)) return 'countersign';
  if (inspection.state !== 'open') return null;
  return inspection.inspectors.includes(id) ? 'resume' : 'join';
}

function doneView(world: World, inspection: Inspection): DoneInspectionView {
  const { no, checklist, inspectors, signed, at, findings } = inspection;
  const { fine, problem, notApplicable } = totalsOf(inspection);
  return {
    no,
    unit: inspectedName(world, inspection),
    checklist: checklist.name,
    inspectors: namesOf(world, inspectors),
    at: signed.at(-1)?.at ?? at,
    fine,
    problem,
    notApplicable,
    findings: Object.values(findings),
  };
}
