/** A rung is taken once, after all steps before it, its time and a sent prompt; never after an answer, nor while a request stops the ladder. */
import type { Cycle } from '../../../src/domain/cycle.js';
import { ladderOf } from '../../../src/domain/ladder.js';
import { resolveStep } from '../../../src/domain/workdays.js';
import type { AuditRow } from './snapshot.js';
import type { View } from './view.js';

const rungs: readonly string[] = ['remind', 'press', 'supervise', 'circulate'];
const steps: ReadonlySet<string> = new Set([...rungs, 'step']);

interface Climb {
  prompted: boolean;
  over: string | undefined;
  /** Each step with what it came to. */
  taken: Map<number, string>;
  levels: Set<string>;
}

export function wrongLadder(view: View): string[] {
  if (!view.fresh.some(({ act }) => rungs.includes(act))) return [];
  const climbs = new Map<string, Climb>();
  const last = view.trail.length - view.fresh.length;
  return view.trail.flatMap((entry) => {
    const climb = climbs.get(entry.about) ?? { prompted: false, over: undefined, taken: new Map(), levels: new Set() };
    climbs.set(entry.about, climb);
    const wrong = rungs.includes(entry.act) && entry.no > last ? wrongRung(view, entry, climb) : [];
    follow(climb, entry);
    return wrong.map((what) => `${entry.no}: ${entry.act} of ${entry.object} ${what}`);
  });
}

function follow(climb: Climb, { act, part, actor }: AuditRow): void {
  if (act === 'prompted') climb.prompted = true;
  if (act === 'recorded' || act === 'excused') climb.over = act;
  // The clerk ended a pause: the unit goes on where it stood.
  if (act === 'step' && actor !== 'bot') {
    climb.over = undefined;
    return;
  }
  if (steps.has(act)) climb.taken.set(Number(part), act);
  if (rungs.includes(act) && act !== 'remind') climb.levels.add(act);
}

function wrongRung(view: View, { act, about, part, at, no }: AuditRow, climb: Climb): string[] {
  const [id = '', unit = ''] = about.split('/');
  const cycle = view.cycles.get(id);
  if (cycle === undefined) return ['is in no cycle'];
  const wrong: string[] = [];
  const step = Number(part);
  if (climb.over !== undefined) wrong.push(`after it was ${climb.over}`);
  if (!climb.prompted) wrong.push('before its prompt was sent');
  if (climb.taken.has(step) || climb.levels.has(act)) wrong.push('again');
  for (let before = 2; before < step; before += 1) if (!climb.taken.has(before)) wrong.push(`before step ${before}`);
  const due = dueAt(view, cycle, step, (before) => climb.taken.get(before) === 'step' || reachedNobody(view, `${about}/${before}/`));
  if (at < due) wrong.push(`at ${new Date(at).toISOString()}, before ${new Date(due).toISOString()}`);
  const holding = heldBy(view, id, unit, no);
  if (holding !== undefined) wrong.push(`while request ${holding} is open`);
  return wrong;
}

/** When a rung may be taken at the earliest. One before it that reached nobody has passed on at once. */
function dueAt(view: View, cycle: Cycle, step: number, passedOn: (before: number) => boolean): number {
  const { settings, calendar } = view.config;
  let first = step;
  while (passedOn(first - 1)) first -= 1;
  const planned = ladderOf(cycle.schedule)
    .slice(first, step + 1)
    .find(({ kind }) => kind === 'rung');
  if (planned?.kind !== 'rung') return Number.NEGATIVE_INFINITY;
  return resolveStep(planned.rung.at, cycle.deadline, { timezone: settings.timezone, workHours: settings.workHours, calendar });
}

/** What went out of a step was refused, all of it; that the unit itself was told of the step does not count. */
function reachedNobody({ shot, sendsOf }: View, stem: string): boolean {
  const ids = [...shot.notices.keys()].filter((id) => id.startsWith(stem) && !id.startsWith(`${stem}told/`));
  const sends = ids.map((id) => sendsOf.get(id)?.at(-1)?.fate);
  return sends.includes('refused') && sends.every((fate) => fate === 'refused' || fate === undefined);
}

/** The request that stopped the unit's ladder when an entry was written. */
function heldBy({ trail, matters }: View, cycle: string, unit: string, no: number): number | undefined {
  const about = matters.filter(
    (matter) =>
      matter.kind === 'request' &&
      matter.unit === unit &&
      matter.question === undefined &&
      'cycle' in matter.about &&
      matter.about.cycle === cycle,
  );
  return about.find((matter) => {
    const entries = trail.filter(({ object }) => object.startsWith(`matter/${matter.no}@`));
    const opened = entries.find(({ act }) => act === 'request-opened');
    const settled = entries.find(({ act }) => act !== 'request-opened' && settles.has(act));
    return opened !== undefined && opened.no < no && (settled === undefined || settled.no > no);
  })?.no;
}

const settles: ReadonlySet<string> = new Set(
  ['agreed', 'refused', 'coordinated', 'watched', 'withdrawn', 'overtaken'].map((state) => `request-${state}`),
);
