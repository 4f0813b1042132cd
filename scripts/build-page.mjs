/** Bundles the console's page to dist/console. A build of the same sources is not repeated. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { progress, root } from './run.mjs';

const source = join(root, 'src', 'adapters', 'console', 'page');
const target = join(root, 'dist', 'console');
const stamp = join(target, '.built.json');

/** Builds unless dist/console is of just these sources. Throws an Error when it cannot be built. */
export async function ensurePage() {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const besides = [
    'templates/console.json',
    'templates/demo.json',
    'templates/form.json',
    'package-lock.json',
    'scripts/build-page.mjs',
  ].map((file) => join(root, file));
  const state = JSON.stringify([...files.sort(), ...besides].map(fingerprint));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  progress('Building the page, some seconds');
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await inProduction(() =>
    build({
      configFile: false,
      root: source,
      base: './',
      logLevel: 'warn',
      plugins: [react()],
      build: {
        outDir: target,
        emptyOutDir: true,
        target: 'es2022',
        chunkSizeWarningLimit: 2_000,
        modulePreload: { polyfill: false },
        rollupOptions: { input: ['index.html', 'form.html'].map((name) => join(source, name)) },
      },
    }),
  );
  compressAssets();
  writeFileSync(stamp, state);
}

/** Whoever builds for tests, or has NODE_ENV set, gets the page that people get, and not React's own for development. */
async function inProduction(work) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** The server sends these as they are to whoever takes them. */
function compressAssets() {
  const assets = join(target, 'assets');
  for (const file of readdirSync(assets)) {
    const bytes = readFileSync(join(assets, file));
    writeFileSync(join(assets, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(assets, `${file}.br`), brotliCompressSync(bytes));
  }
}

function fingerprint(path) {
  const { mtimeMs, size } = statSync(path);
  return [path.slice(root.length + 1), mtimeMs, size];
}
