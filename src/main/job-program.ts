/** The verbs about long work that is in the queue: part of program.ts. */
import type { Command } from 'commander';
import type { Outcome, Output } from './output.js';

export function addJobVerbs(program: Command, output: Output, end: (outcome: Outcome) => void): void {
  const group = program.command('jobs').description('long work that waits, runs or is over');
  group
    .command('list', { isDefault: true })
    .description('all of it, the newest first')
    .option('--json', 'one JSON document on stdout')
    .action(async () => end(await (await import('./verbs/jobs.js')).listJobs(output)));
  group
    .command('cancel <id>')
    .description('call one off; what runs stops where nothing is half done')
    .option('--json', 'one JSON document on stdout')
    .action(async (id: string) => end(await (await import('./verbs/jobs.js')).cancelJob(output, id)));
  group
    .command('retry <id>')
    .description('begin one again that failed or was called off')
    .option('--json', 'one JSON document on stdout')
    .action(async (id: string) => end(await (await import('./verbs/jobs.js')).retryJob(output, id)));
}
