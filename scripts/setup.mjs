/**
 * Makes a fresh clone ready to run: packages, redis-server, build. Does nothing, quickly, when all is there.
 * Plain JavaScript without dependencies, since node_modules may be absent. `--tests`: redis-server is needed even if REDIS_URL is set.
 */
import { ensureBuild } from './build.mjs';
import { ensurePackages } from './setup-packages.mjs';
import { ensureRedis } from './setup-redis.mjs';

const oldestNode = 20;

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  stop(`Node ${oldestNode} or newer is needed; this is ${process.versions.node}.`);
}
try {
  ensurePackages();
  if (process.argv.includes('--tests') || !process.env.REDIS_URL) ensureRedis();
  ensureBuild();
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
