/** Gets redis-server from the system's packages if the machine has none. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { progress, run } from './run.mjs';

const managers = [
  {
    command: 'apt-get',
    steps: [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'],
    ],
    asRoot: true,
  },
  { command: 'apk', steps: [['add', '--quiet', 'redis']], asRoot: true },
  { command: 'dnf', steps: [['install', '-y', '-q', 'redis']], asRoot: true },
  { command: 'brew', steps: [['install', '--quiet', 'redis']], asRoot: false },
];
const howTo =
  'redis-server is needed: install it (Debian and Ubuntu: apt-get install redis-server; Alpine: apk add redis; Fedora: dnf install redis; ' +
  'macOS: brew install redis), or set REDIS_URL to a Redis of your own.';

/** Throws an Error with one sentence on what to do when redis-server cannot be had. */
export function ensureRedis() {
  if (isOnPath('redis-server')) return;
  const manager = managers.find(({ command }) => isOnPath(command));
  if (!manager) throw new Error(howTo);
  const prefix = prefixFor(manager);
  progress(`Installing redis-server (${[...prefix, manager.command].join(' ')}), up to a minute`);
  for (const step of manager.steps) {
    const [command, ...args] = [...prefix, manager.command, ...step];
    run(command, args, howTo, { DEBIAN_FRONTEND: 'noninteractive' });
  }
  if (!isOnPath('redis-server')) throw new Error(howTo);
}

/** Who is not root needs sudo; it may ask for a password only where somebody can type one. */
function prefixFor({ asRoot }) {
  if (!asRoot || process.getuid?.() === 0) return [];
  if (!isOnPath('sudo')) throw new Error(howTo);
  return process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)));
}
