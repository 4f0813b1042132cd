/** Loads and checks the files of a home. Everything that starts goes through here; nothing starts when a file is wrong. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCalendar } from '../adapters/calendar/load-calendar.js';
import { check } from '../adapters/cron/expression.js';
import { checkTemplate } from '../adapters/liquid/check.js';
import { createRenderer } from '../adapters/liquid/renderer.js';
import { formatFault } from '../adapters/yaml/fault.js';
import { loadHome } from '../adapters/yaml/load-home.js';
import { samples } from '../application/messages.js';
import type { Config, Texts } from '../application/ports.js';
import { ValidationError } from '../domain/errors.js';
import type { Instant } from '../domain/time.js';

/** The folder of this installation: schedules/, templates/ and examples/ are shipped in it. */
export const shipped = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Home {
  folder: string;
  config: Config;
  texts: Texts;
  /** In words for people. */
  warnings: string[];
}

/** ZERENTIAN_HOME, or the current folder. */
export function homeFolder(env: NodeJS.ProcessEnv): string {
  return resolve(env['ZERENTIAN_HOME'] ?? '.');
}

/** Throws a ValidationError `bad-files` whose message lists every fault, one a line. */
export async function openHome(folder: string, now: Instant): Promise<Home> {
  const loaded = await loadHome({
    home: folder,
    shipped,
    now,
    cron: (expression) => check(expression, now),
    calendar: loadCalendar,
    templates: (name, text) => checkTemplate(name, text, samples),
  });
  if (!loaded.ok) throw new ValidationError('bad-files', loaded.faults.map(formatFault).join('\n'));
  const { roster, settings, schedules, calendar, templateSources } = loaded.config;
  return {
    folder,
    config: { roster, settings, schedules, calendar },
    texts: createRenderer(templateSources, samples),
    warnings: loaded.warnings,
  };
}

export const exampleHome = join(shipped, 'examples', 'qingshan');
