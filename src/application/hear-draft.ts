/** How a template as it might be would sound of something that is really open. */
import type { HomeFile } from '../domain/home-file.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { FileDesk } from './desk-port.js';
import { sayReal } from './real-case.js';
import type { World } from './world.js';

export interface HeardDraft {
  /** null: the file has faults, or there is nothing to say of the case any more. */
  text: string | null;
}

/** The right to edit is asked for before; the right to know of the case by what makes the words. */
export async function hearDraft(
  world: World,
  desk: FileDesk,
  { person, file, text, id }: { person: Person; file: HomeFile; text: string; id: string },
  now: Instant,
): Promise<HeardDraft> {
  const draft = await desk.draft(file, text, now);
  if (!draft.ok) return { text: null };
  return { text: (await sayReal(world, person, { template: file.name, texts: draft.texts, id }, now)) ?? null };
}
