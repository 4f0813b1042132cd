/** Runs the tools of the workshop. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Tells what is going on: one line for whatever takes over two seconds. On stderr, which leaves stdout to the command itself. */
export function progress(line) {
  console.error(`${line} …`);
}

/** Runs a program in the project's folder and shows its output on stderr. Throws an Error with the given sentence if it fails. */
export function run(command, args, sentence, env = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(sentence);
}
