/** The verbs that write and read files of Office: part of program.ts. */
import type { Command } from 'commander';
import type { Outcome, Output } from './output.js';
import type { ExportOptions } from './verbs/export.js';

/** As it is typed. */
type Given = Omit<ExportOptions, 'stopping'>;

export function addOfficeVerbs(program: Command, output: Output, stopping: AbortSignal, end: (outcome: Outcome) => void): void {
  addExports(program, output, stopping, end);
  program
    .command('roster')
    .description('the roster of people, units and groups')
    .command('import <file>')
    .description('take a workbook, as `export roster` writes it, for roster.yaml; the old file is kept')
    .option('--dry-run', 'only tell what would change', false)
    .option('--json', 'one JSON document on stdout')
    .action(async (file: string, options: { dryRun: boolean }) =>
      end(await (await import('./verbs/import-roster.js')).importRoster(output, file, { ...options, stopping })),
    );
}

function addExports(program: Command, output: Output, stopping: AbortSignal, end: (outcome: Outcome) => void): void {
  const group = program.command('export').description('what is kept, as a file for Excel, Word or a calendar');
  const verb = (name: string, description: string): Command =>
    group
      .command(name)
      .description(description)
      .requiredOption('--out <path>', 'the file to write; there must be none')
      .option('--force', 'replace a file of that name', false)
      .option('--json', 'one JSON document on stdout');

  verb('ledger', 'the rectification ledger, as a workbook').action(async (options: Given) =>
    end(await (await import('./verbs/export.js')).exportLedger(output, { ...options, stopping })),
  );
  verb('cycle <id>', 'the results of a cycle with all answers, as a workbook; the id as in status').action(
    async (id: string, options: Given) => end(await (await import('./verbs/export.js')).exportCycle(output, id, { ...options, stopping })),
  );
  verb('circular <no>', 'a circular as it was released, or its draft, as a document').action(async (no: string, options: Given) =>
    end(await (await import('./verbs/export.js')).exportCircular(output, no, { ...options, stopping })),
  );
  verb('report <cycle>', 'the duty report of a unit, with the findings and tasks of its period, as a document')
    .requiredOption('--unit <id>', 'whose report')
    .action(async (cycle: string, options: Given & { unit: string }) =>
      end(await (await import('./verbs/export.js')).exportReport(output, { cycle, unit: options.unit }, { ...options, stopping })),
    );
  verb('calendar <person>', 'the deadlines of what somebody oversees or owes, for their calendar; a person by id or name').action(
    async (person: string, options: Given) =>
      end(await (await import('./verbs/export-calendar.js')).exportCalendar(output, person, { ...options, stopping })),
  );
  verb('roster', 'people, units and groups, as a workbook that `roster import` reads again').action(async (options: Given) =>
    end(await (await import('./verbs/export.js')).exportRoster(output, { ...options, stopping })),
  );
}
