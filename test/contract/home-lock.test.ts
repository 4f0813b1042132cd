import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exclusively, lockHome } from '../../src/adapters/files/home-lock.js';
import { processIdentity } from '../../src/adapters/files/process-identity.js';
import { runModule, startModule, type ModuleProcess } from '../harness/module-process.js';

let home: string;
const started: ModuleProcess[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'zrt-lock-'));
});
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** Locks the home in a process of its own, prints the outcome and stays until it is killed. */
function lockElsewhere(): ModuleProcess {
  const other = startModule(`
    const { lockHome } = await load('src/adapters/files/home-lock.ts');
    const lock = await lockHome(${JSON.stringify(home)});
    console.log(JSON.stringify(lock));
    setInterval(() => {}, 60_000);`);
  started.push(other);
  return other;
}

async function outcomeOf(other: ModuleProcess): Promise<{ ok: boolean; pid?: number }> {
  return JSON.parse(await other.line()) as { ok: boolean; pid?: number };
}

/** Rejects what takes as long as giving up on a claimant that stays undecided. */
async function soon<T>(promise: Promise<T>): Promise<T> {
  const before = performance.now();
  const result = await promise;
  expect(performance.now() - before).toBeLessThan(2_500);
  return result;
}

/** Writes the undecided claim of a living process whose name comes after ours. */
async function claimantAbove(claims: string): Promise<string> {
  for (;;) {
    const stranger = startModule(`console.log('here'); setInterval(() => {}, 60_000);`);
    started.push(stranger);
    await stranger.line();
    const name = `${stranger.child.pid}-${await processIdentity(stranger.child.pid ?? 0)}`;
    if (name < `${process.pid}-`) continue;
    await writeFile(join(claims, name), '');
    return name;
  }
}

describe('the lock of a home', () => {
  it('lets one bot in and tells the next which process has it', async () => {
    const first = lockElsewhere();
    expect(await outcomeOf(first)).toMatchObject({ ok: true });
    expect(await lockHome(home)).toEqual({ ok: false, pid: first.child.pid });
  });

  it('refuses a second lock of the same process too', async () => {
    const lock = await lockHome(home);
    expect(lock.ok).toBe(true);
    expect(await lockHome(home)).toEqual({ ok: false, pid: process.pid });
  });

  it('is free after its release and leaves nothing behind', async () => {
    const lock = await lockHome(home);
    if (lock.ok) await lock.release();
    expect(await readdir(join(home, 'data', 'lock'))).toEqual([]);
    expect(await lockHome(home)).toMatchObject({ ok: true });
  });

  it('is free after a crash, however it was left', async () => {
    const first = lockElsewhere();
    await first.line();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await readdir(join(home, 'data', 'lock'))).toHaveLength(2);
    expect(await lockHome(home)).toMatchObject({ ok: true });
    expect(await readdir(join(home, 'data', 'lock'))).toHaveLength(2);
  });

  it('is free when its process number went to another process since', async () => {
    const folder = join(home, 'data', 'lock');
    await mkdir(folder, { recursive: true });
    for (const name of [`${process.ppid}-another`, `${process.ppid}-another.held`]) await writeFile(join(folder, name), '');
    expect(await lockHome(home)).toMatchObject({ ok: true });
  });

  it('gives way to an undecided claimant of a lesser name, and waits for one of a greater name', async () => {
    const [claims, lesser] = [join(home, 'data', 'lock'), `1-${await processIdentity(1)}`];
    await mkdir(claims, { recursive: true });
    await writeFile(join(claims, lesser), '');
    expect(await soon(lockHome(home))).toEqual({ ok: false, pid: 1 });
    await rm(join(claims, lesser));

    const greater = await claimantAbove(claims);
    const waiting = lockHome(home);
    await vi.waitFor(async () => expect(await readdir(claims)).toHaveLength(2));
    await rm(join(claims, greater));
    const lock = await waiting;
    expect(lock.ok).toBe(true);
    if (lock.ok) await lock.release();

    const winner = await claimantAbove(claims);
    const late = lockHome(home);
    await vi.waitFor(async () => expect(await readdir(claims)).toHaveLength(2));
    await writeFile(join(claims, `${winner}.held`), '');
    expect(await soon(late)).toEqual({ ok: false, pid: Number.parseInt(winner, 10) });
  });

  it('has exactly one winner among many that start at once over what a crash left', async () => {
    const crashed = lockElsewhere();
    await crashed.line();
    crashed.child.kill('SIGKILL');
    await crashed.ended;
    const all = [lockElsewhere(), lockElsewhere(), lockElsewhere(), lockElsewhere()];
    const outcomes = await Promise.all(all.map(outcomeOf));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.map(({ child }) => child.pid)).toEqual(expect.arrayContaining(outcomes.filter(({ ok }) => !ok).map(({ pid }) => pid)));
  });

  it('says when data cannot be written to', async () => {
    await writeFile(join(home, 'data'), 'a file, no folder');
    await expect(lockHome(home)).rejects.toMatchObject({ name: 'PermanentError', code: 'data-unwritable' });
  });
});

describe('taking turns', () => {
  it('lets one at a time work in a folder, across processes', async () => {
    const folder = join(home, 'turns');
    const file = join(home, 'count');
    const code = `
      const { exclusively } = await load('src/adapters/files/home-lock.ts');
      const { readFile, writeFile } = await import('node:fs/promises');
      for (let turn = 0; turn < 10; turn += 1) {
        await exclusively(${JSON.stringify(folder)}, async () => {
          await writeFile(${JSON.stringify(file)}, String(Number(await readFile(${JSON.stringify(file)}, 'utf8')) + 1));
        });
      }`;
    await writeFile(file, '0');
    await Promise.all([runModule(code), runModule(code), runModule(code)]);
    expect(await exclusively(folder, () => readFile(file, 'utf8'))).toBe('30');
  });

  it('ends the turn also when the work fails', async () => {
    const folder = join(home, 'turns');
    await expect(exclusively(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await exclusively(folder, () => Promise.resolve('yes'))).toBe('yes');
  });
});
