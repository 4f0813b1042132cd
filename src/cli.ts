#!/usr/bin/env node
/** zerentian <verb>. Stdout is the answer (one JSON document with --json), stderr the log. Exit 0: done, 1: refused with a reason, 2: wrong usage. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { PermanentError, TemporaryError, ValidationError } from './domain/errors.js';
import { demo } from './main/verbs/demo.js';
import { openSchedule } from './main/verbs/open-schedule.js';
import { plan } from './main/verbs/plan.js';
import { replies } from './main/verbs/replies.js';
import { start } from './main/verbs/start.js';
import { status } from './main/verbs/status.js';
import { validate } from './main/verbs/validate.js';
import type { Output } from './main/output.js';

const output: Output = {
  json: false,
  print: (text) => void process.stdout.write(`${text}\n`),
};

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--json', 'one JSON document on stdout')
    .hook('preAction', (_program, action) => {
      output.json = action.opts<{ json?: boolean }>().json ?? false;
    });
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 400) throw new InvalidArgumentError('a whole number from 1 to 400');
  return number;
}

const program = new Command('zerentian')
  .description('keeps the chain of responsibility for clean government alive between meetings')
  .exitOverride()
  .showHelpAfterError('(zerentian --help lists the verbs)');

command('demo', 'a sample township in the terminal; speak as anybody, let time pass')
  .option('--script', 'play a whole cycle and check it')
  .action((options: { script?: boolean }) => demo(output, options));
command('start', 'run the bot on ZERENTIAN_HOME')
  .option('--role <roles>', 'what this process does: courier, worker; comma-separated', 'courier,worker')
  .action((options: { role: string }) => start(output, options.role));
command('validate', 'check roster, settings, schedules and templates').action(() => validate(output));
command('plan', 'what would go out in the coming days')
  .option('--days <days>', 'how many days', positive, 30)
  .action((options: { days: number }) => plan(output, options.days));
command('open <schedule>', 'open a schedule now').action((schedule: string) => openSchedule(output, schedule));
command('status', 'how things stand').action(() => status(output));
command('replies', 'what was answered in a cycle')
  .requiredOption('--cycle <id>', 'the id, as in status')
  .action((options: { cycle: string }) => replies(output, options.cycle));

try {
  process.exitCode = 0;
  await program.parseAsync();
} catch (error) {
  process.exitCode = refuse(error);
}

/** Says why, in a line or a list, and never with a stack: these are sentences for the person at the keyboard. */
function refuse(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const expected = error instanceof ValidationError || error instanceof PermanentError || error instanceof TemporaryError;
  const message = error instanceof Error ? error.message : String(error);
  if (output.json && expected) output.print(JSON.stringify({ error: { code: error.code, message } }));
  process.stderr.write(`${message}\n`);
  return 1;
}
