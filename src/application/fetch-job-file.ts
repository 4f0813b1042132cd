/** Hands out what long work has made, to whoever asked for it and nobody else. That an export was fetched is on record before it is. */
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { ownJob } from './view-jobs.js';
import type { World } from './world.js';

export interface FetchedFile {
  title: string;
  bytes: Uint8Array;
}

/** undefined: there is none for them, or none any more. `operationId`: names the fetching. */
export async function fetchJobFile(
  world: World,
  person: Person,
  { id, operationId }: { id: string; operationId: string },
  now: Instant,
): Promise<FetchedFile | undefined> {
  const job = await ownJob(world, person, id);
  const file = job?.outcome?.file;
  if (job?.work.kind !== 'export' || file === undefined || file.until <= now) return undefined;
  const bytes = await world.files.read(file.name);
  if (bytes === undefined) return undefined;
  const entry = { at: now, actor: person.id, act: 'export-fetched', object: `job/${id}` };
  await world.stores.audit.note(entry, `export-fetched/${operationId}`);
  return { title: file.title, bytes };
}

/** What was made of a workbook that somebody sent up: JSON of a RosterPreview. */
export async function previewFor(world: World, person: Person, id: string, now: Instant): Promise<string | undefined> {
  const job = await ownJob(world, person, id);
  const file = job?.outcome?.file;
  if (job?.work.kind !== 'roster-check' || file === undefined || file.until <= now) return undefined;
  const bytes = await world.files.read(file.name);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
