/** Loads and checks the files of a home. Everything that starts goes through here; nothing starts when a file is wrong. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCalendar } from '../adapters/calendar/load-calendar.js';
import { check } from '../adapters/cron/expression.js';
import { cron } from '../adapters/cron/cron.js';
import { checkTemplate } from '../adapters/liquid/check.js';
import { homeDigest, homePrint } from '../adapters/files/home-print.js';
import { createRenderer } from '../adapters/liquid/renderer.js';
import { formatFault, type Fault } from '../adapters/yaml/fault.js';
import { loadFaultTexts } from '../adapters/yaml/fault-texts.js';
import { loadHome } from '../adapters/yaml/load-home.js';
import { calendarWarnings } from '../adapters/yaml/warnings.js';
import { samples } from '../application/messages.js';
import { openingsBetween } from '../application/openings.js';
import type { Config, Texts } from '../application/ports.js';
import { instantOf } from '../domain/date-text.js';
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
  /** How many, the shipped ones included. */
  templates: number;
  /** Names the state of the files that were read. */
  print: string;
  /** Names what is in them: `homeDigest`. */
  digest: string;
}

/** ZERENTIAN_HOME, or the current folder. */
export function homeFolder(env: NodeJS.ProcessEnv): string {
  return resolve(env['ZERENTIAN_HOME'] ?? '.');
}

/** Throws a ValidationError `bad-files` whose message lists every fault, one a line. */
export async function openHome(folder: string, now: Instant): Promise<Home> {
  const read = await readHome(folder, now);
  if (!read.ok) throw new ValidationError('bad-files', read.faults.map(formatFault).join('\n'));
  return read.home;
}

/** The home, or every fault of its files. `committee`: another one is a fault, for the stores are open. `roster`: read as roster.yaml in place of the file. */
export async function readHome(
  folder: string,
  now: Instant,
  { committee, roster }: { committee?: string; roster?: string } = {},
): Promise<{ ok: true; home: Home } | { ok: false; faults: Fault[] }> {
  // Taken first: what changes while it is being read is found by the next look.
  const print = await homePrint(folder);
  const loaded = await loadHome({
    home: folder,
    shipped,
    now,
    ...(committee === undefined ? {} : { committee }),
    ...(roster === undefined ? {} : { roster }),
    cron: (expression) => check(expression, now),
    calendar: loadCalendar,
    templates: (name, text) => checkTemplate(name, text, samples),
    openings: (config, schedule, from, to) => openingsBetween({ config: () => config, cron }, schedule, from, to),
  });
  if (!loaded.ok) return loaded;
  const { templateSources, ...config } = loaded.config;
  const texts = createRenderer(templateSources, samples);
  const digest = await homeDigest(folder);
  return { ok: true, home: { folder, config, texts, warnings: loaded.warnings, templates: templateSources.size, print, digest } };
}

/** Warnings about those of the years whose holidays are not known, in the words of `Home.warnings`. */
export async function yearWarnings({ calendar, settings: { timezone } }: Config, years: readonly number[]): Promise<string[]> {
  const texts = await loadFaultTexts(shipped);
  return years.flatMap((year) => calendarWarnings(calendar, instantOf(`${year}-01-01`, 0, timezone), timezone, texts));
}

export const exampleHome = join(shipped, 'examples', 'qingshan');
/** Schedules for those who have a plan of their own to put into them: not part of the working set. */
export const exampleSchedules = join(shipped, 'examples', 'schedules');
