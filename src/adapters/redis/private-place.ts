/** Where the private Redis of a home lives: its data folder and its socket. */
import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermanentError } from '../../domain/errors.js';

/** The least of the systems' limits (104 bytes with the ending zero on macOS, 108 on Linux), with room to spare. */
const longestSocketBytes = 100;

export interface PrivatePlace {
  /** Append-only file, pid file, log. Resolved, as Redis reports it. */
  folder: string;
  socket: string;
}

/**
 * Makes the folder (mode 0700) and names the socket in it; in a folder of the system's temporary files, derived from the data folder, when
 * the path would be too long for a socket. Throws a PermanentError `data-unwritable` or `socket-folder-unsafe`.
 */
export function privatePlace(home: string): Promise<PrivatePlace> {
  return placeIn(join(home, 'data', 'redis'));
}

/** The same for a folder of its own. */
export async function placeIn(wanted: string): Promise<PrivatePlace> {
  try {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    const folder = await realpath(wanted);
    const socket = join(folder, 'redis.sock');
    return Buffer.byteLength(socket) <= longestSocketBytes ? { folder, socket } : { folder, socket: await shortSocket(folder) };
  } catch (cause) {
    if (cause instanceof PermanentError) throw cause;
    throw new PermanentError('data-unwritable', `The folder ${wanted} cannot be written to.`, cause);
  }
}

async function shortSocket(folder: string): Promise<string> {
  const short = join(tmpdir(), `zerentian-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  await mkdir(short, { recursive: true, mode: 0o700 });
  // Anybody may make folders there: one that is not ours alone could hold somebody else's Redis.
  const facts = await lstat(short);
  if (!facts.isDirectory() || facts.uid !== process.getuid?.() || (facts.mode & 0o077) !== 0) {
    throw new PermanentError('socket-folder-unsafe', `The folder ${short} is not this user's alone; remove it.`);
  }
  return join(short, 'redis.sock');
}
