/** zerentian <verb>. Each verb loads what it needs when it is called. Exit codes: 0 done, 1 refused with a reason, 2 wrong usage. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { openLog } from '../adapters/log/log.js';
import { parseHead } from '../application/witnesses.js';
import type { Head } from '../domain/audit-chain.js';
import { PermanentError, TemporaryError, ValidationError } from '../domain/errors.js';
import { mayOperate, type OperatorVerb } from '../domain/operator.js';
import { addJobVerbs } from './job-program.js';
import { addOfficeVerbs } from './office-program.js';
import type { Outcome, Output } from './output.js';
import { defaultRoles, rolesOf, type Role } from './roles.js';

const longestPlanDays = 400;
/** What still holds the process after its work is a leak of some library. */
const lingerMs = 1_000;

/** Reads the command line, carries it out and sets the process' exit code. */
export async function runProgram(stopping: AbortSignal): Promise<void> {
  process.on('uncaughtException', (error) => {
    openLog().error({ err: error }, 'the program failed');
    process.exit(1);
  });
  const output: Output = {
    // Wrong usage is told before the options are read.
    json: process.argv.includes('--json'),
    print: (text) => void process.stdout.write(`${text}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
    ...(process.stderr.isTTY ? { show: (line: string) => void process.stderr.write(line) } : {}),
  };
  process.exitCode = await exitCodeOf(output, stopping);
  setTimeout(() => process.exit(), stopping.aborted ? 0 : lingerMs).unref();
}

async function exitCodeOf(output: Output, stopping: AbortSignal): Promise<number> {
  let outcome: Outcome = 'done';
  try {
    if (stopping.aborted) return 0;
    await programOf(output, stopping, (ended) => {
      outcome = ended;
    }).parseAsync();
    return outcome === 'done' ? 0 : 1;
  } catch (error) {
    if (stopping.aborted && error === stopping.reason) return 0;
    return refuse(output, error);
  }
}

/** All verbs; none is carried out that the table of the operator does not have. */
export function programOf(output: Output, stopping: AbortSignal, end: (outcome: Outcome) => void): Command {
  const program = new Command('zerentian')
    .description('keeps the chain of responsibility for clean government alive between meetings')
    .exitOverride()
    .showHelpAfterError('(zerentian --help lists the verbs)')
    .hook('preAction', (_program, action) => permit(verbOf(action)));
  const verb = (name: OperatorVerb | `${OperatorVerb} <${string}>`, description: string): Command =>
    program.command(name).description(description).option('--json', 'one JSON document on stdout');

  verb('demo', 'a sample township in the terminal; speak as anybody, let time pass')
    .option('--script', 'play a whole month and check it')
    .action(async ({ script = false }: { script?: boolean }) =>
      end(await (await import('./verbs/demo.js')).demo(output, script, stopping)),
    );
  verb('start', 'run the bot on ZERENTIAN_HOME')
    .option('--role <roles>', 'what this process does, comma-separated', roles, defaultRoles)
    .action(async ({ role }: { role: Role[] }) => end(await (await import('./verbs/start.js')).start(output, role, stopping)));
  verb('validate', 'check roster, settings, schedules, checklists and templates').action(async () =>
    end(await (await import('./verbs/validate.js')).validate(output)),
  );
  verb('plan', 'what would go out in the coming days')
    .option('--days <days>', 'how many days', days, 30)
    .action(async (options: { days: number }) => end(await (await import('./verbs/plan.js')).plan(output, options.days)));
  verb('open <schedule>', 'open a schedule now').action(async (schedule: string) =>
    end(await (await import('./verbs/open-schedule.js')).openSchedule(output, schedule)),
  );
  verb('bind <person>', 'a code by which a person, given by id or name, proves an account').action(async (person: string) =>
    end(await (await import('./verbs/bind.js')).bind(output, person)),
  );
  verb('sign-in <person>', 'a code by which a person, given by id or name, opens the console').action(async (person: string) =>
    end(await (await import('./verbs/sign-in.js')).signIn(output, person)),
  );
  verb('status', 'how things stand').action(async () => end(await (await import('./verbs/status.js')).status(output)));
  verb('replies', 'what was answered in a cycle')
    .requiredOption('--cycle <id>', 'the id, as in status')
    .action(async ({ cycle }: { cycle: string }) => end(await (await import('./verbs/replies.js')).replies(output, cycle)));
  verb('file <name>', 'an attachment, by its name or the number of what it belongs to, written to a new file')
    .requiredOption('--out <path>', 'the file to write; there must be none')
    .action(async (name: string, { out }: { out: string }) =>
      end(await (await import('./verbs/read-file.js')).readFile(output, name, out)),
    );
  verb('backup <file>', 'a sealed copy of everything but the key file, beside the running bot or without it').action(async (file: string) =>
    end(await (await import('./verbs/backup.js')).backup(output, file, stopping)),
  );
  verb('restore <file>', 'put a backup back into a Redis that holds nothing of the committee').action(async (file: string) =>
    end(await (await import('./verbs/restore.js')).restore(output, file, stopping)),
  );
  program
    .command('keys')
    .description('the key of the committee')
    .command('rotate')
    .description('change it while everything runs; nothing can be read with the old one afterwards')
    .option('--json', 'one JSON document on stdout')
    .action(async () => end(await (await import('./verbs/rotate-keys.js')).rotateKeys(output)));
  program
    .command('clock')
    .description('the clock of this machine')
    .command('accept')
    .description('say that it is right, when the bot holds back because it has jumped')
    .option('--json', 'one JSON document on stdout')
    .action(async () => end(await (await import('./verbs/accept-clock.js')).acceptTheClock(output)));
  program
    .command('audit')
    .description('the audit trail')
    .command('verify')
    .description('see whether anything in it was changed, taken out, put in or cut off')
    .option('--json', 'one JSON document on stdout')
    .option('--head <no:hash>', 'a head that the custodian was told; may be given several times', heads, [])
    .option('--from <no>', 'begin with the seal over this entry', entryNumber, 1)
    .action(async ({ head, from }: { head: Head[]; from: number }) =>
      end(await (await import('./verbs/verify-audit.js')).verifyTrail(output, { heads: head, from })),
    );
  const draw = program.command('draw').description('the draws of spot checks');
  draw
    .command('show <no>')
    .description('all that is public of a draw that is over, for anybody to recompute; `latest`: of the last')
    .option('--json', 'one JSON document on stdout')
    .action(async (no: string) => end(await (await import('./verbs/draw.js')).showDraw(output, no)));
  draw
    .command('verify <what>')
    .description('draw again: from a file that `draw show` has written, which needs nothing else, or by number')
    .option('--json', 'one JSON document on stdout')
    .action(async (what: string) => end(await (await import('./verbs/draw.js')).verifyDraw(output, what)));
  addOfficeVerbs(program, output, stopping, end);
  addJobVerbs(program, output, end);
  return program;
}

/** As typed, without what it is about: `keys rotate`. */
function verbOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : `${verbOf(parent)} ${command.name()}`;
}

function permit(verb: string): void {
  if (!mayOperate(verb)) throw new PermanentError('not-permitted', `The command line may not ${verb}.`);
}

function heads(text: string, before: Head[]): Head[] {
  const head = parseHead(text);
  if (head !== undefined) return [...before, head];
  throw new InvalidArgumentError('It must be a number, a colon and 16 or more hexadecimal digits.');
}

function entryNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 on.');
}

function days(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= longestPlanDays) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${longestPlanDays}.`);
}

function roles(text: string): Role[] {
  const wanted = rolesOf(text);
  if (wanted.ok) return wanted.roles;
  throw new InvalidArgumentError(wanted.reason);
}

/** Says why, in a line or a list, and never with a stack: these are sentences for the person at the keyboard. */
function refuse(output: Output, error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (output.json) output.print(JSON.stringify({ error: { code: 'usage', message: error.message } }));
    return 2;
  }
  const { code, message } = reasonOf(error);
  if (output.json) output.print(JSON.stringify({ error: { code, message } }));
  output.tell(message);
  return 1;
}

function reasonOf(error: unknown): { code: string; message: string } {
  if (error instanceof ValidationError || error instanceof PermanentError || error instanceof TemporaryError) return error;
  // Its own words may quote what somebody wrote; the log keeps what may be told.
  openLog().error({ err: error }, 'the program failed');
  return { code: 'unexpected', message: 'Something unexpected went wrong; see the log line above.' };
}
