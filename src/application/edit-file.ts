/** Changes a file of the home for the office: checked as at the start, put on record, and put in place unless somebody else was faster. */
import type { HomeFile } from '../domain/home-file.js';
import { pathOf } from '../domain/home-file.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { FileDesk, FileFault, FileState } from './desk-port.js';
import type { World } from './world.js';

export interface FileEdit {
  /** Names the operation: the same again changes nothing more. */
  id: string;
  file: HomeFile;
  /** null: back to what is shipped; of templates only. */
  text: string | null;
  /** The digest of what was read before it was changed; null: the home had none of its own. */
  was: string | null;
}

export interface NewFile {
  id: string;
  file: HomeFile;
  text: string;
}

/** `taken`: there is a file of this name already, or something that is none; nothing was written. */
export type Created = { kind: 'placed' } | { kind: 'faulty'; faults: FileFault[] } | { kind: 'taken' };

/** `changed`: somebody else has changed it meanwhile, and this is how it is now; nothing was written. */
export type Edited =
  | { kind: 'placed' }
  | { kind: 'faulty'; faults: FileFault[] }
  | { kind: 'changed'; state: FileState }
  | { kind: 'gone' };

const turns = new WeakMap<FileDesk, Promise<unknown>>();

/**
 * The clerk's right is asked for before. The entry comes first: what is in place is on record, with who did it and the digest of the text.
 * One edit at a time. Throws what the desk and the trail throw.
 */
export function editFile(
  world: Pick<World, 'stores'>,
  desk: FileDesk,
  { person, edit }: { person: PersonId; edit: FileEdit },
  now: Instant,
): Promise<Edited> {
  return inTurn(desk, () => editNow(world, desk, { person, edit }, now));
}

/** A file that was not there before, under the same promises. Of two of one name the first is placed, and the second told. */
export function createFile(
  world: Pick<World, 'stores'>,
  desk: FileDesk,
  { person, created }: { person: PersonId; created: NewFile },
  now: Instant,
): Promise<Created> {
  return inTurn(desk, () => createNow(world, desk, { person, created }, now));
}

function inTurn<Outcome>(desk: FileDesk, act: () => Promise<Outcome>): Promise<Outcome> {
  const turn = (turns.get(desk) ?? Promise.resolve()).then(act);
  turns.set(
    desk,
    turn.catch(() => undefined),
  );
  return turn;
}

async function createNow(
  { stores: { audit } }: Pick<World, 'stores'>,
  desk: FileDesk,
  { person, created: { id, file, text } }: { person: PersonId; created: NewFile },
  now: Instant,
): Promise<Created> {
  if (!(await desk.isFree(file))) return { kind: 'taken' };
  const draft = await desk.draft(file, text, now);
  if (!draft.ok) return { kind: 'faulty', faults: draft.faults };
  const entry = { at: now, actor: person, act: 'file-created', object: pathOf(file), digest: audit.hash(text) };
  await audit.note(entry, `create/${person}/${id}`);
  return (await desk.place(file, text, null, now)) === 'placed' ? { kind: 'placed' } : { kind: 'taken' };
}

async function editNow(
  { stores: { audit } }: Pick<World, 'stores'>,
  desk: FileDesk,
  { person, edit: { id, file, text, was } }: { person: PersonId; edit: FileEdit },
  now: Instant,
): Promise<Edited> {
  const state = await desk.read(file);
  // Without its own, a home with schedules of its own would have none.
  const mayGo = file.folder === 'templates' && state?.shipped !== null;
  if (state === undefined || (text === null && !mayGo)) return { kind: 'gone' };
  const own = state.digest === null ? null : state.text;
  if (own === text) return { kind: 'placed' };
  if (state.digest !== was) return { kind: 'changed', state };
  const draft = await desk.draft(file, text, now);
  if (!draft.ok) return { kind: 'faulty', faults: draft.faults };
  const entry = { at: now, actor: person, act: text === null ? 'file-reset' : 'file-edited', object: pathOf(file) };
  await audit.note(text === null ? entry : { ...entry, digest: audit.hash(text) }, `edit/${person}/${id}`);
  if ((await desk.place(file, text, was, now)) === 'placed') return { kind: 'placed' };
  return { kind: 'changed', state: (await desk.read(file)) ?? state };
}
