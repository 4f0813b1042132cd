/**
 * Runs all that `npm run check` asks of the code, two at a time, and shows the output of what failed.
 * `--without-tests` leaves out the tests, for `npm test`, which runs all of them afterwards.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './run.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const checks = [
  { name: 'types', command: bin('tsc'), args: ['-p', 'tsconfig.json'] },
  { name: 'types of the page', command: bin('tsc'), args: ['-p', 'src/adapters/console/page'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings', '--report-unused-disable-directives'] },
  { name: 'architecture', command: process.execPath, args: ['scripts/check-architecture.mjs'] },
  { name: 'dead code', command: bin('knip'), args: ['--no-progress'] },
  { name: 'format', command: bin('biome'), args: ['format', '--colors=off'] },
];
const tests = { name: 'unit and contract tests', command: bin('vitest'), args: ['run', '--project', 'unit', '--project', 'contract'] };

if (!process.argv.includes('--without-tests')) checks.push(tests);
const failed = [];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

async function work() {
  for (let check = checks.shift(); check; check = checks.shift()) {
    const startedAt = performance.now();
    const { status, output } = await outcomeOf(check);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.error(`${status === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    if (status === 0) continue;
    failed.push(check.name);
    console.error(output.trimEnd());
  }
}

function outcomeOf({ command, args }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    const keep = (chunk) => void (output += chunk);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}
