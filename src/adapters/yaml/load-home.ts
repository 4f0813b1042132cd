/** Loads everything people write in files, and checks it as a whole. */
import { join } from 'node:path';
import type { WorkCalendar } from '../../domain/calendar.js';
import { dateOf } from '../../domain/date-text.js';
import type { Roster } from '../../domain/roster.js';
import type { Schedule } from '../../domain/schedule.js';
import type { Settings } from '../../domain/settings.js';
import type { SpecialDaysByYear } from '../../domain/special-days.js';
import type { Instant } from '../../domain/time.js';
import type { DutyList } from '../../domain/duty.js';
import { loadDuties } from './duty-files.js';
import { listChecklists, loadChecklists, type Checklists } from './checklist-files.js';
import { FaultList, type Fault } from './fault.js';
import { loadFaultTexts, type FaultTexts } from './fault-texts.js';
import { loadHolidays } from './holiday-files.js';
import { libraryWarnings } from './library-warnings.js';
import { namesOf, type Names, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { readText } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { checkRoster } from './roster-checks.js';
import { draftRosterOf, rosterOf, rosterSchema } from './roster-file.js';
import { loadSchedules } from './schedule-files.js';
import { checkSettings, defaultSettings, settingsOf, settingsSchema } from './settings-file.js';
import { checkShape } from './shape-faults.js';
import { checkTemplates, loadMarkdown, type TemplateChecker, type TemplateSource } from './template-files.js';
import type { CronChecker } from './trigger-checks.js';
import { brokenLinkWarnings, calendarWarnings, listWarnings, pausedWarnings } from './warnings.js';

export interface HomeOptions {
  /** The folder of the committee's own files. */
  home: string;
  /** The folder that has the shipped schedules/ and templates/. */
  shipped: string;
  cron: CronChecker;
  /** The text of roster.yaml, in place of what is in the file. */
  roster?: string;
  /** Builds the calendar with the committee's own days laid over it. */
  calendar: (options: { own: SpecialDaysByYear }) => WorkCalendar;
  /** Unless given, templates are not looked into. */
  templates?: TemplateChecker;
  /** Unless given, any committee's files will do. */
  committee?: string;
  /** The times at which a schedule opens in (from, to], for warning of a library that does not last a year; unless given, nobody is warned. */
  openings?: (config: LoadedConfig, schedule: Schedule, from: Instant, to: Instant) => Instant[];
  /** The present, for warning of a year whose holidays are not known. */
  now: Instant;
}

export interface LoadedConfig {
  roster: Roster;
  settings: Settings;
  schedules: ReadonlyMap<string, Schedule>;
  checklists: Checklists;
  duties: readonly DutyList[];
  calendar: WorkCalendar;
  templateSources: ReadonlyMap<string, TemplateSource>;
}

export type LoadedHome = { ok: true; config: LoadedConfig; warnings: string[] } | { ok: false; faults: Fault[] };

/**
 * The configuration when all files are right, with warnings worded for people; else every fault of every file at once, and nothing should start.
 * Reads only; the same files give the same result. Throws PermanentError `bad-installation` when shipped words are missing.
 */
export async function loadHome(options: HomeOptions): Promise<LoadedHome> {
  const { home, shipped } = options;
  const texts = await loadFaultTexts(shipped);
  const faults = new FaultList(texts);
  const { roster, names, draft } = await loadRoster(options, faults, texts);
  const settings = await loadSettings(home, names, faults, texts);
  const markdown = await loadMarkdown(home, shipped, faults);
  const listed = await listChecklists(home, faults);
  const duties = await loadDuties(home, names, faults, texts);
  const around = {
    duties: duties.names,
    ...(names && { names }),
    ...(draft && { draft }),
    templates: namesIn(markdown.templates),
    libraries: namesIn(markdown.files),
    cron: options.cron,
    checklists: new Map(listed.map(({ stem }) => [stem, stem])),
    ...(settings && { hasAddress: settings.console.address !== undefined }),
    ...(settings && { fields: new Map([...settings.ledger.fields].map(([id, name]) => [id, name ?? id])) }),
    texts,
  };
  const { schedules, uses, missingLists, questions } = await loadSchedules(home, shipped, around, markdown.files, faults);
  const checklists = await loadChecklists(listed, { names, draft, questions, ledger: settings?.ledger, texts }, faults);
  const templateSources = checkTemplates(markdown.templates, uses, options.templates, faults);
  const own = await loadHolidays(join(home, 'holidays'), faults, texts);
  if (!faults.isEmpty() || !roster || !settings) return { ok: false, faults: faults.sorted() };
  const calendar = options.calendar({ own });
  const config = { roster, settings, schedules, checklists, duties: duties.lists, calendar, templateSources };
  return { ok: true, config, warnings: [...warningsOf(config, options, texts), ...listWarnings(missingLists, texts)] };
}

function warningsOf(config: LoadedConfig, { now, openings }: HomeOptions, texts: FaultTexts): string[] {
  const { roster, settings, schedules, calendar, duties } = config;
  return [
    ...brokenLinkWarnings(roster, duties, dateOf(now, settings.timezone), texts),
    ...calendarWarnings(calendar, now, settings.timezone, texts),
    ...(settings.custodian === undefined ? [texts.warning('no-custodian', {})] : []),
    ...(schedules.size === 0 ? [texts.warning('no-schedules', {})] : []),
    ...pausedWarnings([...schedules.values()], texts),
    ...(openings ? libraryWarnings(config, (schedule, from, to) => openings(config, schedule, from, to), now, texts) : []),
  ];
}

/** What is known by name only. */
function namesIn(files: ReadonlyMap<string, unknown>): Names {
  return new Map([...files.keys()].map((name) => [name, name]));
}

interface RosterLoading {
  roster?: Roster | undefined;
  names?: RosterNames;
  draft?: Roster | undefined;
}

async function loadRoster({ home, committee, roster }: HomeOptions, faults: FaultList, texts: FaultTexts): Promise<RosterLoading> {
  const name = 'roster.yaml';
  const root = roster === undefined ? await openYaml(home, name, faults) : readYaml({ name, text: roster }, faults);
  if (!root) return {};
  const names = namesOf(root);
  checkRoster(root, names, faults);
  checkCommittee(root.get('committee'), committee, faults);
  const data = checkShape(root, rosterSchema, faults, texts);
  return { names, draft: draftRosterOf(root), roster: data && rosterOf(data) };
}

function checkCommittee(place: Place | undefined, committee: string | undefined, faults: FaultList): void {
  const written = place?.text();
  if (place && committee !== undefined && written !== undefined && written !== committee)
    faults.add(place.file, place.at, 'needs-restart', { key: 'committee' });
}

async function loadSettings(
  home: string,
  names: RosterNames | undefined,
  faults: FaultList,
  texts: FaultTexts,
): Promise<Settings | undefined> {
  const file = await readText(join(home, 'settings.yaml'), 'settings.yaml', faults, { mayBeMissing: true });
  const root = file && readYaml(file, faults);
  if (!root) return defaultSettings();
  checkSettings(root, names?.people, faults);
  const data = checkShape(root, settingsSchema, faults, texts);
  return data && settingsOf(data);
}

async function openYaml(home: string, name: string, faults: FaultList): Promise<Place | undefined> {
  const file = await readText(join(home, name), name, faults);
  return file && readYaml(file, faults);
}
