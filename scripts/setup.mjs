/**
 * Makes a fresh clone ready to run: packages, redis-server, build. Does nothing, quickly, when all is there.
 * Plain JavaScript without dependencies, since node_modules may be absent. `--tests`: what the tests need besides, and redis-server even if
 * REDIS_URL is set.
 */
import { ensureBuild } from './build.mjs';
import { ensurePage } from './build-page.mjs';
import { ensurePackages } from './setup-packages.mjs';
import { ensureBrowser, ensureRedis, ensureStrace } from './setup-programs.mjs';

const oldestNode = 20;

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  stop(`Node ${oldestNode} or newer is needed; this is ${process.versions.node}.`);
}
try {
  ensurePackages();
  const tests = process.argv.includes('--tests');
  if (tests || !process.env.REDIS_URL) ensureRedis();
  if (tests) {
    ensureStrace();
    ensureBrowser();
  }
  ensureBuild();
  await ensurePage();
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
