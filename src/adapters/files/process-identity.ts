/** Tells one running process from a later one that was given the same number. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

const hasProc = existsSync('/proc/self/stat');
/** Where neither /proc nor `ps` tells: the number alone must do. */
const unknown = 'unknown';

/**
 * A word of a-z and 0-9 that no other process with this number will have, also after the machine was started again; undefined: no such
 * process runs (one that ended but was not yet reaped does not run).
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  return hasProc ? await fromProc(pid) : await fromPs(pid);
}

/** A name, new at each call, for a part of this process among all that share a store, on whichever machine. `hasEnded` understands it. */
export async function processName(): Promise<string> {
  const identity = (await processIdentity(process.pid)) ?? unknown;
  return `${process.pid}-${identity}-${randomUUID().slice(0, 8)}@${(await numberedBy()) ?? hostname()}`;
}

/** Whether a process named by processName() runs no more; false also when that cannot be seen from here, as of one on another machine. */
export async function hasEnded(name: string): Promise<boolean> {
  const [, pid, identity, where] = /^(\d+)-([a-z0-9]+)-[a-z0-9]+@(.+)$/.exec(name) ?? [];
  if (pid === undefined || where !== (await numberedBy())) return false;
  return (await processIdentity(Number(pid))) !== identity;
}

/** Who gives processes their numbers: one start of one machine, or a container on it. undefined: this system does not tell. */
async function numberedBy(): Promise<string | undefined> {
  if (!hasProc) return undefined;
  const [boot, numbers] = await Promise.all([readText('/proc/sys/kernel/random/boot_id'), readlink('/proc/self/ns/pid').catch(() => '')]);
  return boot === undefined || numbers === '' ? undefined : `${boot.trim()}/${numbers}`;
}

async function fromProc(pid: number): Promise<string | undefined> {
  const [line, boot] = await Promise.all([readText(`/proc/${pid}/stat`), readText('/proc/sys/kernel/random/boot_id')]);
  if (line === undefined) return undefined;
  // The second field is the program's name in parentheses and may hold anything, so count from its end: state is 3rd, start time 22nd.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${(boot ?? '').replaceAll('-', '').slice(0, 12)}t${fields[19] ?? '0'}`;
}

async function fromPs(pid: number): Promise<string | undefined> {
  const { code, text } = await ps(['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)]);
  if (code === 'ENOENT') return signalled(pid) ? unknown : undefined;
  const [state, ...started] = text.trim().split(/\s+/);
  if (!state || state.startsWith('Z')) return undefined;
  return started
    .join('')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}

function ps(args: string[]): Promise<{ code: string | number; text: string }> {
  return new Promise((settle) => {
    execFile('ps', args, { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }, (error, text) => settle({ code: error?.code ?? 0, text }));
  });
}

function signalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // ESRCH: it ended while being read.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return undefined;
    throw error;
  }
}
