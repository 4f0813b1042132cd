import { randomUUID } from 'node:crypto';
import { access, open, unlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { say } from '../../application/world.js';
import { PermanentError, ValidationError } from '../../domain/errors.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/** Writes an attachment, as it was handed in, to a new file for its owner alone. The read is on the record before the file is there. */
export async function readFile(output: Output, name: string, out: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const path = resolve(out);
    await mustBeNew(path);
    const bytes = await world.files.read(name);
    if (bytes === undefined)
      throw new ValidationError('no-such-file', `There is no attachment ${name}; zerentian replies --json names them.`);
    const at = world.clock.now();
    await world.stores.audit.note({ at, actor: 'operator', act: 'read', object: `file/${name}` }, `read-file/${randomUUID()}`);
    await writeNew(path, bytes);
    answer(output, { file: name, path, bytes: bytes.length }, () => say(world, 'cli-file', { name, path, bytes: bytes.length }));
  });
  return 'done';
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
