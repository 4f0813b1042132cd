/** What a file would do if it were changed so: its faults, what deserves a word, the coming days, and how the message would sound. Nothing is changed. */
import type { HomeFile } from '../domain/home-file.js';
import type { Instant } from '../domain/time.js';
import type { FactUse, FileDesk, FileFault } from './desk-port.js';
import { viewPlan, viewSchedule, type PlanView, type ScheduleView } from './view-schedules.js';
import type { World } from './world.js';

export interface FileTrial {
  /** Those of the file itself first. */
  faults: FileFault[];
  warnings: string[];
  /** What the file makes of its schedule; null: it is none, or there are faults. */
  schedule: ScheduleView | null;
  /** null: not asked for, or there are faults. */
  plan: PlanView | null;
  /** With sample facts; null: no message, or there are faults. */
  preview: string | null;
  facts: FactUse[];
}

/** `days`: how far to plan ahead; absent: not at all. */
export async function tryFile(
  world: World,
  desk: FileDesk,
  { file, text, days }: { file: HomeFile; text: string; days?: number | undefined },
  now: Instant,
): Promise<FileTrial> {
  const draft = await desk.draft(file, text, now);
  const facts = file.folder === 'templates' ? desk.facts(file.name, text) : [];
  if (!draft.ok) {
    const faults = [...draft.faults.filter(({ here }) => here), ...draft.faults.filter(({ here }) => !here)];
    return { faults, warnings: [], schedule: null, plan: null, preview: null, facts };
  }
  const { schedules, texts, warnings } = draft;
  const drafted = { cron: world.cron, texts, config: () => ({ ...world.config(), schedules }) };
  const plan = days === undefined ? null : viewPlan(drafted, now, days);
  const preview = file.folder === 'templates' ? (desk.preview(file.name, texts) ?? null) : null;
  const found = file.folder === 'schedules' ? schedules.get(file.name) : undefined;
  const schedule = found === undefined ? null : viewSchedule(drafted, found, now);
  return { faults: [], warnings, schedule, plan, preview, facts };
}
