/** kind: campaign — several schedules, checklists and fields of the ledger under one head, by themes and in stages. */
import { z } from 'zod';
import { committeeRoles } from '../../../domain/roster.js';
import type { CampaignSchedule } from '../../../domain/schedule.js';
import { baseOf, general, listOf, timed, titled } from '../schedule-parts.js';
import { date, id as idShape, line, reference, section } from '../shape.js';

const role = z.enum(committeeRoles);
const names = z.array(reference).max(30).default([]);

const stage = section({ id: idShape, name: line(12), from: date, until: date });

const theme = section({ id: idShape, name: line(12), schedules: names, checklists: names, fields: names });

export const campaignSchema = section({
  ...titled,
  kind: z.literal('campaign'),
  ...timed,
  to: z.union([role, z.array(role).min(1)]).default(['secretary', 'discipline-secretary']),
  stages: z.array(stage).min(1).max(10),
  themes: z.array(theme).min(1).max(40),
  ...general,
});

export function campaignOf(id: string, file: z.infer<typeof campaignSchema>): CampaignSchedule {
  return { ...baseOf(id, file), kind: 'campaign', to: listOf(file.to), stages: file.stages, themes: file.themes };
}
