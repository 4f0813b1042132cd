import { formatFault } from '../../adapters/yaml/fault.js';
import { systemClock } from '../clocks.js';
import { say } from '../../application/world.js';
import { homeFolder, readHome } from '../open-home.js';
import { answer, type Outcome, type Output } from '../output.js';

/** Checks all files as a whole. Faults are the answer: all at once on stdout, one a line, and the outcome is `refused`. */
export async function validate(output: Output): Promise<Outcome> {
  const folder = homeFolder(process.env);
  const read = await readHome(folder, systemClock.now());
  if (!read.ok) {
    answer(output, read, () => read.faults.map(formatFault).join('\n'));
    return 'refused';
  }
  const { config, texts, warnings, templates } = read.home;
  const { roster, schedules, checklists } = config;
  const sizes = {
    people: roster.people.size,
    units: roster.units.size,
    groups: roster.groups.size,
    schedules: schedules.size,
    checklists: checklists.size,
    templates,
  };
  answer(output, { ok: true, home: folder, ...sizes, warnings }, () => say({ texts }, 'cli-valid', { ...sizes, warnings }));
  return 'done';
}
