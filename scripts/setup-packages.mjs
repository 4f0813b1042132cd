/** Installs the packages of package-lock.json unless node_modules holds just these. */
import { existsSync, readFileSync } from 'node:fs';
import { progress, root, run } from './run.mjs';

const wantedFile = `${root}/package-lock.json`;
/** npm writes it as the last step of an installation, so an interrupted one has none. */
const installedFile = `${root}/node_modules/.package-lock.json`;

/** Runs `npm ci` when a package is missing or of another version. Throws an Error with one sentence when that fails. */
export function ensurePackages() {
  if (isInstalled()) return;
  progress('Installing packages (npm ci), a minute or two');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed; see above. Are you online?');
}

function isInstalled() {
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(wantedFile);
  const installed = packagesOf(installedFile);
  // Packages for other platforms are optional and left out.
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version);
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
