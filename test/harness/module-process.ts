/** A second process of the product for tests: starts a piece of code that may load the product's modules, and can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ModuleProcess {
  child: ChildProcess;
  /** The next whole line of its stdout; rejects with its stderr when it ends without one. */
  line: () => Promise<string>;
  /** Its exit code or signal. */
  ended: Promise<number | string | null>;
}

/** Starts code in a process group of its own, as a shell does; `load` imports a module by its path in the project. */
export function startModule(code: string): ModuleProcess {
  const prelude = `const load = (path) => import(new URL(path, ${JSON.stringify(`file://${root}`)}).href);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', prelude + code], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let unread = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    unread += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = once(child, 'close').then(([exit, signal]: (number | string | null)[]) => exit ?? signal ?? null);
  const line = async (): Promise<string> => {
    while (!unread.includes('\n')) {
      const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
      if (over && !unread.includes('\n')) throw new Error(`it ended without a line:\n${errors}`);
    }
    const end = unread.indexOf('\n');
    const first = unread.slice(0, end);
    unread = unread.slice(end + 1);
    return first;
  };
  return { child, line, ended };
}

/** Runs code to its end and gives what it printed. Rejects with its stderr when it fails. */
export async function runModule(code: string): Promise<string> {
  const started = startModule(`${code}\nprocess.stdout.write('\\n');`);
  const printed = await started.line();
  const result = await started.ended;
  if (result !== 0) throw new Error(`it ended with ${String(result)}`);
  return printed;
}
