/** Compiles src/ to dist/, copies the Lua scripts and the font for pictures. `npm run build`; a build of the same sources is not repeated. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { ensureFont } from './build-font.mjs';
import { ensurePage } from './build-page.mjs';
import { progress, root, run } from './run.mjs';

const source = join(root, 'src');
const target = join(root, 'dist');
const fonts = join(target, 'fonts');
const stamp = join(target, '.built.json');
/** Bundled by itself (build-page.mjs). */
const page = `${join('adapters', 'console', 'page')}${sep}`;
const bundled = 'console';
const compilerFiles = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((file) => join(root, file));

/** Builds unless dist/ is of just these sources. Throws an Error when the types are wrong; nothing is written then. */
export function ensureBuild() {
  ensureFont(fonts);
  const sources = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(source.length + 1))
    .filter((file) => !file.startsWith(page))
    .sort();
  const state = JSON.stringify([...sources.map((file) => join(source, file)), ...compilerFiles].map(fingerprint));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  progress('Building, some seconds');
  rmSync(stamp, { force: true });
  // The compiler keeps its own account of what it wrote, and does not look whether it is still there.
  if (sources.some((file) => !isBuilt(file))) rmSync(join(target, '.tsbuildinfo'), { force: true });
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], 'The build failed; see above.');
  for (const file of sources.filter((name) => name.endsWith('.lua'))) copy(file);
  dropLeftovers(new Set(sources));
  const cli = join(target, 'cli.js');
  if (existsSync(cli)) chmodSync(cli, 0o755);
  writeFileSync(stamp, state);
}

function isBuilt(file) {
  return existsSync(join(target, file.replace(/\.ts$/, '.js')));
}

function fingerprint(path) {
  const { mtimeMs, size } = statSync(path);
  return [path.slice(root.length + 1), mtimeMs, size];
}

function copy(file) {
  mkdirSync(dirname(join(target, file)), { recursive: true });
  copyFileSync(join(source, file), join(target, file));
}

/** What was built from a file that is no more would still be found by an import or a folder listing. */
function dropLeftovers(sources) {
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const file = path.slice(target.length + 1);
    const origin = file.replace(/\.js(\.map)?$/, '.ts');
    const isElses = dirname(path) === fonts || file.startsWith(`${bundled}/`);
    const isOurs = entry.isFile() && !entry.name.startsWith('.') && !isElses;
    if (isOurs && !sources.has(origin)) rmSync(join(target, file));
  }
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  try {
    ensureBuild();
    await ensurePage();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
