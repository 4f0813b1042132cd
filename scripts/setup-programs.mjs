/** Gets the programs of others that are needed from the system's packages, if the machine has none. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { progress, run } from './run.mjs';

const browsers = ['chromium', 'chromium-browser', 'google-chrome'];
const macBrowsers = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const managers = {
  'apt-get': {
    steps: [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends'],
    ],
    asRoot: true,
  },
  apk: { steps: [['add', '--quiet']], asRoot: true },
  dnf: { steps: [['install', '-y', '-q']], asRoot: true },
  brew: { steps: [['install', '--quiet']], asRoot: false },
};

/** Throws an Error with one sentence on what to do when redis-server cannot be had. */
export function ensureRedis() {
  const packages = { 'apt-get': 'redis-server', apk: 'redis', dnf: 'redis', brew: 'redis' };
  const howTo =
    'redis-server is needed: install it (Debian and Ubuntu: apt-get install redis-server; Alpine: apk add redis; Fedora: dnf install redis; ' +
    'macOS: brew install redis), or set REDIS_URL to a Redis of your own.';
  ensureProgram('redis-server', packages, howTo);
}

/** By strace the tests see which writes of Redis were on disk when the power went. Throws an Error like ensureRedis(). */
export function ensureStrace() {
  const packages = { 'apt-get': 'strace', apk: 'strace', dnf: 'strace' };
  const howTo = 'strace is needed for the test of a power cut: install it (Debian, Ubuntu, Alpine and Fedora have a package strace).';
  ensureProgram('strace', packages, howTo);
}

/** The tests of pages look at them in a real browser. Throws an Error like ensureRedis(). */
export function ensureBrowser() {
  if (process.env.CHROMIUM && existsSync(process.env.CHROMIUM)) return;
  if (browsers.some(isOnPath) || macBrowsers.some((path) => existsSync(path))) return;
  const packages = { 'apt-get': 'chromium', apk: 'chromium', dnf: 'chromium' };
  const howTo = 'chromium is needed for the tests of pages: install it, or say in CHROMIUM where a browser like it is.';
  ensureProgram('chromium', packages, howTo);
}

function ensureProgram(program, packages, howTo) {
  if (isOnPath(program)) return;
  const [command, name] = Object.entries(packages).find(([manager]) => isOnPath(manager)) ?? [];
  if (command === undefined) throw new Error(howTo);
  const { steps, asRoot } = managers[command];
  const prefix = prefixFor(asRoot, howTo);
  progress(`Installing ${program} (${[...prefix, command].join(' ')}), up to a minute`);
  for (const step of steps) {
    const [first, ...args] = [...prefix, command, ...step, ...(step === steps.at(-1) ? [name] : [])];
    run(first, args, howTo, { DEBIAN_FRONTEND: 'noninteractive' });
  }
  if (!isOnPath(program)) throw new Error(howTo);
}

/** Who is not root needs sudo; it may ask for a password only where somebody can type one. */
function prefixFor(asRoot, howTo) {
  if (!asRoot || process.getuid?.() === 0) return [];
  if (!isOnPath('sudo')) throw new Error(howTo);
  return process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)));
}
