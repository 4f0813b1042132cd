/** `ledger:` of settings.yaml: the fields of findings, their reminders and rungs, and when they are looked at again. */
import { z } from 'zod';
import { defaultFields, otherField, type LedgerRules } from '../../domain/ledger.js';
import { unitRoles } from '../../domain/roster.js';
import { rungLevels } from '../../domain/schedule.js';
import type { FaultCode } from './fault-codes.js';
import type { FaultList } from './fault.js';
import { checkOwnLadder } from './ladder-checks.js';
import type { Place } from './place.js';
import { durationOf, remindersOf, roles, rungsOf } from './schedule-parts.js';
import { coded, duration, id, line, section } from './shape.js';

/** A draft of what a group hears is about answers that are owed by a deadline, not about a finding. */
const level = z
  .enum(rungLevels)
  .exclude(['circulate'], { error: ({ input }): FaultCode | undefined => (input === 'circulate' ? 'task-circulate' : undefined) });

const workdays = z.string().regex(/^\d{1,3}wd$/, coded('bad-duration'));

export const ledgerSchema = section({
  fields: z.record(id, line(12)).optional(),
  ask: z.enum(unitRoles).default('principal'),
  due: duration.default('7wd'),
  remind: z
    .array(section({ at: duration }))
    .max(10)
    .default([{ at: '-2wd' }]),
  escalate: z
    .array(section({ level, at: duration, to: roles }))
    .max(2)
    .default([
      { level: 'press', at: '+1wd', to: 'principal' },
      { level: 'supervise', at: '+2wd', to: 'supervisor' },
    ]),
  recheck: z.union([z.literal(false), section({ from: workdays, to: workdays })]).default({ from: '20wd', to: '30wd' }),
  recurrence: z
    .string()
    .regex(/^[1-9]\d{0,3}d$/, coded('bad-duration'))
    .default('365d'),
  common: z.int().min(2).max(1000).default(3),
});

export function ledgerOf(file: z.infer<typeof ledgerSchema>): LedgerRules {
  const { fields, ask, remind, escalate, recheck, recurrence, common } = file;
  return {
    fields: fieldsOf(fields),
    ask,
    due: durationOf(file.due),
    remind: remindersOf(remind),
    escalate: rungsOf(escalate),
    recheck: recheck && { fromDays: Number.parseInt(recheck.from, 10), toDays: Number.parseInt(recheck.to, 10) },
    recurrenceDays: Number.parseInt(recurrence, 10),
    commonFrom: common,
  };
}

function fieldsOf(written: Record<string, string> | undefined): LedgerRules['fields'] {
  if (written === undefined) return new Map(defaultFields.map((field) => [field, null]));
  const named = Object.entries(written);
  return new Map<string, string | null>(Object.hasOwn(written, otherField) ? named : [...named, [otherField, null]]);
}

export function checkLedger(ledger: Place | undefined, faults: FaultList): void {
  if (!ledger) return;
  checkOwnLadder(ledger, faults);
  const recheck = ledger.get('recheck');
  const [from, to] = ['from', 'to'].map((key) => Number.parseInt(recheck?.get(key)?.text() ?? '', 10));
  if (recheck && from !== undefined && to !== undefined && from > to) faults.add(recheck.file, recheck.at, 'gap-backwards');
}
