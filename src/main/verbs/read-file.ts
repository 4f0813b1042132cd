import { randomUUID } from 'node:crypto';
import { access, open, unlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { attachmentNamed } from '../../application/attachments-of.js';
import { say, type World } from '../../application/world.js';
import { PermanentError, ValidationError } from '../../domain/errors.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/** Writes an attachment, as it was handed in, to a new file for its owner alone. The read is on the record before the file is there. */
export async function readFile(output: Output, typed: string, out: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const path = resolve(out);
    await mustBeNew(path);
    const name = await nameOf(world, typed);
    const bytes = await world.files.read(name);
    if (bytes === undefined) throw unknown(typed);
    const at = world.clock.now();
    await world.stores.audit.note({ at, actor: 'operator', act: 'read', object: `file/${name}` }, `read-file/${randomUUID()}`);
    await writeNew(path, bytes);
    answer(output, { file: name, path, bytes: bytes.length }, () => say(world, 'cli-file', { name, path, bytes: bytes.length }));
  });
  return 'done';
}

/** A generated name, or the number of a finding, an inspection or a task. */
async function nameOf(world: World, typed: string): Promise<string> {
  const found = await attachmentNamed(world, typed);
  if (found === undefined) throw unknown(typed);
  if ('name' in found) return found.name;
  const { several } = found;
  throw new ValidationError('which-file', `There are ${several} attachments of ${typed}; name one of ${typed}-1 to ${typed}-${several}.`);
}

function unknown(typed: string): ValidationError {
  return new ValidationError('no-such-file', `There is no attachment ${typed}; zerentian replies --json names them.`);
}

async function mustBeNew(path: string): Promise<void> {
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (there) throw taken(path);
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') throw taken(path);
    throw new PermanentError('out-unwritable', `The file ${path} cannot be written.`, cause);
  });
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (cause) {
    await unlink(path);
    throw new PermanentError('out-unwritable', `The file ${path} could not be written whole and was removed.`, cause);
  } finally {
    await file.close();
  }
}

function taken(path: string): ValidationError {
  return new ValidationError('file-exists', `There is a file ${path} already; nothing was written.`);
}
