/** settings.yaml: its shape and defaults, and the settings it means. */
import { z } from 'zod';
import { leastMs, parseDuration } from '../../domain/duration.js';
import type { Settings, TimeSpan } from '../../domain/settings.js';
import { isWebhookAddress } from '../../domain/webhook-address.js';
import type { FaultList } from './fault.js';
import { checkLedger, ledgerOf, ledgerSchema } from './ledger-settings.js';
import type { Names } from './names.js';
import type { Place } from './place.js';
import { checkReference } from './references.js';
import { checkRetention, retentionOf, retentionSchema } from './retention-settings.js';
import { coded, line, minuteOf, reference, section, shortDuration, timeOfDay } from './shape.js';
import { checkWebhooks, webhooksOf, webhooksSchema } from './webhook-settings.js';

const minutesPerDay = 24 * 60;

const span = section({ from: timeOfDay, to: timeOfDay });

const pacing = section({
  gap: z.tuple([shortDuration, shortDuration]).default(['15s', '35s']),
  perHour: z.int().min(1).max(100_000).default(100),
  perDay: z.int().min(1).max(1_000_000).default(400),
});

export const settingsSchema = section({
  timezone: line(64).default('Asia/Shanghai'),
  workHours: span.default({ from: '09:00', to: '18:00' }),
  quietHours: z.union([z.literal(false), z.array(span)]).default([
    { from: '19:00', to: '08:30' },
    { from: '12:00', to: '14:30' },
  ]),
  restDays: z.enum(['hold', 'send']).default('hold'),
  pacing: z.union([z.literal(false), pacing]).default({ gap: ['15s', '35s'], perHour: 100, perDay: 400 }),
  budget: z.union([z.literal(false), section({ perPersonPerWeek: z.int().min(1).max(1000).default(5) })]).default({ perPersonPerWeek: 5 }),
  pictures: z.boolean().default(true),
  console: section({
    host: line(255).default('127.0.0.1'),
    port: z.int().min(0).max(65_535).default(8700),
    address: z.string().refine(isWebhookAddress, coded('bad-address')).optional(),
  }).default({ host: '127.0.0.1', port: 8700 }),
  retention: retentionSchema.default({}),
  ledger: ledgerSchema.prefault({}),
  custodian: reference.optional(),
  office: section({ issuer: line(40).exactOptional(), redHeader: line(40).exactOptional() }).optional(),
  alarm: section({ webhook: z.string().refine(isWebhookAddress, coded('bad-webhook')).optional() }).default({}),
  webhooks: webhooksSchema.default([]),
  inspections: section({ perUnitPerYear: z.int().min(1).max(100).optional() }).default({}),
});

type SettingsFile = z.infer<typeof settingsSchema>;

/** Settings for a home without settings.yaml. */
export function defaultSettings(): Settings {
  return settingsOf(settingsSchema.parse({}));
}

export function settingsOf(file: SettingsFile): Settings {
  return {
    timezone: file.timezone,
    workHours: spanOf(file.workHours),
    quietHours: (file.quietHours || []).map(spanOf),
    restDays: file.restDays,
    pacing: file.pacing && pacingOf(file.pacing),
    budget: file.budget,
    pictures: file.pictures,
    console: consoleOf(file.console),
    alarm: file.alarm.webhook === undefined ? {} : { webhook: file.alarm.webhook },
    webhooks: webhooksOf(file.webhooks),
    retention: retentionOf(file.retention),
    ledger: ledgerOf(file.ledger),
    inspections: limitOf(file.inspections),
    ...(file.custodian === undefined ? {} : { custodian: file.custodian }),
    ...(file.office === undefined ? {} : { office: file.office }),
  };
}

function limitOf({ perUnitPerYear }: SettingsFile['inspections']): Settings['inspections'] {
  return perUnitPerYear === undefined ? {} : { perUnitPerYear };
}

function consoleOf({ address, ...place }: SettingsFile['console']): Settings['console'] {
  return address === undefined ? place : { ...place, address };
}

function pacingOf({ gap: [least, most], perHour, perDay }: z.infer<typeof pacing>): Settings['pacing'] {
  return { gapMs: [gapMs(least), gapMs(most)], perHour, perDay };
}

/** Checks what the shape cannot say, however much of the file is otherwise wrong. `people`: who there is, when the roster can be read. */
export function checkSettings(root: Place, people: Names | undefined, faults: FaultList): void {
  if (people) checkReference(root.get('custodian'), people, 'unknown-person', faults);
  const timezone = root.get('timezone');
  const zone = timezone?.text();
  if (timezone && zone !== undefined && !isTimezone(zone)) faults.add(timezone.file, timezone.at, 'bad-timezone', { timezone: zone });
  const workHours = root.get('workHours');
  const work = workHours && readSpan(workHours);
  if (workHours && work && work.fromMinute >= work.toMinute) faults.add(workHours.file, workHours.at, 'work-hours-backwards');
  checkQuietHours(root.get('quietHours'), faults);
  const gap = root.get('pacing')?.get('gap');
  const [least, most] = (gap?.items() ?? []).map((place) => gapMs(place.text() ?? ''));
  if (gap && least !== undefined && most !== undefined && least > most) faults.add(gap.file, gap.at, 'gap-backwards');
  checkRetention(root.get('retention'), faults);
  checkLedger(root.get('ledger'), faults);
  checkWebhooks(root.get('webhooks'), faults);
}

function checkQuietHours(quietHours: Place | undefined, faults: FaultList): void {
  if (!quietHours) return;
  const quiet = new Set<number>();
  for (const place of quietHours.items()) {
    const read = readSpan(place);
    if (!read) continue;
    if (read.fromMinute === read.toMinute) faults.add(place.file, place.at, 'empty-span');
    for (let minute = read.fromMinute; minute !== read.toMinute; minute = (minute + 1) % minutesPerDay) quiet.add(minute);
  }
  if (quiet.size === minutesPerDay) faults.add(quietHours.file, quietHours.at, 'always-quiet');
}

function readSpan(place: Place): TimeSpan | undefined {
  const read = span.safeParse(place.value());
  return read.success ? spanOf(read.data) : undefined;
}

function spanOf({ from, to }: { from: string; to: string }): TimeSpan {
  return { fromMinute: minuteOf(from), toMinute: minuteOf(to) };
}

function gapMs(text: string): number {
  const read = parseDuration(text);
  return read ? leastMs(read) : 0;
}

function isTimezone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
