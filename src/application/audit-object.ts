/** What an entry of the trail is about, in words as far as they can be had: cycles, units, people and matters by name. Never what anybody wrote. */
import { instantOf, isDateText } from '../domain/date-text.js';
import type { Matter, MatterKind } from '../domain/matter.js';
import { titleOf } from './words.js';
import type { World } from './world.js';

/** All null: it has no words, and is shown as it is stored. */
export interface AuditObjectView {
  /** A cycle's name. */
  title: string | null;
  unit: string | null;
  person: string | null;
  /** `kind` null: it is not kept any more. */
  matter: { no: number; kind: MatterKind | null } | null;
  /** A 通报 by its number. */
  circular: number | null;
  /** The name of the schedule behind a file. */
  schedule: string | null;
}

const nothing: AuditObjectView = { title: null, unit: null, person: null, matter: null, circular: null, schedule: null };
const ofPeople = /^(?:binding|console|acts|calendar)\/(.+)$/u;
const ofMatter = /^matter\/(\d{1,9})(?:@|$)/u;
const ofCycle = /^(.+)-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(?:\/(.+))?$/u;
const ofSchedule = /^schedules\/(.+)\.yaml$/u;

/** The words of objects that need nothing read; each object is looked at once. */
export function auditObjects(world: Pick<World, 'config' | 'texts'>): (object: string) => AuditObjectView {
  const known = new Map<string, AuditObjectView>();
  return (object) => {
    const view = known.get(object) ?? objectView(world, object);
    known.set(object, view);
    return view;
  };
}

function objectView(world: Pick<World, 'config' | 'texts'>, object: string): AuditObjectView {
  const { roster, schedules } = world.config();
  const [, person] = ofPeople.exec(object) ?? [];
  if (person !== undefined) return { ...nothing, person: roster.people.get(person)?.name ?? null };
  const [, no] = ofMatter.exec(object) ?? [];
  if (no !== undefined) return { ...nothing, matter: { no: Number(no), kind: null } };
  const [, file] = ofSchedule.exec(object) ?? [];
  if (file !== undefined) return { ...nothing, schedule: schedules.get(file)?.name ?? null };
  const [, circular] = /^(?:.+\/)?circular\/(\d{1,9})$/u.exec(object) ?? [];
  return { ...cycleView(world, object), circular: circular === undefined ? null : Number(circular) };
}

/** By its id, which says of which schedule it is and when it was planned: a cycle is not read for its name. */
function cycleView(world: Pick<World, 'config' | 'texts'>, object: string): AuditObjectView {
  const { roster, schedules, settings } = world.config();
  const [, id = '', year, month, day, hour, minute, rest] = ofCycle.exec(object) ?? [];
  const schedule = schedules.get(id);
  const date = `${year}-${month}-${day}`;
  if (schedule === undefined || !isDateText(date)) return nothing;
  const plannedAt = instantOf(date, Number(hour) * 60 + Number(minute), settings.timezone);
  const unit = roster.units.get(rest?.split(/[/#@ ]/u)[0] ?? '');
  return { ...nothing, title: titleOf(world, { schedule, plannedAt }), unit: unit?.name ?? null };
}

/** The matters among some objects, with what they are and whose. */
export async function withMatters(
  world: Pick<World, 'config' | 'stores'>,
  views: readonly AuditObjectView[],
): Promise<(view: AuditObjectView) => AuditObjectView> {
  const numbers = [...new Set(views.flatMap(({ matter }) => (matter === null ? [] : [matter.no])))];
  const found = await Promise.all(numbers.map((no) => world.stores.matters.matter(no)));
  const matters = new Map(found.flatMap((matter) => (matter === undefined ? [] : [[matter.no, matter] as const])));
  return (view) => {
    const matter = matters.get(view.matter?.no ?? -1);
    if (matter === undefined) return view;
    const { roster } = world.config();
    return {
      ...view,
      matter: { no: matter.no, kind: matter.kind },
      unit: roster.units.get(matter.unit)?.name ?? null,
      person: personOf(matter, (id) => roster.people.get(id)?.name ?? null),
    };
  };
}

/** Whom it is about, of what is about a person. */
function personOf(matter: Matter, nameOf: (id: string) => string | null): string | null {
  return matter.kind === 'leave' || matter.kind === 'transfer' ? nameOf(matter.person) : null;
}
