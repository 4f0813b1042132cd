/** Writes what an inspector made of an inspection, with the reply that goes with it: each word is stored before it is answered. */
import type { Inspection } from '../domain/inspection.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { silenceLook } from './inspection-book.js';
import type { Dialog, Notice } from './ports.js';
import { responseTo, type Response, type Said } from './said.js';
import type { World } from './world.js';

export interface InspectionChange {
  /** For the audit trail: `inspection-noted` and the like. */
  act: string;
  text: string;
  /** When it is looked at next; absent: when its inspectors have been silent for long. */
  due?: Instant;
  /** Absent: whoever walks it. */
  waitsFor?: readonly PersonId[];
  notices?: Notice[];
  /** Absent: what is said next belongs to this walk. */
  dialog?: Dialog | null;
}

export async function writeInspection(
  world: World,
  said: Said,
  before: Inspection,
  after: Inspection,
  change: InspectionChange,
): Promise<Response> {
  const { messageId, person, at, now } = said;
  const {
    act,
    text,
    due = silenceLook(world, now),
    waitsFor = after.inspectors,
    notices = [],
    dialog = { kind: 'walk', inspection: after.no },
  } = change;
  const recorded = await world.stores.matters.write(
    {
      matter: { ...after, heard: { ...after.heard, [person.id]: at } },
      after: before.version,
      due,
      waitsFor: [...waitsFor],
      actor: person.id,
      act,
      notices,
      said: { messageId, receipt: { to: person.id, text }, dialog },
    },
    now,
  );
  return responseTo(recorded);
}
