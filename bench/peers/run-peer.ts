/** Runs a peer in a process of its own. What it needs is installed in this folder first, once, as its lockfile has it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const peerFolder = fileURLToPath(new URL('.', import.meta.url));

/** Resolves with what it printed, which is JSON. Rejects when it fails. */
export async function runPeer(file: string, args: readonly string[]): Promise<unknown> {
  if (!isInstalled()) await output('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  return JSON.parse(await output(process.execPath, [file, ...args]));
}

/** Whether all peers are there, for one may have been added since. */
function isInstalled(): boolean {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { dependencies: object };
  return Object.keys(dependencies).every((name) => existsSync(new URL(`node_modules/${name}/package.json`, import.meta.url)));
}

async function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { cwd: peerFolder, stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}`);
  return printed;
}
