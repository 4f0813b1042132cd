import { checkDocumentTemplates } from '../../adapters/office/document-templates.js';
import { formatFault } from '../../adapters/yaml/fault.js';
import { loadFaultTexts } from '../../adapters/yaml/fault-texts.js';
import { placeholders } from '../../application/document-port.js';
import { systemClock } from '../clocks.js';
import { say } from '../../application/world.js';
import { homeFolder, readHome, shipped } from '../open-home.js';
import type { Settings } from '../../domain/settings.js';
import { answer, type Outcome, type Output } from '../output.js';
import { keyIn } from '../webhook-receivers.js';

/** Checks all files as a whole. Faults are the answer: all at once on stdout, one a line, and the outcome is `refused`. */
export async function validate(output: Output): Promise<Outcome> {
  const folder = homeFolder(process.env);
  const read = await readHome(folder, systemClock.now());
  if (!read.ok) {
    answer(output, read, () => read.faults.map(formatFault).join('\n'));
    return 'refused';
  }
  const { config, texts, templates } = read.home;
  const warnings = [...read.home.warnings, ...(await officeWarnings(folder)), ...(await webhookWarnings(config.settings))];
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

/** Of the committee's own templates for Word. */
async function officeWarnings(folder: string): Promise<string[]> {
  const troubles = await checkDocumentTemplates(folder);
  if (troubles.length === 0) return [];
  const texts = await loadFaultTexts(shipped);
  const options = placeholders.map((name) => `{{${name}}}`).join('、');
  return troubles.map((trouble) =>
    trouble.what === 'unreadable'
      ? texts.warning('office-unreadable', { file: trouble.file })
      : texts.warning('office-placeholder', { file: trouble.file, name: `{{${trouble.name}}}`, options }),
  );
}

/** What signs events stands in the environment, which may be another one here than the bot's. */
async function webhookWarnings({ webhooks }: Settings): Promise<string[]> {
  const wanting = webhooks.filter(({ secretFrom }) => keyIn(process.env, secretFrom) === undefined);
  if (wanting.length === 0) return [];
  const texts = await loadFaultTexts(shipped);
  return wanting.map(({ id, secretFrom }) => texts.warning('no-webhook-secret', { id, name: secretFrom }));
}
