/** The command line as a child process of the test: the built program, its exit code, and what it wrote where. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'dist', 'cli.js');
const patienceMs = 40_000;
/** Said or not as the machine is slow or fast. */
const progressLine = /^.* …\n/gm;
/** Node catches the others of its own accord. */
const sighupBit = 1 << (constants.signals.SIGHUP - 1);

export interface CliOptions {
  /** ZERENTIAN_HOME; unset unless given. */
  home?: string;
  /** The current folder. */
  cwd?: string;
  env?: Record<string, string>;
}

export interface Ended {
  /** The exit code, or the signal that killed it. */
  code: number | string | null;
  stdout: string;
  stderr: string;
}

export interface RunningCli {
  child: ChildProcess;
  /** Types a line. */
  type(line: string): void;
  /** Waits until the text has been written; rejects with all that was written when it ends without it. */
  said(text: string, where?: 'stdout' | 'stderr'): Promise<void>;
  /** Sends a signal and tells how it ended, and how long that took. */
  end(signal: NodeJS.Signals): Promise<Ended & { ms: number }>;
  ended: Promise<Ended>;
}

const running = new Set<ChildProcess>();

/** Starts the program; its environment holds nothing of the machine's but the path and the home folder. */
export function startCli(args: readonly string[], { home, cwd = root, env = {} }: CliOptions = {}): RunningCli {
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...inherited, ...(home === undefined ? {} : { ZERENTIAN_HOME: home }), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (written.stderr += text));
  // It may end before it has read what was typed.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]): Ended => {
    running.delete(child);
    return { code: code ?? signal ?? null, stdout: written.stdout, stderr: written.stderr.replaceAll(progressLine, '') };
  });
  return {
    child,
    type: (line) => void child.stdin.write(`${line}\n`),
    async said(text, where = 'stdout') {
      const giveUp = AbortSignal.timeout(patienceMs);
      const over = ended.then(() => true);
      while (!written[where].includes(text)) {
        const told = once(child[where], 'data', { signal: giveUp }).then(() => false);
        // Nobody waits for it any more once the program has ended.
        told.catch(() => undefined);
        if ((await Promise.race([told, over])) && !written[where].includes(text)) {
          throw new Error(`it ended without “${text}”:\n${written.stdout}\n${written.stderr}`);
        }
      }
    },
    async end(signal) {
      const since = performance.now();
      child.kill(signal);
      const result = await ended;
      return { ...result, ms: performance.now() - since };
    },
    ended,
  };
}

/** Runs the program to its end, with these lines typed, if any, and its input closed. */
export async function runCli(args: readonly string[], options: CliOptions & { input?: readonly string[] } = {}): Promise<Ended> {
  const cli = startCli(args, options);
  cli.child.stdin?.end((options.input ?? []).map((line) => `${line}\n`).join(''));
  return cli.ended;
}

/** Resolves as soon as the program would no longer die of a signal but end in its own way. Looked at twice: at first it is a copy of this process. */
export async function hearsSignals({ child }: RunningCli): Promise<void> {
  const heeds = (): boolean => {
    const [caught = '', ...words] = execFileSync('ps', ['-o', 'caught=,args=', '-p', String(child.pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
    return words.includes(program) && (Number.parseInt(caught.slice(-8), 16) & sighupBit) !== 0;
  };
  await vi.waitFor(() => expect(heeds() && heeds()).toBe(true), { timeout: patienceMs, interval: 10 });
}

/** Kills what a failed test has left. */
export async function killClis(): Promise<void> {
  const ended = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ended);
}

const folders: string[] = [];

/** A copy of the sample township's home. */
export async function sampleHome(): Promise<string> {
  const home = await mkdtemp(join(await realpath(tmpdir()), 'zrt-cli-'));
  folders.push(home);
  await cp(join(root, 'examples', 'qingshan'), home, { recursive: true, filter: (path) => !path.endsWith('/data') });
  return home;
}

/** Ends what still runs over the homes and removes them. */
export async function removeSampleHomes(): Promise<void> {
  for (const home of folders.splice(0)) {
    for (const pid of redisServersOf(home)) process.kill(pid, 'SIGKILL');
    await rm(home, { recursive: true, force: true });
  }
}

/** The numbers of the redis-server processes that work in a home. */
export function redisServersOf(home: string): number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  const servers = processes.filter((line) => line.includes('redis-server') && line.includes(`${home}/`) && !/^\s*\d+ Z/.test(line));
  return servers.map((line) => Number.parseInt(line, 10));
}

/** Environment by which the program believes that it is another time. */
export function dated(now: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=${new URL(`set-date.mjs?now=${now}`, import.meta.url).href}` };
}
