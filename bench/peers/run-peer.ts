/** Runs a peer in a process of its own. What it needs is installed in this folder first, once, as its lockfile has it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Resolves with what it printed, which is JSON. Rejects when it fails. */
export async function runPeer(file: string, args: readonly string[]): Promise<unknown> {
  if (!existsSync(new URL('node_modules', import.meta.url))) await output('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  return JSON.parse(await output(process.execPath, [file, ...args]));
}

async function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}`);
  return printed;
}
