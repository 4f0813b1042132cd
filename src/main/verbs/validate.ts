import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../clocks.js';
import { homeFolder, openHome, shipped } from '../open-home.js';
import { answer, type Output } from '../output.js';

/** Checks all files as a whole; faults end in exit code 1, each on a line of its own. */
export async function validate(output: Output): Promise<void> {
  const folder = homeFolder(process.env);
  const { config, texts, warnings } = await openHome(folder, systemClock.now());
  const facts = {
    ok: true,
    home: folder,
    people: config.roster.people.size,
    units: config.roster.units.size,
    groups: config.roster.groups.size,
    schedules: config.schedules.size,
    templates: (await readdir(join(shipped, 'templates'))).filter((name) => name.endsWith('.md')).length,
    warnings,
  };
  answer(output, facts, () => texts.render('cli-valid', facts));
}
